import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusHardDiscs
import ClausiusSimulationCore
import Foundation
import Testing

/// The Boltzmann entropy of a gas whose wall is taken away (Garrido, Goldstein, Huse, Lebowitz
/// 2024).
@Suite("Hard discs: free expansion")
struct FreeExpansionTests {
  /// A gas that fills the left half of a 2 x 1 box at t = 0.
  private final class Expansion {
    private let system: any System
    private var frame: Frame
    private var tick = 0

    /// `path` is the mean free path at the start, 1/(2 sqrt(2) n sigma).
    init(count: Int, path: Double, seed: UInt64 = 1, duration: Double, reverseAt: Double? = nil)
      throws
    {
      var model = HardDiscsModel()
      model.count = count
      model.diameter = 1 / (2 * 2.0.squareRoot() * Double(count) * path)
      model.box = [2, 1]
      model.start = .halfBox
      let settings = RunSettings(
        grid: try TimeGrid(duration: duration, every: duration), seed: seed,
        pool: ThreadPool(threads: 1), reverseAt: reverseAt,
        loadFrame: { _, _ in throw CocoaError(.fileNoSuchFile) })
      system = try model.makeSystem(run: settings)
      frame = Frame(
        context: system.context, box: system.box,
        quantities: system.quantities.filter { ["position", "velocity"].contains($0.name) })
    }

    func advance(to time: Double) throws {
      tick += 1
      try system.advance(to: Instant(tick: tick, time: time))
    }

    func positions() -> [Double] {
      system.copy(.position, into: &frame.quantities[0].values)
      return frame.quantities[0].values
    }

    func entropy(_ parameters: String) throws -> Estimate {
      for k in 0..<2 {
        system.copy(frame.quantities[k].description, into: &frame.quantities[k].values)
      }
      let call = "boltzmann_entropy(\(parameters), count: chao_wang_jost)"
      let place = SourcePosition(source: "test", line: 1, column: 1)
      let request = try DiagnosticCatalog.standard.request(call, at: place)
      return try request.evaluate(AnalyzedFrame(frame))
    }
  }

  @Test("A gas with collisions gains ln 2 per disc, whatever the cells")
  func gain() throws {
    let cells = [
      "position: [2, 1], velocity: 1", "position: [4, 2], velocity: 1",
      "position: [4, 2], velocity: 0.5", "position: [8, 4], velocity: 1",
    ]
    let gas = try Expansion(count: 20_000, path: 0.1, duration: 6)
    let before = try cells.map(gas.entropy)
    try gas.advance(to: 6)
    for (cell, first) in zip(cells, before) {
      let last = try gas.entropy(cell)
      let gain = (last.value ?? .nan) - (first.value ?? .nan)
      let error = (first.standardError?.value ?? .nan) + (last.standardError?.value ?? .nan)
      #expect(abs(gain - log(2)) < 3 * error, "\(cell)")
      #expect(error < 0.02)
    }
  }

  @Test("With a short mean free path the entropy does not depend on the velocity cells")
  func velocityCells() throws {
    let gains = try [(0.02, 1.0), (1e9, 1.0)].map { path, time in
      let gas = try Expansion(count: 20_000, path: path, duration: time)
      let cells = ["position: [4, 2], velocity: 1", "position: [4, 2], velocity: 0.5"]
      let before = try cells.map { try gas.entropy($0).value ?? .nan }
      try gas.advance(to: time)
      return try zip(cells, before).map { try (gas.entropy($0).value ?? .nan) - $1 }
    }
    #expect(abs(gains[0][0] - gains[0][1]) < 0.04)
    // Without collisions the gain is nearly proportional to dv.
    #expect(gains[1][0] > 1.5 * gains[1][1])
  }

  @Test("A reversed expansion is back at its start while there are few collisions a disc")
  func reversal() throws {
    let gas = try Expansion(count: 1000, path: 0.5, duration: 0.5, reverseAt: 0.25)
    let start = gas.positions()
    try gas.advance(to: 0.5)
    let error = zip(gas.positions(), start).map { abs($0 - $1) }.max() ?? 1
    // A hundredth of a diameter would be 7e-6.
    #expect(error < 7e-6)
    let late = try Expansion(count: 1000, path: 0.5, duration: 8, reverseAt: 4)
    let first = try late.entropy("position: [4, 2], velocity: 1, part: position").value ?? .nan
    try late.advance(to: 8)
    let last = try late.entropy("position: [4, 2], velocity: 1, part: position").value ?? .nan
    #expect(last - first > 0.5 * log(2))
  }
}
