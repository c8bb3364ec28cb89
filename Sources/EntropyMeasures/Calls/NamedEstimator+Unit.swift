extension NamedEstimator {
  /// The unit that the catalog tells.
  public var unit: EntropyUnit { EntropyUnit(rawValue: Self.entry.unit) ?? .nat }
}

extension EntropyChoice {
  /// Nats, or a pure number for Tsallis.
  fileprivate var unit: EntropyUnit { self == .tsallis ? .dimensionless : .nat }
}

extension PlugInCall {
  /// That of the definition.
  public var unit: EntropyUnit { definition.unit }
}

extension MillerMadowCall {
  /// That of the definition.
  public var unit: EntropyUnit { definition.unit }
}

extension RenyiNearestNeighbor {
  /// Nats for Renyi, a pure number otherwise.
  public var unit: EntropyUnit { definition == .renyi ? .nat : .dimensionless }
}

extension PermutationEntropy {
  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }
}

extension WeightedPermutationEntropy {
  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }
}

extension SpatialPermutationEntropy {
  /// Nats, or a pure number when normalized or for the complexity.
  public var unit: EntropyUnit { normalized || quantity == .complexity ? .dimensionless : .nat }
}

extension SpectralEntropy {
  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }
}
