import RealModule

/// What a target does next, beside what is known before a source is looked at.
struct TargetSpace: Sendable {
  /// What is known.
  let known: OrthonormalBasis
  /// What the known columns leave of the next values, as orthonormal columns.
  let surprises: [[Double]]
  private let packed: PackedColumns

  /// The next values, column by column, where `known` is known.
  init(of next: [[Double]], knowing known: OrthonormalBasis) {
    self.known = known
    var both = known
    both.append(next)
    surprises = Array(both.columns[known.count...])
    packed = PackedColumns(surprises + known.columns)
  }

  /// The number of samples.
  var samples: Int { surprises.first?.count ?? 0 }

  /// The transfer from the columns of a source: -(1/2) ln det(1 - R), R the part of the covariance
  /// of the surprises that the columns explain beyond what is known.
  ///
  /// Of each column counts what is known neither from the past nor from the columns before it; one
  /// that follows to eight digits is passed over.
  func transfer(from columns: [[Double]]) -> Double {
    var news = SourceNews(columns, surprises.count, products: packed.products)
    var explained = [[Double]](
      repeating: [Double](repeating: 0, count: surprises.count), count: surprises.count)
    for place in columns.indices {
      guard let (shares, square) = news.eliminate(place) else { continue }
      for i in shares.indices {
        for j in shares.indices { explained[i][j] += shares[i] * shares[j] / square }
      }
    }
    return Self.information(explained)
  }

  /// S V^-1 S of the columns of a source: S = sum_t s_t, V = sum_t s_t s_t', s_t all products of a
  /// surprise and of what is new in a column. Without transfer it is nearly chi-squared, whatever
  /// the scatter of either does in time; 0 where nothing is new.
  func scoreStatistic(of columns: [[Double]]) -> Double {
    var beside = known
    beside.append(columns)
    let news = beside.columns[known.count...]
    let scores = surprises.flatMap { surprise in
      news.map { column in surprise.indices.map { surprise[$0] * column[$0] } }
    }
    let sums = scores.map { $0.reduce(0, +) }
    let products = scores.map { one in scores.map { OrthonormalBasis.product(one, $0) } }
    guard let factor = Cholesky(products) else { return 0 }
    let left = factor.solveLower(sums)
    return OrthonormalBasis.product(left, left)
  }

  /// -(1/2) ln det(1 - R); where all is explained, what 12 digits can tell.
  private static func information(_ explained: [[Double]]) -> Double {
    let rest = explained.indices.map { i in
      explained.indices.map { j in (i == j ? 1 : 0) - explained[i][j] }
    }
    let least = -0.5 * Double.log(1e-12)
    guard let factor = Cholesky(rest) else { return least }
    return min(least, max(0, -factor.logDeterminant / 2))
  }
}

/// What is new in the columns of a source: their products with each other and with the surprises of
/// a target, without what is known.
private struct SourceNews {
  private var products: [[Double]]
  private let squares: [Double]
  private var gram: [[Double]]

  /// The columns, of whose `products` the first `surprises` are those with surprises and the others
  /// those with known columns.
  init(_ columns: [[Double]], _ surprises: Int, products: ([Double]) -> [Double]) {
    let all = columns.map(products)
    self.products = all.map { Array($0.prefix(surprises)) }
    squares = columns.map { OrthonormalBasis.product($0, $0) }
    gram = columns.indices.map { a in
      (0...a).map { b in
        let whole = a == b ? 0 : OrthonormalBasis.product(columns[a], columns[b])
        return (surprises..<all[a].count).reduce(whole) { $0 - all[a][$1] * all[b][$1] }
      }
    }
    for place in columns.indices { gram[place][place] += squares[place] }
  }

  /// Takes a column out of those after it: its products with the surprises and its square, or `nil`
  /// where it holds nothing new.
  mutating func eliminate(_ place: Int) -> (shares: [Double], square: Double)? {
    let square = gram[place][place]
    guard square > 1e-8 * squares[place], square > 0 else { return nil }
    for later in products.indices.dropFirst(place + 1) {
      let factor = gram[later][place] / square
      for i in products[later].indices { products[later][i] -= factor * products[place][i] }
      for other in (place + 1)...later {
        gram[later][other] -= factor * gram[other][place]
      }
    }
    return (products[place], square)
  }
}
