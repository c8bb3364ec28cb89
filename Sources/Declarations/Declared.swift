/// A group of keys: a plain value whose properties hold what a user may set, and whose `keys` say
/// how.
///
/// ```swift
/// struct Tank: Declared {
///   var radius = 10.0
///   static let keys = [
///     Key("radius", \Tank.radius, in: .positive, unit: "length", about: "radius of the tank")
///   ]
/// }
/// ```
/// The defaults are those of `init()`. Reading checks every key and reports every problem with its
/// place.
public protocol Declared: DeclaredValue {
  /// The value of a scenario that says nothing.
  init()

  /// The keys, in the order in which `describe` shows them.
  static var keys: [Key<Self>] { get }

  /// Words that people write for a key, each with what to write in its place; none by default.
  static var misnomers: [String: String] { get }

  /// What is wrong with the values taken together, after each alone was found right.
  func contradictions() -> [Contradiction]
}

/// Values that exclude each other, named by the key at which a user should look.
public struct Contradiction: Sendable, Hashable {
  /// The path of the key within the group ("tank.radius").
  public var key: String
  /// What is wrong, in one clause.
  public var message: String
  /// What to do.
  public var advice: String?

  /// A contradiction to be reported at `key`.
  public init(at key: String, _ message: String, advice: String? = nil) {
    self.key = key
    self.message = message
    self.advice = advice
  }

  /// The problem at the place where `node`'s text sets the key; at the group itself when it does
  /// not.
  public func problem(in node: Node) -> Problem {
    var place = node.position
    var current: Node? = node
    for part in key.split(separator: ".") {
      guard let entry = current?.entries?.first(where: { $0.key == part }) else { break }
      place = entry.position
      current = entry.value
    }
    return Problem(message, at: place, advice: advice)
  }
}

extension Declared {
  /// None.
  public static var misnomers: [String: String] { [:] }

  /// No contradictions.
  public func contradictions() -> [Contradiction] { [] }

  /// The group of its keys.
  public static var kind: ValueKind { .group(keys.map(\.description)) }

  /// Reads the group from a mapping.
  ///
  /// - Throws: unknown, repeated and missing keys, wrong values and contradictions, all at once.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    self.init()
    try read(node)
  }

  /// Reads the group from a mapping.
  ///
  /// - Throws: every problem found, each with its place.
  public init(from node: Node) throws(Problems) {
    try self.init(from: node, as: Self.kind)
  }

  private mutating func read(_ node: Node) throws(Problems) {
    let entries = try Self.entries(of: node)
    let keys = Self.keys
    var problems = Problems()
    var seen: Set<String> = []
    for entry in entries {
      guard let key = keys.first(where: { $0.description.name == entry.key }) else {
        problems.append(
          .unknownKey(entry, among: keys.map(\.description), insteadOf: Self.misnomers))
        continue
      }
      guard seen.insert(entry.key).inserted else {
        problems.append(Problem("'\(entry.key)' is given twice", at: entry.position))
        continue
      }
      do throws(Problems) {
        try key.assign(entry.value, &self)
      } catch {
        problems.append(contentsOf: error.prefixed(with: entry.key))
      }
    }
    for key in keys where key.description.defaultText == nil && !seen.contains(key.description.name)
    {
      problems.append(
        Problem(
          "'\(key.description.name)' is missing", at: node.position,
          advice: key.description.about))
    }
    try problems.throwIfAny()
    try Problems(contradictions().map { $0.problem(in: node) }).throwIfAny()
  }

  private static func entries(of node: Node) throws(Problems) -> [Node.Entry] {
    if case .scalar("", false) = node.content { return [] }
    guard let entries = node.entries else { throw node.mismatch(Self.kind) }
    return entries
  }

  /// `{key: value, ...}` of every key that has a value.
  public var scenarioText: String {
    let pairs = Self.keys.compactMap { key in
      key.text(self).map { "\(key.description.name): \($0)" }
    }
    return "{" + pairs.joined(separator: ", ") + "}"
  }
}

extension Problem {
  /// "unknown key 'blind_angle'", with what to write in its place, the nearest known key, the group
  /// that has a key of this name, or all known keys.
  fileprivate static func unknownKey(
    _ entry: Node.Entry, among known: [KeyDescription], insteadOf misnomers: [String: String]
  ) -> Problem {
    var problem = unknownKey(entry, among: known.map(\.name))
    let isNear = known.map(\.name).nearestName(to: entry.key) != nil
    if let advice = misnomers[entry.key] {
      problem.advice = advice
    } else if !isNear, let place = known.places(of: entry.key).first {
      problem.advice = "it belongs in '\(place)'"
    }
    return problem
  }

  /// "unknown key 'orientation_with'", with the nearest known key, or all of them.
  public static func unknownKey(_ entry: Node.Entry, among known: [String]) -> Problem {
    let all =
      known.isEmpty ? "no keys are known here" : "known keys: " + known.joined(separator: ", ")
    return Problem(
      "unknown key '\(entry.key)'", at: entry.position,
      advice: known.nearestName(to: entry.key).map { "did you mean '\($0)'?" } ?? all)
  }
}

extension Problems {
  /// Names the key in messages about its value, "speed: expected a real number", once: that of the
  /// innermost group.
  public func prefixed(with key: String) -> Problems {
    Problems(
      all.map { problem in
        guard problem.isMismatch else { return problem }
        return Problem("\(key): " + problem.message, at: problem.position, advice: problem.advice)
      })
  }
}
