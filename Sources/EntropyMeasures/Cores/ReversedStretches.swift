import ClausiusRandomNumbers

/// Surrogates of series without a direction of time: stretches of steps, each turned with
/// probability 1/2.
///
/// Where the film shown backward is as probable as the film itself and stretches are long beside
/// the memory, twice as long at least, a surrogate is as probable as the series. Of states
/// neighboring stretches share the row between them, so that every step of a surrogate is a step of
/// the series or of its reversal; no step leads from one stretch to the next. All places have the
/// same stretches, turned together, so that what they share at a time stays shared.
struct ReversedStretches {
  /// The fewest stretches of a series.
  private static let fewest = 10

  private let reversal: Reversal
  /// Steps of a stretch.
  let length: Int
  /// Whether there are ten stretches longer than the memory, and the places have the same rows.
  let isBeyondMemory: Bool

  /// The stretches of the series at all places.
  init(_ paths: [InputArray], _ reversal: Reversal) {
    self.reversal = reversal
    let rows = paths.map(\.rows).min() ?? 0
    let memory = InputArray.memory(of: paths, periods: reversal.periods)
    let multiple = max(1, reversal.multiple)
    length = (2 * memory + multiple - 1) / multiple * multiple
    let areAlike = paths.allSatisfy { $0.rows == rows && $0.breaks == paths.first?.breaks }
    isBeyondMemory =
      areAlike && memory < max(1, rows / Self.fewest) && Self.fewest * length <= rows
  }

  /// The surrogate of a number of the series of a place.
  func surrogate(_ number: Int, of path: InputArray, _ random: CounterRandom) -> InputArray {
    var rows: [Int] = []
    var isTurned: [Bool] = []
    var breaks: [Int] = []
    for (place, stretch) in stretches(of: path).enumerated() {
      let turns = random.words(step: number, individual: place).x & 1 == 1
      if reversal.isOfStates || path.breaks.contains(stretch.lowerBound), !rows.isEmpty {
        breaks.append(rows.count)
      }
      rows += turns ? stretch.reversed() : Array(stretch)
      isTurned += [Bool](repeating: turns, count: stretch.count)
    }
    var values: [Double] = []
    values.reserveCapacity(rows.count * path.columns)
    for (row, turns) in zip(rows, isTurned) {
      for column in 0..<path.columns {
        let value = path.values[row * path.columns + column]
        values.append(turns ? reversal.parity[column] * value : value)
      }
    }
    var result = InputArray(values, shape: [rows.count] + path.shape.dropFirst(), name: path.name)
    result.breaks = breaks
    return result
  }

  /// The rows of each stretch; the last of a segment may be up to twice as long.
  private func stretches(of path: InputArray) -> [Range<Int>] {
    let shared = reversal.isOfStates ? 1 : 0
    return path.segments.flatMap { segment -> [Range<Int>] in
      let count = max(1, (segment.count - shared) / length)
      return (0..<count).map { k in
        let first = segment.lowerBound + k * length
        return first..<(k == count - 1 ? segment.upperBound : first + length + shared)
      }
    }
  }
}
