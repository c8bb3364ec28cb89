/// Why a run does not begin, or ends before its time: what is wrong, and what to do.
///
/// A scenario that is wrong is a `Problems`, a file that cannot be read or written a
/// `TrajectoryError` or an `HDF5Error`.
public struct RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What has happened.
  public enum Kind: Sendable, Hashable {
    /// The request does not fit the files or the machine.
    case request
    /// A file is missing, a folder cannot be made, or the disk has no room for the run.
    case storage
    /// The system came into a state that cannot be; the frames before it are in the partial file.
    case brokenInvariant
    /// A request to stop was heeded; the run can be resumed.
    case interrupted
    /// The file may not grow any more; the run can be resumed.
    case fileTooLarge
  }

  /// What has happened.
  public let kind: Kind
  /// What is wrong, and what to do.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
