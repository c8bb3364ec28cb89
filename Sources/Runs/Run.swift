import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// One run with its files: from a scenario to a finished trajectory, with checkpoints on the way.
///
/// ```swift
/// let scenario = try Scenario.read(path: "scenarios/couzin/torus.yaml")
/// let run = try Run(scenario, output: "torus.h5md")
/// try run.start()
/// ```
///
/// The file is called `torus.h5md.partial` until the run is finished;
/// ``init(resuming:until:threads:systems:diagnostics:program:)`` goes on with it.
public struct Run {
  /// How the file comes to be.
  enum Beginning {
    /// From nothing.
    case fresh
    /// A partial file is there.
    case interrupted
    /// A finished file, whose run ended in a state, is made longer.
    case finished(StateArchive)
    /// Only the scenario is left of a partial file: all is made again.
    case lost(reason: String)

    /// The names of the observables that the file holds already.
    func columns(of files: RunFiles) throws -> Set<String> {
      switch self {
      case .fresh, .lost: return []
      case .interrupted: return try TrajectoryWriter.observables(of: files.partial)
      case .finished: return try TrajectoryWriter.observables(of: files.finished)
      }
    }
  }

  /// What is run.
  public let scenario: Scenario
  /// The finished trajectory.
  public let path: String
  /// What is allowed and yet may surprise; of a run that is resumed only
  /// what its new end leaves out.
  public let warnings: [Problem]
  /// What a user should know before it starts: diagnostics that the trajectory will not hold.
  public var notes: [String] {
    let written = Set(diagnostics.columns.map(\.name))
    return analysis.requests.filter { !written.contains($0.text) }.map { request in
      "\(request.text) is settled when the last frame is known: the summary names it, and so does "
        + "\(ProgramName.current) analyze; the trajectory does not hold it"
    }
  }
  /// Memory, and the file before it is packed.
  public let needs: ResourceEstimate
  let system: any System
  let analysis: Analysis
  let diagnostics: LiveDiagnostics
  let provenance: Provenance
  private let seed: UInt64
  private let beginning: Beginning
  /// What the files were like when the run was prepared; `nil` for a run that begins.
  private let stamps: RunFiles.Stamps?
  /// What the last flushes of the run that is taken up have lost, in words.
  private let loss: String?

  /// Prepares a run; nothing is written yet.
  ///
  /// - Parameters:
  ///   - scenario: what is run.
  ///   - path: the trajectory to be written.
  ///   - program: what the file names as its maker.
  /// - Throws: `Problems` when the scenario cannot be run here: too large, no such start;
  ///   ``RunError`` when the kernels that the environment asks for are not to be had, or the disk
  ///   has no room.
  public init(_ scenario: Scenario, output path: String, program: Program = Program()) throws {
    try self.init(scenario, RunFiles(path), .fresh, ownFrames: nil, program)
  }

  init(
    _ scenario: Scenario, _ files: RunFiles, _ beginning: Beginning, ownFrames: String?,
    _ program: Program, stamps: RunFiles.Stamps? = nil, loss: String? = nil
  ) throws {
    self.stamps = stamps
    self.loss = loss
    let prepared = try PreparedScenario(scenario, files: files, ownFrames: ownFrames)
    self.scenario = scenario
    self.beginning = beginning
    path = files.finished
    needs = prepared.scenario.estimate(run: prepared.settings)
    system = prepared.system
    seed = prepared.settings.seed
    analysis = try prepared.liveAnalysis()
    diagnostics = LiveDiagnostics(analysis, keeping: try beginning.columns(of: files))
    var provenance = Provenance(
      version: program.version, commit: Program.commit, kernels: prepared.kernels.rawValue,
      threads: prepared.settings.pool.threads)
    provenance.identity = RunIdentity(beginning: scenario.text, seed: prepared.settings.seed)
    self.provenance = provenance
    if case .fresh = beginning {
      warnings = scenario.warnings + prepared.system.warnings.map(scenario.problem)
    } else {
      warnings = scenario.unreached.all
    }
  }

