/// What went wrong with an HDF5 file: what was tried, on what, why it failed, and what to do.
///
/// Its text is one line for a person:
/// `cannot open output/a.h5md: not an HDF5 file (file signature not found)`.
public struct HDF5Error: Error, Sendable, Hashable, CustomStringConvertible {
  /// Why an operation failed, for code that reacts differently to different failures.
  public enum Reason: Sendable, Hashable {
    /// No file or object has this name.
    case notFound
    /// A file or object with this name exists already.
    case alreadyExists
    /// The operating system does not allow it, or the file is open for reading only.
    case notPermitted
    /// The file is being written by somebody else.
    case inUse
    /// The file is not an HDF5 file.
    case notHDF5
    /// The end of the file is missing.
    case truncated
    /// A checksum, a compressed chunk or a structure inside the file is wrong.
    case damaged
    /// The disk or the quota is exhausted.
    case diskFull
    /// The file would pass the largest size that the system allows.
    case fileTooLarge
    /// The device failed to read or write.
    case deviceFailed
    /// The data are of a type that the caller cannot use.
    case wrongType
    /// The rank, the shape or the position does not fit the data.
    case wrongShape
    /// The data are stored with a filter that this HDF5 does not have.
    case missingFilter
    /// The file was closed, or abandoned after a failed write.
    case closed
    /// Anything else: HDF5's own text says what.
    case other

    /// Whether it is of the place where the file is, such that no write can be hoped for. A file
    /// system that becomes read-only refuses as if something were not permitted.
    public var isOfDevice: Bool {
      [.diskFull, .fileTooLarge, .deviceFailed, .notPermitted].contains(self)
    }
  }

  /// What was tried, as a verb phrase: `open`, `write`, `read attribute units of`.
  public var operation: String
  /// The path of the file, as the caller gave it.
  public var file: String
  /// The path of the object inside the file; `nil` if the file itself is meant.
  public var object: String?
  /// The kind of failure.
  public var reason: Reason
  /// What is wrong, in words.
  public var explanation: String
  /// HDF5's own innermost error text; `nil` if the failure was found before HDF5 was asked.
  public var libraryText: String?
  /// What to do about it.
  public var advice: String?
  /// The kind of the earlier failure that left the file unusable; `nil` for a first failure.
  public var earlierReason: Reason?
  /// HDF5's whole error stack, innermost first, one `function: text` an entry.
  public var libraryStack: [String] = []

  /// Whether the operating system failed: what is in the file may be right, and be had another
  /// time.
  public var isOfSystem: Bool {
    reason.isOfDevice
      || libraryStack.contains { line in Self.wordsOfSystem.contains(where: line.contains) }
  }

  /// What HDF5 says where a call of the system failed; it looks up names without an error number.
  private static let wordsOfSystem = [
    "errno = ", "can't retrieve stat info", "unable to build extpath",
  ]

  /// `cannot <operation> <object> in <file>: <explanation> (<HDF5's text>); <advice>`.
  public var description: String {
    let target = object.map { "\($0) in \(file)" } ?? file
    let library = libraryText.map { " (\($0))" } ?? ""
    let help = advice.map { "; \($0)" } ?? ""
    return "cannot \(operation) \(target): \(explanation)\(library)\(help)"
  }
}
