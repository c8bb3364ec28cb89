import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore
import Foundation

/// A scenario that has been read and found right: what to simulate, for how long, what to write,
/// and what to expect.
///
/// ```swift
/// let scenario = try Scenario.read(path: "scenarios/couzin/torus.yaml", overrides: [.seed(7)])
/// let settings = scenario.runSettings { path, frame in try loadFrame(path, frame) }
/// let system = try scenario.makeSystem(run: settings)
/// ```
public struct Scenario: Sendable {
  /// The path of the file as the user gave it.
  public let path: String
  /// The text of the file, without what overrides changed.
  public let text: String
  /// What was set from outside the file, in order.
  public let overrides: [ScenarioOverride]

  /// The parameters of the system.
  public let model: any SystemModel
  /// The instants of the run.
  public let grid: TimeGrid
  /// What every scenario has; everything in `output` is filled in.
  let keys: ScenarioKeys
  /// The parsed text with the overrides, for the places of keys.
  let root: Node
  /// What the calls of `diagnostics` and `expect` mean.
  let requests: [DiagnosticCall: DiagnosticRequest]
  /// The systems and diagnostics that it was read with.
  public let catalogs: (systems: SystemCatalog, diagnostics: DiagnosticCatalog)
  /// What the run is too short for, each with its place: windows of expectations and a reversal
  /// after its end, steps and frames that do not fit into it.
  ///
  /// A run goes on without; its expectations cannot be checked.
  public let unreached: Problems
  /// The threads that there are for the run; all processors unless stated. No file holds it.
  public var availableThreads = ThreadPool.availableThreads

  /// What is simulated, in a few words; the file's name when the scenario has no title.
  public var title: String { keys.title ?? name }

  /// Author, year, figure; `nil` when the scenario names none.
  public var source: String? { keys.source }

  /// What to look at and what to expect.
  public var description: String? { keys.description }

  /// The units of lengths and times; `nil` where the scenario names none.
  public var units: WorkingUnits? { keys.units }

  /// Whether the system chose the time step.
  public var hasAutomaticTimeStep: Bool {
    guard case .scalar("auto", _)? = root["run"]?["time_step"]?.content else { return false }
    return true
  }

  /// How long, how fine, and on what.
  public var run: RunKeys { keys.run }

  /// What is written, and how often; everything is filled in.
  public var output: OutputKeys { keys.output }

  /// Diagnostics that are computed at every frame and written with it.
  public var diagnostics: [DiagnosticRequest] { keys.diagnostics.compactMap { requests[$0] } }

  /// The calls of these diagnostics, as they stand in the scenario.
  public var diagnosticCalls: [DiagnosticCall] { keys.diagnostics }

  /// The diagnostic that a call of an expectation names; `nil` where it names an observable of the
  /// system.
  public func request(for call: DiagnosticCall) -> DiagnosticRequest? { requests[call] }

  /// What the numbers must come out as.
  public var expectations: [Expectation] { keys.expect }

  /// Which values keys take in many runs of the scenario; `nil` where it is no sweep.
  public var sweep: SweepKeys? { keys.sweep }

  /// How values of angles that a sweep gives become plain numbers.
  public var sweptAngles: SweptAngles { SweptAngles(of: type(of: model), timeUnit: units?.time) }

  /// When the scenario is validated without being named.
  public var suite: ValidationSuite { keys.suite }

  /// The file's name without folder and extension: "torus".
  public var name: String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The name of the trajectory by default: "torus.h5md", "kink.h5" for a field.
  public var trajectoryName: String { name + "." + type(of: model).trajectoryExtension }

  /// What is allowed and yet may surprise, each with its place.
  public var warnings: [Problem] {
    unreached.all + model.warnings().map(problem)
  }

  /// The word for the system: "couzin".
  public var systemName: String { type(of: model).name }

  /// The time between two frames.
  public var every: Double { Double(grid.ticksPerFrame) * grid.tickDuration }

  /// The quantities that frames carry, in the order of the system.
  public var quantities: [QuantityDescription] {
    let names = output.quantities ?? []
    return type(of: model).quantities.filter { names.contains($0.name) }
  }

  /// The threads that the run will use: those that the scenario states, else those there are.
  public var threads: Int { run.threads ?? availableThreads }

  /// What the system knows of its run; starts the threads.
  ///
  /// - Parameters:
  ///   - loadField: reads a field of a file that is no trajectory, for systems that start from it.
  ///   - loadFrame: reads a frame of a trajectory, for systems that start from a file.
  public func runSettings(
    loadField: (@Sendable (_ request: FieldRequest) throws -> FieldSamples?)? = nil,
    loadFrame: @escaping @Sendable (_ path: String, _ frame: Int) throws -> Frame
  ) -> RunSettings {
    RunSettings(
      grid: grid, seed: UInt64(run.seed), pool: ThreadPool(threads: threads),
      reverseAt: run.reverseAt, loadFrame: loadFrame, loadField: loadField)
  }

  /// The system in its initial state.
  ///
  /// - Throws: `Problems` at the place of the key when no such state exists, or when the system
  ///   with these parameters does not have a quantity that is to be written; what reading a start
  ///   from a file throws.
  public func makeSystem(run settings: RunSettings) throws -> any System {
    do {
      let system = try model.makeSystem(run: settings)
      let offered = system.quantities.map(\.name)
      for name in output.quantities ?? [] where !offered.contains(name) {
        throw ContradictionError(
          Contradiction(
            at: "output.quantities", "'\(systemName)' has no '\(name)' with these parameters",
            advice: "it has " + offered.joined(separator: ", ")))
      }
      return system
    } catch let error as ContradictionError {
      throw Problems(problem(of: error.contradiction))
    }
  }

  /// The problem of a contradiction whose key is a path from the root ("output.every") or within
  /// the system's group.
  public func problem(of contradiction: Contradiction) -> Problem {
    let first = contradiction.key.prefix { $0 != "." }
    let isFromRoot =
      systemName == first || ScenarioKeys.keys.contains { $0.description.name == first }
    return contradiction.problem(in: isFromRoot ? root : root[systemName] ?? root)
  }
}
