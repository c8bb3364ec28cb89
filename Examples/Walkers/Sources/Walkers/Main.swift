import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// Runs the walkers from a scenario, writes their trajectory, reads it back and compares <x^2> with
/// 2 D t.
@main
struct Main {
  static let scenario = """
    title: Brownian walkers
    system: walkers
    walkers: {count: 1000, diffusivity: 0.5}
    run: {duration: 10, time_step: 0.1, seed: 7}
    output: {every: 1, quantities: [position]}
    """

  static func main() throws {
    let scenario = try Scenario.read(
      text: scenario, path: "walkers.yaml", catalog: SystemCatalog([WalkersModel.self]),
      checkDiagnostic: { _, _ throws(Problems) in })
    let path = FileManager.default.temporaryDirectory.appending(path: "walkers.h5md").path()
    try write(scenario, to: path)
    let reader = try TrajectoryReader(path)
    try reader.forEachFrame(in: 0..<reader.frameCount) { frame in
      let position = frame["position"] ?? []
      let square = position.reduce(0) { $0 + $1 * $1 } / Double(max(1, position.count))
      print(String(format: "t = %4.1f  <x^2> = %.3f  2 D t = %.3f", frame.time, square, frame.time))
    }
  }

  static func write(_ scenario: Scenario, to path: String) throws {
    let settings = scenario.runSettings { path, _ in
      throw TrajectoryError(path, "walkers do not start from a file")
    }
    let system = try scenario.makeSystem(run: settings)
    let writer = try TrajectoryWriter.create(
      path,
      TrajectoryDescription(
        context: system.context, box: system.box, quantities: scenario.quantities,
        observables: [], compression: .gzip,
        record: RunRecord(
          title: scenario.title, scenarioText: scenario.text, scenarioFile: scenario.path,
          overrides: [], configuration: try scenario.resolvedText(), seed: settings.seed),
        provenance: Provenance(version: "example", commit: "none", kernels: "none", threads: 1)),
      force: true)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: scenario.quantities.map(\.name),
      observers: [writer])
    _ = try simulation.run()
    try writer.finish(state: simulation.archive())
  }
}
