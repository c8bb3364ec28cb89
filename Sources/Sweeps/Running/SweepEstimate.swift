import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore

/// What a sweep will need, from one member that is run for it.
public struct SweepEstimate: Sendable, Hashable {
  /// The member in the middle of the sweep.
  public var member: Int
  /// Seconds that it took.
  public var seconds: Double
  /// Bytes of memory that members need that run at the same time.
  public var memoryBytes: Double
  /// Bytes of all rows, tables and trajectories.
  public var diskBytes: Double
}

extension Sweep {
  /// Runs the member in the middle, writes nothing, and says what all will need.
  ///
  /// - Parameters:
  ///   - jobs: how many members run at the same time.
  ///   - shouldStop: asked before every step.
  /// - Returns: `nil` when it was stopped.
  /// - Throws: what is wrong with the member.
  public func estimate(
    jobs: Int, shouldStop: @escaping () -> Bool = { false }
  ) throws -> SweepEstimate? {
    let member = plan.member(plan.count / 2)
    let start = ContinuousClock.now
    let run = MemberRun(plan: plan, program: program)
    guard let outcome = try run.measure(member, shouldStop: shouldStop) else { return nil }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let prepared = try PreparedScenario(plan.scenario(of: member))
    let needed = prepared.scenario.estimate(run: prepared.settings)
    let row = MemberRow(
      identity: member.identity, status: .complete,
      settings: zip(member.axes, member.values).map { ($0.key, $1.text) }, results: outcome.results,
      wallTime: seconds)
    let line = Double(row.line(of: manifest.hash).utf8.count)
    let series = Double(outcome.series?.line(of: manifest.hash).utf8.count ?? 0)
    let trajectory = plan.keys.writesTrajectories ? needed.fileBytes : 0
    return SweepEstimate(
      member: member.number, seconds: seconds,
      memoryBytes: needed.memoryBytes * Double(min(jobs, plan.count)),
      // A table has no words around its numbers, and takes no more than the lines it is made of.
      diskBytes: Double(plan.count) * (2 * (line + series) + trajectory))
  }
}
