import ClausiusHDF5Storage
import Foundation
import Testing

/// Each of these runs in a process of its own, which must end by itself, in order, and without a
/// word on its terminal.
@Suite("A disk that fails")
struct FailedWriteTests {
  static let width = 300
  static let chunk = 16

  static func makeDataset(_ file: HDF5File) throws -> HDF5Dataset {
    try file.root.createDataset(
      "value", of: Double.self, shape: [0, width], maximumShape: [nil, width],
      chunk: [chunk, width], filters: [.shuffle, .deflate(1), .fletcher32], fill: .nan)
  }

  /// Appends chunk `index`, whose numbers hardly compress.
  static func append(_ index: Int, to dataset: HDF5Dataset) throws {
    try dataset.setShape([(index + 1) * chunk, width])
    try dataset.write(
      DamageTests.values(row: index).prefix(chunk * width).map { $0 },
      at: [index * chunk, 0], count: [chunk, width])
  }

  static func expectChunks(_ count: Int, in path: String) throws {
    let dataset = try HDF5File.openForReading(path).root.openDataset("value")
    #expect(try dataset.shape == [count * chunk, width])
    for index in 0..<count {
      let values = try dataset.read(
        as: Double.self, at: [index * chunk, 0], count: [chunk, width])
      #expect(values == Array(DamageTests.values(row: index).prefix(chunk * width)))
    }
  }

  /// Appends and flushes chunks until that fails; returns how many were flushed, and the failure.
  static func appendUntilFailure(
    _ dataset: HDF5Dataset, of file: HDF5File
  ) throws -> (flushedChunks: Int, failure: HDF5Error?) {
    for index in 0..<1000 {
      do {
        try append(index, to: dataset)
        try file.flush()
      } catch let failure as HDF5Error {
        return (index, failure)
      }
    }
    return (1000, nil)
  }

  @Test("At the largest file size the write fails, and the file holds what was flushed")
  func sizeLimit() async throws {
    try await withTemporaryFile { path in
      let result = try await #require(
        processExitsWith: .success, observing: [\.standardErrorContent]
      ) { [path = path as String] in
        try FailedWriteTests.reachSizeLimit(path)
      }
      #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "")
    }
  }

  static func reachSizeLimit(_ path: String) throws {
    try Process.limitFileSize(to: 1 << 20)
    let file = try HDF5File.create(path)
    let dataset = try makeDataset(file)
    let (flushedChunks, failure) = try appendUntilFailure(dataset, of: file)
    #expect(
      failure?.description == "cannot write /value in \(path): "
        + "the file would pass the largest allowed size (File too large); "
        + "raise the limit (ulimit -f)")
    expectFailure(
      .closed,
      "cannot read /value in \(path): an earlier write to this file failed: "
        + "the file would pass the largest allowed size; raise the limit (ulimit -f)"
    ) { try dataset.read(as: Double.self) }
    expectFailure(.closed) { try file.close() }
    // A mebibyte takes 27 chunks of 38,400 bytes, somewhat more if they compress, fewer for the
    // room held back.
    #expect((24...36).contains(flushedChunks))
    try expectChunks(flushedChunks, in: path)
  }

  #if os(Linux)
    @Test("A write that HDF5 itself sees fail leaves a process that goes on and ends in order")
    func fullDevice() async throws {
      try await withTemporaryFile { path in
        let result = try await #require(
          processExitsWith: .success, observing: [\.standardErrorContent]
        ) { [path = path as String] in
          try FailedWriteTests.fillDevice(path)
        }
        #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "")
        try FailedWriteTests.expectChunks(2, in: path)
      }
    }

    static func fillDevice(_ path: String) throws {
      let file = try HDF5File.create(path)
      let dataset = try makeDataset(file)
      try append(0, to: dataset)
      try append(1, to: dataset)
      try file.flush()
      try Process.redirect(path, to: "/dev/full")
      try append(2, to: dataset)
      expectFailure(
        .diskFull,
        "cannot flush \(path): the disk is full (No space left on device); "
          + "make room or write to another disk"
      ) { try file.flush() }
      expectFailure(
        .closed,
        "cannot close \(path): an earlier write to this file failed: the disk is full; "
          + "make room or write to another disk"
      ) { try file.close() }
      try expectChunks(2, in: path)
    }

    @Test("Forgetting to close on a full disk is no crash either")
    func fullDeviceUnclosed() async throws {
      try await withTemporaryFile { path in
        let result = try await #require(
          processExitsWith: .success, observing: [\.standardErrorContent]
        ) { [path = path as String] in
          try FailedWriteTests.leaveFullDevice(path)
        }
        #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "")
        #expect(try HDF5File.openForReading(path).root.children() == [])
      }
    }

    static func leaveFullDevice(_ path: String) throws {
      let file = try HDF5File.create(path)
      try file.flush()
      try Process.redirect(path, to: "/dev/full")
      do {
        let dataset = try makeDataset(file)
        try append(0, to: dataset)
      }
      expectFailure(.closed) { try file.root.children() }
      expectFailure(
        .closed,
        "cannot open \(path): "
          + "an earlier write to this file failed and left it unusable for this process; "
          + "open it from a new process, or a copy of it"
      ) { try HDF5File.openForReading(path) }
    }
  #endif
}
