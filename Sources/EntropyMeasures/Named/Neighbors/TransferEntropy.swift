import ClausiusDeclarations

/// How a transfer entropy is estimated.
public enum TransferMethod: DeclaredChoice {
  case nearestNeighbor, linear, discrete

  /// What the case selects.
  public var about: String {
    switch self {
    case .nearestNeighbor: "from nearest neighbors (Frenzel and Pompe 2007), for any dependence"
    case .linear:
      "from the residuals of linear regressions: exact for Gaussian series (Barnett et al. 2009)"
    case .discrete: "from the frequencies of symbols"
    }
  }
}

/// Transfer entropy: how much the past of the source tells about the next value of the target that
/// the target's own past does not.
///
/// T = I(y_(t+1); x_t, ..., x_(t-l+1) | y_t, ..., y_(t-m+1)). Nats per step; the true value is at
/// least 0, an estimate may be below. With `surrogates` the source is shifted in a circle by random
/// amounts, or cut into 20 blocks in random order (`surrogate_kind: blocks`), which keeps its own
/// dynamics and breaks the coupling: a warning tells when more than one in twenty reaches the
/// value, and with `effective` their mean is subtracted. `linear`
/// moves what comes after a seam until its ends meet: a walk stays a walk. Warnings tell of a
/// target that follows from its own past, and of a `target_history` that leaves correlated
/// residuals: both can look like transfer.
/// Source: Schreiber 2000; surrogates and effective transfer entropy: Marschinski and Kantz 2002.
public struct TransferEntropy: PeriodicEstimator {
  /// How it is estimated.
  public var method = TransferMethod.nearestNeighbor
  /// Which neighbor's distance is taken.
  public var k = 4
  /// The column of the source.
  public var source = 0
  /// The column of the target.
  public var target = 1
  /// Values of the source's past, l.
  public var sourceHistory = 1
  /// Values of the target's past, m.
  public var targetHistory = 1
  /// The number of surrogates.
  public var surrogates = 0
  /// How surrogates are made of the source.
  public var surrogateKind = SurrogateKind.shifted
  /// Whether the mean of the surrogates is subtracted.
  public var effective = false
  /// The seed of the surrogates.
  public var seed = 1
  /// Samples this near in time are no neighbors.
  public var window = 0
  /// The period of each variable, for nearest neighbors.
  public var periods: [Double] = []
  /// What each column is divided by first, for nearest neighbors.
  public var scale = AxisScale.none

  /// From column 0 to column 1 by nearest neighbors.
  public init() {}

  /// The keys `method`, `k`, `source`, `target`, `source_history`, `target_history`, `surrogates`,
  /// `surrogate_kind`, `effective`, `seed`, `window`, `periods` and `scale`.
  public static let keys: [Key<Self>] = [
    Key("method", \.method, about: "how it is estimated"), .neighbor(\.k),
    Key("source", \.source, in: .nonNegative, about: "the column of the source"),
    Key("target", \.target, in: .nonNegative, about: "the column of the target"),
    Key(
      "source_history", \.sourceHistory, in: IntegerRange(1, 1000),
      about: "values of the source's past"),
    Key(
      "target_history", \.targetHistory, in: IntegerRange(1, 1000),
      about: "values of the target's past"),
    Key(
      "surrogates", \.surrogates, in: IntegerRange(0, 1_000_000),
      about: "sources without coupling that the value is compared with"),
    Key("surrogate_kind", \.surrogateKind, about: "how they are made"),
    Key("effective", \.effective, about: "whether the mean of the surrogates is subtracted"),
    Key("seed", \.seed, in: .nonNegative, about: "the seed of the surrogates"),
    .window(\.window), .periods(\.periods), .scale(\.scale),
  ]

