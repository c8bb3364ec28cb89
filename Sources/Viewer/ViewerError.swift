/// A page that cannot be made: why, and what to do.
public struct ViewerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whose fault it is.
  public enum Kind: Sendable, Hashable {
    /// What was asked for cannot be had.
    case request
    /// A file or the machine failed.
    case storage
  }

  /// Whose fault it is.
  public var kind: Kind
  /// What is wrong, in one clause.
  public var message: String
  /// What to do.
  public var advice: String?

  /// An error with its message.
  public init(_ kind: Kind, _ message: String, advice: String? = nil) {
    (self.kind, self.message, self.advice) = (kind, message, advice)
  }

  /// `message (advice)`.
  public var description: String { message + (advice.map { " (\($0))" } ?? "") }
}
