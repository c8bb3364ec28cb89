/// The values that a key takes, for checking, for `describe` and for the JSON Schema: declared
/// once.
public indirect enum ValueKind: Sendable, Hashable {
  /// `true` or `false`.
  case boolean
  /// A whole number in a range.
  case integer(IntegerRange)
  /// A real number in a range; infinities and NaN are never in range.
  case real(RealRange)
  /// Any text.
  case text
  /// One of a few words.
  case choice([Choice])
  /// A list of like values, with the lengths that are allowed.
  case list(of: ValueKind, count: ClosedRange<Int>)
  /// Named keys, each declared.
  case group([KeyDescription])
  /// Names that the user chooses, each with a like value.
  case named(ValueKind)
  /// Either of several forms, tried in order.
  case either([ValueKind])

  /// One word of a choice and what it means.
  public struct Choice: Sendable, Hashable {
    /// The word in a scenario.
    public var word: String
    /// What it selects.
    public var about: String

    /// The word and what it selects.
    public init(_ word: String, _ about: String = "") {
      self.word = word
      self.about = about
    }
  }

  /// The kind in words, for messages and `describe`: "a real number above 0".
  public var inWords: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "a whole number" + range.inWords
    case .real(let range): "a real number" + range.inWords
    case .text: "text"
    case .choice(let choices):
      (choices.count == 1 ? "" : "one of ") + choices.map(\.word).joined(separator: ", ")
    case .list(let element, let count): "a list\(Self.inWords(count)), each \(element.inWords)"
    case .group(let keys):
      keys.count > 5
        ? "a group of keys" : "a group {" + keys.map(\.name).joined(separator: ", ") + "}"
    case .named(let element): "names of your choice, each with \(element.inWords)"
    case .either(let kinds): Self.inWords(kinds)
    }
  }

  /// Several forms; many groups that one of their keys tells apart are described once: "or a group
  /// with 'kind' and keys of its own".
  private static func inWords(_ kinds: [ValueKind]) -> String {
    let first = Set(
      kinds.compactMap { kind in
        if case .group(let keys) = kind { keys.first?.name } else { nil }
      })
    let groups = kinds.count { if case .group = $0 { true } else { false } }
    guard groups > 2, first.count == 1, let name = first.first else {
      return kinds.map(\.inWords).joined(separator: ", or ")
    }
    let others = kinds.filter { if case .group = $0 { false } else { true } }
    return (others.map(\.inWords) + ["a group with '\(name)' and keys of its own"])
      .joined(separator: ", or ")
  }

  private static func inWords(_ count: ClosedRange<Int>) -> String {
    if count == 0...Int.max { return "" }
    if count.lowerBound == count.upperBound { return " of \(count.lowerBound)" }
    return count.upperBound == .max
      ? " of \(count.lowerBound) or more" : " of \(count.lowerBound) to \(count.upperBound)"
  }
}

extension ValueKind {
  /// The groups that a value, or an element of it, can be.
  public var groups: [[KeyDescription]] {
    switch self {
    case .group(let keys): [keys]
    case .list(let element, _), .named(let element): element.groups
    case .either(let kinds): kinds.flatMap(\.groups)
    default: []
    }
  }

  /// Whether names that the user chooses stand between the key and the groups.
  fileprivate var isNamed: Bool {
    switch self {
    case .named: true
    case .either(let kinds): kinds.contains(where: \.isNamed)
    default: false
    }
  }
}

extension [KeyDescription] {
  /// Every key below these with the path that leads to it: "groups.NAME.preferred_direction" for
  /// names that the user chooses.
  public var paths: [KeyPlace] {
    flatMap { key -> [KeyPlace] in
      let start = key.name + (key.kind.isNamed ? ".NAME" : "")
      let inner = key.kind.groups.flatMap { group in
        group.paths.map { $0.below(start, inGroupOf: group.first) }
      }
      return [KeyPlace(key)] + inner.joined
    }
  }

  /// The paths of the groups below these that have a key of this name.
  func places(of name: String) -> [String] {
    paths.filter { $0.path.hasSuffix(".\(name)") }.map { String($0.path.dropLast(name.count + 1)) }
  }
}

/// A range of whole numbers, both ends included.
public struct IntegerRange: Sendable, Hashable {
  /// The smallest value allowed.
  public var minimum: Int
  /// The largest value allowed.
  public var maximum: Int

  /// From `minimum` to `maximum`, both included.
  public init(_ minimum: Int, _ maximum: Int) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// 1, 2, 3 and so on.
  public static let positive = IntegerRange(1, .max)
  /// 0, 1, 2 and so on.
  public static let nonNegative = IntegerRange(0, .max)
  /// Every whole number.
  public static let any = IntegerRange(.min, .max)

  /// From `minimum` up.
  public static func atLeast(_ minimum: Int) -> IntegerRange { IntegerRange(minimum, .max) }

  /// Whether `value` lies in the range.
  public func contains(_ value: Int) -> Bool { minimum <= value && value <= maximum }

  var inWords: String {
    switch (minimum, maximum) {
    case (.min, .max): ""
    case (_, .max): " of at least \(minimum)"
    case (.min, _): " of at most \(maximum)"
    default: " from \(minimum) to \(maximum)"
    }
  }
}

/// A range of real numbers whose ends may be open or closed.
public struct RealRange: Sendable, Hashable {
  /// One end of a range.
  public struct End: Sendable, Hashable {
    /// The limit.
    public var value: Double
    /// Whether the limit itself is allowed.
    public var isIncluded: Bool
  }

  /// The lower end, or `nil` for none.
  public var lower: End?
  /// The upper end, or `nil` for none.
  public var upper: End?

  /// Every finite number.
  public static let any = RealRange()
  /// x > 0.
  public static let positive = above(0)
  /// x >= 0.
  public static let nonNegative = atLeast(0)
  /// 0 <= x <= 1.
  public static let fraction = from(0, to: 1)

  /// x > `limit`.
  public static func above(_ limit: Double) -> RealRange {
    RealRange(lower: End(value: limit, isIncluded: false))
  }

  /// x >= `limit`.
  public static func atLeast(_ limit: Double) -> RealRange {
    RealRange(lower: End(value: limit, isIncluded: true))
  }

  /// `first` <= x <= `last`.
  public static func from(_ first: Double, to last: Double) -> RealRange {
    RealRange(
      lower: End(value: first, isIncluded: true), upper: End(value: last, isIncluded: true))
  }

  /// `first` < x < `last`.
  public static func between(_ first: Double, and last: Double) -> RealRange {
    RealRange(
      lower: End(value: first, isIncluded: false), upper: End(value: last, isIncluded: false))
  }

  /// `first` < x <= `last`.
  public static func above(_ first: Double, upTo last: Double) -> RealRange {
    RealRange(
      lower: End(value: first, isIncluded: false), upper: End(value: last, isIncluded: true))
  }

  /// Whether `value` is finite and lies in the range.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    if let lower, value < lower.value || (value == lower.value && !lower.isIncluded) {
      return false
    }
    if let upper, value > upper.value || (value == upper.value && !upper.isIncluded) {
      return false
    }
    return true
  }

  var inWords: String {
    let low = lower.map { ($0.isIncluded ? "at least " : "above ") + format($0.value) }
    let high = upper.map { ($0.isIncluded ? "at most " : "below ") + format($0.value) }
    let both = [low, high].compactMap { $0 }.joined(separator: " and ")
    return both.isEmpty ? "" : " " + both
  }

  private func format(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
