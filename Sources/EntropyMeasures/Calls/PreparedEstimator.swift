import ClausiusDeclarations

/// An estimator with what all estimators share: symbols made of numbers, and a standard error from
/// blocks.
public struct PreparedEstimator: Sendable {
  /// The estimator with its own parameters.
  public internal(set) var estimator: any NamedEstimator
  /// The blocks that are left out in turn for the standard error of correlated samples; `nil` for
  /// the estimator's own standard error.
  public let blocks: Int?
  private let binning: Binning?

  /// The unit of the estimates.
  public var unit: EntropyUnit { estimator.unit }

  /// The estimator of `type` with the parameters of a mapping.
  ///
  /// - Throws: parameters that are unknown, missing or wrong, each with its place.
  init(_ type: any NamedEstimator.Type, from entries: [Node.Entry], at position: SourcePosition)
    throws(Problems)
  {
    let names = SharedParameters.names(for: type.input)
    let isShared = { (entry: Node.Entry) in names.contains(entry.key) }
    let shared = try SharedParameters(
      from: Node(.mapping(entries.filter(isShared)), at: position))
    binning = try shared.binning(entries)
    blocks = shared.blocks
    let own = entries.filter { !isShared($0) }
    estimator = try type.make(from: Node(.mapping(own), at: position))
    if binning != nil { try takeSymbols(unless: own.first { $0.key == "values" }) }
  }

  /// Takes what bins make as symbols.
  ///
  /// - Throws: a parameter that says that the numbers are something else.
  private mutating func takeSymbols(unless stated: Node.Entry?) throws(Problems) {
    guard let outcomes = estimator as? any OutcomeEstimator else { return }
    if let stated, !outcomes.takesSymbols {
      throw Problems(
        Problem(
          "bins make symbols of numbers", at: stated.position,
          advice: "leave out 'values', or 'bins'"))
    }
    takeSymbols()
  }

  /// The estimate from `arrays`, after a check of their number and of every number.
  ///
  /// - Throws: ``EntropyError`` for the first thing about the arrays that does not suit.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let arrays = try binning?.symbols(of: arrays) ?? arrays
    var estimate = try estimator.checkedEstimate(from: arrays)
    estimate.timeStep = (estimator as? any RateEstimator)?.timeStep
    let traits = type(of: estimator).traits
    let holes = arrays.map(\.breaks.count).max() ?? 0
    if holes > 0, type(of: estimator).input.order == .series, !traits.contains(.heedsBreaks) {
      estimate.warn(.holes(holes))
    }
    if traits.contains(.density) { estimate.dataUnit = Self.unit(of: arrays) }
    guard let blocks, estimate.value != nil else { return estimate }
    guard estimator.rowsAreSamples else {
      throw .badInput("the rows of its data are no samples, so that there are no blocks")
    }
    let found =
      traits.contains(.seamless)
      ? try Subseries(blocks: blocks).error(of: arrays, estimator.estimate)
      : try BlockJackknife(blocks: blocks).error(of: arrays, estimator.estimate)
    switch found {
    case .success(let error): estimate.standardError = error
    case .failure(let gap):
      estimate.standardError = nil
      estimate.warn(.blockWithoutValue(gap.reason))
    }
    return estimate
  }
}

extension PreparedEstimator {
  /// The units of the arrays, each once; `nil` where one is not known.
  private static func unit(of arrays: [InputArray]) -> String? {
    var units: [String] = []
    for array in arrays {
      guard let unit = array.unit else { return nil }
      if !units.contains(unit) { units.append(unit) }
    }
    return units.isEmpty ? nil : units.joined(separator: ", ")
  }
}

extension NamedEstimator {
  /// The estimator with the parameters of a mapping.
  static func make(from node: Node) throws(Problems) -> any NamedEstimator { try Self(from: node) }
}
