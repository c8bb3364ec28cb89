import ClausiusRandomNumbers
import RealModule

/// The standard error of any estimate from its data: the estimate is repeated with some of them.
///
/// Samples without an order: `jackknife` leaves out one row in turn, or one of 64 groups of rows,
/// every 64th each (Quenouille 1956), or, where equal samples do harm, 64 times half of them, which
/// distances of neighbors need (delete-d jackknife; Shao and Wu 1989); `bootstrap(n)` draws as many
/// rows with replacement, n times (Efron 1979). Where equal samples do harm, as to distances of
/// neighbors, halves are drawn without replacement: the variance of their values is that of the
/// whole, since half of the samples has twice its variance and two halves have half of it in common
/// (Politis and Romano 1994; Shao and Wu 1989). Series: `jackknife` is `blocks(20)`, or of patterns
/// and words 20 blocks of windows left out without a seam (``BlockedWeights``), and `bootstrap(n)`
/// takes n stretches of an eighth of the series at random places, b of N rows, whose variance times
/// b/N is that of the whole. `blocks(n)`: one block left out in turn, or each block by itself where
/// a seam would make patterns that never occurred (``BlockJackknife``, ``Subseries``). Parts whose
/// bias is larger than their scatter tell no error. Rows of ``EstimatorTraits/heedsOrder`` are a
/// series where successive ones are correlated. Counts: one sample of an outcome is left out,
/// or all samples are drawn again.
struct Resampling {
  let method: ErrorMethod
  let estimator: any NamedEstimator
  /// The bins that make symbols of the numbers, in each part of the data anew.
  var binning: Binning?
  /// The most groups of a jackknife.
  static let mostGroups = 64

  /// The standard error of what the estimator finds in `arrays`, or why there is none.
  func error(
    of arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    if let outcomes = estimator as? any OutcomeEstimator, !outcomes.rowsAreSamples {
      return try ofCounts(arrays, isCount: outcomes.takesCounts)
    }
    guard estimator.rowsAreSamples, !arrays.isEmpty else {
      return .failure(.init(reason: arrays.isEmpty ? .exact : .noSamples))
    }
    let rows = arrays.map(\.rows).min() ?? 0
    guard rows >= 4 else {
      return .failure(.init(reason: .tooFewSamples(found: rows, needed: 4)))
    }
    let isSeries =
      type(of: estimator).input.order != .none
      || type(of: estimator).traits.contains(.heedsOrder) && RowCorrelation(arrays).isSeen
    switch method {
    case .jackknife where isSeries:
      if let own = try ownJackknife(arrays) { return .success(own) }
      return try blocks(min(20, max(2, rows / 8)), of: arrays)
    case .jackknife where type(of: estimator).traits.contains(.distinctSamples):
      return try draws(Self.mostGroups, of: arrays)
    case .jackknife: return try groups(arrays)
    case .bootstrap(let draws) where isSeries: return try stretches(draws, of: arrays)
    case .bootstrap(let draws): return try self.draws(draws, of: arrays)
    case .blocks(let count): return try blocks(count, of: arrays)
    }
  }

  private func blocks(
    _ count: Int, of arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    guard type(of: estimator).traits.contains(.seamless) else {
      return try BlockJackknife(blocks: count).error(of: arrays, estimate)
        .mapError { MissingErrorFailure(reason: .partWithoutValue($0.reason)) }
    }
    return try Subseries(blocks: count, scale: estimator.scale).error(of: arrays, estimate)
  }

  /// The jackknife of an estimator that leaves out blocks of windows without making seams.
  private func ownJackknife(_ arrays: [InputArray]) throws(EntropyError) -> StandardError? {
    let traits = type(of: estimator).traits
    guard traits.contains(.seamless) else { return nil }
    let own = try estimate(from: arrays).standardError
    return own?.method == .blockJackknife ? own : nil
  }

  /// The estimate from a part of the data.
  func estimate(from part: [InputArray]) throws(EntropyError) -> Estimate {
    try estimator.estimateAlone(from: try binning?.symbols(of: part) ?? part)
  }

