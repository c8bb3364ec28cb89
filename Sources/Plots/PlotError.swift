/// Why there is no picture: what is wrong, and what to do.
public struct PlotError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Who has to act.
  public enum Kind: Sendable, Hashable {
    /// The request does not fit the files.
    case request
    /// A program that draws is missing or has failed.
    case program
    /// A file cannot be written.
    case storage
  }

  /// Who has to act.
  public var kind: Kind
  /// What is wrong, in one clause.
  public var message: String
  /// What to do.
  public var advice: String?

  /// The error `message`, with `advice` on what to do.
  public init(_ kind: Kind, _ message: String, advice: String? = nil) {
    self.kind = kind
    self.message = message
    self.advice = advice
  }

  /// What is wrong, and what to do.
  public var description: String { message + (advice.map { " (\($0))" } ?? "") }
}
