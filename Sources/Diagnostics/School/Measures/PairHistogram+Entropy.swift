import ClausiusEntropyMeasures
import RealModule

extension PairHistogram {
  /// The entropy over ln M, corrected for bias, with its standard error.
  var normalizedEntropy: Estimate {
    let logarithm = Double.log(Double(bins))
    let isComplete = pairs == allPairs
    let value = plugInEntropy(total) + (isComplete ? bias : 0)
    let error: StandardError? = isComplete ? standardError : jackknife
    return Estimate(
      value / logarithm, unit: .dimensionless, samples: individuals, outcomes: bins,
      biasCorrection: isComplete ? .millerMadow : .none,
      standardError: error.map { StandardError($0.value / logarithm, by: $0.method) },
      bounds: .unit)
  }

  /// What the plug-in entropy lacks, (1/2) sum var(p_b)/p_b: the expansion of Miller 1955 with the
  /// variance of pairs.
  private var bias: Double {
    (0..<bins).reduce(0) { sum, bin in
      guard total[bin] > 0 else { return sum }
      return sum + variance { $0 == bin ? 1 : 0 } / (2 * share(bin))
    }
  }

  /// The delta method for pairs: the standard deviation of the mean of -ln p over all pairs. At
  /// equal shares (1/2) sum (var(p_b)/p_b)^2 remains, which the noise of the shares makes it count
  /// twice.
  private var standardError: StandardError? {
    guard individuals > 2 else { return nil }
    let variance = variance { total[$0] > 0 ? -Double.log(share($0)) : 0 }
    let second = (0..<bins).reduce(0.0) { sum, bin in
      guard total[bin] > 0 else { return sum }
      let relative = self.variance { $0 == bin ? 1 : 0 } / share(bin)
      return sum + relative * relative / 2
    }
    return StandardError(max(variance - second, second).squareRoot(), by: .deltaMethod)
  }

  /// The variance of the mean of `f(bin)` over all pairs of N independent individuals, without bias
  /// (Hoeffding 1948, equation 5.13): [4 (N - 2) z_1 + 2 z_2]/(N (N - 1)), where z_2 is the
  /// variance of f and z_1 that of its mean over the pairs of one individual.
  private func variance(of f: (_ bin: Int) -> Double) -> Double {
    guard individuals > 2 else { return 0 }
    let n = Double(individuals)
    let values = (0..<bins).map(f)
    let mean = (0..<bins).reduce(0) { $0 + values[$1] * share($1) }
    let spread = (0..<bins).reduce(0) {
      $0 + (values[$1] - mean) * (values[$1] - mean) * share($1)
    }
    var ofIndividuals = Moments()
    for individual in 0..<individuals {
      let sum = (0..<bins).reduce(0) {
        $0 + values[$1] * Double(own[individual * bins + $1])
      }
      ofIndividuals.add(sum / (n - 1))
    }
    // The means over N - 1 pairs scatter by z_1 and by 1/(N - 1) of the rest.
    let scatter = ofIndividuals.squaredDeviations / (n - 1)
    let ofMeans = (scatter - spread / (n - 1)) * (n - 1) / (n - 2)
    return (4 * (n - 2) * ofMeans + 2 * spread) / (n * (n - 1))
  }

  private func share(_ bin: Int) -> Double { Double(total[bin]) / Double(pairs) }

  /// The jackknife over groups of individuals, for a sample of the pairs.
  private var jackknife: StandardError? {
    var entropies = Moments()
    for group in 0..<groups {
      entropies.add(plugInEntropy((0..<bins).map { total[$0] - Int(own[group * bins + $0]) }))
    }
    let size = Double(groups)
    let variance = entropies.squaredDeviations * (size - 1) / size
    return StandardError(variance.squareRoot(), by: .blockJackknife)
  }
}
