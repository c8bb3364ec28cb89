import Foundation

/// What makes velocities from fits differ from the true ones: noise of the positions, velocities
/// that diffuse, and bends that a polynomial of the degree does not follow.
///
/// Numbers are in units of one frame. The mean squares e_k of the components of degree k that fits
/// to whole windows leave over are explained by
///
///     e_k = noise + diffusion b_k + bend delta_km,
///     b_k = sum_ij q_k(i) K(i, j) q_k(j),
///
/// where m is the first odd degree beyond that of the fit, and K(s, t) = a^2 b / 2 - a^3 / 6 with a
/// the lesser and b the greater of |s|, |t| on the same side of 0, and 0 on different sides: the
/// covariance of x(t) - v(0) t for a velocity that diffuses, of variance t. Of all sets of
/// contributions that are not negative the one of the least misfit counts, where a contribution
/// must lessen it by 4. From there on the mean square of the error of any fit follows, ends and
/// gaps included.
struct MotionModel {
  private(set) var noise = 0.0
  private(set) var diffusion = 0.0
  private(set) var bend = 0.0
  private let whole: LocalPolynomial
  private let bent: Int

  /// Components beyond this many say nothing more.
  static let components = 8
  private static let price = 4.0

  /// The polynomials on a whole window, with as many components beyond the degree as count.
  static func polynomials(_ rule: SavitzkyGolay) -> LocalPolynomial {
    let half = rule.window / 2
    return LocalPolynomial(
      degree: rule.degree, at: (-half...half).map(Double.init),
      highest: rule.degree + components)
  }

  /// The first degree whose component is explained: the first odd one beyond that of the fit, since
  /// an even bend changes no slope in the middle.
  static func firstDegree(_ rule: SavitzkyGolay) -> Int { rule.degree + 1 + rule.degree % 2 }

  /// The model that explains `energies`, the mean squares of the components from the first odd
  /// degree beyond the fit on, over `windows` windows.
  init(_ whole: LocalPolynomial, energies: [Double], windows: Int) {
    self.whole = whole
    bent = whole.degree + 1 + whole.degree % 2
    guard let largest = energies.max(), largest > 0 else { return }
    let floored = energies.map { max($0, 1e-14 * largest) }
    let spread = energies.indices.map { Self.spread(whole, of: bent + $0) }
    let scale = spread.max() ?? 1
    let columns = [
      energies.map { _ in 1.0 }, spread.map { $0 / scale },
      energies.indices.map { $0 == 0 ? 1.0 : 0.0 },
    ]
    let best = Self.best(columns, floored, independent: Double(windows) / 2)
    (noise, diffusion, bend) = (best[0], best[1] / scale, best[2])
  }

  /// A model of noise alone, with the variance `noise`.
  init(_ whole: LocalPolynomial, noise: Double) {
    self.whole = whole
    bent = whole.degree + 1 + whole.degree % 2
    self.noise = noise
  }

  /// The mean square of the error of the slope that `fit` gives, in units of one frame.
  func errorSquare(of fit: LocalPolynomial) -> Double {
    var error = noise * fit.weights.reduce(0) { $0 + $1 * $1 }
    if diffusion > 0 { error += diffusion * Self.form(fit.weights, at: fit.places) }
    if bend > 0, bent < whole.values.count {
      let slope = zip(fit.weights, fit.places).reduce(0) {
        $0 + $1.0 * whole.value(of: bent, at: $1.1)
      }
      error += bend * (slope - whole.slope(of: bent)) * (slope - whole.slope(of: bent))
    }
    return error
  }
}

extension MotionModel {
  /// b_k of a component.
  private static func spread(_ whole: LocalPolynomial, of degree: Int) -> Double {
    form(whole.values[degree], at: whole.places)
  }

  /// sum_ij w_i K(t_i, t_j) w_j.
  private static func form(_ weights: [Double], at places: [Double]) -> Double {
    var sum = 0.0
    for (i, s) in places.enumerated() {
      for (j, t) in places.enumerated() where s * t > 0 {
        let (a, b) = (min(abs(s), abs(t)), max(abs(s), abs(t)))
        sum += weights[i] * weights[j] * (a * a * b / 2 - a * a * a / 6)
      }
    }
    return sum
  }

  /// The shares of `columns` that explain `energies` best.
  private static func best(
    _ columns: [[Double]], _ energies: [Double], independent: Double
  ) -> [Double] {
    var best = (misfit: Double.infinity, shares: [0.0, 0, 0])
    for set in 1..<(1 << columns.count) {
      let chosen = columns.indices.filter { set >> $0 & 1 == 1 }
      guard chosen.count <= energies.count,
        let shares = relativeLeastSquares(chosen.map { columns[$0] }, energies),
        shares.allSatisfy({ $0 >= 0 })
      else { continue }
      let misfit = energies.indices.reduce(price * Double(chosen.count)) { sum, k in
        let fit = zip(chosen, shares).reduce(0) { $0 + columns[$1.0][k] * $1.1 } / energies[k]
        let distance = log(max(fit, 1e-30))
        return sum + independent / 2 * distance * distance
      }
      if misfit < best.misfit {
        best = (misfit, [0, 0, 0])
        for (column, share) in zip(chosen, shares) { best.shares[column] = share }
      }
    }
    return best.shares
  }

  /// The shares with the least sum of ((fit - energy) / energy)^2; `nil` where they are not one.
  private static func relativeLeastSquares(
    _ columns: [[Double]], _ energies: [Double]
  ) -> [Double]? {
    let rows = columns.map { zip($0, energies).map(/) }
    let n = rows.count
    var system = rows.map { row in
      rows.map { other in zip(row, other).reduce(0) { $0 + $1.0 * $1.1 } } + [row.reduce(0, +)]
    }
    for pivot in 0..<n {
      let size = rows[pivot].reduce(0) { $0 + $1 * $1 }
      guard system[pivot][pivot] > 1e-10 * size, size > 0 else { return nil }
      for row in 0..<n where row != pivot {
        let factor = system[row][pivot] / system[pivot][pivot]
        for column in pivot...n { system[row][column] -= factor * system[pivot][column] }
      }
    }
    return (0..<n).map { system[$0][n] / system[$0][$0] }
  }
}
