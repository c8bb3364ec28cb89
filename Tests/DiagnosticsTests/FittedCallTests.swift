import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// What a call leaves open and the axes of the frames tell.
@Suite("Calls fitted to frames") struct FittedCallTests {
  private let place = SourcePosition(source: "test", line: 1, column: 1)
  private let orientation = QuantityDescription(
    "orientation", about: "an angle", along: [.individuals])
  private let spinRate = QuantityDescription(
    "spin_rate", about: "its rate", along: [.individuals], parity: .odd)
  private let spin = QuantityDescription("spin", about: "spins", along: [.y, .x], storage: .int8)
  private let height = QuantityDescription("height", about: "of a line", along: [.x])

  private func swimmers(_ index: Int) -> Frame {
    let context = FrameContext(system: "", axes: [.individuals(3), .space])
    var frame = Frame(context: context, box: .open(), quantities: [orientation, spinRate])
    frame.quantities[0].values = (0..<3).map { Double((7 * index + 3 * $0) % 5) }
    frame.quantities[1].values = (0..<3).map { Double((5 * index + 2 * $0) % 7) - 3 }
    (frame.index, frame.time) = (index, Double(index))
    return frame
  }

  private func lattice(_ index: Int) -> Frame {
    let context = FrameContext(
      system: "",
      axes: [
        .lattice(.y, count: 4, isPeriodic: true), .lattice(.x, count: 6, isPeriodic: true),
      ])
    var frame = Frame(context: context, box: nil, quantities: [spin])
    frame.quantities[0].values = (0..<24).map { Double(($0 * $0 + index) % 7) }
    (frame.index, frame.time) = (index, Double(index))
    return frame
  }

  private func contents(_ frame: Frame) -> FrameContents {
    FrameContents(
      context: frame.context, box: frame.box, quantities: frame.quantities.map(\.description),
      observables: [])
  }

  private func request(_ call: String, _ frame: Frame) throws(Problems) -> DiagnosticRequest {
    try DiagnosticCatalog.standard.request(call, at: place).fitted(to: contents(frame))
  }

  private func whole(_ call: String, _ frames: [Frame]) throws -> Double? {
    let analysis = Analysis([try request(call, frames[0])])
    for frame in frames { try analysis.add(frame) }
    try analysis.finish()
    return analysis.results[0].whole?.value
  }

  private func measure(_ call: String, _ array: InputArray) throws -> Double? {
    try EstimatorCatalog.standard.request(call, at: place).estimate(from: [array]).value
  }

