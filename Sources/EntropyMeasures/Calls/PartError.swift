import RealModule

/// The standard error of an estimate from eight parts of its data, each by itself: stretches of a
/// series, or every eighth sample.
///
/// Values of parts of N/B rows scatter as those of N rows do, sqrt(B) times as much, and the bias
/// that short parts have in common does not matter: error^2 = s^2 sum_b (e_b - <e>)^2/(B (B - 1)),
/// s the scale of a part's value. About as much work as one more estimate, less where work grows
/// faster than the number of rows. Eight parts tell the error to 27 percent. Source: Carlstein
/// 1986.
struct PartError {
  /// The number of parts, B.
  static let parts = 8
  /// The fewest rows of a part.
  static let fewestRows = 8

  private let estimator: any NamedEstimator

  /// The error of what `estimator` finds.
  init(_ estimator: any NamedEstimator) { self.estimator = estimator }

  /// The standard error of `estimate`, or why there is none.
  func error(
    of estimate: Estimate, from arrays: [InputArray]
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    let rows = arrays.map(\.rows).min() ?? 0
    let needed = Self.parts * Self.fewestRows
    guard rows >= needed else {
      return .failure(.init(reason: .tooFewSamples(found: rows, needed: needed)))
    }
    let isSeries = type(of: estimator).input.order != .none
    var moments = Moments()
    for part in 0..<Self.parts {
      let own = arrays.map { $0.rows(Self.rows(of: part, in: $0.rows, isSeries: isSeries)) }
      switch try estimator.estimateAlone(from: own).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason):
        return .failure(.init(reason: .partWithoutValue(reason)))
      }
    }
    let scale = estimator.scale(ofPart: rows / Self.parts, of: rows)
    let square = moments.squaredErrorOfMean ?? 0
    return .success(
      StandardError(
        scale * square.squareRoot(), by: isSeries ? .subseries : .parts))
  }

  private static func rows(of part: Int, in rows: Int, isSeries: Bool) -> [Int] {
    isSeries
      ? Array(part * rows / parts..<(part + 1) * rows / parts)
      : Array(stride(from: part, to: rows, by: parts))
  }
}
