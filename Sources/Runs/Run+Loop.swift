import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTrajectories

extension Run {
  /// Who may stop a run, and who watches it.
  public struct Control {
    /// Asked before every step; `true` ends the run cleanly, so that it can be resumed.
    public var shouldStop: () -> Bool
    /// Called after every step or every few, with the bytes that the file has by now; must return
    /// quickly.
    public var progress: (_ clock: Clock, _ bytesWritten: () -> Int) -> Void
    /// Called with what a user should know of how the run is taken up.
    public var report: (_ text: String) -> Void

    /// A run that nobody stops or watches, by default.
    public init(
      shouldStop: @escaping () -> Bool = { false },
      progress: @escaping (_ clock: Clock, _ bytesWritten: () -> Int) -> Void = { _, _ in },
      report: @escaping (_ text: String) -> Void = { _ in }
    ) {
      self.shouldStop = shouldStop
      self.progress = progress
      self.report = report
    }
  }

  /// Moves the system to the end, or to a request to stop, and shows its frames to `writer`.
  ///
  /// - Throws: what stopped the run; a file that may not grow any more with how to go on.
  func run(
    with writer: TrajectoryWriter, from archive: StateArchive?, _ control: Control
  ) throws -> RunSummary {
    do {
      return try move(with: writer, from: archive, control)
    } catch  where TrajectoryWriter.isAtLargestSize(error) {
      throw RunError(
        .fileTooLarge, "\(error); to go on: \(ProgramName.current) resume \(path)")
    }
  }

  private func move(
    with writer: TrajectoryWriter, from archive: StateArchive?, _ control: Control
  ) throws -> RunSummary {
    let summary = SummaryObserver()
    let writing = BackgroundObserver(writer)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: scenario.quantities.map(\.name),
      diagnostics: diagnostics, observers: [writing, summary])
    if let archive { try restore(simulation, from: archive, writer) }
    let firstTick = simulation.clock.tick
    let start = ContinuousClock.now
    let outcome: Simulation.Outcome
    do {
      outcome = try simulation.run(checkpointing(control, writer, writing))
      try writing.settle()
    } catch {
      try? writing.settle()
      throw ending(error, writer, simulation.clock)
    }
    guard outcome == .finished else {
      try writer.suspend()
      throw RunError(
        .interrupted,
        "interrupted at time \(simulation.clock.time.timeText); to go on: \(ProgramName.current) resume \(path)"
      )
    }
    try writer.finish(state: simulation.archive())
    try analysis.finish()
    return RunSummary(
      scenario: scenario, path: path, clock: simulation.clock,
      steps: simulation.clock.tick - firstTick,
      seconds: (ContinuousClock.now - start) / .seconds(1), bytes: fileSize(path),
      observables: summary.results,
      categories: summary.categoryResults + analysis.results.filter { $0.names != nil },
      warnings: system.closingWarnings.map(scenario.problem))
  }

  /// Goes on from a state. Where the frames of a finished run are not those that led to it, the
  /// copy that was to become longer goes, and all is as before.
  private func restore(
    _ simulation: Simulation, from archive: StateArchive, _ writer: TrajectoryWriter
  ) throws {
    do {
      try simulation.restore(from: archive)
    } catch var error as TrajectoryError where isExtension {
      writer.discardCopy()
      error.path = path
      error.advice = "restore it from a copy"
      throw error
    }
  }

  /// A thousand years, in seconds.
  private static let longestInterval = 3e10

  /// `control` with the checkpoints of the scenario.
  private func checkpointing(
    _ control: Control, _ writer: TrajectoryWriter, _ writing: BackgroundObserver
  ) -> Simulation.Control {
    let store = CheckpointStore(path)
    // Longer than a run can take is never, and a duration holds no more than 1e20 seconds.
    let interval = Duration.seconds(min(scenario.run.checkpoint, Self.longestInterval))
    var last = ContinuousClock.now
    var loop = Simulation.Control(
      shouldStop: control.shouldStop,
      progress: { control.progress($0) { writer.bytesWritten } },
      isCheckpointDue: { interval > .zero && ContinuousClock.now - last > interval },
      saveCheckpoint: { archive in
        try writing.settle()
        try writer.synchronize()
        try store.save(archive, of: writer.run, kernels: writer.kernels)
        last = .now
      })
    loop.patience = .milliseconds(1)
    return loop
  }

  /// What a failed run leaves: the frames before the failure, in a file that does not look
  /// complete.
  private func ending(
    _ error: any Error, _ writer: TrajectoryWriter, _ clock: Clock
  ) -> any Error {
    try? writer.suspend()
    guard let broken = error as? BrokenInvariant else { return error }
    return RunError(
      .brokenInvariant,
      "\(path): stopped at step \(clock.tick), time \(clock.time.timeText): \(broken); "
        + (writer.framesInFile == 1
          ? "the 1 frame before it is" : "the \(writer.framesInFile) frames before it are")
        + " in \(writer.partialPath)")
  }
}
