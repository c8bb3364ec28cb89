import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// Whatever a frame carries can be named in a call.
@Suite("Named quantities") struct NamedQuantityTests {
  /// Three individuals in the plane with an orientation, a tensor each, and a spectrum of the
  /// frame.
  private func frame() -> AnalyzedFrame {
    let context = FrameContext(
      system: "",
      axes: [
        .individuals(3), .space, .components("row", labels: ["xx", "xy"]),
        .index("exponent", count: 2),
      ], properties: ["length": [1, 2, 4], "species": [0, 1, 1]])
    let turned = QuantityDescription(
      "spin_rate", about: "rate", along: [.individuals], parity: .odd)
    let tensor = QuantityDescription("stress", about: "stress", along: [.individuals, "row"])
    var frame = Frame(
      context: context, box: .open(spatialDimension: 2),
      quantities: [.image(), turned, tensor])
    frame.quantities[0].values = [1, 2, 0, 3, 4, 0, 5, 6, 0]
    frame.quantities[1].values = [7, 8, 9]
    frame.quantities[2].values = [1, 2, 3, 4, 5, 6]
    frame.observables = [
      Observable(
        ObservableDescription("spectrum", about: "exponents", along: ["exponent"]),
        values: [0.5, -0.5])
    ]
    return AnalyzedFrame(frame)
  }

  private func rows(_ call: String) throws -> QuantityRows {
    let position = SourcePosition(source: "test", line: 1, column: 1)
    let node = Node(.scalar(text: call, isQuoted: true), at: position)
    return try DiagnosticCatalog.standard.quantity(node).rows(frame())
  }

  @Test(
    "Components, individuals and species are chosen",
    arguments: [
      ("image", [1.0, 2, 3, 4, 5, 6], 2), ("image(component: y)", [2, 4, 6], 1),
      ("image(individual: 1)", [3, 4], 2), ("spin_rate(individual: 2)", [9], 1),
      ("spin_rate(species: 1)", [8, 9], 1), ("stress(component: xy)", [2, 4, 6], 1),
      ("stress(component: 0, individual: 1)", [3], 1), ("length", [1, 2, 4], 1),
      ("spectrum", [0.5, -0.5], 2), ("spectrum(component: 1)", [-0.5], 1),
    ])
  func chosen(call: String, values: [Double], columns: Int) throws {
    let rows = try rows(call)
    #expect(rows.values == values)
    #expect(rows.columns == columns)
  }

  @Test("What turns with time is known by its parity")
  func parity() throws {
    #expect(try rows("spin_rate").parity == [-1])
    #expect(try rows("stress").parity == [1, 1])
  }

  @Test(
    "What is not there is said", arguments: ["image(component: z)", "spin_rate(individual: 3)"])
  func missing(call: String) {
    #expect(throws: DiagnosticError.self) { try rows(call) }
  }
}

/// What frames carry is a series by its name.
@Suite("Series of named quantities") struct NamedSeriesTests {
  private let contents = FrameContents(
    context: FrameContext(
      system: "", individuals: 2, properties: ["length": [1, 2]]), box: nil,
    quantities: ["position", "spectrum"], observables: ["energy"])

  private func request(_ call: String) throws -> DiagnosticRequest {
    try SeriesCall(
      call, at: SourcePosition(source: "test", line: 1, column: 1), in: .standard
    ).request(for: contents)
  }

  private func frame() -> AnalyzedFrame {
    var frame = Frame(context: contents.context, box: nil, quantities: [.position])
    frame.quantities[0].values = [1, 2, 3, 4, 5, 6]
    frame.observables = [
      Observable(ObservableDescription("spectrum", about: "s"), values: [0.5, .nan]),
      Observable(name: "energy", unit: "energy", value: 7),
    ]
    return AnalyzedFrame(frame)
  }

  @Test(
    "One number of a list, of a vector, of a property",
    arguments: [
      ("spectrum(component: 0)", 0.5), ("position(component: y, individual: 1)", 5),
      ("length(individual: 1)", 2), ("energy", 7),
    ])
  func numbers(call: String, value: Double) throws {
    #expect(try request(call).evaluate(frame()).value == value)
  }

  @Test("A number that the run did not write is undefined; a list asks for one of its numbers")
  func others() throws {
    #expect(try request("spectrum(component: 1)").evaluate(frame()).undefined == .notWritten)
    let error = #expect(throws: DiagnosticError.self) {
      try request("spectrum").evaluate(frame())
    }
    #expect(error?.description.contains("holds 2 numbers a frame") == true)
    #expect(throws: Problems.self) { try request("spectra(component: 0)") }
  }
}
