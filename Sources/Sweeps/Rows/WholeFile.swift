import ClausiusTrajectories
import Foundation

/// Files that get their name when they are whole.
enum WholeFile {
  /// Writes a text.
  ///
  /// - Throws: ``SweepError`` of the disk.
  static func write(_ text: String, to path: String) throws(SweepError) {
    do {
      let file = try FileBeside(path)
      try Array(text.utf8).withUnsafeBytes { try file.write($0) }
      try file.finish()
    } catch let error as POSIXError {
      throw failure(path, error.code.rawValue)
    } catch {
      throw SweepError(.storage, "\(path) cannot be written: \(error)")
    }
  }

  /// Lets `body` write a file at a path beside `path`, and gives it its name.
  ///
  /// - Throws: ``SweepError`` of the disk, and what `body` throws.
  static func write(to path: String, _ body: (String) throws -> Void) throws {
    do {
      let file = try FileBeside(path)
      try body(file.handOver())
      try file.finish()
    } catch let error as POSIXError {
      throw failure(path, error.code.rawValue)
    }
  }

  private static func failure(_ path: String, _ reason: Int32) -> SweepError {
    SweepError(.storage, "\(path) cannot be written: \(String(cString: strerror(reason)))")
  }
}
