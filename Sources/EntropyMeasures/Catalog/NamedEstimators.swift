extension EstimatorCatalog {
  /// The estimators of this engine, in the order in which they are listed. A new one is one more
  /// line here.
  public static let standard = EstimatorCatalog(
    parts: parts,
    named: [
      PlugIn.self, MillerMadow.self, ChaoShen.self, Grassberger.self,
      NemenmanShafeeBialek.self, ChaoWangJost.self, Zhang.self, Shrink.self, Bonachela.self,
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
      Mean.self, Quantile.self, Correlation.self,
    ])
}
