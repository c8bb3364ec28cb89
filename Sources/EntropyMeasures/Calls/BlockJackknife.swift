import RealModule

/// The standard error of an estimate from correlated samples: the estimate is repeated with one
/// block of successive rows left out, each in turn.
///
/// error^2 = (B - 1)/B sum_b (e_b - <e>)^2 for B blocks of equal length, which must be longer than
/// the correlation time. Arrays with the same number of rows are samples of the same times and lose
/// the same rows; of others each is treated alone, and the squares are added. In a series the ends
/// of the gap meet, which touches one window in every block. Source: Quenouille 1956; blocks:
/// Künsch 1989.
struct BlockJackknife {
  /// The number of blocks, B.
  let blocks: Int

  /// The standard error of what `estimate` finds, or why a part has no value.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when there are fewer rows than two for each block.
  func error(
    of arrays: [InputArray], _ estimate: ([InputArray]) throws(EntropyError) -> Estimate
  ) throws(EntropyError) -> Result<StandardError, BlockWithoutValue> {
    try arrays.requireRows(for: blocks)
    let isJoint = arrays.allSatisfy { $0.rows == arrays[0].rows }
    let groups = isJoint ? [Array(arrays.indices)] : arrays.indices.map { [$0] }
    var square = 0.0
    for group in groups {
      var (moments, count) = (Moments(), 0)
      for block in 0..<blocks {
        var part = arrays
        for index in group { part[index] = without(block, of: arrays[index]) }
        switch try estimate(part).outcome {
        case .value(let value): moments.add(value)
        case .undefined(let reason): return .failure(BlockWithoutValue(reason: reason))
        }
        count += 1
      }
      square += moments.squaredDeviations * Double(count - 1) / Double(count)
    }
    return .success(StandardError(square.squareRoot(), by: .blockJackknife))
  }

  private func without(_ block: Int, of array: InputArray) -> InputArray {
    let first = block * array.rows / blocks
    let last = (block + 1) * array.rows / blocks
    let values = array.values[..<(first * array.columns)] + array.values[(last * array.columns)...]
    return InputArray(
      Array(values), shape: [array.rows - (last - first)] + array.shape.dropFirst(),
      name: array.name)
  }
}

/// A part of the data without a value.
struct BlockWithoutValue: Error {
  /// Why it has none.
  let reason: Undefined
}

extension [InputArray] {
  /// Refuses arrays with fewer rows than so many for each block.
  func requireRows(for blocks: Int, ofAtLeast rows: Int = 2) throws(EntropyError) {
    for array in self where array.rows < rows * blocks {
      throw .badInput(
        "\(array.name) has \(array.rows) rows, too few for blocks: \(blocks) of at least \(rows)")
    }
  }
}
