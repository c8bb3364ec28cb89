/// Numbers that cannot be read: what is wrong, where, and what to do.
public struct DatasetError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Who has to act.
  public enum Kind: Sendable, Hashable {
    /// The name is not understood, or the numbers do not suit.
    case request
    /// A file or a dataset is not there, or cannot be read.
    case storage
  }

  /// Who has to act.
  public let kind: Kind
  /// What is wrong, and what to do.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
