import RealModule

/// The pair entropy of each particle from its own smoothed pair correlation.
///
/// s2(i) = -(rho/2) sum_b (g_i ln g_i - g_i + 1) S(r_b) dr, g_i(r) = sum_j G_w(r - r_ij) V/((N - 1)
/// S(r)), S the surface of a sphere, r_b the middles of the shells.
/// Source: Piaggi and Parrinello 2017.
struct LocalPairEntropy {
  /// How far a Gaussian reaches, in its widths: beyond it is below 1.6e-8 of its top.
  static let kernelReach = 6.0

  /// s2(i) of every particle, in the order of cells.
  let values: [Double]
  private let isResolved: Bool

  /// The values of the rows of `positions`, with distances below `reach` in `bins` shells and
  /// Gaussians of width `smoothing`.
  init(
    _ positions: InputArray, in space: Torus, reach: Double, bins: Int, smoothing: Double
  ) {
    let far = Self.kernelReach * smoothing
    let cells = ReachCells(positions, in: space, reach: reach + far)
    let (particles, dimension) = (Double(positions.rows), space.dimension)
    let volume = space.periods.reduce(1, *)
    let step = reach / Double(bins)
    let ball = Double.exp(Metric.euclidean.logUnitBall(dimension: dimension))
    let surfaces = (0..<bins).map {
      Double(dimension) * ball * Double.pow((Double($0) + 0.5) * step, dimension - 1)
    }
    let top = volume / (particles - 1) / (smoothing * (2 * Double.pi).squareRoot())
    values = [Double](sharedOut: positions.rows, many: 64) { place in
      var sums = [Double](repeating: 0, count: bins)
      cells.forEachSquare(around: place, before: positions.rows) { square in
        let distance = square.squareRoot()
        let first = max(0, Int(saturating: (distance - far) / step))
        let end = min(bins, Int(saturating: min(Double(bins), (distance + far) / step)) + 1)
        for shell in min(first, end)..<end {
          let gap = ((Double(shell) + 0.5) * step - distance) / smoothing
          sums[shell] += Double.exp(-gap * gap / 2)
        }
      }
      let sum = zip(sums, surfaces).reduce(0.0) { sum, shell in
        let g = top * shell.0 / shell.1
        return sum + ((g > 0 ? g * Double.log(g) : 0) - g + 1) * shell.1
      }
      return -particles / volume / 2 * sum * step
    }
    isResolved = step <= smoothing
  }

  /// The mean over the particles.
  var estimate: Estimate {
    var estimate = Estimate(
      values.reduce(0, +) / Double(values.count), unit: .nat, samples: values.count,
      bounds: Bounds(nil, 0))
    if !isResolved {
      estimate.warn(.belowResolution("shells are wider than smoothing: use more bins"))
    }
    return estimate
  }
}
