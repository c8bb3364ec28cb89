import ClausiusEntropyMeasures
import RealModule

/// A histogram of one sample for each individual that depends on its nearest neighbors, so that
/// samples of neighbors are alike.
struct NeighborHistogram {
  private let bins: [Int]
  private let counts: [Int]
  private let neighbors: NearestNeighbors
  private let k: Int

  /// The histogram of samples that lie in `bins`, one an individual, in `count` bins; each depends
  /// on the `k` nearest of `neighbors`.
  init(bins: [Int], count: Int, neighbors: NearestNeighbors, k: Int) {
    self.bins = bins
    self.neighbors = neighbors
    self.k = k
    var counts = [Int](repeating: 0, count: count)
    for bin in bins { counts[bin] += 1 }
    self.counts = counts
  }

  /// The entropy over ln M, with a standard error that knows of neighbors.
  ///
  /// - Parameter additions: what each individual adds to the first-order change of the entropy
  ///   besides its sample, [N] or empty.
  func normalizedEntropy(additions: [Double] = []) -> Estimate {
    var estimate = ClausiusDiagnostics.normalizedEntropy(of: Occupancy(counts: counts))
    let error = variance(additions).squareRoot() / Double.log(Double(counts.count))
    estimate.standardError = StandardError(error, by: .neighborCovariance)
    return estimate
  }

  /// (1/N^2) sum of f_i f_j over i = j and over neighbors i and j, with f_i the first-order effect
  /// of an individual: N times the change of the corrected entropy when its bin has one sample
  /// more, less the mean of all, plus additions. It is -ln p - H for many samples in each bin.
  ///
  /// Two individuals are neighbors when one is among the k nearest of the other; their samples may
  /// be the very same distance.
  private func variance(_ additions: [Double]) -> Double {
    let total = Double(bins.count)
    let terms = ChaoWangJostTerms(samples: max(1, bins.count - 1), outcomes: counts.count)
    let changes = counts.map { $0 > 0 ? total * (terms.term($0) - terms.term($0 - 1)) : 0 }
    let mean = zip(counts, changes).reduce(0) { $0 + Double($1.0) * $1.1 } / total
    let ofBins = changes.map { $0 - mean }
    let effects = bins.enumerated().map { individual, bin in
      ofBins[bin] + (additions.isEmpty ? 0 : additions[individual])
    }
    let sum = neighbors.numbers.withUnsafeBufferPointer { covariance(of: effects, $0) }
    return max(0, sum) / (total * total)
  }

  private func covariance(of effects: [Double], _ numbers: UnsafeBufferPointer<Int32>) -> Double {
    let (width, used) = (neighbors.neighbors, min(k, neighbors.neighbors))
    var sum = 0.0
    for individual in bins.indices {
      var ofNeighbors = 0.0
      for place in individual * width..<individual * width + used {
        let neighbor = Int(numbers[place])
        var mutual = 0
        for back in neighbor * width..<neighbor * width + used {
          mutual &+= numbers[back] == individual ? 1 : 0
        }
        // Each pair is met from one side or from both, and counts twice.
        ofNeighbors += effects[neighbor] * Double(2 &- mutual)
      }
      sum += effects[individual] * (effects[individual] + ofNeighbors)
    }
    return sum
  }
}
