/// Why a sweep does not begin, or ends before its time: what is wrong, and what to do.
///
/// A scenario or a member that is wrong is a `Problems`.
public struct SweepError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What has happened.
  public enum Kind: Sendable, Hashable {
    /// The request does not suit the scenario or the folder.
    case request
    /// A file cannot be read or written.
    case storage
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
