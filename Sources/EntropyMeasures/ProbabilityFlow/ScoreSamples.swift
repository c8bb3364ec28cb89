/// Samples of a diffusion dX = b dt + sqrt(2 D) dW in its stationary state, as vector features see
/// them.
///
/// Only coordinates with noise count; one that has no noise in some samples contributes nothing
/// there, and its drift must be 0. Of several individuals each may be a sample, and its coordinates
/// are its own.
public struct ScoreSamples: Sendable {
  /// The number of features.
  public let features: Int
  /// The number of samples.
  public let count: Int
  /// The number of coordinates of a sample.
  public let coordinates: Int
  /// D of each coordinate, [count][coordinates].
  public var diffusivities: [Double]
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
  public init(count: Int, coordinates: Int, features: Int) {
    self.count = count
    self.coordinates = coordinates
    self.features = features
    diffusivities = [Double](repeating: 0, count: count * coordinates)
    values = [Double](repeating: 0, count: count * coordinates * features)
    divergences = [Double](repeating: 0, count: count * features)
    drift = diffusivities
    driftDivergences = [Double](repeating: 0, count: count)
    rates = driftDivergences
  }

  /// v = b - D s of every sample for the score s = sum_k c_k V_k, [count][coordinates].
  ///
  /// - Parameter coefficients: c, one a feature.
  public func velocities(for coefficients: [Double]) -> [Double] {
    drift.indices.map { place in
      let first = place * features
      let score = coefficients.indices.reduce(0) { $0 + coefficients[$1] * values[first + $1] }
      return drift[place] - diffusivities[place] * score
    }
  }

  /// The part of the total production that each sample contributes, |v|^2 = sum v^2/D, [count].
  ///
  /// - Parameter velocities: as ``velocities(for:)`` gives them.
  public func productions(of velocities: [Double]) -> [Double] {
    (0..<count).map { sample in
      (sample * coordinates..<(sample + 1) * coordinates).reduce(0) { sum, place in
        guard diffusivities[place] > 0 else { return sum }
        return sum + velocities[place] * velocities[place] / diffusivities[place]
      }
    }
  }
}
