import ClausiusTracks
import Foundation

/// Files of a test in a folder of its own.
struct Sheets {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "clausius-tracks-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes the folder.
  func clean() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a table and returns its path.
  func write(_ lines: [String], to name: String) throws -> String {
    let file = folder.appending(path: name)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}

/// Two individuals that swim in parallel through 20 frames at 25 a second: at (2 k + 10 i, k + 5 i)
/// in frame k, so with the velocity (50, 25); one is lost in frames 8 and 9.
enum Swimmers {
  static let frames = 20
  static func x(_ i: Int, _ k: Int) -> Double { Double(2 * k + 10 * i) }
  static func y(_ i: Int, _ k: Int) -> Double { Double(k + 5 * i) }
  static func isLost(_ i: Int, _ k: Int) -> Bool { i == 1 && (k == 8 || k == 9) }

  /// A line for each of them in each frame in which it was seen.
  static func long(_ line: (_ i: Int, _ k: Int) -> String) -> [String] {
    (0..<frames).flatMap { k in (0..<2).filter { !isLost($0, k) }.map { line($0, k) } }
  }

  /// A line for each frame.
  static func wide(
    _ separator: String, missing: String, start: (Int) -> [String],
    cells: (_ x: String, _ y: String) -> [String] = { [$0, $1] }
  ) -> [String] {
    (0..<frames).map { k in
      let places = (0..<2).flatMap { i in
        isLost(i, k) ? cells(missing, missing) : cells("\(x(i, k))", "\(y(i, k))")
      }
      return (start(k) + places).joined(separator: separator)
    }
  }
}
