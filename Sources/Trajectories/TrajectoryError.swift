/// A trajectory that cannot be written or read: what is wrong, in which file, and what to do.
public struct TrajectoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// What is wrong, in one clause.
  public var message: String
  /// What to do.
  public var advice: String?

  /// An error about the file at `path`.
  public init(_ path: String, _ message: String, advice: String? = nil) {
    self.path = path
    self.message = message
    self.advice = advice
  }

  /// `path: message (advice)`.
  public var description: String { "\(path): \(message)" + (advice.map { " (\($0))" } ?? "") }
}
