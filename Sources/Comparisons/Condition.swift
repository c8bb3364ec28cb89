import ClausiusEntropyMeasures

/// Runs of one condition, such as the seeds of one scenario: each run is one sample.
public struct Condition: Sendable {
  /// What the user calls it.
  public var name: String
  /// The values of each run.
  public var runs: [Sample]

  /// The condition `name` of these runs.
  public init(_ name: String, _ runs: [Sample]) {
    self.name = name
    self.runs = runs
  }

  /// The mean of each run, in order; runs without values have none.
  public var means: Sample {
    let means = runs.compactMap { $0.series.mean }
    let empty = runs.filter { $0.values.isEmpty }.map { "\($0.name) has no values" }
    return Sample(name, means, notes: empty + runs.flatMap(\.notes))
  }
}

extension Comparison {
  /// The comparison of two or more conditions by the means of their runs.
  public init(
    _ name: String, unit: String, conditions: [Condition],
    permutation: PermutationTest = PermutationTest()
  ) {
    self.init(
      name, unit: unit, conditions.map(\.means), dependence: .independent,
      permutation: permutation)
  }
}
