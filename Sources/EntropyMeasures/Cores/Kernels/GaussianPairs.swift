/// The similarities exp(-|x - y|^2/(2 w^2)) of pairs of samples, eight at a time, without a matrix.
struct GaussianPairs {
  /// The number of samples.
  let count: Int
  private let dimension: Int
  /// Axis by axis, in units of w sqrt(2); each axis is followed by zeros up to a multiple of eight.
  private let places: [Double]
  private let stride: Int
  /// The period of each axis in the same units; empty for open space.
  private let periods: [Double]

  /// The pairs of the rows of `samples` with a kernel of width w, on a torus when periods are
  /// given; only the nearest image counts.
  init(_ samples: InputArray, width: Double, periods: [Double] = []) {
    (count, dimension) = (samples.rows, samples.columns)
    stride = (count + 7) / 8 * 8
    let scale = 1 / (width * 2.0.squareRoot())
    var places = [Double](repeating: 0, count: stride * dimension)
    for row in 0..<count {
      for axis in 0..<dimension {
        places[axis * stride + row] = samples.values[row * dimension + axis] * scale
      }
    }
    self.places = places
    self.periods =
      periods.contains { $0 > 0 } ? periods.map { $0 > 0 ? $0 * scale : .infinity } : []
  }

  /// Calls `body` for blocks of eight samples up to the one that holds `sample`, with the number of
  /// the first and their similarities to it.
  @inline(__always)
  func forEachBlock(before sample: Int, _ body: (_ first: Int, _ similarities: Lanes) -> Void) {
    places.withUnsafeBufferPointer { places in
      guard let base = places.baseAddress else { return }
      var first = 0
      while first < sample {
        var squares = Lanes.zero
        for axis in 0..<dimension {
          let column = base + axis &* stride
          var gaps = Lanes.load(column + first) - column[sample]
          if !periods.isEmpty {
            // To the nearest image, wherever the two lie.
            let turns = (gaps / periods[axis]).rounded(.toNearestOrEven)
            gaps -= (turns * periods[axis]).replacing(with: 0, where: turns .== 0)
          }
          squares += gaps * gaps
        }
        body(first, Lanes.exponential(-squares))
        first &+= 8
      }
    }
  }

  /// The sum of the squares of the similarities of all ordered pairs, those of a sample with itself
  /// among them.
  var squareSum: Double {
    var total = 0.0
    for sample in 1..<Swift.max(1, count) {
      var sums = Lanes.zero
      forEachBlock(before: sample) { first, similarities in
        let kept = Self.mask(sample - first)
        sums += (similarities * similarities).replacing(with: 0, where: .!kept)
      }
      total += sums.sum()
    }
    return Double(count) + 2 * total
  }

  /// For each sample the sum of its similarities to the others.
  var sums: [Double] {
    var result = [Double](repeating: 0, count: stride)
    result.withUnsafeMutableBufferPointer { result in
      guard let base = result.baseAddress else { return }
      for sample in 1..<Swift.max(1, count) {
        var own = Lanes.zero
        forEachBlock(before: sample) { first, similarities in
          let kept = similarities.replacing(with: 0, where: .!Self.mask(sample - first))
          own += kept
          let others = UnsafeMutableRawPointer(base + first)
          others.storeBytes(of: Lanes.load(base + first) + kept, as: Lanes.self)
        }
        base[sample] += own.sum()
      }
    }
    return Array(result[..<count])
  }

  /// The first `lanes` lanes.
  @inline(__always)
  private static func mask(_ lanes: Int) -> SIMDMask<SIMD8<Int64>> {
    SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7) .< Int64(lanes)
  }
}
