import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// A file that is to be written, seen to before the work is done.
enum OutputPath {
  /// Makes the folder of `path` where it is missing.
  ///
  /// - Parameters:
  ///   - form: what is written; a file of another form is not replaced.
  ///   - inputs: files that are read, which no output may replace, by whatever name or link.
  ///   - option: the option that names the file, for messages.
  /// - Throws: ``Failure`` when the folder cannot be made or written, or the path is that of a
  ///   folder, of an input, or of a file that the output must not replace.
  static func prepare(
    _ path: String, for form: OutputForm, inputs: [String] = [], option: String = "-o FILE"
  ) throws {
    guard !path.isEmpty else {
      throw Failure(.wrongInput, "\(option.prefix { $0 != " " }) needs the name of a file")
    }
    try requireOther(path, than: inputs, option)
    let folder = RunFiles(path).folder
    try makeFolder(folder, of: path, option)
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    let exists = manager.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue || path.hasSuffix("/") {
      throw Failure(.storage, "\(path) is a folder; name a file with \(option)")
    }
    if exists { try requireReplaceable(path, by: form, option) }
    guard manager.isWritableFile(atPath: exists ? path : folder) else {
      throw Failure(.storage, "\(path) cannot be written; choose another with \(option)")
    }
  }

  /// Refuses an output that is read itself, by whatever name or link.
  static func requireOther(
    _ path: String, than inputs: [String], _ option: String = "-o FILE"
  ) throws(Failure) {
    guard let own = FileIdentity(path: path),
      inputs.contains(where: { FileIdentity(path: $0) == own })
    else { return }
    throw Failure(.wrongInput, "\(path) is read itself; choose another file with \(option)")
  }

  private static func makeFolder(
    _ folder: String, of path: String, _ option: String
  ) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .storage, "\(path): the folder \(folder) cannot be made; choose another with \(option)")
    }
  }

  /// Refuses to replace a file of another form, or what is no plain file; devices, and the pipes
  /// of a shell, take reports as they are.
  static func requireReplaceable(
    _ path: String, by form: OutputForm, _ option: String = "-o FILE"
  ) throws(Failure) {
    var information = stat()
    guard stat(path, &information) == 0 else { return }
    let kind = information.st_mode & S_IFMT
    guard kind == S_IFREG else {
      guard kind == S_IFCHR || ["/dev/", "/proc/"].contains(where: path.hasPrefix) else {
        throw Failure(.wrongInput, "\(path) is no plain file; choose another with \(option)")
      }
      return
    }
    guard try form.fits(path) else {
      throw Failure(
        .wrongInput,
        "\(path) is no \(form.name), which is all that may be replaced; choose another file with "
          + option)
    }
  }
}
