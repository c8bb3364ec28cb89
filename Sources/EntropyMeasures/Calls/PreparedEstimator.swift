import ClausiusDeclarations

/// An estimator with what all estimators share: symbols made of numbers, and a standard error from
/// parts of the data.
public struct PreparedEstimator: Sendable {
  /// The estimator with its own parameters.
  public internal(set) var estimator: any NamedEstimator
  /// How the standard error is found from parts of the data; `nil` for the estimator's own.
  public let errorMethod: ErrorMethod?
  /// Whether the data must have blocks, since the call gives their number.
  private let needsBlocks: Bool
  let binning: Binning?
  /// The unit of information of the estimates.
  let informationUnit: InformationUnit

  /// Whether the estimate is the entropy of a density, which belongs to the unit of the data.
  public var isOfDensity: Bool { type(of: estimator).traits.contains(.density) }

  /// Whether the estimate is a number like those of the data, in their unit.
  public var isInUnitOfData: Bool { type(of: estimator).traits.contains(.inUnitOfData) }

  /// Whether numbers may be codes of categories: of symbols, whose order and distance say nothing.
  public var takesCategories: Bool { estimator.takesCategories }

  /// What the order of the rows means.
  public var order: InputShape.RowOrder { estimator.order }

  /// The unit of the estimates.
  public var unit: EntropyUnit { estimator.unit.expressed(in: informationUnit) }

  /// The estimator of `type` with the parameters of a mapping.
  ///
  /// - Throws: parameters that are unknown, missing or wrong, each with its place.
  init(_ type: any NamedEstimator.Type, from entries: [Node.Entry], at position: SourcePosition)
    throws(Problems)
  {
    let names = SharedParameters.names(for: type.input, type.usualUnit)
    let isShared = { (entry: Node.Entry) in names.contains(entry.key) }
    let shared = try SharedParameters(
      from: Node(.mapping(entries.filter(isShared)), at: position))
    binning = try shared.binning(entries)
    errorMethod = try shared.errorMethod(entries)
    informationUnit = shared.unit
    needsBlocks = shared.blocks != nil
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
    let given = arrays
    let arrays = try binning?.symbols(of: arrays) ?? arrays
    var estimate = try estimator.checkedEstimate(from: arrays)
    estimate.timeStep = (estimator as? any RateEstimator)?.timeStep
    let traits = type(of: estimator).traits
    let holes = arrays.map(\.breaks.count).max() ?? 0
    if holes > 0, order == .series, !traits.contains(.heedsBreaks) {
      estimate.warn(.holes(holes))
    }
    if isOfDensity || isInUnitOfData { estimate.dataUnit = Self.unit(of: arrays) }
    guard estimate.value != nil else { return estimate.expressed(in: informationUnit) }
    try findError(of: &estimate, from: arrays, given: given)
    estimate = estimate.expressed(in: informationUnit)
    estimate.take(try null(of: [given], values: [estimate.value]))
    warnOfCorrelatedRows(&estimate, given)
    return estimate
  }

  /// An error that takes rows for independent is too small where they follow each other in time.
  private func warnOfCorrelatedRows(_ estimate: inout Estimate, _ given: [InputArray]) {
    let type = type(of: estimator)
    if case .blocks? = errorMethod { return }
    guard estimate.standardError != nil, type.input.order == .none, estimator.rowsAreSamples,
      !type.traits.contains(.heedsOrder)
    else { return }
    let correlation = RowCorrelation(given)
    guard correlation.isSeen else { return }
    estimate.warn(
      .correlatedRows(given.map(\.rows).max() ?? 0, worth: correlation.effectiveRows))
  }

  /// The standard error that the call asks for, or that of an estimator without one of its own.
  private func findError(
    of estimate: inout Estimate, from arrays: [InputArray], given: [InputArray]
  ) throws(EntropyError) {
    if needsBlocks, !estimator.rowsAreSamples {
      throw .badInput("the rows of its data are no samples, so that there are no blocks")
    }
    if let errorMethod {
      let resampling = Resampling(method: errorMethod, estimator: estimator, binning: binning)
      estimate.take(try resampling.error(of: given))
    } else if estimate.standardError == nil, estimate.missingError == nil,
      type(of: estimator).traits.contains(.partsTellError), estimator.rowsAreSamples
    {
      estimate.take(try PartError(estimator).error(of: estimate, from: arrays))
    }
    if errorMethod == nil, let binning {
      try binning.widen(&estimate, of: estimator, from: given)
    }
    if case .partWithoutValue(let reason)? = estimate.missingError {
      estimate.warn(.blockWithoutValue(reason))
    }
    estimate.state(missing: estimator.missingError)
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

extension PreparedEstimator {
  /// Why an estimate has no standard error, where it has none and no reason of its own.
  public var missingError: MissingError { estimator.missingError }
}
