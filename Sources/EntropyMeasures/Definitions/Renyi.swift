import RealModule

/// Renyi entropy of order q, H_q = ln(sum p^q)/(1 - q).
///
/// Nats; from 0 to ln M. The limits are exact: q = 0 is the logarithm of the number of outcomes
/// (Hartley), q = 1 Shannon's entropy, q = infinity -ln(max p). It decreases with q.
/// Source: Renyi 1961. Bias and variance: second-order expansion of the logarithm of the sum of
/// powers.
public struct Renyi: EntropyDefinition {
  /// The order q.
  public let order: Double

  /// The entropy of order `order`, 0 to infinity.
  ///
  /// - Throws: ``EntropyError/badOrder(_:)`` for a negative order or NaN.
  public init(order: Double) throws(EntropyError) {
    try EntropyError.check(order: order)
    self.order = order
  }

  /// `renyi(order: q)`.
  public var name: String { "renyi(order: \(order.inCall))" }

  /// Nats.
  public var unit: EntropyUnit { .nat }

  /// ln(sum p^q)/(1 - q), or its limit.
  public func entropy(of distribution: Distribution) -> Double {
    let entropy: Double
    switch order {
    case 0: entropy = Double.log(distribution.support)
    case 1: return Shannon().entropy(of: distribution)
    case .infinity: entropy = -Double.log(distribution.levels.map(\.probability).max() ?? 1)
    default:
      entropy = PowerSum(order: order, distribution: distribution).logarithm / (1 - order)
    }
    return entropy == 0 ? 0 : entropy
  }

  /// ln M.
  public func maximum(outcomes: Int) -> Double { Double.log(Double(outcomes)) }

  /// [b/S - v/(2 S^2)]/(1 - q) with b, v the bias and the variance of S = sum p^q; none for q = 0
  /// and infinity.
  public func leadingBias(at distribution: Distribution, samples: Int) -> Double? {
    if order == 1 { return Shannon().leadingBias(at: distribution, samples: samples) }
    guard order > 0, order < .infinity else { return nil }
    let power = PowerSum(order: order, distribution: distribution)
    let sum = 1 + power.minusOne
    guard sum > 0 else { return nil }
    let curvature = power.leadingVariance(samples: samples) / (2 * sum * sum)
    return (power.leadingBias(samples: samples) / sum - curvature) / (1 - order)
  }

  /// v/(S (1 - q))^2 with v the variance of S = sum p^q; none for q = 0 and infinity.
  public func leadingVariance(at distribution: Distribution, samples: Int) -> Double? {
    if order == 1 { return Shannon().leadingVariance(at: distribution, samples: samples) }
    guard order > 0, order < .infinity else { return nil }
    let power = PowerSum(order: order, distribution: distribution)
    let scale = (1 + power.minusOne) * (1 - order)
    guard scale != 0 else { return nil }
    return power.leadingVariance(samples: samples) / (scale * scale)
  }
}
