/// What is meant by entropy: a functional of a probability distribution.
///
/// A definition is combined freely with an ``Encoding`` (how physics becomes outcomes) and a
/// ``OccupancyEstimator`` (how finite counts become a number). To be correctable it gives the first
/// terms of its expansion around a distribution.
public protocol EntropyDefinition: Sendable {
  /// The definition as a call: `renyi(order: 2)`.
  var name: String { get }

  /// The unit of the entropy.
  var unit: EntropyUnit { get }

  /// The entropy of a distribution.
  func entropy(of distribution: Distribution) -> Double

  /// The largest entropy that a distribution over `outcomes` outcomes can have: that of the uniform
  /// one.
  func maximum(outcomes: Int) -> Double

  /// The bias of the plug-in estimate to order 1/N, (1/2N) sum_ij F_ij (p_i delta_ij - p_i p_j),
  /// or `nil` where the functional has no such expansion.
  func leadingBias(at distribution: Distribution, samples: Int) -> Double?

  /// The variance of the plug-in estimate to order 1/N, (1/N) (sum p_i F_i^2 - (sum p_i F_i)^2),
  /// or `nil` where the functional has no such expansion.
  func leadingVariance(at distribution: Distribution, samples: Int) -> Double?
}

extension EntropyDefinition {
  /// From zero to the entropy of the uniform distribution.
  public func bounds(outcomes: Int?) -> Bounds { Bounds(0, outcomes.map(maximum)) }

  /// The variance that follows from a gradient that depends on an outcome's probability alone.
  func variance(
    of gradient: (_ probability: Double) -> Double, at distribution: Distribution, samples: Int
  ) -> Double {
    let mean = distribution.mean(gradient)
    let spread = distribution.mean { probability in
      let deviation = gradient(probability) - mean
      return deviation * deviation
    }
    return spread / Double(samples)
  }
}
