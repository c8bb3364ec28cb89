import ClausiusEntropyMeasures
import RealModule

/// What the scatter of mean and standard deviation adds to the standard error of an entropy of
/// numbers that were measured from the one in units of the other before they were put into bins.
///
/// To first order an individual changes the entropy by o_i + a z_i + b (z_i^2 - 1)/2, with o_i its
/// own bin's part, z_i its number in standard deviations, and a, b the slopes of the entropy over
/// the mean and over the logarithm of the standard deviation, found over steps of a tenth: the
/// variance is that for fixed bins plus <(a z + b (z^2 - 1)/2) (2 o + a z + b (z^2 - 1)/2)>/N.
struct StandardizedBins {
  private let numbers: [Double]
  private let encoding: UniformBins

  /// Numbers that were put into the bins of `encoding`; their standard deviation is 1/sqrt(3).
  init(_ numbers: [Double], encoding: UniformBins) {
    (self.numbers, self.encoding) = (numbers, encoding)
  }

  /// Adds to the standard error of the entropy over ln M.
  func widen(_ estimate: inout Estimate) {
    guard let error = estimate.standardError, numbers.count > 2 else { return }
    let count = Double(numbers.count)
    let counts = self.counts(shift: 0, stretch: 0)
    let terms = ChaoWangJostTerms(samples: numbers.count - 1, outcomes: counts.count)
    let changes = counts.map { $0 > 0 ? count * (terms.term($0) - terms.term($0 - 1)) : 0 }
    let mean = zip(counts, changes).reduce(0) { $0 + Double($1.0) * $1.1 } / count
    let step = 0.1
    let a = (entropy(shift: step, stretch: 0) - entropy(shift: -step, stretch: 0)) / (2 * step)
    let b = (entropy(shift: 0, stretch: step) - entropy(shift: 0, stretch: -step)) / (2 * step)
    var sum = 0.0
    for number in numbers {
      let z = number * 3.0.squareRoot()
      let own = (encoding.outcome(of: number).map { changes[$0] } ?? mean) - mean
      let moved = a * z + b * (z * z - 1) / 2
      sum += moved * (2 * own + moved)
    }
    let logarithm = Double.log(Double(counts.count))
    let square = error.value * error.value
    let added = sum / (count * count) / (logarithm * logarithm)
    // The two may cancel, as they do where a bin more or less makes no difference.
    estimate.standardError?.value = max(square + added, square / 4).squareRoot()
  }

  /// The counts when the mean lies higher by `shift` standard deviations and they are longer by the
  /// factor exp(stretch).
  private func counts(shift: Double, stretch: Double) -> [Int] {
    let (offset, factor) = (shift / 3.0.squareRoot(), Double.exp(-stretch))
    var counts = [Int](repeating: 0, count: encoding.outcomes)
    for number in numbers {
      if let bin = encoding.outcome(of: (number - offset) * factor) { counts[bin] += 1 }
    }
    return counts
  }

  private func entropy(shift: Double, stretch: Double) -> Double {
    plugInEntropy(counts(shift: shift, stretch: stretch))
  }
}
