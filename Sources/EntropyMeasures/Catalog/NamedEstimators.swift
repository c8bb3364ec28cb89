extension EstimatorCatalog {
  /// The words that calls begin with.
  public static let callableNames = named.map { $0.entry.name }

  /// The estimators that can be called on data, in the order in which they are listed.
  static var named: [any NamedEstimator.Type] {
    [
      PlugInCall.self, MillerMadowCall.self, ChaoShen.self, Grassberger.self,
      NemenmanShafeeBialek.self, ChaoWangJostCall.self, Zhang.self, Shrink.self, Bonachela.self,
      KozachenkoLeonenko.self, RenyiNearestNeighbor.self, KernelDensityEntropy.self,
      SpacingEntropy.self, NearestNeighborDivergence.self,
      KraskovMutualInformation.self, ConditionalMutualInformation.self, TransferEntropy.self,
      PermutationEntropy.self, WeightedPermutationEntropy.self, SpatialPermutationEntropy.self,
      JensenShannonCall.self, LargestComplexity.self, SmallestComplexity.self,
      PeriodicEntropy.self, OrdinalDelay.self,
      SpectralEntropy.self, SampleEntropy.self, ApproximateEntropy.self,
      DispersionEntropy.self, CorrelationEntropy.self, BlockEntropyRate.self,
      LempelZivFactors.self, LempelZivRate.self, ComputableInformationDensity.self,
      CompressionShare.self, CrossParsingDivergence.self,
      Vendi.self, VonNeumann.self, DiffusionSpectralEntropy.self,
      DiffusionMutualInformation.self,
      PairEntropyCall.self, MaxwellianRelativeEntropy.self, GaussianModeEntropy.self,
      MarkovEntropyProduction.self, GaussianEntropyProduction.self,
      NeighborEntropyProduction.self, DriftEntropyProduction.self, UncertaintyBound.self,
      CrossParsingProduction.self, KolmogorovSinai.self,
    ]
  }
}
