import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// Shannon entropy over the logarithm of the number of outcomes, corrected so that uniform samples
/// give 1 in expectation.
///
/// The estimator is that of Chao, Wang and Jost for a known number of outcomes, the standard error
/// its jackknife without what that counts twice.
func normalizedEntropy(of occupancy: Occupancy) -> Estimate {
  guard let outcomes = occupancy.outcomes, outcomes > 1 else {
    return .undefined(.singleOutcome, samples: occupancy.samples)
  }
  do throws(EntropyError) {
    return try ChaoWangJost().estimate(Shannon(), from: occupancy)
      .divided(by: Double.log(Double(outcomes)))
  } catch {
    preconditionFailure("Shannon's entropy with known outcomes always has this estimator: \(error)")
  }
}

extension Key {
  /// The key `bins`.
  static func bins(_ path: WritableKeyPath<Root, Int?> & Sendable, about: String) -> Key {
    Key("bins", path, in: IntegerRange(2, 100_000), about: about)
  }
}

extension Contradiction {
  /// A key that the convention dewi_kadita does not have.
  static func onlyCorrected(_ key: String) -> Contradiction {
    Contradiction(
      at: key, "'\(key)' has no meaning in the convention dewi_kadita",
      advice: "leave it out, or use the convention corrected")
  }
}

/// The plug-in entropy of counts in nats, ln N - (1/N) sum n ln n; 0 for no count.
func plugInEntropy(_ counts: [Int]) -> Double {
  var sum = 0.0
  var total = 0
  for count in counts where count > 0 {
    sum += Double(count) * Double.log(Double(count))
    total += count
  }
  return total > 0 ? max(0, Double.log(Double(total)) - sum / Double(total)) : 0
}
