import RealModule

/// The standard error of a statistic from what each row contributes to it: that of the mean of the
/// contributions, with the correlation of successive rows.
///
/// A smooth statistic of n rows differs from its true value by the mean of its influence function
/// to first order, so that the scatter of that mean is the scatter of the statistic (Hampel 1974).
/// Contributions in no order are as good as independent to the blocks, and correlated ones are not
/// (``RunningSeries``).
struct InfluenceError {
  /// The fewest rows that tell an error.
  private static let fewest = 2

  private var series = RunningSeries()

  /// Takes what each row contributes.
  init(_ contributions: some Sequence<Double>) {
    for contribution in contributions { series.add(contribution) }
  }

  /// The standard error, or why there is none.
  var error: Result<StandardError, MissingErrorFailure> {
    guard let error = series.standardError else {
      return .failure(.init(reason: .tooFewSamples(found: series.count, needed: Self.fewest)))
    }
    return .success(error)
  }

  /// That the rows are few for the time over which they are correlated; nothing where they are as
  /// good as independent.
  var warnings: [EstimateWarning] {
    (series.effectiveSamples ?? 0) < Double(series.count) / 2 ? series.warnings : []
  }
}
