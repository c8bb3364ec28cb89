import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusScenarios
import ClausiusRuns
import ClausiusSimulationCore

/// A call of an estimator, or calls of diagnostics as an analysis takes them.
struct CallInput {
  private let text: String

  init(_ input: [UInt8]) { text = String(decoding: input, as: UTF8.self) }

  /// Understands the calls and evaluates what is understood.
  func read() {
    estimate()
    for frames in RecordedFrames.all { analyze(frames) }
  }

  private func estimate() {
    let position = SourcePosition(source: "ESTIMATOR", line: 1, column: 1)
    guard let request = try? EstimatorCatalog.standard.request(text, at: position) else { return }
    for arrays in Self.arrays { _ = try? request.estimate(from: arrays) }
  }

  /// Numbers of every kind that estimators take: symbols, reals, points, none at all.
  private static let arrays: [[InputArray]] = {
    let symbols = InputArray((0..<24).map { Double(($0 * $0 + 3) % 5) })
    let reals = InputArray((0..<24).map { Double(($0 * 37 + 11) % 29) / 7 })
    let points = InputArray((0..<24).map { Double(($0 * 19 + 5) % 23) / 3 }, shape: [8, 3])
    let none = InputArray([])
    return [[symbols], [reals], [points], [none], [reals, symbols], [points, points], []]
  }()

  private func analyze(_ frames: RecordedFrames) {
    do {
      let selection = try DiagnosticSelection(text, in: .standard)
      let requests = try selection.requests(for: frames.contents(), of: frames.path)
      let analysis = Analysis(requests)
      var pass = FramePass(over: frames, threads: 1)
      pass.show(frames.times.indices, to: analysis)
      try pass.run()
      _ = analysis.results
    } catch {
      precondition(!"\(error)".isEmpty, "a refusal says why")
    }
  }
}

/// The frames of a short run, kept in memory.
private final class RecordedFrames: FrameSource, Observer {
  let path: String
  private var frames: [Frame] = []

  /// A school, a gas and a field, each small.
  nonisolated(unsafe) static let all: [RecordedFrames] = [
    """
    system: couzin
    couzin: {individuals: 9}
    run: {duration: 2, time_step: 0.1, seed: 3, threads: 1}
    output: {every: 0.25}
    """,
    """
    system: hard_discs
    hard_discs:
      species: [{count: 6, diameter: 0.02, mass: 1}, {count: 4, diameter: 0.03, mass: 2}]
      box: [1, 1]
      start: two_species
    run: {duration: 2, seed: 3, threads: 1}
    output: {every: 0.25}
    """,
    """
    system: klein_gordon
    klein_gordon:
      potential: phi4
      points: 32
      x_min: -10
      length: 20
      start: {kind: kink_antikink, separation: 8}
    run: {duration: 2, time_step: 0.1, seed: 3, threads: 1}
    output: {every: 0.25}
    """,
  ].compactMap { try? RecordedFrames($0) }

  private init(_ text: String) throws {
    let scenario = try Scenario.read(text: text, path: "recorded.yaml")
    path = scenario.systemName
    let system = try PreparedScenario(scenario).system
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: system.quantities.map(\.name),
      observers: [self])
    _ = try simulation.run()
  }

  func observe(_ frame: borrowing Frame) { frames.append(copy frame) }

  var times: [Double] { frames.map(\.time) }

  func contents() -> FrameContents {
    let frame = frames[0]
    return FrameContents(
      context: frame.context, box: frame.box, quantities: frame.quantities.map(\.description),
      observables: frame.observables.map(\.description))
  }

  func makeFrame() -> Frame { frames[0] }

  func read(_ index: Int, into frame: inout Frame) { frame = frames[index] }
}
