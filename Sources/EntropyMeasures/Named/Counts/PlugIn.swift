import ClausiusDeclarations

/// The plug-in (maximum likelihood) estimator: the entropy F(n/N) of relative frequencies, or of
/// given probabilities.
///
/// With `values: probabilities` numbers that do not add up to 1 are refused, with
/// `values: weights` divided by their sum. Nats, or a pure number for Tsallis; from 0 to the value
/// of the uniform distribution, from N counts never above ln N. Low by about (m - 1)/(2N) for m
/// outcomes of similar probability. Standard error by the jackknife over samples
/// (`CountJackknife`), which for large N is that of the delta method, (sum p F'^2 - (sum p
/// F')^2)/N (Basharin 1959), and holds for nearly uniform distributions too; for equal counts it is
/// that of second order; it does not see the bias.
/// Source: Shannon 1948; Renyi 1961; Tsallis 1988; standard error: Basharin 1959, Efron and Stein
/// 1981.
public struct PlugIn: OutcomeEstimator, OccupancyEstimator {
  /// Which entropy.
  public var definition = EntropyChoice.shannon
  /// The order of Renyi's and Tsallis' entropies.
  public var order = EntropyOrder(2)
  /// What the numbers of the dataset are.
  public var values = WeightSource.counts

  /// Shannon's entropy of counts.
  public init() {}

  /// The keys `definition`, `order` and `values`.
  public static let keys: [Key<Self>] = [
    .definition(\.definition), .entropyOrder(\.order), .values,
  ]

  /// Weights.
  public static let input = InputShape.weights

  /// That of the definition.
  public var unit: EntropyUnit { definition.unit }

  /// The entry `plug_in` of the catalog.
  public static let entry = catalogEntry(
    "plug_in", about: "the entropy of relative frequencies or of given probabilities",
    formula: "F(n/N); standard error^2 near (sum p F'^2 - (sum p F')^2)/N for many samples",
    bounds: "0 to ln M (Shannon, Renyi), 0 to (1 - M^(1-q))/(q - 1) (Tsallis, unit 1)",
    bias: "low by about (m - 1)/(2N); not for fewer than ten samples an outcome",
    source:
      "Shannon 1948; Renyi 1961; Tsallis 1988; standard error: Basharin 1959, Efron and Stein 1981")

  /// The entropy of the weights.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let definition = try definition.definition(order: order)
    if let source = values.countSource {
      return estimate(definition, from: try source.occupancy(of: arrays[0]))
    }
    let weights = try arrays[0].line()
    if values == .probabilities { try requireUnitSum(of: weights, called: arrays[0].name) }
    return Estimate(
      definition.entropy(of: try Distribution(weights: weights)), unit: definition.unit,
      samples: weights.count, outcomes: weights.count,
      bounds: definition.bounds(outcomes: weights.count))
  }

  /// The entropy of n/N.
  public func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) -> Estimate {
    if let nothing = Estimate(ofNothingIn: occupancy, definition) { return nothing }
    let frequencies = Distribution(occupancy)
    let variance =
      occupancy.levels.count == 1
      ? definition.leadingVariance(at: frequencies, samples: occupancy.samples)
      : CountJackknife(occupancy).variance { definition.entropy(of: Distribution($0)) }
    return Estimate(
      entropy: definition.entropy(of: frequencies), definition, of: occupancy, corrected: .none,
      error: variance.map { StandardError($0.squareRoot(), by: .jackknife) })
  }

  /// Given probabilities are no samples; of counts there are too few.
  public var missingError: MissingError { values.countSource == nil ? .exact : .tooFewCounts }

  /// Checks that probabilities add up to 1 within 1e-9.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` with the sum.
  private func requireUnitSum(of weights: [Double], called name: String) throws(EntropyError) {
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      throw .badInput(
        "\(name): the probabilities add up to \(sum), not 1; "
          + "for numbers in proportion to probabilities say values: weights")
    }
  }
}
