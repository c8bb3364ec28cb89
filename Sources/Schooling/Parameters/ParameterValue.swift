import ClausiusDeclarations

/// A parameter of individuals: one value for all, or a distribution from which each draws its own,
/// once.
public enum ParameterValue: DeclaredValue, Hashable {
  /// The same for everyone.
  case constant(Double)
  /// Normal numbers; a draw outside the allowed range is drawn again.
  case normal(NormalDistribution)
  /// Uniform numbers.
  case uniform(UniformDistribution)

  /// A number or a distribution.
  public static var kind: ValueKind { kind(in: .any) }

  /// A number in `range`, or a distribution over it.
  public static func kind(in range: RealRange) -> ValueKind {
    .either([.real(range), NormalDistribution.kind, UniformDistribution.kind])
  }

  /// Reads `3`, `{mean: 3, standard_deviation: 0.5}` or `{from: 2, to: 4}`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    var range = RealRange.any
    if case .either(let kinds) = kind, case .real(let allowed)? = kinds.first { range = allowed }
    if node.entries == nil {
      self = .constant(try Double(from: node, as: .real(range)))
    } else if node["from"] != nil || node["to"] != nil {
      self = .uniform(try UniformDistribution(from: node))
    } else {
      self = .normal(try NormalDistribution(from: node))
    }
    try requireEnds(in: range, at: node)
  }

  /// Refuses a mean or an end outside of `range`, at its place.
  private func requireEnds(in range: RealRange, at node: Node) throws(Problems) {
    let ends: [String] =
      switch self {
      case .constant: []
      case .normal: ["mean"]
      case .uniform: ["from", "to"]
      }
    var problems = Problems()
    for end in ends {
      guard let written = node[end] else { continue }
      problems.collect { () throws(Problems) in
        do throws(Problems) {
          _ = try Double(from: written, as: .real(range))
        } catch {
          throw error.prefixed(with: end)
        }
      }
    }
    try problems.throwIfAny()
  }

  /// The number or the distribution as written in a scenario.
  public var scenarioText: String {
    switch self {
    case .constant(let value): value.scenarioText
    case .normal(let distribution): distribution.scenarioText
    case .uniform(let distribution): distribution.scenarioText
    }
  }

  /// The value or the mean.
  public var center: Double {
    switch self {
    case .constant(let value): value
    case .normal(let distribution): distribution.mean
    case .uniform(let distribution): (distribution.from + distribution.to) / 2
    }
  }

  /// The smallest value that an individual is likely to have: the mean less three standard
  /// deviations where normal.
  public var lowest: Double {
    switch self {
    case .constant(let value): value
    case .normal(let distribution): distribution.mean - 3 * distribution.standardDeviation
    case .uniform(let distribution): min(distribution.from, distribution.to)
    }
  }

  /// The largest value that an individual is likely to have: the mean and three standard deviations
  /// where normal.
  public var highest: Double {
    switch self {
    case .constant(let value): value
    case .normal(let distribution): distribution.mean + 3 * distribution.standardDeviation
    case .uniform(let distribution): max(distribution.from, distribution.to)
    }
  }

  /// Whether all individuals have the same value.
  public var isConstant: Bool {
    if case .constant = self { return true }
    return false
  }
}

extension ParameterValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The same value for everyone.
  public init(floatLiteral value: Double) { self = .constant(value) }

  /// The same value for everyone.
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}

/// Normal numbers, redrawn where they leave the range that the parameter allows.
public struct NormalDistribution: Declared, Hashable {
  /// The mean.
  public var mean = 0.0
  /// The standard deviation.
  public var standardDeviation = 0.0

  /// A mean and a standard deviation of 0.
  public init() {}

  /// The keys of the distribution.
  public static let keys = [
    Key("mean", \NormalDistribution.mean, isRequired: true, about: "the mean"),
    Key(
      "standard_deviation", \NormalDistribution.standardDeviation, in: .nonNegative,
      isRequired: true, about: "the standard deviation; draws outside the range are drawn again"),
  ]
}

/// Numbers uniform between two ends.
public struct UniformDistribution: Declared, Hashable {
  /// The lower end.
  public var from = 0.0
  /// The upper end.
  public var to = 0.0

  /// Both ends 0.
  public init() {}

  /// The keys of the distribution.
  public static let keys = [
    Key("from", \UniformDistribution.from, isRequired: true, about: "the lower end"),
    Key("to", \UniformDistribution.to, isRequired: true, about: "the upper end"),
  ]

  /// The ends in the wrong order.
  public func contradictions() -> [Contradiction] {
    from <= to ? [] : [Contradiction(at: "to", "the upper end lies below the lower end")]
  }
}
