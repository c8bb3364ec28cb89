import ClausiusDeclarations
import ClausiusHDF5Storage
import Foundation

/// A file that is to be written, seen to before the work is done.
enum OutputPath {
  /// Makes the folder of `path` where it is missing.
  ///
  /// - Parameter inputs: files that are read, which no output may replace, by whatever name or
  ///   link.
  /// - Throws: ``Failure`` when the folder cannot be made or written, or the path is that of a
  ///   folder or of an input.
  static func prepare(_ path: String, inputs: [String] = []) throws {
    if let own = identity(path), inputs.contains(where: { identity($0) == own }) {
      throw Failure(.wrongInput, "\(path) is read itself; choose another file with -o FILE")
    }
    let manager = FileManager.default
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .storage, "\(path): the folder \(folder) cannot be made; choose another with -o FILE")
    }
    var isFolder: ObjCBool = false
    let exists = manager.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      throw Failure(.storage, "\(path) is a folder; name a file with -o FILE")
    }
    if exists, holdsData(path) {
      throw Failure(
        .wrongInput,
        "\(path) holds data that no report should replace; choose another file with -o FILE")
    }
    guard manager.isWritableFile(atPath: exists ? path : folder) else {
      throw Failure(.storage, "\(path) cannot be written; choose another with -o FILE")
    }
  }

  /// Whether a file is of HDF5 and is not a series that `analyze` wrote.
  private static func holdsData(_ path: String) -> Bool {
    guard HDF5File.isHDF5(path) else { return false }
    guard let root = try? HDF5File.openForReading(path).root, let children = try? root.children()
    else { return true }
    return children.map(\.name) != ["diagnostics"]
  }

  /// What tells a file from all others, whatever its name; `nil` for one that is not there.
  private static func identity(_ path: String) -> [Int]? {
    let whole = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let attributes = try? FileManager.default.attributesOfItem(atPath: whole)
    guard let device = attributes?[.systemNumber] as? Int,
      let file = attributes?[.systemFileNumber] as? Int
    else { return nil }
    return [device, file]
  }
}
