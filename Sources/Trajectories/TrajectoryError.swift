import ClausiusHDF5Storage

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

  /// A link at `link` in the file at `path` that leads nowhere.
  init(_ path: String, danglingLink link: String, to target: HDF5Group.LinkTarget) {
    self.init(
      path,
      "/\(link) is a link to \(target.path)" + (target.file.map { " in the file \($0)" } ?? "")
        + ", which is missing",
      advice: target.file.map { "bring \($0) back to where the link looks for it" }
        ?? "write it, or remove the link")
  }

  /// `path: message (advice)`.
  public var description: String { "\(path): \(message)" + (advice.map { " (\($0))" } ?? "") }
}
