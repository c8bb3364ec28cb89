import ClausiusComparisons

/// What a comparison of runs, or of columns of numbers, found: the contents of every table and
/// document about it.
public struct ComparisonReport: Sendable {
  /// The runs, columns or conditions as the user named them.
  public var inputs: [String]
  /// The runs of each condition; `nil` where inputs are runs or columns.
  public var runs: [[String]]?
  /// Whether each input is one run.
  public var isOfSingleRuns: Bool
  /// The first and the last time that was compared, where the user chose.
  public var window: (from: Double?, to: Double?)
  /// Whether values were taken as independent.
  public var isIndependent: Bool
  /// What was compared, each in all inputs.
  public var comparisons: [QuantityComparison]

  /// The report on `comparisons` of `inputs`.
  public init(
    inputs: [String], runs: [[String]]? = nil, isOfSingleRuns: Bool = false,
    window: (from: Double?, to: Double?),
    isIndependent: Bool, comparisons: [QuantityComparison]
  ) {
    self.inputs = inputs
    self.runs = runs
    self.isOfSingleRuns = isOfSingleRuns
    self.window = window
    self.isIndependent = isIndependent
    self.comparisons = comparisons
  }

  /// The tests that answer and have a probability, over which Holm's correction goes.
  var correctedTests: Int {
    comparisons.reduce(0) { count, comparison in
      count
        + comparison.tests.count {
          comparison.answeringTests.contains($0.test) && $0.probability != nil
        }
    }
  }
}

extension EffectSizes {
  /// The sizes by name.
  var named: [(name: String, value: Double?)] {
    [
      ("mean_difference", meanDifference), ("cohen_d", cohenD), ("hedges_g", hedgesG),
      ("cliff_delta", cliffDelta),
    ]
  }
}

extension RankEffects {
  /// The sizes by name.
  var named: [(name: String, value: Double?)] {
    [("eta_squared", etaSquared), ("epsilon_squared", epsilonSquared)]
  }
}

extension CategoryEffects {
  /// The sizes by name; the distance only of two samples.
  var named: [(name: String, value: Double?)] {
    [("cramer_v", cramerV)] + (totalVariation.map { [("total_variation", $0)] } ?? [])
  }
}
