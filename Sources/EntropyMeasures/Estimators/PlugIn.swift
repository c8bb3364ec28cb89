/// The plug-in (maximum likelihood) estimator: the entropy of the relative frequencies n/N.
///
/// Never above ln N; biased low by about (m - 1)/(2N) for m outcomes of similar probability.
/// Standard error by the delta method, of second order for a uniform distribution, where the first
/// vanishes; it does not see the bias.
public struct PlugIn: CountEstimator {
  /// The plug-in estimator.
  public init() {}

  /// `plug_in`.
  public var name: String { "plug_in" }

  /// The entropy of n/N.
  public func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) -> Estimate {
    if let nothing = Estimate(ofNothingIn: occupancy, definition) { return nothing }
    let frequencies = Distribution(occupancy)
    let variance = definition.leadingVariance(at: frequencies, samples: occupancy.samples)
    return Estimate(
      entropy: definition.entropy(of: frequencies), definition, of: occupancy, corrected: .none,
      error: variance.map { StandardError($0.squareRoot(), by: .deltaMethod) })
  }
}
