import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("Files that are missing, foreign or damaged")
struct DamageTests {
  static let rowLength = 10_000

  /// Numbers that hardly compress: a linear congruential sequence (Knuth's MMIX) started at `row`.
  static func values(row: Int) -> [Double] {
    var state = UInt64(row)
    return (0..<rowLength).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11)
    }
  }

  /// A file with one dataset `value` of three chunks, so large that the middle of the file is
  /// inside the second one.
  static func makeFile(_ path: String, filters: [HDF5Filter]) throws {
    let file = try HDF5File.create(path)
    let dataset = try file.root.createDataset(
      "value", of: Double.self, shape: [0, rowLength], maximumShape: [nil, rowLength],
      chunk: [1, rowLength], filters: filters)
    for row in 0..<3 {
      try dataset.setShape([row + 1, rowLength])
      try dataset.write(values(row: row), at: [row, 0], count: [1, rowLength])
    }
    try file.close()
  }

  @Test("A missing file, a folder and a file of another kind are told apart")
  func notHDF5() throws {
    try withTemporaryFile { path in
      let folder = (path as NSString).deletingLastPathComponent
      expectFailure(
        .notFound,
        "cannot open \(path): there is no such file or folder (No such file or directory); "
          + "check the path"
      ) { try HDF5File.openForReading(path) }
      expectFailure(.notFound) { try HDF5File.create(path + "/deeper/file.h5") }
      expectFailure(
        .notPermitted,
        "cannot open \(folder): the path names a folder where a file is needed (Is a directory); "
          + "check the path"
      ) { try HDF5File.openForReading(folder) }
      for content in ["", "title: Torus\n", String(repeating: "\u{89}HDF", count: 1000)] {
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        expectFailure(
          .notHDF5, "cannot open \(path): not an HDF5 file (file signature not found)"
        ) { try HDF5File.openForReading(path) }
        #expect(!HDF5File.isHDF5(path))
      }
      #expect(!HDF5File.isHDF5(folder))
      #expect(!HDF5File.isHDF5(path + ".missing"))
    }
  }

  @Test("A truncated file says so")
  func truncated() throws {
    try withTemporaryFile { path in
      try DamageTests.makeFile(path, filters: [])
      #expect(HDF5File.isHDF5(path))
      let url = URL(fileURLWithPath: path)
      let bytes = try Data(contentsOf: url)
      try bytes.prefix(bytes.count - 100).write(to: url)
      expectFailure(
        .truncated,
        "cannot open \(path): the end of the file is missing (truncated file: "
          + "eof = \(bytes.count - 100), sblock->base_addr = 0, stored_eof = \(bytes.count)); "
          + "it was not closed properly or not copied completely"
      ) { try HDF5File.openForReading(path) }
    }
  }

  @Test(
    "A flipped bit inside a chunk makes that chunk unreadable, and no other",
    arguments: [
      ([.fletcher32], "their checksum is wrong (data error detected by Fletcher32 checksum)"),
      ([.deflate(1)], "they cannot be decompressed (inflate() failed)"),
      (
        [.shuffle, .deflate(1), .fletcher32],
        "their checksum is wrong (data error detected by Fletcher32 checksum)"
      ),
    ] as [([HDF5Filter], String)])
  func flippedBit(filters: [HDF5Filter], message: String) throws {
    try withTemporaryFile { path in
      try DamageTests.makeFile(path, filters: filters)
      let url = URL(fileURLWithPath: path)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 0x10
      try bytes.write(to: url)
      let dataset = try HDF5File.openForReading(path).root.openDataset("value")
      expectFailure(
        .damaged,
        "cannot read /value in \(path): the data are damaged: \(message); "
          + "restore the file from a copy; the rest of it can still be read"
      ) { try dataset.read(as: Double.self) }
      expectFailure(.damaged) { try dataset.read(as: Double.self, at: [1, 7], count: [1, 1]) }
      for row in [0, 2] {
        let values = try dataset.read(as: Double.self, at: [row, 0], count: [1, 10_000])
        #expect(values == DamageTests.values(row: row))
      }
    }
  }
}
