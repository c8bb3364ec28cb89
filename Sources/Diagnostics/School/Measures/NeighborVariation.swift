import ClausiusEntropyMeasures

/// The coefficient of variation of the distances to the k nearest neighbors, in equal bins on [0,
/// sqrt(k - 1)], its largest possible value.
struct NeighborVariation {
  private let neighbors: NearestNeighbors
  private let k: Int
  private let encoding: UniformBins

  init(_ neighbors: NearestNeighbors, k: Int, bins: Int) {
    self.neighbors = neighbors
    self.k = k
    encoding = UniformBins(count: bins, from: 0, to: Double(k - 1).squareRoot(), ends: .open)
  }

  /// The entropy over ln M with its standard error.
  var normalizedEntropy: Estimate {
    let bins = (0..<neighbors.points).map { encoding.outcome(of: variation(of: $0)) ?? 0 }
    return NeighborHistogram(
      bins: bins, count: encoding.outcomes, neighbors: neighbors, k: k
    ).normalizedEntropy()
  }

  /// The standard deviation over the mean; 0 where all distances are zero.
  private func variation(of individual: Int) -> Double {
    var moments = Moments()
    for rank in 1...k { moments.add(neighbors.distance(of: individual, toRank: rank)) }
    guard moments.mean > 0 else { return 0 }
    return (moments.squaredDeviations / Double(k)).squareRoot() / moments.mean
  }
}
