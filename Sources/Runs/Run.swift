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

    /// The names of the observables that the file holds already.
    func columns(of files: RunFiles) throws -> Set<String> {
      let path: String
      switch self {
      case .fresh: return []
      case .interrupted: path = files.partial
      case .finished: path = files.finished
      }
      let reader = try TrajectoryReader(path)
      defer { reader.close() }
      return Set(reader.observables)
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
  let system: any System
  let analysis: Analysis
  let diagnostics: LiveDiagnostics
  let provenance: Provenance
  private let seed: UInt64
  private let beginning: Beginning

  /// Prepares a run; nothing is written yet.
  ///
  /// - Parameters:
  ///   - scenario: what is run.
  ///   - path: the trajectory to be written.
  ///   - program: what the file names as its maker.
  /// - Throws: `Problems` when the scenario cannot be run here: too large, no such start;
  ///   ``RunError`` when the kernels that the environment asks for are not to be had.
  public init(_ scenario: Scenario, output path: String, program: Program = Program()) throws {
    try self.init(scenario, RunFiles(path), .fresh, ownFrames: nil, program)
  }

  init(
    _ scenario: Scenario, _ files: RunFiles, _ beginning: Beginning, ownFrames: String?,
    _ program: Program
  ) throws {
    let prepared = try PreparedScenario(scenario, files: files, ownFrames: ownFrames)
    self.scenario = scenario
    self.beginning = beginning
    path = files.finished
    system = prepared.system
    seed = prepared.settings.seed
    analysis = try prepared.liveAnalysis()
    diagnostics = LiveDiagnostics(analysis, keeping: try beginning.columns(of: files))
    provenance = Provenance(
      version: program.version, commit: Program.commit, kernels: prepared.kernels.rawValue,
      threads: prepared.settings.pool.threads)
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
    switch beginning {
    case .fresh:
      try makeFolder()
      let writer = try TrajectoryWriter(
        creating: path, with: try description(), replacing: replacing)
      return try run(with: writer, from: nil, control)
    case .interrupted: return try takeUp(control)
    case .finished(let state):
      try CheckpointStore(path).save(state)
      try RunFiles(path).reopenFinished()
      return try takeUp(control)
    }
  }

  /// Runs on from where the file stopped; without a checkpoint, from the start.
  private func takeUp(_ control: Control) throws -> RunSummary {
    var provenance = try Provenance.read(from: RunFiles(path).partial) ?? provenance
    provenance.resumptions += 1
    let archive = try CheckpointStore(path).load()
    let description = try description()
    let writer = try TrajectoryWriter(
      reopening: path, framesPerChunk: description.framesPerChunk, provenance: provenance)
    if archive == nil { try writer.rewindToStart() }
    try writer.replaceRecord(description.record)
    return try run(with: writer, from: archive, control)
  }

  private func makeFolder() throws(RunError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RunError(
        .storage,
        "\(folder): the output folder cannot be made; choose another one with -o FILE or -o FOLDER")
    }
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
        configuration: try scenario.resolvedText(), seed: seed),
      provenance: provenance)
  }
}