  @Test("Numbers of individuals are samples of their frame, or series of their own")
  func individuals() throws {
    let frames = (0..<30).map(swimmers)
    let samples = try request("plug_in(of: orientation)", frames[0])
    #expect(samples.kind == .numbers)
    #expect(
      try samples.evaluate(AnalyzedFrame(frames[0])).value
        == measure("plug_in(values: symbols)", InputArray(frames[0]["orientation"] ?? [])))
    let series = try (0..<3).map { k in
      try #require(
        try measure(
          "lempel_ziv_rate", InputArray(frames.map { $0["orientation"]?[k] ?? .nan })))
    }
    let mean = try #require(try whole("lempel_ziv_rate(of: orientation)", frames))
    #expect(abs(mean - series.reduce(0, +) / 3) < 1e-14)
  }

  @Test("What turns with time by its description is a current as it is; what stays, by its steps")
  func parity() throws {
    let frames = (0..<64).map(swimmers)
    let rates = frames.map { $0["spin_rate"]?[1] ?? .nan }
    let angles = frames.map { $0["orientation"]?[1] ?? .nan }
    let steps = zip(angles.dropFirst(), angles).map { $0 - $1 }
    #expect(
      try whole("uncertainty_bound(of: spin_rate(individual: 1), block: 4)", frames)
        == measure("uncertainty_bound(block: 4, time_step: 1)", InputArray(rates)))
    #expect(
      try whole("uncertainty_bound(of: orientation(individual: 1), block: 4)", frames)
        == measure("uncertainty_bound(block: 4, time_step: 1)", InputArray(steps)))
  }

  @Test("A lattice reaches estimators of fields as [y][x], a value a frame")
  func lattices() throws {
    let frame = lattice(3)
    let field = try request("spatial_permutation_entropy(of: spin)", frame)
    #expect(field.kind == .numbers)
    #expect(
      try field.evaluate(AnalyzedFrame(frame)).value
        == measure(
          "spatial_permutation_entropy", InputArray(frame["spin"] ?? [], shape: [4, 6])))
    let twice = try request("spatial_permutation_entropy(of: [spin, spin])", frame)
    let error = #expect(throws: DiagnosticError.self) { try twice.evaluate(AnalyzedFrame(frame)) }
    #expect(
      error?.description.hasSuffix(
        "has 2 numbers at each site, one is needed "
          + "(name one quantity in place of a list: of: spin)") == true)
    let sites = try request("plug_in(of: spin)", frame)
    #expect(
      try sites.evaluate(AnalyzedFrame(frame)).value
        == measure("plug_in(values: symbols)", InputArray(frame["spin"] ?? [])))
  }

  @Test("Sites of a lattice follow each other in time alone")
  func series() throws {
    let frames = (0..<30).map(lattice)
    #expect(try request("lempel_ziv_rate(of: spin)", frames[0]).kind == .whole)
    let error = #expect(throws: Problems.self) {
      try request("lempel_ziv_rate(of: spin, along: space)", frames[0])
    }
    #expect(error?.description.contains("use along: time") == true)
  }

  @Test("The number at each frame of a quantity of the file is a series of its own")
  func nested() throws {
    let frames = (0..<30).map(swimmers)
    let vendi = try request("vendi(of: orientation)", frames[0])
    let values = try frames.map { try vendi.evaluate(AnalyzedFrame($0)).value ?? .nan }
    #expect(
      try whole("permutation_entropy(of: vendi(of: orientation))", frames)
        == measure("permutation_entropy", InputArray(values)))
    #expect(throws: Problems.self) {
      try request("sample_entropy(of: lempel_ziv_rate(of: orientation))", frames[0])
    }
  }

  @Test(
    "What cannot be taken is refused before a frame is read",
    arguments: [
      ("vendi(of: orientation(individual: 3))", "individuals are numbered 0 to 2"),
      ("vendi(of: orientation(component: x))", "its components are 0"),
      ("vendi(of: orientation, increments: true)", "use along: time, space_time or pooled"),
      ("vendi(of: orientatoin)", "did you mean 'orientation'?"),
      ("vendi(of: polarisation(convention: corrected))", "did you mean 'polarization'?"),
    ])
  func refusals(call: String, advice: String) {
    let error = #expect(throws: Problems.self) { try request(call, swimmers(0)) }
    #expect(error?.description.contains(advice) == true, "\(error as Any)")
  }

  @Test("The advice on several columns or numbers is a call that works")
  func advice() throws {
    let frames = (0..<30).map(swimmers)
    let error = #expect(throws: DiagnosticError.self) {
      try whole("sample_entropy(of: orientation, along: space_time)", frames)
    }
    let advice = try #require(error?.advice)
    #expect(advice == "take one component: orientation(individual: 0)")
    #expect(try whole("sample_entropy(of: orientation(individual: 0))", frames) != nil)
    let several = #expect(throws: Problems.self) {
      try SeriesCall("orientation", at: place, in: .standard).request(for: contents(frames[0]))
    }
    #expect(several?.description.contains("such as orientation(individual: 0),") == true)
    let one = try SeriesCall("orientation(individual: 0)", at: place, in: .standard)
      .request(for: contents(frames[2]))
    #expect(try one.evaluate(AnalyzedFrame(frames[2])).value == 4)
  }
}
