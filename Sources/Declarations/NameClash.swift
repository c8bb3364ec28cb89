/// A name that is added to a catalog and that something else has already.
public struct NameClash: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was to be added: "system".
  public var kind: String
  /// Its name.
  public var name: String
  /// What has the name already, in words.
  public var owner: String

  /// The name `name` of a new `kind`, which `owner` has already.
  public init(_ kind: String, named name: String, owner: String) {
    self.kind = kind
    self.name = name
    self.owner = owner
  }

  /// What is wrong, and what to do.
  public var description: String {
    "the \(kind) '\(name)' cannot be added: \(owner) has that name (choose another name)"
  }

  /// Refuses new names that are taken, or that two of the new things share.
  ///
  /// - Parameters:
  ///   - names: the names of what is added.
  ///   - kind: what is added: "system".
  ///   - taken: the names that are taken, by what has them in words.
  public static func refuse(
    _ names: [String], of kind: String, where taken: KeyValuePairs<String, [String]>
  ) throws(NameClash) {
    var seen: Set<String> = []
    for name in names {
      if let owner = taken.first(where: { $0.value.contains(name) })?.key {
        throw NameClash(kind, named: name, owner: owner)
      }
      guard seen.insert(name).inserted else {
        throw NameClash(kind, named: name, owner: "another \(kind) that is added")
      }
    }
  }
}