  /// Runs to the end of the scenario.
  ///
  /// - Parameters:
  ///   - replacing: whether a file of an earlier run may be replaced.
  ///   - control: who may stop the run, and who watches it.
  /// - Throws: ``RunError`` when the run is stopped or breaks down; `TrajectoryError` and
  ///   `HDF5Error` when the file is there already or cannot be written.
  @discardableResult
  public func start(replacing: Bool = false, control: Control = Control()) throws -> RunSummary {
    try makeFolder()
    let lock = try RunLock(RunFiles(path))
    defer { lock.release() }
    if lock.isMissing {
      control.report(
        "\(path): files cannot be locked here, so nothing keeps another process from writing them")
    }
    guard stamps == nil || stamps == RunFiles(path).stamps else {
      throw RunError(
        .storage, "\(path): another process changed the run while it was prepared; try again")
    }
    RunFiles(path).removeLeftovers()
    if let loss { control.report("\(RunFiles(path).partial): \(loss)") }
    switch beginning {
    case .fresh:
      let writer = try TrajectoryWriter(
        creating: path, with: try description(), replacing: replacing)
      return try run(with: writer, from: nil, control)
    case .lost(let reason):
      let kept = try RunFiles(path).setPartialAside()
      control.report("\(reason); what was there is \(kept)")
      let writer = try TrajectoryWriter(creating: path, with: try description(), replacing: true)
      return try run(with: writer, from: nil, control)
    case .interrupted: return try takeUp(control)
    case .finished(let state):
      let former = try Provenance.read(from: path) ?? provenance
      try CheckpointStore(path).save(
        state, of: former.identity, kernels: former.lastKernels)
      try TrajectoryWriter.extend(path, record: try record())
      return try takeUp(control)
    }
  }

  /// Whether the file that is gone on with was made of the finished one just now.
  var isExtension: Bool { if case .finished = beginning { true } else { false } }

  /// Runs on from where the file stopped; without a checkpoint, from the start.
  private func takeUp(_ control: Control) throws -> RunSummary {
    let kernels = provenance.kernels
    var provenance = try Provenance.read(from: RunFiles(path).partial) ?? provenance
    let checkpoint = try CheckpointStore(path).load(of: provenance.identity)
    let archive = checkpoint.state
    provenance.resume(with: kernels)
    report(checkpoint, kernels, control)
    let description = try description()
    let writer = try TrajectoryWriter(
      reopening: path, with: description, provenance: provenance)
    try writer.replaceRecord(try record())
    return try run(with: writer, from: archive, control)
  }

  /// Says which checkpoints are not used, and whether rounding will differ.
  private func report(
    _ checkpoint: CheckpointStore.Loaded, _ kernels: String, _ control: Control
  ) {
    for refusal in checkpoint.refused {
      let instead = checkpoint.state == nil ? "the run begins again" : "the one before it is used"
      control.report("\(refusal); \(instead)")
    }
    if checkpoint.state != nil, !["", kernels].contains(checkpoint.kernels) {
      control.report(
        "the run was computed with the kernels \(checkpoint.kernels) and goes on with \(kernels): "
          + "its numbers differ by rounding from those of a run with one of them")
    }
  }

  private func makeFolder() throws(RunError) {
    let folder = RunFiles(path).folder
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RunError(
        .storage,
        "\(folder): the output folder cannot be made: \(error.localizedDescription) "
          + "Choose another one with -o FILE or -o FOLDER")
    }
  }

  private func description() throws -> TrajectoryDescription {
    var description = TrajectoryDescription(
      context: system.context, box: system.box,
      quantities: system.quantities.filter { offered in
        scenario.quantities.contains { $0.name == offered.name }
      },
      observables: system.observables().map(\.description)
        + diagnostics.columns.map { ObservableDescription($0.name, unit: $0.unit, about: $0.name) },
      compression: scenario.output.compression == .gzip ? .gzip : .none,
      durability: scenario.run.durability == .power ? .power : .kill,
      record: try record(), provenance: provenance)
    description.units = scenario.units
    return description
  }

  private func record() throws -> RunRecord {
    RunRecord(
      title: scenario.title, scenarioText: scenario.text, scenarioFile: scenario.path,
      overrides: scenario.overrides.map(\.assignment),
      configuration: try scenario.resolvedText(), seed: seed)
  }
}
