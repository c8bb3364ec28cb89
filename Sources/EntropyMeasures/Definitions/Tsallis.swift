import RealModule

/// Tsallis entropy of order q, S_q = (1 - sum p^q)/(q - 1).
///
/// A pure number, from 0 to (1 - M^(1-q))/(q - 1). The limits are exact: q = 0 is the number of
/// outcomes less one, q = 1 Shannon's entropy, q = infinity 0.
/// Source: Tsallis 1988. Bias and variance follow from those of the sum of powers; for q = 2 the
/// corrected value is (1 - sum p^2) (1 + 1/N).
public struct Tsallis: EntropyDefinition {
  /// The order q.
  public let order: Double

  /// The entropy of order `order`, 0 to infinity.
  ///
  /// - Throws: ``EntropyError/badOrder(_:)`` for a negative order or NaN.
  public init(order: Double) throws(EntropyError) {
    try EntropyError.check(order: order)
    self.order = order
  }

  /// `tsallis(order: q)`.
  public var name: String { "tsallis(order: \(order.inCall))" }

  /// A pure number.
  public var unit: EntropyUnit { .dimensionless }

  /// (1 - sum p^q)/(q - 1), or its limit.
  public func entropy(of distribution: Distribution) -> Double {
    switch order {
    case 0: return distribution.support - 1
    case 1: return Shannon().entropy(of: distribution)
    case .infinity: return 0
    default:
      let entropy = PowerSum(order: order, distribution: distribution).minusOne / (1 - order)
      return entropy == 0 ? 0 : entropy
    }
  }

  /// (1 - M^(1-q))/(q - 1).
  public func maximum(outcomes: Int) -> Double {
    switch order {
    case 1: return Double.log(Double(outcomes))
    case .infinity: return 0
    default:
      return Double.expMinusOne((1 - order) * Double.log(Double(outcomes))) / (1 - order)
    }
  }

  /// -q/(2N) sum (p^(q-1) - p^q); none for q = 0 and infinity.
  public func leadingBias(at distribution: Distribution, samples: Int) -> Double? {
    if order == 1 { return Shannon().leadingBias(at: distribution, samples: samples) }
    guard order > 0, order < .infinity else { return nil }
    let power = PowerSum(order: order, distribution: distribution)
    return power.leadingBias(samples: samples) / (1 - order)
  }

  /// (q/(q - 1))^2 (sum p^(2q-1) - (sum p^q)^2)/N; none for q = 0 and infinity.
  public func leadingVariance(at distribution: Distribution, samples: Int) -> Double? {
    if order == 1 { return Shannon().leadingVariance(at: distribution, samples: samples) }
    guard order > 0, order < .infinity else { return nil }
    let power = PowerSum(order: order, distribution: distribution)
    return power.leadingVariance(samples: samples) / ((1 - order) * (1 - order))
  }
}
