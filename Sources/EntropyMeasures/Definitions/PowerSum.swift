import RealModule

/// The sum of powers S = sum p^q behind the entropies of Renyi and Tsallis, without loss of digits
/// near q = 1.
struct PowerSum {
  /// The order, neither 1 nor infinite.
  let order: Double
  let distribution: Distribution

  /// S - 1 = sum p (p^(q-1) - 1).
  var minusOne: Double {
    distribution.mean { Double.expMinusOne((order - 1) * Double.log($0)) }
  }

  /// ln S: near q = 1 from S - 1, elsewhere with the largest probability taken out, so that S may
  /// be tiny.
  var logarithm: Double {
    if abs(order - 1) < 0.05 { return Double.log(onePlus: minusOne) }
    let largest = distribution.levels.map(\.probability).max() ?? 1
    let sum = distribution.levels.reduce(0) {
      $0 + $1.multiplicity * Double.pow($1.probability / largest, order)
    }
    return order * Double.log(largest) + Double.log(sum)
  }

  /// The bias of the plug-in S to order 1/N: q (q - 1)/(2N) sum (p^(q-1) - p^q).
  func leadingBias(samples: Int) -> Double {
    let sum = distribution.mean { p in Double.pow(p, order - 2) * (1 - p) }
    return order * (order - 1) / Double(2 * samples) * sum
  }

  /// The variance of the plug-in S to order 1/N: q^2/N (sum p^(2q-1) - S^2).
  func leadingVariance(samples: Int) -> Double {
    let mean = distribution.mean { Double.pow($0, order - 1) }
    let spread = distribution.mean { p in
      let deviation = Double.pow(p, order - 1) - mean
      return deviation * deviation
    }
    return order * order / Double(samples) * spread
  }
}

extension Double {
  /// The number as it is written in a call: whole numbers without `.0`.
  var inCall: String {
    self == rounded() && magnitude < 1e15 ? "\(Int(self))" : description
  }
}

extension EntropyError {
  static func check(order: Double) throws(EntropyError) {
    guard order >= 0 else { throw .badOrder(order) }
  }
}
