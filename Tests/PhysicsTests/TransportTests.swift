import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusHardDiscs
import ClausiusSimulationCore
import Foundation
import Testing

/// Viscosity and conductivity of hard discs against Enskog's theory (Gass 1971).
@Suite("Hard discs: transport")
struct TransportTests {
  /// 1/chi (1 + a y + b y^2) with y = b rho chi, and Henderson's chi.
  private func density(_ packing: Double, _ a: Double, _ b: Double) -> Double {
    let chi = (1 - 7 * packing / 16) / ((1 - packing) * (1 - packing))
    let y = 2 * packing * chi
    return (1 + a * y + b * y * y) / chi
  }

  @Test(
    "Viscosity and conductivity are those of Enskog's theory", arguments: [0.05, 0.2])
  func enskog(packing: Double) throws {
    let count = 500
    let times = 30_000.0
    let diameter = (4 * packing / (.pi * Double(count))).squareRoot()
    let chi = (1 - 7 * packing / 16) / ((1 - packing) * (1 - packing))
    let rate = 2 * Double.pi.squareRoot() * Double(count) * diameter * chi
    var model = HardDiscsModel()
    model.count = count
    model.packingFraction = packing
    model.boundary = GasBoundaries(x: .periodic, y: .periodic)
    model.rescale = true
    model.helfandMoments = true
    let tick = 1 / rate
    let grid = try TimeGrid(duration: times * tick, every: tick)
    let system = try model.makeSystem(
      run: RunSettings(
        grid: grid, seed: 3, pool: ThreadPool(threads: 1),
        loadFrame: { _, _ in throw CocoaError(.fileNoSuchFile) }))
    let catalog = DiagnosticCatalog.standard
    let place = SourcePosition(source: "test", line: 1, column: 1)
    let analysis = Analysis(
      try ["shear_viscosity", "thermal_conductivity"].map { try catalog.request($0, at: place) })
    let live = LiveDiagnostics(analysis)
    let simulation = Simulation(
      system: system, grid: grid, quantities: [], diagnostics: live, observers: [])
    #expect(try simulation.run() == .finished)
    try analysis.finish()
    let expected = [
      1.022 / (2 * diameter * Double.pi.squareRoot()) * density(packing, 1, 0.8729),
      1.029 * 2 / (diameter * Double.pi.squareRoot()) * density(packing, 1.5, 0.8718),
    ]
    for (series, theory) in zip(analysis.series, expected) {
      let estimate = try #require(series.result.whole)
      let value = try #require(estimate.value)
      let error = try #require(estimate.standardError?.value)
      #expect(error < 0.06 * theory, "\(series.request.text): error \(error) of \(theory)")
      // The theory itself is a few percent off: correlated collisions and the size of the box.
      #expect(
        abs(value - theory) < 3 * error + 0.03 * theory,
        "\(series.request.text): \(value) +- \(error) for \(theory)")
      #expect(series.result.warnings.isEmpty, "\(series.result.warnings)")
    }
  }
}
