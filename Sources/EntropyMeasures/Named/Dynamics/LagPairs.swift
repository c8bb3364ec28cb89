/// The covariance of the pairs (x_t, x_(t+1)) of a series, with sums kept block by block so that
/// each block of pairs can be left out.
///
/// It is positive semidefinite whatever the series, which a matrix put together from one covariance
/// at equal times and one a step apart is not.
struct LagPairs {
  /// Sums of pairs and of their products.
  private struct Sums {
    var count = 0.0
    var pair: [Double]
    var products: [Double]

    init(width: Int) {
      pair = [Double](repeating: 0, count: width)
      products = [Double](repeating: 0, count: width * width)
    }

    mutating func add(_ other: Sums, times factor: Double) {
      count += factor * other.count
      for i in pair.indices { pair[i] += factor * other.pair[i] }
      for i in products.indices { products[i] += factor * other.products[i] }
    }

    /// About the mean of these pairs.
    var covariance: [[Double]] {
      let width = pair.count
      return (0..<width).map { i in
        (0..<width).map { j in
          let (row, column) = (max(i, j), min(i, j))
          return products[row * width + column] / count - pair[i] / count * (pair[j] / count)
        }
      }
    }
  }

  /// The number of pairs.
  let count: Int
  private let blocks: [Sums]
  private let all: Sums

  /// The pairs of `path` in `blocks` blocks of successive ones; `mean` is the mean of its columns.
  init(_ path: InputArray, mean: [Double], blocks: Int) {
    let starts = path.stepStarts
    let (columns, pairs) = (path.columns, starts.count)
    let width = 2 * columns
    var parts: [Sums] = []
    for block in 0..<blocks {
      var sums = Sums(width: width)
      var pair = [Double](repeating: 0, count: width)
      for t in starts[block * pairs / blocks..<(block + 1) * pairs / blocks] {
        // A pair is two successive rows.
        for i in 0..<width { pair[i] = path.values[t &* columns &+ i] - mean[i % columns] }
        for i in 0..<width {
          sums.pair[i] += pair[i]
          for j in 0...i { sums.products[i &* width &+ j] += pair[i] * pair[j] }
        }
        sums.count += 1
      }
      parts.append(sums)
    }
    var all = Sums(width: width)
    for part in parts { all.add(part, times: 1) }
    (count, self.blocks, self.all) = (pairs, parts, all)
  }

  /// The covariance of all pairs, [2d][2d].
  var covariance: [[Double]] { all.covariance }

  /// The covariances of the pairs without one block, each in turn.
  var partialCovariances: [[[Double]]] {
    blocks.map { block in
      var rest = all
      rest.add(block, times: -1)
      return rest.covariance
    }
  }
}
