/// The standard error of an estimate from patterns or words of a series: the values of blocks of
/// it, each by itself, scatter as that of the whole does, sqrt(B) times as much.
///
/// error^2 = s^2 sum_b (e_b - <e>)^2/(B (B - 1)), s the scale of a block's value. The bias that
/// short blocks have in common does not matter. Source: Carlstein 1986.
struct Subseries {
  /// The number of blocks, B.
  let blocks: Int
  /// By what a value of some rows is multiplied to be one of more rows.
  var scale: (_ part: Int, _ rows: Int) -> Double = { _, _ in 1 }

  /// The standard error of what `estimate` finds, or why there is none.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when there are fewer rows than eight for each block.
  func error(
    of arrays: [InputArray], _ estimate: ([InputArray]) throws(EntropyError) -> Estimate
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    try arrays.requireRows(for: blocks, ofAtLeast: 8)
    var moments = Moments()
    for block in 0..<blocks {
      let part = arrays.map { array in
        array.rows(Array(block * array.rows / blocks..<(block + 1) * array.rows / blocks))
      }
      switch try estimate(part).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason): return .failure(.init(reason: .partWithoutValue(reason)))
      }
    }
    let rows = arrays.map(\.rows).min() ?? 0
    let square = moments.squaredErrorOfMean ?? 0
    return .success(
      StandardError(scale(rows / blocks, rows) * square.squareRoot(), by: .subseries))
  }
}
