import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// The squares of the speeds to a power, as a package might add them.
private struct SpeedPower: DerivedQuantity {
  var exponent = 2

  static let description = QuantityDescription(
    "speed_power", about: "powers of the speeds", along: [.individuals])
  static let quantities = ["velocity"]
  static let keys = [
    Key("exponent", \SpeedPower.exponent, in: IntegerRange(1, 4), about: "the exponent")
  ]

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let speeds = try Speed().values(of: frame)
    return speeds.map { speed in (0..<exponent).reduce(1) { power, _ in power * speed } }
  }
}

/// Quantities that follow from what frames carry, and those that packages add.
@Suite("Derived quantities") struct DerivedQuantityTests {
  private let place = SourcePosition(source: "test", line: 1, column: 1)

  private func rows(
    _ call: String, _ frame: Frame, _ catalog: DiagnosticCatalog = .standard
  ) throws -> QuantityRows {
    let quantity = try catalog.quantity(Node(.scalar(text: call, isQuoted: true), at: place))
    return try quantity.rows(AnalyzedFrame(frame))
  }

  /// Two individuals with velocities (3, 4, 0) and (0, 0, 2).
  private func school() -> Frame {
    TestSchool(positions: [.zero, .one], velocities: [SIMD3(3, 4, 0), SIMD3(0, 0, 2)]).frame
  }

  /// A frame that carries one more quantity.
  private func frame(
    _ frame: Frame, with description: QuantityDescription, _ values: [Double]
  ) -> Frame {
    var result = Frame(
      context: frame.context, box: frame.box,
      quantities: frame.quantities.map(\.description) + [description])
    for k in frame.quantities.indices { result.quantities[k].values = frame.quantities[k].values }
    result.quantities[frame.quantities.count].values = values
    return result
  }

  @Test("A package's quantity is called, listed and described as those of the engine")
  func package() throws {
    let catalog = try DiagnosticCatalog.standard.adding([], quantities: [SpeedPower.self])
    #expect(try rows("speed_power", school(), catalog).values == [25, 4])
    #expect(try rows("speed_power(exponent: 3, individual: 1)", school(), catalog).values == [8])
    #expect(catalog.quantities.names.last == "speed_power")
    let entry = try #require(catalog.quantities.entry(named: "speed_power"))
    #expect(entry.holds == "a number an individual")
    #expect(entry.parameters.map(\.name) == ["exponent", "individual", "species"])
    let call = "transfer_entropy_matrix(of: speed_power(exponent: 1))"
    #expect(try catalog.request(call, at: place).quantities == ["velocity"])
    #expect(throws: Problems.self) { try rows("speed_power(exponent: 9)", school(), catalog) }
    #expect(throws: DiagnosticError.self) { try rows("speed_power(exponent: 1)", school()) }
  }

  @Test("A name that is taken is refused")
  func clash() throws {
    #expect(throws: NameClash("quantity", named: "heading", owner: "a quantity")) {
      try DiagnosticCatalog.standard.adding([], quantities: [Heading.self])
    }
  }

  @Test("A family's quantities are known too")
  func family() throws {
    let family = DiagnosticFamily(
      .active, about: "swimmers", quantities: [.derived(SpeedPower.self)]
    ) { _ in [] }
    let catalog = try DiagnosticCatalog.standard.adding([], families: [family])
    #expect(try rows("speed_power", school(), catalog).values == [25, 4])
  }

  @Test(
    "What frames carry under a name counts, not what would follow",
    arguments: ["energy_density", "mode_energy", "mode_amplitude", "mode_momentum"])
  func carriedFields(name: String) throws {
    let field = TestField(points: 4, length: 2, parameters: TestField.linear, phi: { $0 }).frame
    let own = QuantityDescription(name, about: name, along: [.x])
    let found = try rows(name, frame(field, with: own, [1, 2, 3, 5]))
    #expect(found.values == [1, 2, 3, 5])
    #expect(found.parity == [name == "mode_momentum" ? -1 : 1])
    #expect(try rows(name, field).values != [1, 2, 3, 5])
  }

  @Test("Headings and speeds that frames carry count")
  func carriedVectors() throws {
    let headings = frame(school(), with: Heading.description, [1, 0, 0, 0, 1, 0])
    #expect(try rows("heading", headings).values == [1, 0, 0, 0, 1, 0])
    #expect(try rows("heading(component: y)", school()).values == [0.8, 0])
    let speeds = frame(school(), with: Speed.description, [7, 8])
    #expect(try rows("speed(individual: 1)", speeds).values == [8])
    #expect(try rows("speed", school()).values == [5, 2])
  }

  @Test("An observable of the name of a quantity is not the quantity")
  func observable() throws {
    var frame = school()
    frame.observables = [Observable(name: "speed", unit: "length/time", value: 1)]
    #expect(try rows("speed", frame).values == [5, 2])
    let contents = FrameContents(
      context: frame.context, box: nil, quantities: [.position],
      observables: frame.observables.map(\.description))
    let vendi = try DiagnosticCatalog.standard.request("vendi(of: speed)", at: place)
    let error = #expect(throws: Problems.self) { try vendi.fitted(to: contents) }
    #expect(error?.description.contains("the frames carry no velocity") == true)
  }
}
