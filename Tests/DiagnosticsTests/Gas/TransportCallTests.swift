import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Viscosity and conductivity of moments that are known walks.
@Suite struct TransportCallTests {
  private static let box = Box(lengths: [4, 3], boundary: .periodic)

  private func frames(
    _ count: Int, step: Double = 1, square: Double = 2, box: Box = box, mass: [Double] = [1, 1],
    collisionRate: Double = 1, bend: Double = 0
  ) -> [Frame] {
    var numbers = TestNumbers(seed: 5)
    var moments = [0.0, 0, 0, 0]
    let context = FrameContext(
      system: "", individuals: 2, properties: ["mass": mass, "radius": [0.1, 0.1]])
    return (0..<count).map { index in
      var frame = Frame(context: context, box: box, quantities: [])
      frame.index = index
      frame.time = Double(index) * step
      let names = [
        "helfand_shear", "helfand_stretch", "helfand_heat_x", "helfand_heat_y",
      ]
      frame.observables =
        zip(names, moments).map { observable($0, $1 + bend * frame.time) } + [
          observable("temperature", 0.5), observable("collision_rate", collisionRate),
        ]
      for k in moments.indices {
        moments[k] += Double.sqrt(square * step) * numbers.normal()
      }
      return frame
    }
  }

  private func observable(_ name: String, _ value: Double) -> Observable {
    Observable(ObservableDescription(name, unit: "1", about: name), values: [value])
  }

  private func request(_ call: String, _ frame: Frame) throws -> DiagnosticRequest {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    let contents = FrameContents(
      context: frame.context, box: frame.space, quantities: [],
      observables: frame.observables.map(\.description))
    return try DiagnosticCatalog.standard.request(call, at: place).fitted(to: contents)
  }

  private func window(_ result: SeriesResult) -> [JSON.Member] { Array(result.details.prefix(2)) }

  private func result(_ call: String, _ frames: [Frame]) throws -> SeriesResult {
    try whole(try request(call, frames[0]), frames)
  }

  @Test func `the slope of a walk, over 2 V kT and 2 V kT^2`() throws {
    let frames = frames(20_000)
    // 2/(2 V kT) and 2/(2 V (kT)^2) with V = 12 and kT = 1/2.
    let cases: [(String, Double)] = [
      ("shear_viscosity", 1.0 / 6), ("thermal_conductivity", 1.0 / 3),
    ]
    for (call, expected) in cases {
      let found = try result(call, frames)
      let estimate = try #require(found.whole)
      let error = try #require(estimate.standardError?.value)
      let value = try #require(estimate.value)
      #expect(abs(value - expected) < 3 * error)
      #expect(error < 0.05 * expected && error > 0.005 * expected, "\(error) of \(expected)")
      #expect(found.warnings.isEmpty)
      #expect(window(found) == [JSON.Member("from", .number(5)), JSON.Member("to", .number(15))])
      #expect(found.notes[0].contains("5 to 15 mean collision times"))
    }
  }

  @Test func `the lags of the line are those of the call, or 5 to 15 collision times`() throws {
    let frames = frames(2000, step: 0.5, collisionRate: 2)
    let own = try result("shear_viscosity(from: 2, to: 6)", frames)
    #expect(window(own) == [JSON.Member("from", .number(2)), JSON.Member("to", .number(6))])
    let usual = try result("shear_viscosity", frames)
    #expect(window(usual) == [JSON.Member("from", .number(2.5)), JSON.Member("to", .number(7.5))])
    #expect(own.table?.columns == ["lag", "mean_square", "standard_error", "beginnings"])
  }

  @Test func `a moment that does not walk is warned of`() throws {
    let found = try result("shear_viscosity", frames(2000, square: 0.001, bend: 1))
    #expect(found.warnings.first?.contains("take other lags") == true)
  }

  @Test func `errors of a known walk hold`() throws {
    // The squares of increments of a walk are independent: the scatter of 20 pieces of a long one.
    let all = frames(40_000)
    let pieces = try (0..<20).map { piece -> (Double, Double) in
      let estimate = try #require(
        try result("shear_viscosity", Array(all[piece * 2000..<(piece + 1) * 2000])).whole)
      return (try #require(estimate.value), try #require(estimate.standardError?.value))
    }
    let mean = pieces.map(\.0).reduce(0, +) / 20
    let scatter = Double.sqrt(pieces.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) } / 19)
    let error = pieces.map(\.1).reduce(0, +) / 20
    #expect(abs(error / scatter - 1) < 0.4, "\(error) for \(scatter)")
  }

  @Test func `frames that do not suit are refused, with what to do`() throws {
    let known = frames(30)
    var bare = known[0]
    bare.observables = []
    for call in ["shear_viscosity", "thermal_conductivity"] {
      #expect {
        try request(call, bare)
      } throws: { "\($0)".contains("helfand_moments: true") }
      let walls = frames(30, box: Box(lengths: [4, 3], boundary: .wall))
      #expect { try result(call, walls) } throws: { "\($0)".contains("has walls") }
      #expect {
        try request("\(call)(from: 3, to: 2)", known[0])
      } throws: { "\($0)".contains("no lag between 3.0 and 2.0") }
    }
    #expect {
      try request("thermal_conductivity", frames(2, mass: [1, 8])[0])
    } throws: { "\($0)".contains("a mixture carries diffusion") }
    #expect(try result("shear_viscosity", frames(30, mass: [1, 8])).whole?.value != nil)
    let few = try #require(try result("shear_viscosity", Array(known[..<4])).whole)
    #expect(few.value == nil)
  }

  @Test func `Enskog's numbers of a dilute and of a dense gas`() throws {
    func theory(_ packing: Double) throws -> EnskogTransport {
      let radius = Double.sqrt(packing / (.pi * 100))
      let context = FrameContext(
        system: "", individuals: 100,
        properties: [
          "mass": [Double](repeating: 1, count: 100),
          "radius": [Double](repeating: radius, count: 100),
        ])
      return try #require(EnskogTransport(context, area: 1))
    }
    // Gass 1971, table I in units of the dilute values: eta/eta_0 = b rho (1/y + 1 + 0.8729 y).
    for packing in [1e-4, 0.1, 0.3] {
      let sigma = 2 * Double.sqrt(packing / (.pi * 100))
      let chi = (1 - 7 * packing / 16) / ((1 - packing) * (1 - packing))
      let (b, y) = (2 * packing, 2 * packing * chi)
      let found = try theory(packing)
      let viscosity = 1.022 / (2 * sigma * Double.sqrt(.pi)) * b * (1 / y + 1 + 0.8729 * y)
      let conductivity = 1.029 * 2 / (sigma * Double.sqrt(.pi)) * b * (1 / y + 1.5 + 0.8718 * y)
      #expect(abs(found.viscosity(temperature: 1) / viscosity - 1) < 1e-12)
      #expect(abs(found.conductivity(temperature: 4) / (2 * conductivity) - 1) < 1e-12)
    }
    #expect(EnskogTransport(FrameContext(system: "", individuals: 2), area: 1) == nil)
  }
}
