import ClausiusDeclarations
import ClausiusScenarios

/// The members that the `sweep` of a scenario names, in their order: of a grid the first axis is
/// the slowest, and the seeds of replicates are always the fastest.
///
/// ```swift
/// let plan = try SweepPlan(Scenario.read(path: "scenarios/sweeps/zones.yaml"))
/// print(plan.count, plan.member(17).flags)
/// ```
public struct SweepPlan: Sendable {
  /// The scenario that members change.
  public let scenario: Scenario
  /// What the scenario says about the sweep.
  public let keys: SweepKeys
  /// What differs between members; seeds, where they differ, are the last.
  public let axes: [SweepAxis]
  /// The number of members.
  public let count: Int
  private let points: SweepPoints
  /// The seeds of replicates; none without them.
  private let seeds: [SweepValue]

  /// The members of a scenario that has the key `sweep`.
  ///
  /// - Throws: `Problems` where there is no `sweep`, an axis cannot be one, there are more than
  ///   10^7 members, or a file of settings is wrong.
  public init(_ scenario: Scenario) throws(Problems) {
    guard let keys = scenario.sweep else {
      throw Problems(
        Problem(
          "\(scenario.path): has no key 'sweep'",
          advice: "'\(ProgramName.current) describe scenario' shows what it says"))
    }
    try self.init(scenario, keys)
  }

  /// The members that `keys` name; values of an axis that is refined are in ascending order.
  init(_ scenario: Scenario, _ given: SweepKeys) throws(Problems) {
    var keys = given
    if keys.refine != nil {
      keys.grid.axes[0].values.sort { ($0.number ?? 0) < ($1.number ?? 0) }
    }
    self.scenario = scenario
    self.keys = keys
    points = try SweepPoints(keys, of: scenario)
    let first = scenario.run.seed
    guard let last = keys.replicates.map({ first.addingReportingOverflow($0 - 1) }) else {
      seeds = []
      (axes, count) = try Self.axes(points, seeds: [])
      return
    }
    guard !last.overflow else {
      throw Problems(Problem("the seeds of the replicates are larger than a whole number can be"))
    }
    seeds = (first...last.partialValue).map { SweepValue($0) }
    (axes, count) = try Self.axes(points, seeds: seeds)
  }

  private static func axes(
    _ points: SweepPoints, seeds: [SweepValue]
  ) throws(Problems) -> ([SweepAxis], Int) {
    var keys = points.keys
    if !seeds.isEmpty {
      if let seed = keys.first(where: { $0.key == SweepAxis.seedKey }) {
        throw Problems(
          Problem(
            "seeds are given by the axis 'run.seed' and by 'replicates'", at: seed.position,
            advice: "remove one of them"))
      }
      keys.append((SweepAxis.seedKey, seeds, nil))
    }
    for (key, _, position) in keys where ["sweep", "set"].contains(key.prefix { $0 != "." }) {
      throw Problems(Problem("'\(key)' cannot be an axis", at: position))
    }
    let (count, isTooLarge) = points.count.multipliedReportingOverflow(by: max(1, seeds.count))
    guard !isTooLarge, count <= SweepKeys.largestCount else {
      throw Problems(
        Problem(
          "the sweep has more than \(SweepKeys.largestCount) members",
          at: keys.first { $0.position != nil }?.position, advice: "give fewer values"))
    }
    return (SweepAxis.named(keys), count)
  }

  /// Whether members lie on a grid, each value of an axis with each of the others.
  public var isGrid: Bool { points.isGrid && keys.refine == nil }

  /// The member number `number`, from 0.
  public func member(_ number: Int) -> SweepMember {
    var values = points.values(number / max(1, seeds.count))
    if !seeds.isEmpty { values.append(seeds[number % seeds.count]) }
    return SweepMember(number: number, axes: axes, values: values, seed: scenario.run.seed)
  }

  /// Where the text names the values of a member on an axis.
  func position(of member: SweepMember, axis: Int) -> SourcePosition? {
    points.position(member.number / max(1, seeds.count)) ?? axes[axis].position
  }
}
