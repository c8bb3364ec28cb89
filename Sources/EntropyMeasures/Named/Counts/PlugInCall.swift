import ClausiusDeclarations

/// Which entropy is meant.
public enum EntropyChoice: String, DeclaredChoice {
  case shannon, renyi, tsallis

  /// What the case selects.
  public var about: String {
    switch self {
    case .shannon: "-sum p ln p"
    case .renyi: "ln(sum p^q)/(1 - q)"
    case .tsallis: "(1 - sum p^q)/(q - 1)"
    }
  }

  /// The definition of order `order`.
  func definition(order: EntropyOrder) throws(EntropyError) -> any EntropyDefinition {
    switch self {
    case .shannon: Shannon()
    case .renyi: try Renyi(order: order.value)
    case .tsallis: try Tsallis(order: order.value)
    }
  }
}

/// What the numbers of a dataset of weights are.
public enum WeightSource: String, DeclaredChoice {
  case counts, symbols, probabilities, weights

  /// What the case selects.
  public var about: String {
    switch self {
    case .counts, .symbols: CountSource(rawValue: rawValue)?.about ?? ""
    case .probabilities: "one number an outcome: its probability; the sum is 1"
    case .weights: "one number an outcome, in proportion to its probability"
    }
  }
}

/// The entropy of relative frequencies or of given probabilities, F(n/N).
///
/// With `of: probabilities` numbers that do not add up to 1 are refused, with `of: weights` divided
/// by their sum. Nats, or a pure number for Tsallis; from 0 to the value of the uniform
/// distribution. From counts low by about (m - 1)/(2N).
/// Source: Shannon 1948; Renyi 1961; Tsallis 1988. Standard error by the delta method (Basharin
/// 1959).
public struct PlugInCall: NamedEstimator {
  /// Which entropy.
  public var definition = EntropyChoice.shannon
  /// The order of Renyi's and Tsallis' entropies.
  public var order = EntropyOrder(2)
  /// What the numbers of the dataset are.
  public var of = WeightSource.counts

  /// Shannon's entropy of counts.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key("definition", \.definition, about: "which entropy"),
    Key("order", \.order, about: "the order q of Renyi's and Tsallis' entropies"),
    Key("of", \.of, about: "what the numbers of the dataset are"),
  ]

  /// Weights.
  public static let input = InputShape.weights

  /// Symbols are samples, counts are not.
  public var rowsAreSamples: Bool { of == .symbols }

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "plug_in", about: "the entropy of relative frequencies or of given probabilities",
    formula: "F(n/N); standard error^2 = (sum p F'^2 - (sum p F')^2)/N",
    bounds: "0 to ln M (Shannon, Renyi), 0 to (1 - M^(1-q))/(q - 1) (Tsallis, unit 1)",
    bias: "low by about (m - 1)/(2N); not for fewer than ten samples an outcome",
    source: "Shannon 1948; Renyi 1961; Tsallis 1988; standard error: Basharin 1959")

  /// The entropy of the weights.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let definition = try definition.definition(order: order)
    if let source = CountSource(rawValue: of.rawValue) {
      return PlugIn().estimate(definition, from: try source.occupancy(of: arrays[0]))
    }
    let weights = try arrays[0].line()
    if of == .probabilities { try requireUnitSum(of: weights, called: arrays[0].name) }
    return Estimate(
      definition.entropy(of: try Distribution(weights: weights)), unit: definition.unit,
      samples: weights.count, outcomes: weights.count,
      bounds: definition.bounds(outcomes: weights.count))
  }
}

/// Checks that probabilities add up to 1 within 1e-9.
///
/// - Throws: ``EntropyError/badInput(_:)`` with the sum.
private func requireUnitSum(of weights: [Double], called name: String) throws(EntropyError) {
  let sum = weights.reduce(0, +)
  guard abs(sum - 1) <= 1e-9 else {
    throw .badInput(
      "\(name): the probabilities add up to \(sum), not 1; "
        + "for numbers in proportion to probabilities say of: weights")
  }
}

/// The plug-in entropy less the leading term of its bias: H + (m - 1)/(2N) for m outcomes seen.
///
/// Nats, or a pure number for Tsallis. Still low for fewer samples than outcomes. Source:
/// Miller 1955.
public struct MillerMadowCall: NamedEstimator {
  /// Which entropy.
  public var definition = EntropyChoice.shannon
  /// The order of Renyi's and Tsallis' entropies.
  public var order = EntropyOrder(2)
  /// What the numbers of the dataset are.
  public var of = CountSource.counts

  /// Shannon's entropy of counts.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key("definition", \.definition, about: "which entropy"),
    Key("order", \.order, about: "the order q of Renyi's and Tsallis' entropies"),
    Key("of", \.of, about: "what the numbers of the dataset are"),
  ]

  /// Counts.
  public static let input = InputShape.counts

  /// Symbols are samples, counts are not.
  public var rowsAreSamples: Bool { of == .symbols }

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "miller_madow", about: "the plug-in entropy less the leading term of its bias",
    formula: "Shannon: H + (m - 1)/(2N), m outcomes seen; Renyi, Tsallis: the same expansion",
    bounds: "0 to ln M (Shannon, Renyi), 0 to (1 - M^(1-q))/(q - 1) (Tsallis, unit 1)",
    bias: "of order 1/N^2; still low for fewer samples than outcomes",
    source: "Miller 1955")

  /// The corrected entropy of the counts.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try of.occupancy(of: arrays[0])
    return try MillerMadow().estimate(try definition.definition(order: order), from: occupancy)
  }
}
