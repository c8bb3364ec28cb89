import ClausiusDeclarations
import Foundation

/// A file that is to be written, seen to before the work is done.
enum OutputPath {
  /// Makes the folder of `path` where it is missing.
  ///
  /// - Throws: ``Failure`` when the folder cannot be made or written, or the path is that of a folder.
  static func prepare(_ path: String) throws {
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
    guard manager.isWritableFile(atPath: exists ? path : folder) else {
      throw Failure(.storage, "\(path) cannot be written; choose another with -o FILE")
    }
  }
}