  /// The value of parts of the data; the reason of the first that has none.
  private func values(
    _ parts: Range<Int>, _ part: (Int) -> [InputArray]
  ) throws(EntropyError) -> Result<Moments, MissingErrorFailure> {
    var moments = Moments()
    for index in parts {
      switch try estimate(from: part(index)).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason):
        return .failure(.init(reason: .partWithoutValue(reason)))
      }
    }
    return .success(moments)
  }

  private func groups(
    _ arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    var square = 0.0
    for joint in jointArrays(arrays) {
      let rows = arrays[joint[0]].rows
      let groups = min(rows, Self.mostGroups)
      let found = try values(0..<groups) { group in
        arrays.replacing(joint) { $0.rows((0..<rows).filter { $0 % groups != group }) }
      }
      switch found {
      case .success(let moments):
        square += moments.squaredDeviations * Double(groups - 1) / Double(groups)
      case .failure(let failure): return .failure(failure)
      }
    }
    let isEach = arrays.allSatisfy { $0.rows <= Self.mostGroups }
    return .success(
      StandardError(square.squareRoot(), by: isEach ? .jackknife : .groupJackknife))
  }

  private func draws(
    _ count: Int, of arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    let isHalf = type(of: estimator).traits.contains(.distinctSamples)
    let groups = jointArrays(arrays)
    let found = try values(0..<count) { draw in
      groups.enumerated().reduce(arrays) { arrays, group in
        let rows = arrays[group.element[0]].rows
        let drawn =
          isHalf
          ? RowDraws.half(of: rows, draw: draw, array: group.offset)
          : RowDraws.withReplacement(rows, draw: draw, array: group.offset)
        return arrays.replacing(group.element) { $0.rows(drawn) }
      }
    }
    return found.map { moments in
      StandardError(
        (moments.variance ?? 0).squareRoot(), by: isHalf ? .halves : .bootstrap)
    }
  }

  private func stretches(
    _ count: Int, of arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    let rows = arrays.map(\.rows).min() ?? 0
    let length = max(8, rows / 8)
    guard rows >= 2 * length else {
      return .failure(.init(reason: .tooFewSamples(found: rows, needed: 16)))
    }
    let found = try values(0..<count) { stretch(of: arrays, length, draw: $0) }
    guard case .success(let moments) = found else {
      return found.map { _ in StandardError(0, by: .stretches) }
    }
    let halves = try values(0..<count) { stretch(of: arrays, length / 2, draw: $0) }
    if case .success(let halves) = halves, areUnlike(moments, halves: halves) {
      return .failure(.init(reason: .unlikeParts))
    }
    // Stretches of one series overlap, and scatter less than those of several.
    let share = Double(length) / Double(rows)
    let variance = (moments.variance ?? 0) * share / (1 - share)
    return .success(
      StandardError(
        estimator.scale(ofPart: length, of: rows) * variance.squareRoot(), by: .stretches))
  }

  private func stretch(of arrays: [InputArray], _ length: Int, draw: Int) -> [InputArray] {
    let rows = arrays.map(\.rows).min() ?? 0
    let first = RowDraws.start(below: rows - length + 1, draw: draw)
    return arrays.map { $0.rows(Array(first..<first + length)) }
  }

  /// Whether parts do not scatter as longer ones do, sqrt(2) times as much where they are half as
  /// long: of few samples what pairs of them contribute comes first, which falls twice as fast.
  private func areUnlike(_ parts: Moments, halves: Moments) -> Bool {
    guard !type(of: estimator).traits.contains(.partsTellError) else { return false }
    guard let variance = parts.variance, let half = halves.variance else { return false }
    return half > 3 * variance
  }

  /// Arrays of as many rows are samples of the same things; others are drawn apart.
  private func jointArrays(_ arrays: [InputArray]) -> [[Int]] {
    arrays.allSatisfy { $0.rows == arrays[0].rows }
      ? [Array(arrays.indices)] : arrays.indices.map { [$0] }
  }
}

extension [InputArray] {
  /// The arrays with some of them replaced.
  fileprivate func replacing(
    _ places: [Int], by part: (InputArray) -> InputArray
  ) -> [InputArray] {
    var arrays = self
    for place in places { arrays[place] = part(arrays[place]) }
    return arrays
  }
}

/// Rows drawn at random, the same in every run.
public enum RowDraws {
  private static let random = CounterRandom(seed: 0, stream: .resampling)

  /// As many rows as there are, each drawn from all.
  public static func withReplacement(_ rows: Int, draw: Int, array: Int = 0) -> [Int] {
    (0..<rows).map { random.integer(below: rows, step: draw, individual: $0, draw: array) }
  }

  /// Half of the rows, in order.
  static func half(of rows: Int, draw: Int, array: Int = 0) -> [Int] {
    shuffled(rows, first: rows / 2, draw: draw, array: array)[..<(rows / 2)].sorted()
  }

  /// The numbers from 0 to `rows - 1` in an order drawn at random.
  public static func permutation(_ rows: Int) -> [Int] {
    shuffled(rows, first: rows, draw: 0, array: 0)
  }

  /// The rows, the first of them drawn at random.
  private static func shuffled(_ rows: Int, first: Int, draw: Int, array: Int) -> [Int] {
    var places = Array(0..<rows)
    for place in 0..<first {
      let other =
        place
        + random.integer(below: rows - place, step: draw, individual: place, draw: array)
      places.swapAt(place, other)
    }
    return places
  }

  /// A number below `limit`.
  static func start(below limit: Int, draw: Int) -> Int {
    random.integer(below: limit, step: draw, individual: 0)
  }
}
