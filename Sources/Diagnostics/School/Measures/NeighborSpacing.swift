import ClausiusEntropyMeasures
import RealModule

/// The distances to the nearest neighbor in units of their geometric mean, in equal bins on [0, 3]
/// of which the last is open.
///
/// The geometric mean hardly notices a stray. Distances of zero lie in the first bin and are left
/// out of the mean.
struct NeighborSpacing {
  private let neighbors: NearestNeighbors
  private let encoding: UniformBins
  /// ln(distance/unit), -inf for a distance of zero, [N].
  private let logarithms: [Double]

  init(_ neighbors: NearestNeighbors, bins: Int) {
    self.neighbors = neighbors
    encoding = UniformBins(count: bins, from: 0, to: 3, ends: .open)
    let raw = (0..<neighbors.points).map { Double.log(neighbors.distance(of: $0, toRank: 1)) }
    let finite = raw.filter(\.isFinite)
    let mean = finite.isEmpty ? 0 : finite.reduce(0, +) / Double(finite.count)
    logarithms = raw.map { $0 - mean }
  }

  /// The entropy over ln M with its standard error, to which the scatter of the unit of length
  /// belongs.
  var normalizedEntropy: Estimate {
    let slope = slopeOfEntropy
    return NeighborHistogram(
      bins: bins(stretch: 0), count: encoding.outcomes, neighbors: neighbors, k: 1
    ).normalizedEntropy(additions: logarithms.map { $0.isFinite ? slope * $0 : 0 })
  }

  /// The bins of the distances in a unit that is longer by the factor exp(stretch).
  private func bins(stretch: Double) -> [Int] {
    logarithms.map { encoding.outcome(of: Double.exp($0 - stretch)) ?? 0 }
  }

  /// dH/d ln(unit) in nats, over a step so wide that samples cross bins smoothly.
  private var slopeOfEntropy: Double {
    let step = 0.1
    func entropy(_ stretch: Double) -> Double {
      var counts = [Int](repeating: 0, count: encoding.outcomes)
      for bin in bins(stretch: stretch) { counts[bin] += 1 }
      return plugInEntropy(counts)
    }
    return (entropy(step) - entropy(-step)) / (2 * step)
  }
}
