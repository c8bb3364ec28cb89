import ClausiusEntropyMeasures

/// A series cut into blocks whose means are nearly independent, so that tests for independent
/// values can be applied to them.
///
/// The inflation g = n/(effective samples) is twice the integrated autocorrelation time in steps;
/// blocks of 5 (g - 1) steps leave successive means a correlation of about 0.1, and independent
/// values as they are. With it 4 to 8 of 100 tests at the level 0.05 are false alarms for
/// first-order series with g up to n/30. At least six blocks are kept, and a warning says where
/// they are shorter than they should be: with g = n/8 ten of 100 tests are false alarms, with g =
/// n/3 twenty.
public struct BlockMeans: Sendable, Hashable {
  /// Steps in a block.
  public let length: Int
  /// The means of the blocks in order; steps that do not fill a block at the end are left out.
  public let means: [Double]

  /// The means of blocks of `length` steps; of all values where the series is shorter.
  public init(of values: [Double], length: Int) {
    precondition(length >= 1)
    let length = max(1, min(length, values.count))
    self.length = length
    means =
      length == 1
      ? values
      : (0..<values.count / length).map { block in
        values[block * length..<(block + 1) * length].reduce(0, +) / Double(length)
      }
  }

  /// The means of blocks of `wanted` steps, or of as many as leave ``fewest`` blocks; of all values
  /// where they are equal, since what does not move is one value.
  init(ofCorrelated values: [Double], wanted: Int) {
    let longest = max(1, values.count / Self.fewest)
    self.init(
      of: values, length: values.isConstant ? max(1, values.count) : min(wanted, longest))
  }

  /// Blocks that are kept however long they should be: the fewest with which two samples can be
  /// told apart at the level 0.01.
  public static let fewest = 6

  /// Steps in a block that are enough for the correlation of a series: 5 (g - 1), at least 1.
  public static func length(for series: RunningSeries) -> Int {
    guard let effective = series.effectiveSamples, effective > 0 else { return 1 }
    let inflation = Double(series.count) / effective
    let length = (5 * (inflation - 1)).rounded(.up)
    return Int(max(1, min(length, Double(max(1, series.count)))))
  }

  /// Steps in the blocks of each of several samples: blocks that last equally long in all, as long
  /// as the most correlated needs.
  ///
  /// - Parameter wanted: the steps that are enough for the correlation of each sample.
  static func lengths(
    _ samples: [Sample], wanted: [Int], _ dependence: Dependence
  ) -> [Int] {
    switch dependence {
    case .independent: return samples.map { _ in 1 }
    case .blocks(let length): return samples.map { _ in length }
    case .measured:
      let times = zip(samples, wanted).map { $0.timeStep * Double($1) }
      let room = samples.map { Double($0.values.count / fewest) * $0.timeStep }
      let longest = min(times.max() ?? 1, room.min() ?? 1)
      // A whole number of steps up to rounding of the times.
      return samples.map { Int(max(1, min(1e15, (longest / $0.timeStep - 1e-6).rounded(.up)))) }
    }
  }

  /// That blocks of `length` values are too short where `wanted` would be enough, or the `shared`
  /// length of the tests of distributions.
  static func warnings(length: Int, shared: Int? = nil, wanted: Int) -> [String] {
    if wanted > length {
      return [
        "blocks of \(length) values are too short for its correlation, which asks for \(wanted): "
          + "probabilities are too small"
      ]
    }
    guard let shared, wanted > shared else { return [] }
    return [
      "tests of ranks and distributions see blocks of \(shared) values, of which another sample has "
        + "room for six; its correlation asks for \(wanted): their probabilities are too small"
    ]
  }
}

extension [Double] {
  /// Whether all are equal but for rounding.
  var isConstant: Bool {
    guard let low = self.min(), let high = self.max() else { return true }
    return high - low <= 1e-12 * Swift.max(abs(low), abs(high))
  }
}
