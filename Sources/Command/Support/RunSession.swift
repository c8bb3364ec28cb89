import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// One run from its scenario to its finished file: prepared, begun or taken up again, watched, and
/// ended cleanly.
struct RunSession {
  let scenario: Scenario
  let path: String
  let isQuiet: Bool
  private let settings: RunSettings
  private let system: any System
  private let diagnostics: LiveDiagnostics
  private let provenance: Provenance

  /// Prepares a run; nothing is written yet.
  ///
  /// - Throws: `Problems` when the scenario cannot be run here: too large, no such start, no such
  ///   kernels.
  ///
  /// - Parameter ownFrames: a trajectory of this very run, whose first frame stands in for a start
  ///   file that is gone: a run that is taken up again gets its state from the checkpoint.
  init(scenario: Scenario, path: String, isQuiet: Bool, ownFrames: String? = nil) throws {
    self.scenario = scenario
    self.path = path
    self.isQuiet = isQuiet
    settings = scenario.runSettings { path, frame in
      do {
        return try TrajectoryFrames.load(frame, of: path)
      } catch {
        guard let ownFrames else { throw error }
        return try TrajectoryFrames.load(0, of: ownFrames)
      }
    }
    try Self.checkFits(scenario, settings, RunFiles(path))
    let kernels = try Self.kernels()
    system = try scenario.makeSystem(run: settings)
    diagnostics = try ScenarioDiagnostics.live(scenario, system)
    provenance = Provenance(
      version: Version.number, commit: Version.commit, kernels: kernels.rawValue,
      threads: settings.pool.threads)
  }

  /// Runs from the start.
  ///
  /// - Parameter force: whether a file of an earlier run may be replaced.
  func begin(force: Bool) throws -> RunSummary {
    for warning in scenario.warnings + system.warnings.map(scenario.problem) {
      Terminal.message("warning: \(warning)")
    }
    try makeFolder()
    let writer = try TrajectoryWriter.create(path, try description(), force: force)
    return try run(with: writer, from: nil)
  }

  /// Runs on from where the file at ``path`` stopped; without a checkpoint, from the start.
  func takeUp() throws -> RunSummary {
    for warning in scenario.unreached.all { Terminal.message("warning: \(warning)") }
    var provenance = try Provenance.read(from: RunFiles(path).partial) ?? provenance
    provenance.resumptions += 1
    let archive = try CheckpointStore(path).load()
    let writer = try TrajectoryWriter.reopen(
      path, framesPerChunk: try description().framesPerChunk, provenance: provenance)
    if archive == nil { try writer.rewindToStart() }
    try writer.replaceRecord(try description().record)
    return try run(with: writer, from: archive)
  }

