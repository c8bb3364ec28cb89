import ClausiusDeclarations
import RealModule

/// Transfer entropy between series of vectors, with the probability that there is none: what a
/// matrix of pairs is made of.
///
/// T = I(y_(t+1); x_(t+1-lag), ..., x_(t+2-lag-l) | y_t, ..., y_(t-m+1)), nats per step, for series
/// of any number of columns. linear: (1/2) ln(det of the residual covariance without/with the
/// source); 2nT is chi-squared with as many degrees of freedom as coefficients are added if there
/// is no transfer and the histories leave residuals without correlation, which ``TransferNetwork``
/// sees to and this does not. nearest_neighbor: Frenzel and Pompe 2007, with surrogates.
/// Source: Schreiber 2000; several columns and the distribution: Barnett and Bossomaier 2012.
public struct PairTransfer: Sendable {
  /// How a transfer between vectors is estimated.
  public enum Method: DeclaredChoice {
    case linear, nearestNeighbor

    /// What the case selects.
    public var about: String {
      switch self {
      case .linear: "from the residuals of linear regressions, exact for Gaussian series"
      case .nearestNeighbor: "from nearest neighbors, for any dependence"
      }
    }
  }

  /// What one pair of series says.
  public struct Result: Sendable, Hashable {
    /// The transfer entropy, or why there is none.
    public var estimate: Estimate
    /// The probability of so much without transfer; `nil` when it is not known.
    public var probability: Double?
    /// The values of the surrogates.
    public var surrogates: [Double] = []
  }

  /// How it is estimated.
  public var method = Method.linear
  /// Which neighbor's distance is taken.
  public var k = 4
  /// Steps from the source to the target.
  public var lag = 1
  /// Values of the source's past, l.
  public var sourceHistory = 1
  /// Values of the target's past, m.
  public var targetHistory = 1
  /// The number of surrogates of nearest neighbors.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// One step from the last value of each, by linear regression.
  public init() {}

  /// The transfer from `source` to `target`, equally long series [n][columns], beyond what the last
  /// value of `others` tells.
  ///
  /// - Throws: ``EntropyError`` when their lengths differ.
  public func transfer(
    from source: InputArray, to target: InputArray, given others: InputArray? = nil
  ) throws(EntropyError) -> Result {
    guard source.rows == target.rows, others.map({ $0.rows == target.rows }) ?? true else {
      throw .badInput("\(source.rows) and \(target.rows) steps: the series must be equally long")
    }
    let first = max(targetHistory - 1, lag + sourceHistory - 2)
    let times = first..<max(first, target.rows - 1)
    let added = target.columns * sourceHistory * source.columns
    let width =
      (targetHistory + 1) * target.columns + sourceHistory * source.columns
      + (others?.columns ?? 0)
    guard times.count > max(width + 1, k + 1) else {
      let needed = first + max(width + 1, k + 1) + 2
      return Result(
        estimate: Estimate(
          undefined: .tooFewSamples(found: target.rows, needed: needed), unit: .nat,
          samples: times.count))
    }
    let next = target.rows(times.map { $0 + 1 })
    var own = target.past(times, length: targetHistory, lag: 1)
    if let others {
      let parts = [own, others.past(times, length: 1, lag: 1)]
      own = InputArray(
        InputArray.joined(parts), shape: [times.count, own.columns + others.columns])
    }
    let past = source.past(times, length: sourceHistory, lag: lag)
    switch method {
    case .linear: return Self.linear(next, own, past, freedom: added)
    case .nearestNeighbor: return try neighbors(next, own, past)
    }
  }

  private static func linear(
    _ next: InputArray, _ own: InputArray, _ source: InputArray, freedom: Int
  ) -> Result {
    let samples = next.rows
    guard let without = logResidual([own, next], last: next.columns),
      let with = logResidual([own, source, next], last: next.columns)
    else {
      return Result(
        estimate: Estimate(undefined: .singularCovariance, unit: .nat, samples: samples))
    }
    let value = max(0, (without - with) / 2)
    return Result(
      estimate: Estimate(value, unit: .nat, samples: samples, bounds: .nonNegative),
      probability: ChiSquared(freedom: freedom)
        .probability(above: 2 * Double(samples) * value))
  }

  /// ln det of the covariance that regression on the columns before leaves to the last ones.
  private static func logResidual(_ parts: [InputArray], last: Int) -> Double? {
    let width = parts.reduce(0) { $0 + $1.columns }
    let covariance = Covariance(rows: InputArray.joined(parts), columns: width)
    guard let factor = Cholesky(covariance.matrix) else { return nil }
    return ((width - last)..<width).reduce(0) { $0 + 2 * Double.log(factor.lower[$1][$1]) }
  }

  private func neighbors(
    _ next: InputArray, _ own: InputArray, _ source: InputArray
  ) throws(EntropyError) -> Result {
    let estimate = try frenzelPompe([next, source, own], k: k)
    guard surrogates > 0, let value = estimate.value else { return Result(estimate: estimate) }
    var others: [Double] = []
    let shifts = SurrogateShifts(
      seed: UInt64(seed), length: next.rows, least: max(sourceHistory, targetHistory) + 1)
    for number in 0..<surrogates {
      let shift = shifts.shift(ofSurrogate: number)
      let rows = (0..<source.rows).map { ($0 + shift) % source.rows }
      let other = try frenzelPompe([next, source.rows(rows), own], k: k, isJudged: false).value
      if let other { others.append(other) }
    }
    return Result(
      estimate: estimate,
      probability: Double(others.count { $0 >= value } + 1) / Double(surrogates + 1),
      surrogates: others)
  }
}

extension InputArray {
  /// x_(t+1-lag), x_(t-lag), ..., `length` of them, side by side for every time t.
  fileprivate func past(_ times: Range<Int>, length: Int, lag: Int) -> InputArray {
    var past: [Double] = []
    past.reserveCapacity(times.count * length * columns)
    for t in times {
      for step in 0..<length {
        let row = t + 1 - lag - step
        past += values[row * columns..<(row + 1) * columns]
      }
    }
    return InputArray(past, shape: [times.count, length * columns], name: name)
  }
}
