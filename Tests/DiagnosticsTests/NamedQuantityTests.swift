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
        .index("exponent", count: 2), .grid("x", at: [0, 1, 2]), .grid("y", at: [0, 1]),
      ], properties: ["length": [1, 2, 4], "species": [0, 1, 1]])
    let turned = QuantityDescription(
      "spin_rate", about: "rate", along: [.individuals], parity: .odd)
    let tensor = QuantityDescription("stress", about: "stress", along: [.individuals, "row"])
    let distance = QuantityDescription(
      "distance", about: "between two", along: [.individuals, .individuals])
    let lattices = ["spin", "charge"].map {
      QuantityDescription($0, about: $0, along: [.y, .x])
    }
    var frame = Frame(
      context: context, box: .open(spatialDimension: 2),
      quantities: [.image(), turned, tensor, distance] + lattices)
    frame.quantities[0].values = [1, 2, 0, 3, 4, 0, 5, 6, 0]
    frame.quantities[1].values = [7, 8, 9]
    frame.quantities[2].values = [1, 2, 3, 4, 5, 6]
    frame.quantities[3].values = (0..<9).map(Double.init)
    frame.quantities[4].values = [1, 2, 3, 4, 5, 6]
    frame.quantities[5].values = [6, 5, 4, 3, 2, 1]
    frame.observables = [
      Observable(
        ObservableDescription("spectrum", about: "exponents", along: ["exponent"]),
        values: [0.5, -0.5]),
      Observable(
        ObservableDescription("covariance", about: "both", along: ["exponent", "exponent"]),
        values: [1, 2, 3, 4]),
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

  @Test(
    "An axis along which numbers lie twice is named twice",
    arguments: [
      ("covariance(exponent: 0, exponent: 1)", [2.0]),
      ("covariance(exponent: 1, exponent: 0)", [3]),
      ("covariance(exponent: 1)", [3, 4]),
      ("distance(individual: 1, atom: 2)", [5]), ("distance(individual: 1)", [3, 4, 5]),
    ])
  func twice(call: String, values: [Double]) throws {
    #expect(try rows(call).values == values)
  }

  @Test("Quantities of a lattice side by side lie along its axes")
  func sideBySide() throws {
    let joined = try rows("spin").joined(with: rows("charge"))
    #expect(joined.values == [1, 6, 2, 5, 3, 4, 4, 3, 5, 2, 6, 1])
    #expect(joined.axes == [2, 3])
    #expect(try rows("length").joined(with: rows("spin(y: 0)")).axes == [3])
  }

  @Test("What turns with time is known by its parity")
  func parity() throws {
    #expect(try rows("spin_rate").parity == [-1])
    #expect(try rows("stress").parity == [1, 1])
  }

  @Test(
    "What is not there is said",
    arguments: [
      "image(component: z)", "spin_rate(individual: 3)", "spectrum(exponent: 0, exponent: 1)",
      "distance(individual: 0, atom: 1, atom: 2)",
    ])
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

/// Points of a grid and entries of any other axis are chosen by the name of the axis.
@Suite("Entries of named axes") struct NamedAxisTests {
  private let contents: FrameContents = {
    let context = FrameContext(
      system: "",
      axes: [
        .lattice(.y, count: 2, isPeriodic: true), .lattice(.x, count: 3, isPeriodic: true),
        .members(2), .components("row", labels: ["p", "q"]), .index("column", count: 2),
      ])
    return FrameContents(
      context: context, box: nil,
      quantities: [
        QuantityDescription("spin", about: "spin", along: [.y, .x], storage: .int8),
        QuantityDescription("phi", about: "a field a member", along: [.members, .x]),
        QuantityDescription("map", about: "tangent map", along: [.members, "row", "column"]),
      ], observables: [])
  }()

  private func frame() -> AnalyzedFrame {
    var frame = Frame(context: contents.context, box: nil, quantities: contents.described)
    for k in frame.quantities.indices {
      frame.quantities[k].values = frame.quantities[k].values.indices.map { Double($0) }
    }
    return AnalyzedFrame(frame)
  }

  private func request(_ call: String) throws -> DiagnosticRequest {
    try SeriesCall(call, at: place, in: .standard).request(for: contents)
  }

  @Test(
    "One number",
    arguments: [
      ("spin(y: 1, x: 0)", 3.0), ("spin(x: 2, y: 0)", 2), ("phi(member: 1, x: 1)", 4),
      ("map(member: 1, row: q, column: 0)", 6), ("map(member: 0, row: 1, column: 1)", 3),
      ("map(member: 1, component: 3)", 7),
    ])
  func one(call: String, value: Double) throws {
    #expect(try request(call).evaluate(frame()).value == value)
  }

  @Test("A row of a lattice is a line, a member of fields one field")
  func parts() throws {
    func quantity(_ call: String) throws -> any Quantity {
      let node = Node(.scalar(text: call, isQuoted: true), at: place)
      return try DiagnosticCatalog.standard.quantity(node).fitted(to: contents)
    }
    let row = try quantity("spin(y: 1)")
    #expect(row.places == .points)
    #expect(try row.rows(frame()).values == [3, 4, 5])
    #expect(try row.rows(frame()).axes == [3])
    #expect(try quantity("spin").rows(frame()).axes == [2, 3])
    #expect(try quantity("phi(member: 1)").rows(frame()).values == [3, 4, 5])
    #expect(try quantity("phi(member: 1)").places == .points)
  }

  @Test(
    "What is advised has the axes that are there",
    arguments: [
      ("spin", "such as spin(y: 0, x: 0)"), ("spin(y: 1)", "such as spin(y: 1, x: 0)"),
      ("phi", "such as phi(member: 0, x: 0)"),
      ("map", "such as map(member: 0, row: 0, column: 0)"),
      ("spin(component: 0)", "such as spin(component: 0, y: 0, x: 0)"),
      ("spin(z: 0)", "'z' chooses nothing: the numbers lie along no such axis"),
      ("spin(individual: 0)", "what chooses one of them is y, x"),
      ("spin(y: 2, x: 0)", "there is no y 2"),
      ("spin(y: [1, 2], x: 0)", "expected a whole number"),
      ("spin(z: [1, 2])", "expected a number from 0 or the name of an entry"),
      ("map(member: 0, row: r, column: 0)", "its entries are p, q"),
      ("spine(y: 0)", "unknown diagnostic 'spine'"),
    ])
  func advice(call: String, message: String) {
    let error = #expect(throws: Problems.self) { try request(call) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("Numbers keep the unit of the frames; what follows from them takes it over")
  func units() throws {
    var foreign = QuantityDescription.velocity
    foreign.unit = "nm/ps"
    func unit(_ call: String, _ velocity: QuantityDescription) throws -> String {
      let contents = FrameContents(
        context: FrameContext(system: "", individuals: 2), box: nil, quantities: [velocity],
        observables: [])
      return try SeriesCall(call, at: place, in: .standard).request(for: contents).unitName
    }
    #expect(try unit("velocity(individual: 0, component: x)", foreign) == "nm/ps")
    #expect(try unit("speed(individual: 0)", foreign) == "nm/ps")
    #expect(try unit("speed(individual: 0)", .velocity) == "length/time")
    #expect(try unit("heading(individual: 0, component: x)", foreign) == "1")
  }

  @Test("A number of a list that the run stored is read under its whole name")
  func storedNumber() throws {
    let contents = FrameContents(
      context: FrameContext(system: "", individuals: 2), box: nil, quantities: [],
      observables: ["speed(individual: 1)"], units: ["speed(individual: 1)": "nm/ps"])
    let request = try SeriesCall("speed(individual: 1)", at: place, in: .standard)
      .request(for: contents)
    #expect(request.unitName == "nm/ps")
    var frame = Frame(context: contents.context, box: nil, quantities: [])
    frame.observables = [Observable(name: "speed(individual: 1)", unit: "nm/ps", value: 3)]
    #expect(try request.evaluate(AnalyzedFrame(frame)).value == 3)
  }
}
