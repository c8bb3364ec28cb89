import RealModule

/// The density of samples on a line as a sum of Gaussian kernels, and its differential entropy h =
/// -integral of f ln f.
///
/// Samples are shared out linearly to a grid of an eighth of the bandwidth, so that the cost grows
/// like the number of samples; with `bandwidth` left out it is 1.06 sigma N^(-1/5), the best for a
/// normal density. The kernel adds its own variance to that of the samples: for a normal density
/// the entropy is high by ln(1 + (w/sigma)^2)/2.
/// Source: Scott 1992 (bandwidth, linear binning).
public struct KernelDensity: Sendable, Hashable {
  /// The standard deviation of the kernel, w.
  public let bandwidth: Double
  /// The density at grid points, from ``start`` in steps of ``spacing``.
  public let density: [Double]
  /// The first grid point.
  public let start: Double
  /// The distance of grid points.
  public let spacing: Double

  /// The density of `samples`; `nil` when they are all the same or none, or when the bandwidth is
  /// too small for their range (2^20 grid points) or
  /// no number any more.
  public init?(of samples: [Double], bandwidth: Double? = nil) {
    guard let low = samples.min(), let high = samples.max(), high > low else { return nil }
    let n = Double(samples.count)
    let width = bandwidth ?? 1.06 * Self.deviation(samples) * Double.pow(n, -0.2)
    spacing = width / 8
    let reach = 64
    let cells = (high - low) / spacing
    start = low - Double(reach) * spacing
    guard width > 0, width.isFinite, start.isFinite, cells < 0x1p20 else { return nil }
    let count = Int(cells.rounded(.up)) + 2 * reach + 2
    self.bandwidth = width
    var shares = [Double](repeating: 0, count: count)
    for sample in samples {
      let place = (sample - start) / spacing
      let cell = max(0, min(Int(saturating: place), count - 2))
      let fraction = max(0, min(1, place - Double(cell)))
      shares[cell] += (1 - fraction) / n
      shares[cell + 1] += fraction / n
    }
    density = Self.smoothed(shares, reach: reach, spacing: spacing)
  }

  /// -integral of f ln f, in nats, by the trapezoidal rule.
  public var entropy: Double {
    -spacing * density.reduce(0) { $1 > 0 ? $0 + $1 * Double.log($1) : $0 }
  }

  static func deviation(_ samples: [Double]) -> Double {
    // A power of two changes no digit, and keeps the squares of large numbers finite.
    let scale = samples.binaryScale
    let mean = samples.reduce(0) { $0 + scale * $1 } / Double(samples.count)
    let spread = samples.reduce(0) { $0 + (scale * $1 - mean) * (scale * $1 - mean) }
    return (spread / Double(max(1, samples.count - 1))).squareRoot() / scale
  }

  /// The shares spread by a kernel of 8 grid points, which is normalized on the grid.
  private static func smoothed(_ shares: [Double], reach: Int, spacing: Double) -> [Double] {
    let kernel = (-reach...reach).map { Double.exp(-Double($0 * $0) / 128) }
    let norm = kernel.reduce(0, +) * spacing
    var density = [Double](repeating: 0, count: shares.count)
    for (cell, share) in shares.enumerated() where share > 0 {
      for k in max(0, cell - reach)...min(shares.count - 1, cell + reach) {
        density[k] += share * kernel[k - cell + reach] / norm
      }
    }
    return density
  }
}
