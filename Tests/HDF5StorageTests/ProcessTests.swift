import CHDF5
import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("Processes")
struct ProcessTests {
  @Test("Another process may read a file in writing up to its last flush, but not write it")
  func otherProcess() async throws {
    try await withTemporaryFile { path in
      let file = try HDF5File.create(path)
      try file.root.createDataset("value", [1.0, 2.0])
      try file.flush()
      try file.root.createDataset("unflushed", [3.0])
      await #expect(processExitsWith: .success) { [path = path as String] in
        let reader = try HDF5File.openForReading(path)
        #expect(try reader.root.openDataset("value").read(as: Double.self) == [1, 2])
        #expect(try reader.root.children().count == 1)
        try reader.close()
        expectFailure(.inUse) { try HDF5File.openForWriting(path) }
        expectFailure(.inUse) { try HDF5File.create(path, existing: .replace) }
      }
      try file.close()
      #expect(try HDF5File.openForWriting(path).root.children().count == 2)
    }
  }

  @Test("A process that ends without closing its file leaves it whole")
  func unclosed() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
        let file = try HDF5File.create(path)
        let dataset = try file.root.createDataset(
          "value", of: Double.self, shape: [2], chunk: [2], filters: [.deflate(1)])
        try dataset.write([1.0, 2.0])
        withExtendedLifetime(file) { exit(3) }
      }
      let file = try HDF5File.openForReading(path)
      #expect(try file.root.openDataset("value").read(as: Double.self) == [1, 2])
    }
  }

  @Test("No id of HDF5 is left over, neither after success nor after failure")
  func noLeaks() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .success) { [path = path as String] in
        try ProcessTests.useEverything(path)
        let before = ProcessTests.openIdentifiers()
        for _ in 0..<3 { try ProcessTests.useEverything(path) }
        #expect(ProcessTests.openIdentifiers() == before)
        #expect(ProcessTests.openObjectCount() == 0)
        let file = try HDF5File.openForReading(path)
        for _ in 0..<5 { _ = try file.root.openGroup("group").openDataset("value").shape }
        #expect(ProcessTests.openObjectCount() == 2, "the file and its root are open")
      }
    }
  }

  /// How many files, groups, datasets and attributes are open.
  static func openObjectCount() -> Int {
    H5Fget_obj_count(chdf5_every_file(), chdf5_every_object())
  }

  /// How many ids of dataspaces, property lists and datatypes HDF5 holds for us.
  static func openIdentifiers() -> [Int] {
    [
      openIdentifiers(upTo: H5Screate(H5S_SCALAR), closedBy: { H5Sclose($0) }),
      openIdentifiers(
        upTo: H5Pcreate(chdf5_dataset_transfer_class()), closedBy: { H5Pclose($0) }),
      openIdentifiers(upTo: H5Tcopy(chdf5_native_double()), closedBy: { H5Tclose($0) }),
    ]
  }

  /// HDF5 counts up the ids of a type in the low 56 bits, so all that are older than a fresh one
  /// can be asked for.
  private static func openIdentifiers(upTo fresh: hid_t, closedBy close: (hid_t) -> herr_t) -> Int {
    defer { _ = close(fresh) }
    let count = fresh & ((1 << 56) - 1)
    return (1...max(1, count)).count { H5Iis_valid(fresh - $0) > 0 }
  }

  /// Calls every kind of function once, and most of them once more so that they fail.
  static func useEverything(_ path: String) throws {
    let file = try HDF5File.create(path, existing: .replace)
    let value = try file.root.createDataset(
      "group/value", of: Double.self, shape: [2, 2], maximumShape: [nil, 2], chunk: [1, 2],
      filters: [.shuffle, .deflate(1), .fletcher32], fill: .nan)
    try value.write([1, 2, 3, 4] as [Double])
    _ = try (value.read(as: Float.self), value.shape, value.maximumShape, value.chunk)
    _ = try (value.filters, value.datatype, value.storageSize)
    try value.setShape([1, 2])
    let text = try file.root.createDataset("text", .variable(["a", "b"]))
    _ = try text.readStrings()
    try text.makeScale("text")
    try value.attachScale(text, axis: 1)
    _ = try (text.isScale, text.scaleName, value.scaleCount(axis: 1), value.hasScale(text, axis: 1))
    try value.attributes.write("units", .fixed("1"))
    try value.attributes.write("version", [1, 1] as [Int32])
    _ = try (value.attributes.names, value.attributes.readString("units"))
    _ = try value.attributes.readArray("version", as: Int32.self)
    try file.root.link(from: "group/value", to: "view")
    _ = try (file.root.children(), file.root.exists("group/value"), file.root.kind(of: "none"))
    try file.synchronize()
    expectFailure(.wrongType) { try text.read(as: Double.self) }
    expectFailure(.wrongShape) { try value.read(as: Double.self, at: [9, 9]) }
    expectFailure(.wrongShape) { try value.setShape([1, 3]) }
    expectFailure(.notFound) { try file.root.openDataset("none") }
    expectFailure(.notFound) { try value.attributes.readString("none") }
    expectFailure(.wrongType) { try value.attributes.readString("version") }
    expectFailure(.alreadyExists) { try file.root.createGroup("group") }
    expectFailure(.alreadyExists) { try file.root.createDataset("text", [1.0]) }
    expectFailure(.alreadyExists) { try HDF5File.create(path) }
    expectFailure(.notFound) { try HDF5File.openForReading(path + ".missing") }
    try file.close()
    _ = try HDF5File.openForReading(path).root.openDataset("view").read(as: Double.self)
  }
}
