/// Polynomials that are orthonormal on a few places, and the least squares that follow from them.
///
/// For distinct places t_1, ..., t_n the polynomials q_0, ..., q_K have sum_j q_k(t_j) q_l(t_j) =
/// delta_kl. The polynomial of degree d nearest to numbers x_j has the derivative sum_j w_j x_j at
/// t = 0, where w_j = sum_(k <= d) q_k'(0) q_k(t_j).
///
/// Source: G. E. Forsythe, "Generation and use of orthogonal polynomials for data-fitting with a
/// digital computer", J. Soc. Ind. Appl. Math. 5 (1957) 74; for equal steps A. Savitzky, M. J. E.
/// Golay, Anal. Chem. 36 (1964) 1627.
struct LocalPolynomial {
  /// The degree d.
  let degree: Int
  /// The places t_j.
  let places: [Double]
  /// The weights w_j of the derivative at 0, in units of 1 / t.
  let weights: [Double]
  /// q_k(t_j) for k = 0, 1, ..., beyond the degree too.
  let values: [[Double]]
  /// q_k'(0).
  private let slopes: [Double]
  private let recurrence: [(shift: Double, back: Double, norm: Double)]

  /// Fits of degree `degree` to numbers at `places`, with the orthonormal polynomials up to degree
  /// `highest` where there are so many places.
  ///
  /// The degree becomes the number of places less one where it is greater.
  init(degree: Int, at places: [Double], highest: Int = 0) {
    self.degree = min(degree, places.count - 1)
    self.places = places
    let top = min(max(self.degree, highest), places.count - 1)
    var steps: [(shift: Double, back: Double, norm: Double)] = []
    var values: [[Double]] = []
    var slopes: [Double] = []
    let first = 1 / Double(places.count).squareRoot()
    var (last, old) = ([Double](repeating: first, count: places.count), [Double]())
    var (valueAt0, slopeAt0, oldValue, oldSlope, back) = (first, 0.0, 0.0, 0.0, 0.0)
    while true {
      values.append(last)
      slopes.append(slopeAt0)
      guard values.count <= top else { break }
      let shift = zip(places, last).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
      var next = zip(places, last).map { ($0 - shift) * $1 }
      if !old.isEmpty { for j in next.indices { next[j] -= back * old[j] } }
      let norm = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      steps.append((shift, back, norm))
      let slope = (valueAt0 - shift * slopeAt0 - back * oldSlope) / norm
      let value = (-shift * valueAt0 - back * oldValue) / norm
      (oldValue, oldSlope, valueAt0, slopeAt0) = (valueAt0, slopeAt0, value, slope)
      (old, last, back) = (last, next.map { $0 / norm }, norm)
    }
    self.values = values
    self.slopes = slopes
    recurrence = steps
    let fitted = 0...self.degree
    weights = places.indices.map { j in
      fitted.reduce(0) { $0 + slopes[$1] * values[$1][j] }
    }
  }

  /// q_k'(0).
  func slope(of k: Int) -> Double { slopes[k] }

  /// q_k(t) at any place.
  func value(of k: Int, at t: Double) -> Double {
    var (value, old) = (1 / Double(places.count).squareRoot(), 0.0)
    for step in recurrence.prefix(k) {
      (value, old) = (((t - step.shift) * value - step.back * old) / step.norm, value)
    }
    return value
  }

  /// The sum of the squares of what the fit leaves of `numbers`.
  func residual(of numbers: [Double]) -> Double {
    // Part after part is taken away: a difference of sums of squares would be mostly rounding.
    var rest = numbers
    for k in 0...degree {
      let part = zip(values[k], rest).reduce(0) { $0 + $1.0 * $1.1 }
      for j in rest.indices { rest[j] -= part * values[k][j] }
    }
    return rest.reduce(0) { $0 + $1 * $1 }
  }
}
