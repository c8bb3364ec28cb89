#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system says of a name, through links.
///
/// Only its word that nothing is there counts as absence: a device that fails for a moment, or a
/// folder that may not be searched, hides files, and whoever takes them for absent replaces them.
public enum FilePresence: Sendable, Hashable {
  /// There is no file of this name.
  case absent
  /// A file with bytes of its own.
  case file
  /// A folder.
  case folder
  /// A device whose bytes come and go one by one, as a terminal.
  case characterDevice
  /// A pipe, a socket, another device.
  case other

  /// What is at `path`.
  ///
  /// - Throws: ``HDF5Error`` when the system does not say.
  public init(of path: String) throws(HDF5Error) {
    let attempt = Attempt(operation: "examine", file: path)
    self = try attempt.system { () throws(SystemError) in try Self.found(at: path) }
  }

  /// Whether something is at `path`.
  ///
  /// - Throws: ``HDF5Error`` when the system does not say.
  public static func isThere(_ path: String) throws(HDF5Error) -> Bool {
    try FilePresence(of: path) != .absent
  }

  static func found(at path: String) throws(SystemError) -> FilePresence {
    var information = stat()
    guard stat(path, &information) == 0 else {
      guard SystemError.ofAbsence.contains(errno) else { throw SystemError("examine") }
      return .absent
    }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFCHR: return .characterDevice
    default: return .other
    }
  }
}

extension SystemError {
  /// What the system says of a name that leads to nothing.
  static let ofAbsence: Set<Int32> = [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG]
}
