/// Samples of a diffusion dX = b dt + sqrt(2 D) dW in its stationary state, as vector features see
/// them.
///
/// Only coordinates with noise count: `diffusivities` holds D of each, all above 0. Of several like
/// individuals each is a sample, and its coordinates are its own.
public struct ScoreSamples: Sendable {
  /// D of each noisy coordinate.
  public let diffusivities: [Double]
  /// The number of features.
  public let features: Int
  /// The number of samples.
  public let count: Int
  /// The features V_k, [count][coordinates][features].
  public var values: [Double]
  /// div D V_k, [count][features].
  public var divergences: [Double]
  /// The drift b, [count][coordinates].
  public var drift: [Double]
  /// div b, [count].
  public var driftDivergences: [Double]
  /// The rate that is known without learning, [count]; its mean is what is compared.
  public var rates: [Double]

  /// Samples whose numbers are all 0.
  public init(count: Int, diffusivities: [Double], features: Int) {
    self.count = count
    self.diffusivities = diffusivities
    self.features = features
    values = [Double](repeating: 0, count: count * diffusivities.count * features)
    divergences = [Double](repeating: 0, count: count * features)
    drift = [Double](repeating: 0, count: count * diffusivities.count)
    driftDivergences = [Double](repeating: 0, count: count)
    rates = driftDivergences
  }

  /// v = b - D s of every sample for the score s = sum_k c_k V_k, [count][coordinates].
  ///
  /// - Parameter coefficients: c, one a feature.
  public func velocities(for coefficients: [Double]) -> [Double] {
    let width = diffusivities.count
    return (0..<count * width).map { place in
      let first = place * features
      let score = coefficients.indices.reduce(0) { $0 + coefficients[$1] * values[first + $1] }
      return drift[place] - diffusivities[place % width] * score
    }
  }

  /// The part of the total production that each sample contributes, |v|^2 = sum v^2/D, [count].
  ///
  /// - Parameter velocities: as ``velocities(for:)`` gives them.
  public func productions(of velocities: [Double]) -> [Double] {
    let width = diffusivities.count
    return (0..<count).map { sample in
      diffusivities.indices.reduce(0) { sum, m in
        let velocity = velocities[sample * width + m]
        return sum + velocity * velocity / diffusivities[m]
      }
    }
  }
}