  private func makeFolder() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .storage,
        "\(folder): the output folder cannot be made; choose another one with -o FILE or -o FOLDER")
    }
  }

  private func run(with writer: TrajectoryWriter, from archive: StateArchive?) throws -> RunSummary
  {
    let summary = SummaryObserver()
    let writing = BackgroundObserver(writer)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: scenario.quantities.map(\.name),
      diagnostics: diagnostics, observers: [writing, summary])
    if let archive { try simulation.restore(from: archive) }
    let firstTick = simulation.clock.tick
    let progress = Progress(isQuiet: isQuiet) { writer.bytesWritten }
    let start = ContinuousClock.now
    let outcome: Simulation.Outcome
    do {
      outcome = try simulation.run(control(writer, writing, progress))
      try writing.settle()
    } catch {
      try? writing.settle()
      progress.finish()
      throw ending(error, writer, simulation.clock)
    }
    progress.finish()
    guard outcome == .finished else {
      try writer.suspend()
      throw Failure(
        Interruption.status,
        "interrupted at time \(simulation.clock.time.timeText); to go on: clausius resume \(path)"
      )
    }
    for warning in system.closingWarnings.map(scenario.problem) {
      Terminal.message("warning: \(warning)")
    }
    try writer.finish(state: simulation.archive())
    return RunSummary(
      scenario: scenario, path: path, clock: simulation.clock,
      steps: simulation.clock.tick - firstTick, seconds: seconds(ContinuousClock.now - start),
      bytes: fileSize(path),
      observables: summary.results)
  }

  private func control(
    _ writer: TrajectoryWriter, _ writing: BackgroundObserver, _ progress: Progress
  ) -> Simulation.Control {
    let store = CheckpointStore(path)
    let interval = Duration.seconds(scenario.run.checkpoint)
    var last = ContinuousClock.now
    var control = Simulation.Control(
      shouldStop: { Interruption.isRequested },
      progress: { progress.report($0) },
      isCheckpointDue: {
        interval > .zero && ContinuousClock.now - last > interval
      },
      saveCheckpoint: { archive in
        try writing.settle()
        try writer.synchronize()
        try store.save(archive)
        last = .now
      })
    control.patience = .milliseconds(1)
    return control
  }

  /// What a failed run leaves: the frames before the failure, in a file that does not look
  /// complete.
  private func ending(
    _ error: any Error, _ writer: TrajectoryWriter, _ clock: Clock
  ) -> any Error {
    try? writer.suspend()
    guard let broken = error as? BrokenInvariant else { return error }
    return Failure(
      .failed,
      "\(path): stopped at step \(clock.tick), time \(clock.time.timeText): \(broken); "
        + (writer.framesInFile == 1
          ? "the 1 frame before it is" : "the \(writer.framesInFile) frames before it are")
        + " in \(writer.partialPath)")
  }

  private func description() throws -> TrajectoryDescription {
    TrajectoryDescription(
      context: system.context, box: system.box,
      quantities: system.quantities.filter { offered in
        scenario.quantities.contains { $0.name == offered.name }
      },
      observables: system.observables().map(\.description)
        + diagnostics.columns.map { ObservableDescription($0.name, unit: $0.unit, about: $0.name) },
      compression: scenario.output.compression == .gzip ? .gzip : .none,
      record: RunRecord(
        title: scenario.title, scenarioText: scenario.text, scenarioFile: scenario.path,
        overrides: scenario.overrides.map(\.assignment),
        configuration: try scenario.resolvedText(), seed: settings.seed),
      provenance: provenance)
  }

  /// Refuses a run that does not fit into memory or on the disk; what an interrupted run has
  /// written counts as its own.
  private static func checkFits(
    _ scenario: Scenario, _ settings: RunSettings, _ files: RunFiles
  ) throws(Problems) {
    let folder = URL(filePath: files.finished).deletingLastPathComponent().path()
    try scenario.checkFits(
      run: settings, availableMemory: Machine.availableMemory(),
      availableDisk: Machine.availableDisk(folder: folder),
      bytesWritten: Double(max(fileSize(files.partial), fileSize(files.finished))))
  }

  private static func kernels() throws -> KernelVariant {
    do throws(UnavailableKernelVariant) {
      return try KernelVariant.selected()
    } catch {
      throw Failure(.wrongInput, error.description)
    }
  }
}

/// The size of a file in bytes, 0 when there is none.
private func fileSize(_ path: String) -> Int {
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  return (attributes?[.size] as? Int) ?? 0
}

/// Frames of trajectories that a run starts from.
enum TrajectoryFrames {
  /// Reads one frame of a trajectory, for `start: file`; negative numbers count from the end.
  static func load(_ number: Int, of path: String) throws -> Frame {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    let index = number < 0 ? reader.frameCount + number : number
    guard (0..<reader.frameCount).contains(index) else {
      throw TrajectoryError(
        path, "there is no frame \(number)", advice: "the file holds \(reader.frameCount) frames")
    }
    var frame = try reader.makeFrame()
    try reader.read(index, into: &frame)
    return frame
  }
}
