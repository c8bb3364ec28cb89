/// How finite counts become a number: an estimator of an entropy of any definition from an
/// occupancy.
public protocol OccupancyEstimator: NamedEstimator {
  /// Estimates the entropy that `definition` means from how many outcomes hold how many samples.
  ///
  /// No sample at all gives an undefined estimate.
  /// - Throws: ``EntropyError/noCorrection(estimator:definition:)`` when the two do not go
  ///   together.
  func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) throws(EntropyError) -> Estimate
}

extension OccupancyEstimator {
  /// Encodes `samples` and estimates the entropy of their outcomes.
  ///
  /// - Throws: as ``estimate(_:from:)``.
  public func estimate<Coding: Encoding>(
    _ definition: some EntropyDefinition, of samples: some Sequence<Coding.Sample>,
    encodedBy encoding: Coding
  ) throws(EntropyError) -> Estimate {
    try estimate(definition, from: encoding.occupancy(of: samples))
  }
}

extension Estimate {
  /// The undefined estimate of an occupancy without samples, or `nil` when there are samples.
  init?(ofNothingIn occupancy: Occupancy, _ definition: some EntropyDefinition) {
    guard occupancy.samples == 0 else { return nil }
    let reason: Undefined =
      occupancy.excluded > 0 ? .nothingInRange : .tooFewSamples(found: 0, needed: 1)
    self.init(
      undefined: reason, unit: definition.unit, samples: 0, outcomes: occupancy.outcomes,
      bounds: definition.bounds(outcomes: occupancy.outcomes))
  }

  /// An estimate of an entropy with the warnings that its occupancy calls for.
  ///
  /// - Parameter samplesNeeded: samples for each possible outcome below which the estimator's bias
  ///   is worth a warning.
  init(
    entropy value: Double, _ definition: some EntropyDefinition, of occupancy: Occupancy,
    corrected correction: BiasCorrection, error: StandardError?, samplesNeeded: Double = 1
  ) {
    self.init(
      value, unit: definition.unit, samples: occupancy.samples, outcomes: occupancy.outcomes,
      biasCorrection: correction, standardError: error,
      bounds: definition.bounds(outcomes: occupancy.outcomes))
    if let outcomes = occupancy.outcomes,
      Double(occupancy.samples) < samplesNeeded * Double(outcomes)
    {
      warn(.undersampled(samples: occupancy.samples, outcomes: outcomes))
    }
    if occupancy.excluded > 0 { warn(.excluded(samples: occupancy.excluded)) }
  }
}
