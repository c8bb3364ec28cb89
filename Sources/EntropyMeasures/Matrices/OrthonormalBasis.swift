/// Orthonormal columns that span what regressions know: adding a column leaves what the others do
/// not tell of it.
///
/// Residuals come from the columns themselves and not from their covariances: they are exact to
/// rounding of the data, which tells series that follow from their past from series that nearly do.
/// Source: Gram and Schmidt, twice (Giraud, Langou and Rozloznik 2005).
struct OrthonormalBasis: Sendable {
  /// The columns.
  private(set) var columns: [[Double]] = []

  /// No columns.
  init() {}

  /// The first columns of another basis.
  init(prefix count: Int, of other: OrthonormalBasis) { columns = Array(other.columns[..<count]) }

  /// The number of columns.
  var count: Int { columns.count }

  /// Adds a column; one that follows from the others to ten digits adds nothing.
  mutating func append(_ column: [Double]) {
    let length = Self.product(column, column).squareRoot()
    let left = residual(of: column)
    let leftLength = Self.product(left, left).squareRoot()
    guard leftLength > 1e-10 * length else { return }
    columns.append(left.map { $0 / leftLength })
  }

  /// Adds columns one after the other.
  mutating func append(_ columns: [[Double]]) { for column in columns { append(column) } }

  /// What the columns do not tell of another.
  func residual(of column: [Double]) -> [Double] {
    var left = column
    for _ in 0..<2 {
      for own in columns { Self.subtract(Self.product(own, left), own, from: &left) }
    }
    return left
  }

  /// The sum of the products of two columns.
  static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sums = SIMD8<Double>.zero
    let whole = a.count / 8 * 8
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for first in stride(from: 0, to: whole, by: 8) {
          for lane in 0..<8 { sums[lane] += a[first &+ lane] * b[first &+ lane] }
        }
      }
    }
    return (whole..<a.count).reduce(sums.sum()) { $0 + a[$1] * b[$1] }
  }

  private static func subtract(_ factor: Double, _ column: [Double], from other: inout [Double]) {
    for row in other.indices { other[row] -= factor * column[row] }
  }
}

/// Columns side by side in groups of eight, so that one pass over another column gives its products
/// with all of them.
struct PackedColumns: Sendable {
  /// The number of columns.
  let count: Int
  private let rows: Int
  private let groups: [[SIMD8<Double>]]

  /// The columns, all of the same length.
  init(_ columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    count = columns.count
    self.rows = rows
    groups = stride(from: 0, to: columns.count, by: 8).map { first in
      let group = columns[first..<min(first + 8, columns.count)]
      return (0..<rows).map { row in
        var lanes = SIMD8<Double>.zero
        for (lane, column) in group.enumerated() { lanes[lane] = column[row] }
        return lanes
      }
    }
  }

  /// The products of every column with another.
  func products(with column: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(8 * groups.count)
    column.withUnsafeBufferPointer { column in
      for group in groups {
        group.withUnsafeBufferPointer { group in
          var (even, odd) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
          var row = 0
          while row &+ 1 < rows {
            even += group[row] * column[row]
            odd += group[row &+ 1] * column[row &+ 1]
            row &+= 2
          }
          if row < rows { even += group[row] * column[row] }
          let sums = even + odd
          for lane in 0..<8 { result.append(sums[lane]) }
        }
      }
    }
    result.removeLast(result.count - count)
    return result
  }
}
