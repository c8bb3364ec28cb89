import ClausiusDeclarations

/// The axes of a grid by the paths of their keys, in the order of the scenario.
public struct SweepGrid: DeclaredValue, Hashable {
  /// A key of the scenario and the values that it takes.
  public struct Axis: Sendable, Hashable {
    /// The path of the key, such as `run.duration`.
    public var key: String
    /// The values, no two the same.
    public var values: [SweepValue]
    /// Where the key stands.
    public var position: SourcePosition
  }

  /// The axes, the slowest first.
  public var axes: [Axis] = []

  /// No axes.
  public init() {}

  private static let valuesKind = ValueKind.list(
    of: SweepValue.kind, count: 1...SweepKeys.largestCount)

  /// Names of keys, each with a list or a range.
  public static var kind: ValueKind { .named(.either([valuesKind, SweepRange.kind])) }

  /// Reads a mapping of keys to lists of values or to ranges.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard let entries = node.entries else { throw node.mismatch(kind) }
    var problems = Problems()
    for entry in entries {
      let axis = problems.collect { () throws(Problems) in try Self.axis(entry) }
      if let axis { axes.append(axis) }
    }
    for problem in SweptKeys.overlaps(axes.map { ($0.key, $0.position) }) {
      problems.append(problem)
    }
    try problems.throwIfAny()
  }

  private static func axis(_ entry: Node.Entry) throws(Problems) -> Axis {
    let values: [SweepValue]
    if entry.value.entries != nil {
      values = try SweepRange(from: entry.value).values
    } else {
      do throws(Problems) {
        values = try [SweepValue](from: entry.value, as: valuesKind)
      } catch {
        throw error.prefixed(with: entry.key)
      }
    }
    var seen: Set<SweepValue> = []
    for value in values where !seen.insert(value).inserted {
      throw Problems(
        Problem("'\(entry.key)' takes the value \(value.text) twice", at: entry.position))
    }
    return Axis(key: entry.key, values: values, position: entry.position)
  }

  /// `{key: [a, b], ...}`, ranges written out.
  public var scenarioText: String {
    "{"
      + axes.map { "\($0.key.scenarioText): \($0.values.scenarioText)" }.joined(separator: ", ")
      + "}"
  }
}

/// Paths of keys that a sweep sets.
enum SweptKeys {
  /// Keys that are set twice: named twice, or inside of another one.
  static func overlaps(_ keys: [(key: String, position: SourcePosition)]) -> [Problem] {
    keys.indices.compactMap { index in
      let (key, position) = keys[index]
      let other = keys.indices.first { earlier in
        earlier != index
          && (keys[earlier].key == key ? earlier < index : key.hasPrefix(keys[earlier].key + "."))
      }
      return other.map { other in
        Problem(
          keys[other].key == key
            ? "the axis '\(key)' is given twice"
            : "'\(key)' is set by the axis '\(keys[other].key)' too", at: position,
          advice: "remove one of them")
      }
    }
  }
}
