import ClausiusDeclarations

/// The plug-in estimate less the leading term of its bias; for Shannon's entropy H + (m - 1)/(2N),
/// m outcomes seen.
///
/// Nats, or a pure number for Tsallis. For Renyi's and Tsallis' entropies the same expansion to
/// order 1/N is used; orders 0 and infinity have none. Good when every outcome has been seen
/// several times; for fewer samples than outcomes it corrects only a part of the bias. Standard
/// error by the jackknife over samples (`CountJackknife`). Source: Miller 1955.
public struct MillerMadow: OutcomeEstimator, OccupancyEstimator {
  /// Which entropy.
  public var definition = EntropyChoice.shannon
  /// The order of Renyi's and Tsallis' entropies.
  public var order = EntropyOrder(2)
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// Shannon's entropy of counts.
  public init() {}

  /// The keys `definition`, `order` and `values`.
  public static let keys: [Key<Self>] = [
    .definition(\.definition), .entropyOrder(\.order), .values,
  ]

  /// Counts.
  public static let input = InputShape.counts

  /// That of the definition.
  public var unit: EntropyUnit { definition.unit }

  /// The entry `miller_madow` of the catalog.
  public static let entry = catalogEntry(
    "miller_madow", about: "the plug-in entropy less the leading term of its bias",
    formula: "Shannon: H + (m - 1)/(2N), m outcomes seen; Renyi, Tsallis: the same expansion",
    bounds: "0 to ln M (Shannon, Renyi), 0 to (1 - M^(1-q))/(q - 1) (Tsallis, unit 1)",
    bias: "of order 1/N^2; still low for fewer samples than outcomes",
    source: "Miller 1955")

  /// The corrected entropy of the counts.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try values.occupancy(of: arrays[0])
    return try estimate(try definition.definition(order: order), from: occupancy)
  }

  /// The plug-in entropy less its leading bias.
  ///
  /// - Throws: ``EntropyError/noCorrection(estimator:definition:)`` for orders without an
  ///   expansion.
  public func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) throws(EntropyError) -> Estimate {
    if let nothing = Estimate(ofNothingIn: occupancy, definition) { return nothing }
    let frequencies = Distribution(occupancy)
    guard let bias = definition.leadingBias(at: frequencies, samples: occupancy.samples) else {
      throw .noCorrection(estimator: Self.entry.name, definition: definition.name)
    }
    let variance = CountJackknife(occupancy).variance { part in
      let frequencies = Distribution(part)
      return definition.leadingBias(at: frequencies, samples: part.samples).map {
        definition.entropy(of: frequencies) - $0
      }
    }
    return Estimate(
      entropy: definition.entropy(of: frequencies) - bias, definition, of: occupancy,
      corrected: .millerMadow,
      error: variance.map { StandardError($0.squareRoot(), by: .jackknife) })
  }

  /// That of too few samples.
  public var missingError: MissingError { .tooFewCounts }
}
