import ClausiusHDF5Storage
import Foundation
import Testing

/// Each of these crashes or hangs in a process of its own.
@Suite("Crashes of libhdf5")
struct CrashReportTests {
  @Test("A crash inside libhdf5 becomes one line and an exit status")
  func crashInside() async throws {
    try await withTemporaryFile { path in
      let result = try await #require(
        processExitsWith: .exitCode(3), observing: [\.standardErrorContent]
      ) { [path = path as String] in
        HDF5CrashReport.install(prefix: "clausius: ", exitCode: 3)
        try CrashReportTests.readIntoNowhere(path)
      }
      #expect(
        String(decoding: result.standardErrorContent, as: UTF8.self)
          == "clausius: cannot use \(path): the structure of the file is damaged "
          + "(libhdf5 crashed on it); restore the file from a copy\n")
    }
  }

  /// Makes libhdf5 write to an address that is not there.
  static func readIntoNowhere(_ path: String) throws {
    let dataset = try HDF5File.create(path).root.createDataset("value", [1.0, 2.0])
    let nowhere = UnsafeMutablePointer<Double>(bitPattern: 64)
    try dataset.read(into: UnsafeMutableBufferPointer(start: nowhere, count: 2))
  }

  @Test("A crash elsewhere stays a crash")
  func crashElsewhere() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
        HDF5CrashReport.install(prefix: "clausius: ", exitCode: 3)
        try HDF5File.create(path).close()
        UnsafeMutablePointer<Double>(bitPattern: 64)?.pointee = 1
      }
    }
  }

  @Test("A heap of texts that leads libhdf5 in a circle ends the process, or is an error")
  func endlessReading() async throws {
    try await withTemporaryFile { path in
      await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
        HDF5CrashReport.install(prefix: "clausius: ", exitCode: 3, longestCall: 1)
        try CrashReportTests.makeCircularHeap(path)
        let dataset = try HDF5File.openForReading(path).root.openDataset("text")
        // libhdf5 1.10.8 does not come back from here; later ones see the damage.
        #expect(throws: HDF5Error.self) { try dataset.readStrings() }
        exit(3)
      }
    }
  }

  /// Writes a file whose global heap holds an object of size -16: with its header of 16 bytes it
  /// takes no room, and the next object is itself.
  static func makeCircularHeap(_ path: String) throws {
    let file = try HDF5File.create(path)
    try file.root.createDataset("text", .variable(["a", "b"]))
    try file.close()
    let url = URL(fileURLWithPath: path)
    var bytes = try Data(contentsOf: url)
    let heap = try #require(bytes.firstRange(of: Data("GCOL".utf8))).lowerBound
    // A heap header of 16 bytes, then of the first object: index, count, four bytes of nothing,
    // size.
    let size = heap + 16 + 8
    bytes.replaceSubrange(size..<size + 8, with: [0xF0] + [UInt8](repeating: 0xFF, count: 7))
    try bytes.write(to: url)
  }
}
