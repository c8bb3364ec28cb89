import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import RealModule

/// The variance of the entropy of principal shares, corrected for bias, from leaving out one
/// individual and two.
///
/// Up to 200 individuals the corrected value itself is found without each one, w_i = (n - 1) H_(-i)
/// - (n - 2) <H_(-ij)>_j: (n - 1)/n sum (w_i - <w>)^2, which sees that the correction scatters too,
///   as it does for a school with strays. More individuals correct little, and H_(-i) stands for
///   w_i. Second differences over pairs, all of them or 4096 for more than 200 individuals, tell
///   what pairs contribute together, which is counted twice (Efron and Stein 1981) and is all of it
///   for a ball; at least half is left.
struct PairsLeftOut {
  /// The most individuals of whom all pairs are looked at.
  private static let most = 200
  /// The pairs that stand for all others.
  private static let sample = 4096

  /// Positions from their centroid along the principal axes.
  private let principal: [SIMD3<Double>]
  private let eigenvalues: SIMD3<Double>

  init(_ principal: [SIMD3<Double>], eigenvalues: SIMD3<Double>) {
    (self.principal, self.eigenvalues) = (principal, eigenvalues)
  }

  /// The variance; `leftOut` holds H_(-i).
  func variance(whole: Double, leftOut: [Double]) -> Double {
    let n = Double(principal.count)
    let pairs = pairs
    let entropies = entropies(without: pairs)
    var squares = 0.0
    var ofEach = [Double](repeating: 0, count: principal.count)
    for (pair, entropy) in zip(pairs, entropies) {
      let (i, j) = (Int(pair.x), Int(pair.y))
      let bend = entropy - leftOut[i] - leftOut[j] + whole
      squares += bend * bend
      ofEach[i] += entropy
      ofEach[j] += entropy
    }
    squares *= n * (n - 1) / 2 / Double(max(1, pairs.count))
    var moments = Moments()
    for (own, sum) in zip(leftOut, ofEach) {
      moments.add(isComplete ? (n - 1) * own - (n - 2) * sum / (n - 1) : own)
    }
    let single = moments.squaredDeviations * (n - 1) / n
    // Strays that decide the covariance are more likely to be missing than to be seen.
    guard kurtosis < Self.heavy else { return single }
    return max(single - squares, single / 2)
  }

  /// The largest kurtosis along a principal axis; 3 is that of normal numbers.
  private var kurtosis: Double {
    let n = Double(principal.count)
    var (squares, fourths) = (SIMD3<Double>.zero, SIMD3<Double>.zero)
    for position in principal {
      let square = position * position
      squares += square
      fourths += square * square
    }
    let kurtosis = (0..<3).map { axis in
      squares[axis] > 0 ? n * fourths[axis] / (squares[axis] * squares[axis]) : 0
    }
    return kurtosis.max() ?? 0
  }

  /// The kurtosis from which on a few strays decide.
  private static let heavy = 6.0

  private var isComplete: Bool { principal.count <= Self.most }

  private var pairs: [SIMD2<Int32>] {
    if isComplete {
      return (0..<Int32(principal.count)).flatMap { i in (0..<i).map { SIMD2(i, $0) } }
    }
    let random = CounterRandom(seed: 0, stream: .pairSample)
    return (0..<Self.sample).map { index in
      let first = random.integer(below: principal.count, step: 2, individual: index)
      let other = random.integer(below: principal.count - 1, step: 3, individual: index)
      return SIMD2(Int32(first), Int32(other < first ? other : other + 1))
    }
  }

  /// The entropies without the two individuals of each pair, eight pairs at a time.
  ///
  /// The matrix of sums of squares about the mean of the rest is S - x x^T - y y^T - (x + y)(x +
  /// y)^T/(n - 2).
  private func entropies(without pairs: [SIMD2<Int32>]) -> [Double] {
    let rest = Double(principal.count - 2)
    var result: [Double] = []
    result.reserveCapacity(pairs.count)
    for first in stride(from: 0, to: pairs.count, by: 8) {
      var matrices = SymmetricMatrices3(repeating: SymmetricMatrix3(diagonal: eigenvalues))
      var (one, two) = (Lanes3(), Lanes3())
      let count = min(8, pairs.count - first)
      for lane in 0..<count {
        one.set(principal[Int(pairs[first + lane].x)], lane)
        two.set(principal[Int(pairs[first + lane].y)], lane)
      }
      matrices.add(outerSquaresOf: one.x, one.y, one.z, weight: -1)
      matrices.add(outerSquaresOf: two.x, two.y, two.z, weight: -1)
      matrices.add(
        outerSquaresOf: one.x + two.x, one.y + two.y, one.z + two.z, weight: -1 / rest)
      let values = matrices.eigenvalues
      for lane in 0..<count {
        result.append(
          PrincipalShares.entropy(
            SIMD3(values.first[lane], values.second[lane], values.third[lane])))
      }
    }
    return result
  }
}

/// Eight vectors.
private struct Lanes3 {
  var x = SIMD8<Double>.zero
  var y = SIMD8<Double>.zero
  var z = SIMD8<Double>.zero

  mutating func set(_ vector: SIMD3<Double>, _ lane: Int) {
    (x[lane], y[lane], z[lane]) = (vector.x, vector.y, vector.z)
  }
}
