import Foundation

/// The built command, run as a user runs it: in a folder of its own, with nothing from the
/// terminal.
struct Command {
  /// What a run of the command left behind.
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    /// The one JSON document on standard output.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
      return object
    }
  }

  /// The folder that the command runs in.
  let folder: URL

  /// A fresh folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "clausius-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes the folder.
  func clean() { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  /// Whether a file is in the folder.
  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Writes a file into the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// Makes a folder in the folder.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: name), withIntermediateDirectories: true)
  }

  /// Makes a symbolic link in the folder.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  /// Copies a file in the folder.
  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }

  /// Gives a file in the folder another name.
  func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
  }

  /// Writes what gzip makes of a file of the package into the folder.
  func unpack(_ packed: String, to name: String) throws {
    _ = FileManager.default.createFile(atPath: path(name), contents: nil)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", Self.package.appending(path: packed).path()]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path(name)))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
  }

  /// Starts the command and returns at once.
  func start(
    _ arguments: [String], environment: [String: String] = [:], executable: URL = Self.executable
  ) throws -> Running {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = folder.appending(path: ".output-\(UUID().uuidString)")
    let errors = folder.appending(path: ".errors-\(UUID().uuidString)")
    for url in [output, errors] {
      _ = FileManager.default.createFile(atPath: url.path(), contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  /// Runs the command to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try run(arguments, environment: environment)
  }

  /// Runs the command to its end.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    try start(arguments, environment: environment).wait()
  }

  /// A command that is running.
  struct Running {
    let process: Process
    let output: URL
    let errors: URL

    /// Waits for the end.
    func wait() throws -> Result {
      process.waitUntilExit()
      return Result(
        status: process.terminationReason == .exit
          ? process.terminationStatus : 128 + process.terminationStatus,
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
  }

  /// The command beside the tests, or the one that `CLAUSIUS_COMMAND` names.
  static var executable: URL {
    if let path = ProcessInfo.processInfo.environment["CLAUSIUS_COMMAND"] {
      return URL(filePath: path)
    }
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let tests = bundle ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appending(path: "clausius")
  }

  /// The root of the package, found from this file.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The Python that has the readers, as `make test` sets it; `nil` when the tests run without it.
  static let python = ProcessInfo.processInfo.environment["CLAUSIUS_PYTHON"].map {
    URL(filePath: $0)
  }

  /// The path of a scenario that ships with the project.
  static func scenario(_ name: String) -> String {
    package.appending(path: "scenarios/\(name).yaml").path()
  }
}
