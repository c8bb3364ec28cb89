import ClausiusHDF5Storage
import Testing

@Suite("Attributes")
struct AttributeTests {
  @Test("Numbers, single and in lists, read back as written")
  func numbers() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      try file.attributes.write("version", [1, 1] as [Int32])
      try file.attributes.write("dimension", Int32(3))
      try file.attributes.write("seed", Int64.min)
      try file.attributes.write("extent", [0.1, -2.5e300])
      #expect(try file.attributes.names == ["dimension", "extent", "seed", "version"])
      #expect(try file.attributes.readArray("version", as: Int32.self) == [1, 1])
      #expect(try file.attributes.shape("version") == [2])
      #expect(try file.attributes.datatype("version") == .int32)
      #expect(try file.attributes.readScalar("dimension", as: Int32.self) == 3)
      #expect(try file.attributes.shape("dimension") == [])
      #expect(try file.attributes.readScalar("dimension", as: Double.self) == 3)
      #expect(try file.attributes.readScalar("seed", as: Int64.self) == .min)
      #expect(try file.attributes.readArray("extent", as: Double.self) == [0.1, -2.5e300])
    }
  }

  @Test("All kinds of attributes are copied to another object")
  func copies() throws {
    try withTemporaryFile { path in
      let file = try HDF5File.create(path)
      let first = try file.root.createGroup("first").attributes
      let second = try file.root.createGroup("second").attributes
      try first.write("numbers", [0.5, -2])
      try first.write("count", Int32(3))
      try first.write("words", .variable(["I. Couzin", "J. Krause"]))
      try first.write("unit", .fixed("cm"))
      try first.write("offset", 1.5)
      try first.copy(to: second, except: ["offset"])
      #expect(try second.names == ["count", "numbers", "unit", "words"])
      #expect(try second.readArray("numbers", as: Double.self) == [0.5, -2])
      #expect(try second.readScalar("count", as: Int32.self) == 3)
      #expect(try second.readStrings("words") == ["I. Couzin", "J. Krause"])
      #expect(try second.readString("unit") == "cm")
    }
  }

  @Test("Texts of fixed and variable length, single and in lists, read back as written")
  func texts() throws {
    try withTemporaryFile { path in
      let attributes = try HDF5File.create(path).root.createGroup("box").attributes
      try attributes.write("boundary", .fixed(["periodic", "none", "none"]))
      try attributes.write("units", .fixed("1"))
      try attributes.write("empty", .fixed(""))
      try attributes.write("title", .variable("Fischschwärme"))
      try attributes.write("authors", .variable(["I. Couzin", "J. Krause"]))
      #expect(try attributes.readStrings("boundary") == ["periodic", "none", "none"])
      #expect(try attributes.datatype("boundary") == .fixedString(length: 8))
      #expect(try attributes.readString("units") == "1")
      #expect(try attributes.datatype("units") == .fixedString(length: 1))
      #expect(try attributes.readString("empty") == "")
      #expect(try attributes.readString("title") == "Fischschwärme")
      #expect(try attributes.datatype("title") == .variableString)
      #expect(try attributes.readStrings("authors") == ["I. Couzin", "J. Krause"])
    }
  }

  @Test("Writing replaces, removing removes")
  func replaceAndRemove() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset("value", [1.0])
      try dataset.attributes.write("coordinates", .fixed("time"))
      try dataset.attributes.write("coordinates", [1.0, 2.0])
      #expect(try dataset.attributes.readArray("coordinates", as: Double.self) == [1, 2])
      #expect(try dataset.attributes.exists("coordinates"))
      try dataset.attributes.remove("coordinates")
      #expect(try !dataset.attributes.exists("coordinates"))
      #expect(try dataset.attributes.names == [])
    }
  }

  @Test("Missing, misfitting and mistyped attributes are told apart")
  func failures() throws {
    try withTemporaryFile { path in
      let attributes = try HDF5File.create(path).attributes
      try attributes.write("wide", Int64(1) << 40)
      try attributes.write("real", 1.5)
      try attributes.write("list", [1.0, 2.0])
      try attributes.write("text", .fixed("none"))
      expectFailure(.notFound) { try attributes.readString("title") }
      expectFailure(.wrongShape) {
        try attributes.write("large", [Double](repeating: 0, count: 10_000))
      }
      expectFailure(
        .wrongType,
        "cannot read attribute wide of / in \(path): 1099511627776 does not fit into Int32"
      ) { try attributes.readScalar("wide", as: Int32.self) }
      expectFailure(
        .wrongType,
        "cannot read attribute real of / in \(path): "
          + "the value is 64-bit floating point, integers are needed"
      ) { try attributes.readScalar("real", as: Int32.self) }
      expectFailure(.wrongType) { try attributes.readScalar("text", as: Double.self) }
      expectFailure(.wrongType) { try attributes.readString("real") }
      expectFailure(
        .wrongShape,
        "cannot read attribute list of / in \(path): there are 2 values where one is needed"
      ) { try attributes.readScalar("list", as: Double.self) }
    }
  }
}
