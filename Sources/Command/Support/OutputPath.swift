import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// A file that is to be written, seen to before the work is done.
enum OutputPath {
  /// Makes the folder of `path` where it is missing.
  ///
  /// - Parameters:
  ///   - inputs: files that are read, which no output may replace, by whatever name or link.
  ///   - isTrajectory: whether a trajectory is written, whose writer looks after others.
  /// - Throws: ``Failure`` when the folder cannot be made or written, or the path is that of a
  ///   folder or of an input.
  static func prepare(
    _ path: String, inputs: [String] = [], isTrajectory: Bool = false
  ) throws {
    guard !path.isEmpty else { throw Failure(.wrongInput, "-o needs the name of a file") }
    try requireOther(path, than: inputs)
    let folder = RunFiles(path).folder
    try makeFolder(folder, of: path)
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    let exists = manager.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue || path.hasSuffix("/") {
      throw Failure(.storage, "\(path) is a folder; name a file with -o FILE")
    }
    if exists, !isTrajectory, OutputFile.isPlain(path), holdsData(path) {
      throw Failure(
        .wrongInput,
        "\(path) holds data that no report should replace; choose another file with -o FILE")
    }
    guard manager.isWritableFile(atPath: exists ? path : folder) else {
      throw Failure(.storage, "\(path) cannot be written; choose another with -o FILE")
    }
  }

  /// Refuses an output that is read itself, by whatever name or link.
  static func requireOther(_ path: String, than inputs: [String]) throws(Failure) {
    guard let own = FileIdentity(path: path),
      inputs.contains(where: { FileIdentity(path: $0) == own })
    else { return }
    throw Failure(.wrongInput, "\(path) is read itself; choose another file with -o FILE")
  }

  private static func makeFolder(_ folder: String, of path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .storage, "\(path): the folder \(folder) cannot be made; choose another with -o FILE")
    }
  }

  /// Whether a file is of HDF5 or netCDF and is not a series that `analyze` wrote.
  private static func holdsData(_ path: String) -> Bool {
    guard HDF5File.canRead(path) else { return false }
    guard let root = try? HDF5File.openForReading(path).root, let children = try? root.children()
    else { return true }
    let title = (try? root.attributes.readString("title")) ?? ""
    let isReport = title.hasPrefix("Diagnostics of ")
    return !children.map(\.name).contains("diagnostics") || !isReport
  }
}
