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
    let presence = try presence(of: path)
    if presence == .folder || path.hasSuffix("/") {
      throw Failure(.storage, "\(path) is a folder; name a file with \(option)")
    }
    let exists = presence != .absent
    if exists { try requireReplaceable(path, by: form, option) }
    guard FileManager.default.isWritableFile(atPath: exists ? path : folder) else {
      throw Failure(.storage, "\(path) cannot be written; choose another with \(option)")
    }
  }

  /// What is at the path of an output.
  ///
  /// - Throws: ``Failure`` when the system does not say: nobody knows then what would be replaced.
  static func presence(of path: String) throws(Failure) -> FilePresence {
    do throws(HDF5Error) {
      return try FilePresence(of: path)
    } catch {
      throw Failure(.storage, "\(error)")
    }
  }

  /// Refuses an output that is read itself, by whatever name or link.
  static func requireOther(
    _ path: String, than inputs: [String], _ option: String = "-o FILE"
  ) throws(Failure) {
    guard try presence(of: path) != .absent else { return }
    let own = FileIdentity(path: path)
    guard inputs.contains(where: { FileIdentity(path: $0) == own }) else { return }
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
    switch try presence(of: path) {
    case .absent, .characterDevice: return
    case .file: break
    case .folder, .other:
      guard !["/dev/", "/proc/"].contains(where: path.hasPrefix) else { return }
      throw Failure(.wrongInput, "\(path) is no plain file; choose another with \(option)")
    }
    guard try form.fits(path) else {
      throw Failure(
        .wrongInput,
        "\(path) is no \(form.name), which is all that may be replaced; choose another file with "
          + option)
    }
  }
}
