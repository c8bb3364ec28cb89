import ClausiusHDF5Storage
import Testing

@Suite("Datasets")
struct DatasetTests {
  @Test("A growing, filtered dataset of floating-point numbers reads back as written")
  func growingDataset() throws {
    try withTemporaryFile { path in
      let values = (0..<24).map { Double($0) / 7 }
      do {
        let file = try HDF5File.create(path)
        let dataset = try file.root.createDataset(
          "particles/trajectory/position/value", of: Double.self, shape: [0, 4, 3],
          maximumShape: [nil, 4, 3], chunk: [2, 4, 3],
          filters: [.shuffle, .deflate(1), .fletcher32], fill: .nan)
        try dataset.setShape([2, 4, 3])
        try dataset.write(values, at: [0, 0, 0], count: [2, 4, 3])
        try dataset.setShape([3, 4, 3])
        try file.close()
      }
      let file = try HDF5File.openForReading(path)
      let dataset = try file.root.openDataset("particles/trajectory/position/value")
      #expect(try dataset.shape == [3, 4, 3])
      #expect(try dataset.maximumShape == [nil, 4, 3])
      #expect(try dataset.chunk == [2, 4, 3])
      #expect(try dataset.filters == [.shuffle, .deflate(1), .fletcher32])
      #expect(try dataset.datatype == .float64)
      #expect(try dataset.read(as: Double.self, at: [0, 0, 0], count: [2, 4, 3]) == values)
      #expect(
        try dataset.read(as: Double.self, at: [1, 2, 1], count: [1, 2, 2]) == [
          values[19], values[20], values[22], values[23],
        ])
      let unwritten = try dataset.read(as: Double.self, at: [2, 0, 0])
      #expect(unwritten.count == 12 && unwritten.allSatisfy(\.isNaN))
    }
  }

  @Test("Every rank from 0 to 4 reads back as written", arguments: 0...4)
  func ranks(rank: Int) throws {
    try withTemporaryFile { path in
      let shape = Array([2, 3, 1, 2].prefix(rank))
      let values = (0..<shape.reduce(1, *)).map { Int64($0) * 1_000_000_007 - 5 }
      let file = try HDF5File.create(path)
      let dataset = try file.root.createDataset("value", values, shape: shape)
      #expect(try dataset.shape == shape)
      #expect(try dataset.maximumShape == shape)
      #expect(try dataset.chunk == nil)
      #expect(try dataset.read(as: Int64.self) == values)
    }
  }

  @Test("The extremes of every element type survive")
  func elementTypes() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      func roundTrip<Element: HDF5Element & Equatable>(
        _ name: String, _ values: [Element], _ datatype: HDF5Datatype
      ) throws {
        let dataset = try root.createDataset(name, values)
        #expect(try dataset.datatype == datatype)
        #expect(try dataset.read(as: Element.self) == values)
        #expect(try dataset.storageSize == values.count * MemoryLayout<Element>.size)
      }
      try roundTrip(
        "float64", [Double.leastNonzeroMagnitude, -.greatestFiniteMagnitude, .infinity], .float64)
      try roundTrip("float32", [Float.leastNonzeroMagnitude, -.infinity], .float32)
      try roundTrip("int32", [Int32.min, 0, .max], .int32)
      try roundTrip("int64", [Int64.min, 0, .max], .int64)
      try roundTrip("uint8", [UInt8.min, 7, .max], .uint8)
    }
  }

  @Test("Numbers of other types and byte orders in the file are read as floating-point numbers")
  func conversion() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let bigEndian = try root.createDataset("frame", datatype: .float32BigEndian, shape: [3])
      try bigEndian.write([1.5, -2.25, 1e30] as [Float])
      #expect(try bigEndian.datatype == .floatingPoint(bits: 32, .bigEndian))
      #expect(try bigEndian.read(as: Double.self) == [1.5, -2.25, Double(Float(1e30))])

      let short = HDF5Datatype.integer(bits: 16, signed: false, .bigEndian)
      let integers = try root.createDataset("integers", datatype: short, shape: [2])
      try integers.write([Int64(65535), 12])
      #expect(try integers.read(as: Double.self) == [65535, 12])
      #expect(try integers.read(as: Int32.self) == [65535, 12])

      let single = try root.createDataset("single", [Float(0.1)])
      #expect(try single.read(as: Double.self) == [Double(Float(0.1))])
    }
  }

  @Test("Integers are never clipped and floating-point numbers never truncated without a word")
  func refusedConversion() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let wide = try root.createDataset("wide", [Int64(1) << 40])
      expectFailure(.wrongType) { try wide.read(as: Int32.self) }
      #expect(try wide.read(as: Double.self) == [1_099_511_627_776])
      let real = try root.createDataset("real", [1.5])
      expectFailure(
        .wrongType,
        "cannot read /real in \(path): the data are 64-bit floating point, integers are needed"
      ) { try real.read(as: Int32.self) }
    }
  }

  @Test("Fill values are zero unless given, and converted to the type of the file")
  func fillValues() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let zero = try root.createDataset("zero", of: Double.self, shape: [2])
      #expect(try zero.read(as: Double.self) == [0, 0])
      let seven = try root.createDataset("seven", of: Int32.self, shape: [2], fill: 7)
      #expect(try seven.read(as: Int32.self) == [7, 7])
      let quarter = try root.createDataset(
        "quarter", datatype: .float32BigEndian, shape: [2], fill: 0.25)
      #expect(try quarter.read(as: Float.self) == [0.25, 0.25])
    }
  }

  @Test("A dataset that shrinks loses its end for good")
  func shrinking() throws {
    try withTemporaryFile { path in
      let root = try HDF5File.create(path).root
      let dataset = try root.createDataset(
        "value", of: Int64.self, shape: [5], maximumShape: [nil], chunk: [4], fill: -1)
      try dataset.write([1, 2, 3, 4, 5] as [Int64])
      try dataset.setShape([2])
      #expect(try dataset.read(as: Int64.self) == [1, 2])
      try dataset.setShape([4])
      #expect(try dataset.read(as: Int64.self) == [1, 2, -1, -1])
    }
  }

  @Test("Buffers are written and read in place, part by part")
  func buffers() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset(
        "value", of: Double.self, shape: [4, 2])
      let rows: [Double] = [10, 11, 20, 21]
      try rows.withUnsafeBufferPointer { try dataset.write($0, at: [1, 0], count: [2, 2]) }
      var column = [Double](repeating: .nan, count: 4)
      try column.withUnsafeMutableBufferPointer {
        try dataset.read(into: $0, at: [0, 1], count: [4, 1])
      }
      #expect(column == [0, 11, 21, 0])
      #expect(try dataset.read(as: Double.self, at: [2, 0]) == [20, 21, 0, 0])
      #expect(try dataset.read(as: Double.self, at: [4, 0]) == [])
    }
  }

  @Test("A single value is written and read without a shape")
  func scalar() throws {
    try withTemporaryFile { path in
      let dataset = try HDF5File.create(path).root.createDataset("value", of: Double.self)
      try dataset.write(2.5)
      #expect(try dataset.shape == [])
      #expect(try dataset.readScalar(as: Double.self) == 2.5)
    }
  }
}
