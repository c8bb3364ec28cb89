import ClausiusDiagnostics
import ClausiusKernelDispatch
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories

/// Runs the scenario of a trajectory again and compares every frame with that of the file; nothing
/// is written.
///
/// ```swift
/// let result = try Verification(of: "torus.h5md").start()
/// print(result.verdict)
/// ```
///
/// The program that made the file, with the same kernels, must give every bit. Others differ by
/// rounding, which a chaotic system multiplies: with the Lyapunov exponent L a difference d grows
/// as d exp(L t). Then frames agree while the largest difference is at most
/// `TrajectoryComparison.tolerance` of the largest number; from the first frame beyond on nothing
/// is shown, except where a later frame agrees again, which no rounding makes.
public struct Verification {
  private let path: String
  private let scenario: Scenario
  private let prepared: PreparedScenario
  private let analysis: Analysis
  private let comparison: TrajectoryComparison
  private let maker: Provenance?
  /// Whether the program and its kernels are those that made the file.
  private let isSameBuild: Bool
  /// Whether the run must give the very bits.
  private let isExact: Bool

  /// Prepares to run the scenario of a trajectory again.
  ///
  /// - Parameters:
  ///   - path: the trajectory, finished or not.
  ///   - frames: how many frames from the first on are compared; `nil` for all.
  ///   - threads: the number of threads, or `nil` for that of the scenario.
  ///   - systems: the systems that a scenario can name.
  ///   - diagnostics: the diagnostics that a scenario can call.
  ///   - program: the program that runs.
  /// - Throws: ``RunError`` when the file holds no scenario; `TrajectoryError` and `HDF5Error` when
  ///   it is damaged; `Problems` when the scenario cannot be run here.
  public init(
    of path: String, frames: Int? = nil, threads: Int? = nil,
    systems: SystemCatalog = .standard, diagnostics: DiagnosticCatalog = .standard,
    program: Program = Program()
  ) throws {
    guard let record = try RunRecord.read(from: path) else {
      throw RunError(
        .request, "\(path): the file holds no scenario, so its run cannot be made again")
    }
    try TrajectoryRepair.requirePlausibleLengths(path)
    try TrajectoryChecksums.requireSound(path, frames: frames == nil)
    if frames == nil { try CheckpointStore.requireSoundFinalState(path) }
    scenario = try Scenario.resume(
      configuration: record.configuration, text: record.scenarioText, path: record.scenarioFile,
      overrides: record.overrides.map(ScenarioOverride.set),
      changes: threads.map { [.threads($0)] } ?? [], systems: systems, diagnostics: diagnostics)
    self.path = path
    maker = try Provenance.read(from: path)
    let wanted = maker.flatMap { KernelVariant(rawValue: $0.firstKernels) }
    let scenario = scenario
    prepared = try KernelVariant.$requested.withValue(wanted) {
      try PreparedScenario(scenario, files: nil, ownFrames: path)
    }
    isSameBuild =
      maker?.version == program.version && maker?.commit == Program.commit
      && maker?.kernels == prepared.kernels.rawValue
    // A system may round the frame that it starts from.
    isExact = isSameBuild && prepared.missingStart == nil
    comparison = try TrajectoryComparison(path, frames: frames, isExact: isExact)
    analysis = try prepared.liveAnalysis()
  }

  /// What a user should know before it starts.
  public var notes: [String] {
    var notes: [String] = []
    if let start = prepared.missingStart {
      notes.append(
        "\(start), where the run starts, is gone: frame 0 of the file stands in for it, "
          + "and numbers may differ by rounding")
    }
    if let maker, !isSameBuild {
      notes.append(
        "the file was made by \(maker.version) (commit \(maker.commit), kernels \(maker.kernels)), "
          + "this is \(Program.version) (commit \(Program.commit), kernels "
          + "\(prepared.kernels.rawValue)): numbers may differ by rounding")
    }
    return notes
  }

  /// Runs until the last frame, or the first difference that ends the proof.
  ///
  /// - Throws: ``RunError`` when it is stopped or the run breaks down; what reading the file
  ///   throws.
  public func start(control: Run.Control = Run.Control()) throws -> VerificationResult {
    let context = try ContextComparison(path, prepared.system.context, prepared.system.box)
    let simulation = Simulation(
      system: prepared.system, grid: scenario.grid, quantities: scenario.quantities.map(\.name),
      diagnostics: LiveDiagnostics(analysis, keeping: comparison.observables),
      observers: [comparison])
    if context.difference == nil { try run(simulation, control) }
    return VerificationResult(
      path: path, comparison, context, framesOfRun: scenario.grid.frames,
      content: try TrajectoryChecksums.contentHash(of: path), maker: maker?.kernels ?? "",
      kernels: prepared.kernels.rawValue, missingStart: prepared.missingStart, isExact: isExact)
  }

  private func run(_ simulation: Simulation, _ control: Run.Control) throws {
    let comparison = comparison
    var isStopped = false
    var loop = Simulation.Control(
      shouldStop: {
        isStopped = isStopped || (!comparison.isDone && control.shouldStop())
        return comparison.isDone || isStopped
      },
      progress: { control.progress($0) { 0 } })
    loop.patience = .milliseconds(1)
    do {
      _ = try simulation.run(loop)
    } catch let broken as BrokenInvariant {
      throw RunError(
        .brokenInvariant,
        "\(path): the run breaks down after frame \(comparison.framesCompared - 1): \(broken)")
    }
    if isStopped {
      throw RunError(
        .interrupted,
        "\(path): interrupted after \(comparison.framesCompared) of \(comparison.frames) frames")
    }
  }
}
