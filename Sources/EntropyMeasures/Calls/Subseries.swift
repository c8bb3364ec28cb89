/// The standard error of an estimate from patterns or words of a series: the values of blocks of
/// it, each by itself, scatter as that of the whole does, sqrt(B) times as much.
///
/// error^2 = sum_b (e_b - <e>)^2/(B (B - 1)). The bias that short blocks have in common does not
/// matter. Source: Carlstein 1986.
struct Subseries {
  /// The number of blocks, B.
  let blocks: Int

  /// The standard error of what `estimate` finds, or why a block has no value.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when there are fewer rows than eight for each block.
  func error(
    of arrays: [InputArray], _ estimate: ([InputArray]) throws(EntropyError) -> Estimate
  ) throws(EntropyError) -> Result<StandardError, BlockWithoutValue> {
    try arrays.requireRows(for: blocks, ofAtLeast: 8)
    var moments = Moments()
    for block in 0..<blocks {
      let part = arrays.map { array in
        array.rows(Array(block * array.rows / blocks..<(block + 1) * array.rows / blocks))
      }
      switch try estimate(part).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason): return .failure(BlockWithoutValue(reason: reason))
      }
    }
    let square = moments.squaredErrorOfMean ?? 0
    return .success(StandardError(square.squareRoot(), by: .subseries))
  }
}
