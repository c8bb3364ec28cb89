import ClausiusDeclarations
import Foundation

/// The lines of a file that parts of a sweep add to. What follows the last line end was torn off
/// while it was written, and is none.
struct PartLines {
  private let data: Data

  /// The lines of the file at `path`.
  ///
  /// - Throws: ``SweepError`` where it cannot be read.
  init(_ path: String) throws(SweepError) {
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw SweepError(.storage, "\(path) cannot be read: \(error.systemReason)")
    }
  }

  /// The files of a folder that hold such lines, none where there is no folder.
  ///
  /// - Throws: ``SweepError`` where the folder cannot be read.
  static func files(in folder: String) throws(SweepError) -> [String] {
    guard try SweepFolder.isThere(folder) else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw SweepError(.storage, "\(folder) cannot be read: \(error.systemReason)")
    }
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + "/" + $0 }
  }

  /// Shows every line with its number, from 1, and without its end.
  func forEach(
    _ body: (_ number: Int, _ line: UnsafeRawBufferPointer) throws(SweepError) -> Void
  ) throws(SweepError) {
    let problem = data.withUnsafeBytes { bytes -> SweepError? in
      var (number, start) = (1, 0)
      while let end = Self.lineEnd(bytes, from: start) {
        do throws(SweepError) {
          try body(number, UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        } catch {
          return error
        }
        number += 1
        start = end + 1
      }
      return nil
    }
    if let problem { throw problem }
  }

  private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
