import ClausiusTestSupport

@testable import ClausiusEntropyMeasures

/// x' = A x + noise of diffusion D on each axis, in its stationary state.
struct LinearProcess {
  let drift: [[Double]]
  let diffusion: [Double]
  let parity: [Double]

  /// exp(A t) and the covariance of the noise of a step t.
  private func step(_ time: Double) -> (move: [[Double]], noise: [[Double]]) {
    let size = drift.count
    let small = time / 0x1p24
    let kicks = (0..<size).map { i in (0..<size).map { $0 == i ? 2 * diffusion[i] : 0 } }
    let one = (0..<size).map { i in (0..<size).map { $0 == i ? 1.0 : 0 } }
    let square = product(drift, drift)
    var move = combined(combined(one, drift, small), square, small * small / 2)
    let bent = combined(product(drift, kicks), transposed(product(drift, kicks)), 1)
    var noise = combined(kicks.map { $0.map { $0 * small } }, bent, small * small / 2)
    for _ in 0..<24 {
      noise = combined(noise, product(product(move, noise), transposed(move)), 1)
      move = product(move, move)
    }
    return (move, noise)
  }

  /// The covariance of the stationary state: that of the noise of a time beyond all memory.
  private var stationary: [[Double]] { step(400).noise }

  /// The relative entropy of a step to the step that the reversed film shows, divided by its time.
  func sampledRate(every time: Double) -> Double {
    let (move, _) = step(time)
    let (size, own) = (drift.count, stationary)
    let cross = product(move, own)
    var forward = [[Double]](repeating: Array(repeating: 0, count: 2 * size), count: 2 * size)
    var backward = forward
    for i in 0..<size {
      for j in 0..<size {
        let sign = parity[i] * parity[j]
        (forward[i][j], forward[size + i][size + j]) = (own[i][j], own[i][j])
        (forward[size + i][j], forward[j][size + i]) = (cross[i][j], cross[i][j])
        (backward[i][j], backward[size + i][size + j]) = (sign * own[i][j], sign * own[i][j])
        (backward[i][size + j], backward[size + j][i]) = (sign * cross[i][j], sign * cross[i][j])
      }
    }
    let mirrored = (0..<size).map { i in (0..<size).map { parity[i] * parity[$0] * own[i][$0] } }
    guard let steps = gaussianDivergence(of: forward, from: backward),
      let states = gaussianDivergence(of: own, from: mirrored)
    else { return .nan }
    return (steps - states) / time
  }

  /// A path of the stationary process, sampled exactly.
  func path(steps: Int, every time: Double, seed: UInt64) -> InputArray {
    let (move, noise) = step(time)
    let size = drift.count
    guard let kick = Cholesky(noise), let start = Cholesky(stationary) else {
      return InputArray([])
    }
    var random = TestNumbers(seed: seed)
    func normals(_ factor: Cholesky) -> [Double] {
      let z = (0..<size).map { _ in random.normal() }
      return factor.lower.map { row in zip(row, z).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    var x = normals(start)
    var rows: [Double] = []
    for _ in 0..<steps {
      rows += x
      let kicked = normals(kick)
      x = (0..<size).map { i in zip(move[i], x).reduce(kicked[i]) { $0 + $1.0 * $1.1 } }
    }
    return InputArray(rows, shape: [steps, size])
  }

  private func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
  }

  private func combined(_ a: [[Double]], _ b: [[Double]], _ factor: Double) -> [[Double]] {
    zip(a, b).map { zip($0, $1).map { $0 + factor * $1 } }
  }

  private func transposed(_ a: [[Double]]) -> [[Double]] {
    a.indices.map { j in a.map { $0[j] } }
  }
}
