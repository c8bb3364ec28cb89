/// The plug-in estimate less the leading term of its bias; for Shannon's entropy H + (m - 1)/(2N),
/// m outcomes seen.
///
/// For Renyi's and Tsallis' entropies the same expansion to order 1/N is used; orders 0 and
/// infinity have none. Good when every outcome has been seen several times; for fewer samples than
/// outcomes it corrects only a part of the bias. Standard error by the delta method. Source:
/// Miller 1955.
public struct MillerMadow: CountEstimator {
  /// The estimator of Miller and Madow.
  public init() {}

  /// `miller_madow`.
  public var name: String { "miller_madow" }

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
      throw .noCorrection(estimator: name, definition: definition.name)
    }
    let variance = definition.leadingVariance(at: frequencies, samples: occupancy.samples)
    return Estimate(
      entropy: definition.entropy(of: frequencies) - bias, definition, of: occupancy,
      corrected: .millerMadow,
      error: variance.map { StandardError($0.squareRoot(), by: .deltaMethod) })
  }
}
