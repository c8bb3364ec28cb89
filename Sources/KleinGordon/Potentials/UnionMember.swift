import ClausiusDeclarations

/// One of several groups of keys that a key takes, chosen by the word under `kind`:
/// `{kind: kink, velocity: 0.3}`, or by the word alone.
struct UnionMember<Union: DeclaredValue>: Sendable {
  /// The word.
  let word: String
  /// What it selects.
  let about: String
  private let keys: [KeyDescription]
  private let read: @Sendable (Node) throws(Problems) -> Union
  private let wrap: @Sendable (any Declared) -> Union?

  /// The member `word`, whose keys are those of `Group`.
  init<Group: Declared>(
    _ word: String, _ make: @escaping @Sendable (Group) -> Union, about: String
  ) {
    self.word = word
    self.about = about
    keys = Group.keys.map(\.description)
    read = { (node: Node) throws(Problems) in make(try Group(from: node)) }
    wrap = { ($0 as? Group).map(make) }
  }

  /// One of the words, or a group with its word.
  static func kind(of members: [UnionMember]) -> ValueKind {
    .either(
      [.choice(members.map { ValueKind.Choice($0.word, $0.about) })]
        + members.map { member in .group([member.kindKey] + member.keys) })
  }

  private var kindKey: KeyDescription {
    Key(
      "kind", \KindKey.word, as: .choice([ValueKind.Choice(word, about)]), isRequired: true,
      about: about
    ).description
  }

  /// Reads a word, or a mapping with `kind`.
  ///
  /// - Throws: an unknown word with the nearest known one; what is wrong with the keys.
  static func read(_ node: Node, among members: [UnionMember]) throws(Problems) -> Union {
    guard let entries = node.entries else {
      let empty = Node(.mapping([]), at: node.position)
      return try member(named: node, among: members).read(empty)
    }
    guard let kind = entries.first(where: { $0.key == "kind" }) else {
      throw Problems(
        Problem(
          "'kind' is missing", at: node.position,
          advice: "one of " + members.map(\.word).joined(separator: ", ")))
    }
    let others = Node(.mapping(entries.filter { $0.key != "kind" }), at: node.position)
    return try member(named: kind.value, among: members).read(others)
  }

  /// The union that holds a group; `nil` when no member has its type.
  static func union(of group: any Declared, among members: [UnionMember]) -> Union? {
    members.lazy.compactMap { $0.wrap(group) }.first
  }

  private static func member(
    named node: Node, among members: [UnionMember]
  ) throws(Problems) -> UnionMember {
    let words = members.map(\.word)
    guard case .scalar(let text, _) = node.content,
      let member = members.first(where: { $0.word == text })
    else {
      var advice: String?
      if case .scalar(let text, _) = node.content {
        advice = words.nearestName(to: text).map { "did you mean '\($0)'?" }
      }
      throw Problems(
        Problem(
          expected: "one of \(words.joined(separator: ", "))", found: node.whatItIs,
          at: node.position, advice: advice))
    }
    return member
  }

  /// `{kind: word, key: value, ...}`
  static func text(_ word: String, _ group: String) -> String {
    let keys = group.dropFirst().dropLast()
    return "{kind: \(word)" + (keys.isEmpty ? "" : ", " + keys) + "}"
  }
}

/// The key that chooses a member.
private struct KindKey: Declared {
  var word = ""

  static let keys: [Key<KindKey>] = []
}
