import Foundation

/// A program beside this one that helps with pictures.
public struct Tool: Sendable {
  /// The name to start it by.
  public let name: String
  let purpose: String
  let package: (apt: String, brew: String)

  /// Draws.
  public static let gnuplot = Tool(
    name: "gnuplot", purpose: "pictures are drawn by", package: ("gnuplot-nox", "gnuplot"))
  /// Makes movies of pictures.
  public static let ffmpeg = Tool(
    name: "ffmpeg", purpose: "movies are made by", package: ("ffmpeg", "ffmpeg"))

  /// Where the program is.
  ///
  /// - Throws: ``PlotError`` that says how to install it.
  @discardableResult
  public func find() throws(PlotError) -> URL {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
      let url = URL(filePath: String(folder)).appending(path: name)
      if FileManager.default.isExecutableFile(atPath: url.path(percentEncoded: false)) {
        return url
      }
    }
    throw PlotError(
      .program, "\(purpose) the program \(name), which is not installed",
      advice: "install it: apt-get install \(package.apt), on macOS brew install \(package.brew)")
  }

  /// Runs the program in `folder` with nothing on its input, and waits for its end.
  ///
  /// No shell is involved: every argument arrives as it is. What the program says goes to a file in
  /// the folder.
  ///
  /// - Throws: ``PlotError`` with what the program said when it failed.
  func run(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = try find()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Self.environment
    let said = folder.appending(path: "\(name).log")
    try Data().write(to: said)
    let handle = try FileHandle(forWritingTo: said)
    defer { try? handle.close() }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    do {
      try process.run()
    } catch {
      throw PlotError(.program, "\(name) cannot be started: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let words = (try? String(decoding: Data(contentsOf: said), as: UTF8.self)) ?? ""
      let lines = words.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      let telling = lines.filter { !$0.isEmpty && $0 != "^" && !$0.contains("warning") }.suffix(3)
        .joined(separator: "; ")
      throw PlotError(
        .program,
        "\(name) failed with status \(process.terminationStatus)\(telling.isEmpty ? "" : ": " + telling)"
      )
    }
  }

  /// The environment of the user without what would change numbers, terminals or settings.
  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for key in environment.keys where key.hasPrefix("GNUPLOT") || key.hasPrefix("LC_") {
      environment[key] = nil
    }
    environment["GNUTERM"] = nil
    environment["LANG"] = nil
    environment["LC_ALL"] = "C"
    return environment
  }
}
