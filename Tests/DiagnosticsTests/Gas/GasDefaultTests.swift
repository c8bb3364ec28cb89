import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// What an analysis computes when nobody says what.
@Suite struct GasDefaultTests {
  @Test func aGasIsAnalyzedAsAGas() throws {
    var gas = TestGas.ideal(100_000, in: [2, 1])
    gas.properties["species"] = (0..<100_000).map { Double($0 % 2) }
    let calls = DiagnosticCatalog.standard.defaultCalls(
      FrameContents(
        context: gas.frame.context, box: gas.box, quantities: ["position", "velocity"]))
    let cells = "(position: [16, 8], velocity: 1"
    #expect(
      calls == [
        "boltzmann_entropy\(cells))", "boltzmann_entropy\(cells), count: chao_wang_jost)",
        "occupied_cells\(cells))", "particles_per_cell\(cells))", "h_function(velocity: 1)",
        "hydrodynamic_entropy(position: [16, 8])", "maxwellian_divergence",
        "mixing_entropy(position: [16, 8])", "pair_entropy",
      ])
    let frame = AnalyzedFrame(gas.frame)
    for call in calls {
      let request = try DiagnosticCatalog.standard.request(call, at: place)
      try request.check(
        quantities: ["position", "velocity"], context: gas.frame.context, box: gas.box)
      #expect(try request.evaluate(frame).value?.isFinite == true)
    }
  }

  @Test func aSchoolIsAnalyzedAsASchool() {
    let context = FrameContext(system: "couzin", family: .school, individuals: 10)
    let calls = DiagnosticCatalog.standard.defaultCalls(
      FrameContents(context: context, box: nil, quantities: ["position", "velocity"]))
    #expect(calls.contains("polarization") && calls.contains("oceanic_schooling_index"))
    #expect(!calls.contains { $0.contains("pair_entropy") || $0.contains("boltzmann") })
  }

  /// dv is sqrt(T/m) to two digits.
  @Test(arguments: [(2.0, 1.0, "1.4"), (1.0, 100.0, "0.1"), (1e6, 1.0, "1000"), (0.5, 1, "0.71")])
  func velocityCellsFollowTheTemperature(temperature: Double, mass: Double, text: String) throws {
    let context = FrameContext(
      system: "hard_discs", individuals: 2, properties: ["mass": [mass, mass]],
      parameters: ["temperature": temperature])
    let cells = try #require(
      GasDefaults(context: context, box: Box(lengths: [1, 1], boundary: .wall)))
    #expect(cells.velocity == text)
    #expect(cells.position == "[1, 1]")
  }

  /// Contact is the edge of a shell, and the range stays inside the box.
  @Test(arguments: [(1000, 0.01), (1000, 0.001), (10, 0.2), (3, 0.4)])
  func shellsBeginAtContact(count: Int, radius: Double) throws {
    let context = FrameContext(
      system: "hard_discs", individuals: count,
      properties: ["radius": [Double](repeating: radius, count: count)])
    let region = try GasRegion(
      Box(lengths: [2, 2], boundary: .periodic), lower: nil, upper: nil)
    let range = PairRange.standard(for: context, in: region)
    #expect(range > 0 && range <= 1)
    let contact = try #require(PairRange.contact(context))
    let edges = ShellBounds(to: range, shells: 100, contact: contact).edges
    #expect(edges.contains { abs($0 - contact) < 1e-8 } && edges.count == 101)
  }

  /// Files of other simulators without walls have a divergence all the same.
  @Test func openSpaceIsOneCell() throws {
    var gas = TestGas.ideal(5000, in: [1, 1, 1])
    let inside = try gas.value("maxwellian_divergence(position: [1, 1, 1])")
    gas.box = .open()
    #expect(try gas.value("maxwellian_divergence") == inside)
  }
}
