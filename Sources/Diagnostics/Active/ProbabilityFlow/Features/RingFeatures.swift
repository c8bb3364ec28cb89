import RealModule

/// Features of each particle by itself on a ring of one dimension with a potential along it: the
/// gradients of cos(2 pi k x/L) He_n(u/sqrt c) and sin(2 pi k x/L) He_n(u/sqrt c) for k and n up to
/// 4, with Hermite polynomials He_n and the variance c of the self-propulsion.
public struct RingFeatures: ScoreFeatures {
  private struct Function {
    var wave: Int
    var degree: Int
    var isSine: Bool
  }

  private let motion: ActiveMotion
  private let length: Double
  private let functions: [Function]
  private static let order = 4

  /// The features on a ring of `length`.
  public init(_ motion: ActiveMotion, length: Double) {
    self.motion = motion
    self.length = length
    let degrees = 0...(motion.turning == .none ? 0 : Self.order)
    functions = degrees.flatMap { degree in
      (0...Self.order).flatMap { wave in
        (wave == 0 ? [false] : [false, true]).map {
          Function(wave: wave, degree: degree, isSine: $0)
        }
      }
    }.filter { $0.wave + $0.degree > 0 }
  }

  /// The functions whose gradients they are.
  public var names: [String] {
    functions.map { "\($0.isSine ? "sin" : "cos") \($0.wave)x He_\($0.degree)(u)" }
  }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    for i in table.particles {
      let scale = max(motion.componentVariance(of: i).squareRoot(), 1e-300)
      let hermite = Self.hermite(frame.selfPropulsions[i].x / scale)
      for (feature, function) in functions.enumerated() {
        let k = 2 * .pi * Double(function.wave) / length
        let (c, s) = (Double.cos(k * frame.positions[i].x), Double.sin(k * frame.positions[i].x))
        let (value, slope) = function.isSine ? (s, k * c) : (c, -k * s)
        let (n, own) = (Double(function.degree), hermite[function.degree])
        table.addToPosition(
          feature, of: i, SIMD3(slope * own, 0, 0), divergence: -k * k * value * own)
        guard function.degree > 0 else { continue }
        let first = value * n * hermite[function.degree - 1] / scale
        let second =
          n > 1 ? value * n * (n - 1) * hermite[function.degree - 2] / (scale * scale) : 0
        table.addToSelfPropulsion(feature, of: i, SIMD3(first, 0, 0)) { _ in second }
      }
    }
  }

  /// He_0 to He_4, with He_(n+1) = y He_n - n He_(n-1).
  private static func hermite(_ y: Double) -> [Double] {
    var values = [1, y]
    for n in 1..<order { values.append(y * values[n] - Double(n) * values[n - 1]) }
    return values
  }
}
