/// The variance of any function of an occupancy from leaving out one sample and two.
///
/// Leaving out sample i changes the value by d_i: (N - 1)/N sum (d_i - <d>)^2 counts twice what
/// pairs of samples contribute together (Efron and Stein 1981), which is all of it at uniform
/// counts. The second differences over pairs, sum (v_(-ij) - v_(-i) - v_(-j) + v)^2, tell that
/// part, which is taken off; at least half is left, and where all samples act alike that part is
/// all. Samples of outcomes with equal counts act alike, so that the work grows with the number of
/// different counts. Above ``mostLevels`` of them only pairs of samples of one outcome are looked
/// at, to which other pairs add little then.
struct CountJackknife {
  /// The most different counts for which all pairs are looked at.
  static let mostLevels = 48

  private let occupancy: Occupancy
  private let cells: [Int: Double]
  private let looksAtAllPairs: Bool

  /// The samples of an occupancy of whole numbers of outcomes.
  ///
  /// - Parameters:
  ///   - occupancy: their counts.
  ///   - mostLevels: the most different counts for which all pairs are looked at.
  init(_ occupancy: Occupancy, mostLevels: Int = Self.mostLevels) {
    self.occupancy = occupancy
    looksAtAllPairs = occupancy.levels.count <= mostLevels
    cells = Dictionary(uniqueKeysWithValues: occupancy.levels.map { ($0.count, $0.cells) })
  }

  /// The variance of `value`; `nil` for fewer than three samples, and where a part has no value.
  func variance(of value: (Occupancy) -> Double?) -> Double? {
    let samples = Double(occupancy.samples)
    guard occupancy.samples >= 3, let whole = value(occupancy) else { return nil }
    var changes: [Int: Double] = [:]
    var (sum, squares) = (0.0, 0.0)
    for level in occupancy.levels {
      guard let part = value(leaving([level.count])) else { return nil }
      let change = part - whole
      changes[level.count] = change
      sum += Double(level.count) * level.cells * change
      squares += Double(level.count) * level.cells * change * change
    }
    let single = max(0, squares - sum * sum / samples) * (samples - 1) / samples
    var pairs = 0.0
    for (place, first) in occupancy.levels.enumerated() {
      let others = looksAtAllPairs ? occupancy.levels[place...] : []
      for pair in pairsOfSamples(first, others) {
        guard let part = value(leaving(pair.outcomes)) else { return nil }
        let both = pair.counts.reduce(0.0) { $0 + (changes[$1] ?? 0) }
        let bend = part - whole - both
        pairs += pair.weight * bend * bend
      }
    }
    return single > 0 ? max(single - pairs, single / 2) : pairs
  }

  /// Pairs of samples that act alike.
  private struct Pairs {
    /// How many.
    var weight: Double
    /// The counts of the outcomes that the two are samples of.
    var counts: [Int]
    /// The outcomes that lose a sample, one after the other, by their counts.
    var outcomes: [Int]
  }

  /// The pairs of a sample of an outcome of `first` and one of the same outcome, or of an outcome
  /// of one of `others`, which may be `first`.
  private func pairsOfSamples(
    _ first: Occupancy.Level, _ others: ArraySlice<Occupancy.Level>
  ) -> [Pairs] {
    let n = Double(first.count)
    var pairs: [Pairs] = []
    if first.count > 1 {
      pairs.append(
        Pairs(
          weight: first.cells * n * (n - 1) / 2, counts: [first.count, first.count],
          outcomes: [first.count, first.count - 1]))
    }
    for other in others {
      let outcomes =
        other.count == first.count
        ? first.cells * (first.cells - 1) / 2 : first.cells * other.cells
      guard outcomes > 0 else { continue }
      let counts = [first.count, other.count]
      pairs.append(
        Pairs(weight: outcomes * n * Double(other.count), counts: counts, outcomes: counts))
    }
    return pairs
  }

  /// The occupancy where outcomes of these counts have lost a sample.
  private func leaving(_ counts: [Int]) -> Occupancy {
    var cells = cells
    for count in counts {
      cells[count, default: 0] -= 1
      if count > 1 { cells[count - 1, default: 0] += 1 }
    }
    return Occupancy(
      levels: cells.map { Occupancy.Level(count: $0.key, cells: $0.value) },
      samples: occupancy.samples - counts.count, outcomes: occupancy.outcomes)
  }
}
