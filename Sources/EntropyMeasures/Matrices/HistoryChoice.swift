import RealModule

/// Regressions of the next values of a target on more and more of its past, and the choice among
/// them.
struct HistoryChoice {
  /// Longer correlations than these do not matter to a test: the sum of the squared
  /// autocorrelations of the residuals beyond chance.
  private static let negligibleExcess = 0.004

  private let whole: [[Double]]
  private var basis = OrthonormalBasis()
  private var residuals: [[Double]]
  /// The columns of which something is left.
  private(set) var kept: [Int]
  /// For each length of the past: known columns, and what they leave.
  private var lengths: [(columns: Int, residuals: [[Double]])] = []

  /// The choice for the columns `next`, where the columns `present` are known anyway.
  init(of next: [[Double]], knowing present: [[Double]]) {
    whole = next
    residuals = next
    kept = Array(next.indices)
    append(present)
  }

  /// The next values of which something is left.
  var next: [[Double]] { kept.map { whole[$0] } }

  /// Lengthens the known past by columns.
  mutating func append(_ columns: [[Double]]) {
    let first = basis.count
    basis.append(columns)
    for column in basis.columns[first...] {
      for index in residuals.indices {
        let share = OrthonormalBasis.product(column, residuals[index])
        for row in column.indices { residuals[index][row] -= share * column[row] }
      }
    }
    lengths.append((basis.count, residuals))
  }

  /// Leaves out next values of which less is left than a length for each; whether none remains.
  @discardableResult
  mutating func drop(below lengths: [Double]) -> Bool {
    kept.removeAll { index in
      let square = OrthonormalBasis.product(residuals[index], residuals[index])
      return square.squareRoot() <= lengths[index]
    }
    return kept.isEmpty
  }

  /// The length of the past, what is known with it, and whether its residuals are uncorrelated.
  ///
  /// - Parameter fixed: whether the longest past is to be taken.
  func chosen(isFixed: Bool) -> (history: Int, known: OrthonormalBasis, isWhite: Bool) {
    let criteria = lengths.indices.map(criterion)
    let least = criteria.indices.min { (criteria[$0], $0) < (criteria[$1], $1) } ?? 0
    let first = isFixed ? lengths.count - 1 : least
    let white = (first..<lengths.count).first(where: isWhite)
    let choice = white ?? first
    return (
      choice + 1, OrthonormalBasis(prefix: lengths[choice].columns, of: basis), white != nil
    )
  }

  /// n ln det S + (coefficients) ln n, S the covariance of the residuals.
  private func criterion(_ length: Int) -> Double {
    let columns = kept.map { lengths[length].residuals[$0] }
    let samples = Double(columns.first?.count ?? 1)
    let coefficients = Double(columns.count * lengths[length].columns)
    let covariance = columns.map { a in
      columns.map { OrthonormalBasis.product(a, $0) / samples }
    }
    guard let factor = Cholesky(covariance) else { return -.infinity }
    return samples * factor.logDeterminant + coefficients * Double.log(samples)
  }

  private func isWhite(_ length: Int) -> Bool {
    var apart = OrthonormalBasis()
    apart.append(kept.map { lengths[length].residuals[$0] })
    let test = LjungBox(apart.columns, order: length + 1)
    return test.probability > 0.01 || test.excess < Self.negligibleExcess
  }
}
