import Foundation
import Testing

/// Inputs on which something went wrong before, and others that show what the fuzzer reads.
@Suite("Inputs of the fuzzer", .serialized)
struct ReplayTests {
  private static let corpora = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "corpora")

  /// The inputs of a target.
  private static func inputs(of target: FuzzTarget) throws -> [URL] {
    let folder = corpora.appending(path: target.rawValue)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// A fault would end the tests.
  @Test("Texts, tables and journals are read or refused", arguments: FuzzTarget.allCases)
  func texts(target: FuzzTarget) throws {
    defer { Scratch.clear() }
    let inputs = try Self.inputs(of: target)
    #expect(!inputs.isEmpty)
    for input in inputs { target.read(Array(try Data(contentsOf: input))) }
  }

  @Test(
    "Files end a verb with its status and a message",
    arguments: [FuzzTarget.trajectory, .checkpoint])
  func files(target: FuzzTarget) throws {
    defer { Scratch.remove() }
    for input in try Self.inputs(of: target) {
      let bytes = Array(try Data(contentsOf: input))
      let line = try #require(target.commandLine(for: bytes))
      let (status, errors) = try run(line)
      #expect((0...3).contains(status), "\(input.lastPathComponent): \(line)")
      #expect(status == 0 || !errors.isEmpty, "\(input.lastPathComponent): \(line)")
    }
  }

  /// The status of the built command, 128 and its number for a signal, and what it says.
  private func run(_ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = Self.command
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let isExit = process.terminationReason == .exit
    return (
      isExit ? process.terminationStatus : 128 + process.terminationStatus,
      String(decoding: errors, as: UTF8.self)
    )
  }

  /// The command beside the tests, or the one that `CLAUSIUS_COMMAND` names.
  private static var command: URL {
    if let path = ProcessInfo.processInfo.environment["CLAUSIUS_COMMAND"] {
      return URL(filePath: path)
    }
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let tests = bundle ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appending(path: "clausius")
  }
}
