import RealModule

/// A series as a target: its next values, and as much of its own past as they need.
///
/// Of m values of the past are known: a constant, the last value, and the m - 1 before it; of
/// directions the last one and the m - 1 turns that led to it. m is the smallest, from that of the
/// least Bayesian information criterion on, that leaves residuals without serial correlation
/// (``LjungBox`` at 0.01).
/// Source: Schwarz 1978; Ljung and Box 1978.
struct TransferTarget: Sendable {
  /// Whether the residuals can be tested.
  enum State: Sendable, Hashable {
    case usable
    /// Nothing is left to be predicted.
    case predictable
    /// No history leaves residuals without correlation.
    case correlated
  }

  /// The steps whose next value is looked at.
  let times: [Int]
  /// The tangents of the frame at these times, of directions.
  let tangents: [[Double]]?
  /// The next values, column by column: of directions the turns. Those that follow from the past to
  /// rounding are left out.
  let next: [[Double]]
  /// The place of each of them among all next values.
  private let places: [Int]
  /// The number of all next values.
  private let width: Int
  /// Values of the own past.
  let history: Int
  /// What they leave.
  let space: TargetSpace
  /// Whether it can be tested.
  let state: State

  /// The share of its own spread below which what is left of a column is rounding, also of numbers
  /// in single precision.
  private static let rounding = 1e-6

  /// A target with `history` values of its own past, or as many as it needs up to `longest`.
  init(_ series: PreparedSeries, times: [Int], history: Int?, longest: Int) {
    self.times = times
    tangents = series.frame.map { frame in
      frame.tangents.map { column in times.map { column[$0] } }
    }
    let room = Double(times.count).squareRoot() * Self.rounding
    let scales = series.scales.map { $0 * room }
    var choice = HistoryChoice(of: series.next(at: times), knowing: series.present(at: times))
    choice.drop(below: scales)
    for length in stride(from: 1, to: history ?? longest, by: 1) {
      choice.append(series.earlier(at: times, by: length))
      if choice.drop(below: scales) { break }
    }
    (next, places, width) = (choice.next, choice.kept, scales.count)
    guard !next.isEmpty else {
      (self.history, state) = (0, .predictable)
      space = TargetSpace(of: [], knowing: OrthonormalBasis())
      return
    }
    let found = choice.chosen(isFixed: history != nil)
    self.history = found.history
    state = found.isWhite ? .usable : .correlated
    space = TargetSpace(of: next, knowing: found.known)
  }

  /// Why no transfer to it can be tested with at most `history` values of its past; `nil` where it
  /// can.
  func refusal(history: Int) -> Undefined? {
    switch state {
    case .usable: nil
    case .predictable: .noInnovation
    case .correlated: .correlatedResiduals(history: history)
    }
  }

  /// What is left of all next values beside what is known, with a mean square of 1 in all; 0 for
  /// those that follow from the past.
  func residuals(in space: TargetSpace) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: times.count), count: width)
    let left = next.map(space.known.residual)
    let square = left.reduce(0) { $0 + OrthonormalBasis.product($1, $1) }
    guard square > 0 else { return result }
    let factor = (Double(times.count) / square).squareRoot()
    for (place, column) in zip(places, left) { result[place] = column.map { $0 * factor } }
    return result
  }
}
