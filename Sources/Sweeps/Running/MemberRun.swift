import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// Runs single members and measures them.
struct MemberRun: Sendable {
  let plan: SweepPlan
  let program: Program

  /// Why a member that runs on is given up.
  struct Timeout: Error, CustomStringConvertible {
    var seconds: Double

    var description: String {
      "it ran for more than \(seconds.scenarioText) s, the member_timeout of the sweep"
    }
  }

  /// What came out of a member.
  struct Outcome {
    var results: [MemberResult]
    /// The values at every frame, where they are kept.
    var series: MemberSeries?
    /// The trajectory below the folder, where it is kept.
    var trajectory: String?
  }

  /// Runs a member without writing it.
  ///
  /// - Returns: `nil` when it was stopped.
  func measure(
    _ member: SweepMember, shouldStop: @escaping () -> Bool
  ) throws -> Outcome? {
    let scenario = try plan.scenario(of: member)
    let system = try PreparedScenario(scenario).system
    let requests = try plan.requests(for: system.contents)
    let analysis = WindowedAnalysis(
      requests, window: plan.keys.window.range(duration: scenario.run.duration))
    let kept = plan.keys.keep == .series ? Analysis(requests, keepsValues: true) : nil
    let pass = LivePass([analysis] + (kept.map { [$0] } ?? []))
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: pass.quantities.sorted(),
      observers: [pass])
    let deadline = Deadline(plan.keys.memberTimeout)
    var control = Simulation.Control(shouldStop: { shouldStop() || deadline.isOver })
    control.patience = .milliseconds(1)
    guard try simulation.run(control) == .finished else {
      try deadline.throwIfOver(unless: shouldStop())
      return nil
    }
    try pass.finish()
    return Outcome(
      results: analysis.results, series: kept.map { MemberSeries(member.identity, $0) })
  }

  /// Runs a member, or goes on with it, writes its trajectory to `path`, and measures that.
  ///
  /// - Returns: `nil` when it was stopped.
  func write(
    _ member: SweepMember, to path: String, shouldStop: @escaping () -> Bool
  ) throws -> [MemberResult]? {
    let scenario = try plan.scenario(of: member)
    let deadline = Deadline(plan.keys.memberTimeout)
    if try !RunFiles(path).hasFinished {
      let control = Run.Control(shouldStop: { shouldStop() || deadline.isOver })
      do {
        try run(scenario, path).start(replacing: true, control: control)
      } catch let error as RunError where error.kind == .interrupted {
        try deadline.throwIfOver(unless: shouldStop())
        return nil
      }
    }
    return try analyze(path, window: plan.keys.window.range(duration: scenario.run.duration))
  }

  /// The run of a member: what a killed sweep has left of it, where that can be gone on with.
  private func run(_ scenario: Scenario, _ path: String) throws -> Run {
    if try RunFiles(path).hasPartial,
      let resumed = try? Run(
        resuming: path, systems: scenario.catalogs.systems,
        diagnostics: scenario.catalogs.diagnostics, program: program)
    {
      return resumed
    }
    return try Run(scenario, output: path, program: program)
  }

  private func analyze(_ path: String, window: ClosedRange<Double>) throws -> [MemberResult] {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    let analysis = WindowedAnalysis(
      try plan.requests(for: reader.contents(trusting: nil)), window: window)
    var pass = FramePass(over: reader, threads: 1)
    pass.show(
      try reader.frames(from: window.lowerBound, to: window.upperBound), to: analysis)
    try pass.run()
    return analysis.results
  }
}

/// The end of the time that a member may take.
private struct Deadline {
  private let seconds: Double?
  private let start = ContinuousClock.now
  private static let longest = 1e10

  init(_ seconds: Double?) { self.seconds = seconds.map { min($0, Self.longest) } }

  var isOver: Bool {
    seconds.map { ContinuousClock.now - start > .seconds($0) } ?? false
  }

  func throwIfOver(unless wasStopped: Bool) throws(MemberRun.Timeout) {
    guard let seconds, isOver, !wasStopped else { return }
    throw MemberRun.Timeout(seconds: seconds)
  }
}
