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

  /// b V^-1 b of the columns of a source: b the coefficients of the surprises on what is new in the
  /// columns, V = sum_t s_t s_t' their covariance, s_t all products of a new column and of what the
  /// regression leaves of a surprise, over 1 - h_t, h_t the weight of sample t in its own
  /// prediction. Without transfer it is nearly chi-squared, also where the scatter changes in time.
  /// 0 where nothing is new, infinite where the source explains a surprise wholly.
  /// Source: White 1980; MacKinnon and White 1985 (the form now called HC3).
  func robustStatistic(of columns: [[Double]]) -> Double {
    var beside = known
    beside.append(columns)
    let news = Array(beside.columns[known.count...])
    guard !news.isEmpty else { return 0 }
    var free = [Double](repeating: 1, count: samples)
    for column in beside.columns {
      for row in free.indices { free[row] -= column[row] * column[row] }
    }
    var (coefficients, scores): ([Double], [[Double]]) = ([], [])
    for surprise in surprises {
      let shares = news.map { OrthonormalBasis.product($0, surprise) }
      var left = surprise
      for (share, column) in zip(shares, news) {
        for row in left.indices { left[row] -= share * column[row] }
      }
      for row in left.indices { left[row] /= max(free[row], 1e-12) }
      coefficients += shares
      scores += news.map { column in left.indices.map { left[$0] * column[$0] } }
    }
    let covariance = scores.map { one in scores.map { OrthonormalBasis.product(one, $0) } }
    guard let factor = Cholesky(covariance) else { return .infinity }
    let whitened = factor.solveLower(coefficients)
    return OrthonormalBasis.product(whitened, whitened)
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