  /// Two series.
  public static let input = InputShape(
    "series [n][variables], or two arrays: source, target", arrays: 1...2, order: .series)

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds]

  /// Only by counts: neighbors and regressions see distances.
  public var takesCategories: Bool { method == .discrete }

  /// The entry `transfer_entropy` of the catalog.
  public static let entry = catalogEntry(
    "transfer_entropy",
    about: "what the past of one series tells about the next value of another beyond its own past",
    formula: "I(y_(t+1); x_t ... x_(t-l+1) | y_t ... y_(t-m+1))",
    bounds: "0 and above",
    bias:
      "discrete: high by about K_y^m (K_x^l - 1)(K_y - 1)/(2N) for K_x and K_y kinds of symbols; nearest neighbors: toward 0, high for rounded data "
      + "(warned of, undefined when coarse); compare with surrogates",
    source: "Schreiber 2000; Marschinski and Kantz 2002")

  /// The transfer entropy from the source to the target.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (x, y) = try series(arrays)
    let turns = try turns(of: arrays)
    if method == .discrete {
      for series in [x, y] {
        _ = try InputArray(series, shape: [series.count], name: arrays[0].name).wholeNumbers()
      }
    }
    let history = max(sourceHistory, targetHistory)
    guard y.count > history + k + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: y.count, needed: history + k + 2), unit: .nat,
        samples: max(0, y.count - history))
    }
    let estimate = try transfer(from: x, to: y, turns)
    guard surrogates > 0, let value = estimate.value else { return estimate }
    var others: [Double] = []
    let copies = Surrogates(
      surrogateKind, seed: UInt64(seed), length: x.count, least: history + 1)
    for number in 0..<surrogates {
      if let other = try transfer(
        from: copies.surrogate(number, of: x, joiningEnds: method == .linear), to: y, turns,
        isJudged: false
      ).value {
        others.append(other)
      }
    }
    var result = estimate.compared(value, with: others, subtractingTheirMean: effective)
    if method != .discrete, turns.target == 0, let doubt = doubt(about: y) { result.warn(doubt) }
    return result
  }

  /// What makes surrogates of this target untrustworthy.
  private func doubt(about y: [Double]) -> EstimateWarning? {
    let longest = max(targetHistory, min(30, y.count / 20))
    let times = Array(longest..<max(longest, y.count - 1))
    guard times.count > 3 * longest + 10 else { return nil }
    let series = PreparedSeries(InputArray(y))
    func target(_ history: Int?) -> TransferTarget {
      TransferTarget(series, times: times, history: history, longest: longest)
    }
    let chosen = target(nil)
    if chosen.state == .predictable { return .noInnovation }
    guard target(targetHistory).state == .correlated else { return nil }
    return .shortHistory(
      stated: targetHistory, needed: chosen.state == .usable ? chosen.history : nil)
  }

  private func series(_ arrays: [InputArray]) throws(EntropyError) -> ([Double], [Double]) {
    if arrays.count == 2 {
      guard arrays[0].rows == arrays[1].rows else {
        throw .badInput(
          "\(arrays[0].rows) and \(arrays[1].rows) steps: the series must be equally long")
      }
      return (try arrays[0].line(), try arrays[1].line())
    }
    let columns = arrays[0].columns
    guard source < columns, target < columns, source != target else {
      throw .badInput(
        "\(arrays[0].name) has \(columns) columns: source \(source) and target \(target) must be two of them"
      )
    }
    return (arrays[0].column(source), arrays[0].column(target))
  }

  /// The periods of the source and the target, 0 for none.
  private func turns(
    of arrays: [InputArray]
  ) throws(EntropyError) -> (source: Double, target: Double) {
    guard periods.contains(where: { $0 > 0 }) else { return (0, 0) }
    guard method == .nearestNeighbor else {
      throw .badInput("periods are for method: nearest_neighbor; state periods: [] for another")
    }
    let columns = arrays.count == 2 ? 2 : arrays[0].columns
    guard periods.count == columns else {
      throw .badInput("\(columns) variables and \(periods.count) periods were given")
    }
    return arrays.count == 2 ? (periods[0], periods[1]) : (periods[source], periods[target])
  }

  private func transfer(
    from x: [Double], to y: [Double], _ turns: (source: Double, target: Double),
    isJudged: Bool = true
  ) throws(EntropyError) -> Estimate {
    let past = Embedding(
      source: x, target: y, sourceHistory: sourceHistory, targetHistory: targetHistory)
    switch method {
    case .nearestNeighbor:
      let periods =
        [turns.target] + [Double](repeating: turns.source, count: sourceHistory)
        + [Double](repeating: turns.target, count: targetHistory)
      return try frenzelPompe(
        [past.next, past.source, past.target], k: k, periods: periods, window: window,
        scale: scale, isJudged: isJudged)
    case .linear: return past.linearTransfer(isJudged: isJudged)
    case .discrete: return try past.discreteTransfer()
    }
  }
}

extension Estimate {
  /// The estimate with what surrogates say about it. Their spread is that of the null, and no error
  /// of the value; where their mean is subtracted, its own error counts.
  fileprivate func compared(
    _ value: Double, with others: [Double], subtractingTheirMean isEffective: Bool
  ) -> Estimate {
    var moments = Moments()
    for other in others { moments.add(other) }
    let reaching = others.count { $0 >= value }
    let ofMean = isEffective ? (moments.variance ?? 0) / Double(max(1, others.count)) : 0
    var result = Estimate(
      isEffective ? value - moments.mean : value, unit: unit, samples: samples,
      outcomes: outcomes, biasCorrection: biasCorrection,
      standardError: standardError.map {
        StandardError(($0.value * $0.value + ofMean).squareRoot(), by: $0.method)
      }, bounds: bounds, warnings: warnings)
    result.missingError = missingError
    if 20 * (reaching + 1) > others.count + 1 {
      result.warn(.notSignificant(reaching: reaching, of: others.count))
    }
    return result
  }
}
