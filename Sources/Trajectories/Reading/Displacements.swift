import ClausiusSimulationCore

/// Velocities of individuals from their positions at three successive frames.
///
/// v_k = (x_{k+1} - x_{k-1}) / (t_{k+1} - t_{k-1}), the sum of the two ways between, each of which
/// is exact where the frames count the turns around the box (`image`), and to the nearest image
/// elsewhere. At the two ends, beside a hole in the times and where an individual is absent on one
/// side, the one way that there is.
struct Displacements {
  /// The places of individuals at one frame.
  struct Places {
    var time: Double
    var box: Box
    /// Three coordinates a row.
    var positions: [Double]
    /// Three turns a row; `nil` where frames do not count them.
    var images: [Double]?
    /// The row of each individual; `nil` where an individual is its row.
    var rows: [Int: Int]?

    fileprivate func row(of individual: Int) -> Int? {
      guard let rows else { return 3 * individual < positions.count ? individual : nil }
      return rows[individual]
    }

    /// A coordinate with the turns around the box.
    fileprivate func path(_ row: Int, _ axis: Int) -> Double {
      let period = box.boundary[axis] == .periodic ? box.length(axis) : 0
      return positions[3 * row + axis] + period * (images?[3 * row + axis] ?? 0)
    }
  }

  let before: Places?
  let here: Places
  let after: Places?

  /// The velocity of the individual in `row`; not a number where it stands nowhere else.
  func velocity(ofRow row: Int, individual: Int) -> SIMD3<Double> {
    var way = SIMD3<Double>.zero
    var span = 0.0
    for (first, second) in [(before, here), (here, after)] {
      guard let first, let second, let start = first.row(of: individual),
        let end = second.row(of: individual)
      else { continue }
      for axis in 0..<3 { way[axis] += step(first, start, second, end, axis) }
      span += second.time - first.time
    }
    return span > 0 ? way / span : SIMD3(repeating: .nan)
  }

  private func step(_ first: Places, _ start: Int, _ second: Places, _ end: Int, _ axis: Int)
    -> Double
  {
    if first.images != nil, second.images != nil {
      return second.path(end, axis) - first.path(start, axis)
    }
    return second.box.nearestImage(
      second.positions[3 * end + axis] - first.positions[3 * start + axis], axis: axis)
  }
}
