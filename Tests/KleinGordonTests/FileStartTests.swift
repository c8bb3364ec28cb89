import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore
import Testing

@testable import ClausiusKleinGordon

/// Starts from a frame of a trajectory: what does not fit is refused.
@Suite struct FileStartTests {
  private func frame(_ model: KleinGordonModel, duration: Double = 0) throws -> Frame {
    let system = try run(model, timeStep: 0.1, duration: duration)
    var frame = Frame(
      context: system.context, box: system.box,
      quantities: system.quantities.filter { ["phi", "pi"].contains($0.name) })
    frame.index = 7
    for k in frame.quantities.indices {
      system.copy(frame.quantities[k].description, into: &frame.quantities[k].values)
    }
    return frame
  }

  private func system(_ model: KleinGordonModel, from frame: Frame) throws -> KleinGordonSystem {
    var model = model
    model.initial = .file(with(FileStart()) { $0.path = "earlier.h5" })
    let settings = RunSettings(
      grid: try TimeGrid(timeStep: 0.1, duration: 5, every: 5), seed: 1,
      pool: ThreadPool(threads: 1), loadFrame: { _, _ in frame })
    return try KleinGordonSystem(model: model, run: settings, variant: .selected())
  }

  private func refusal(_ model: KleinGordonModel, from frame: Frame) throws -> String {
    do {
      _ = try system(model, from: frame)
      return "accepted"
    } catch let error as ContradictionError {
      return "\(error.contradiction.message) (\(error.contradiction.advice ?? ""))"
    }
  }

  private let pair = model(
    .phi4(Phi4Potential()), .kinkAntikink(KinkAntikinkStart()), points: 256, length: 60)

  @Test func `another grid is refused with that of the file`() throws {
    let frame = try frame(pair)
    #expect(try system(pair, from: frame).warnings.isEmpty)
    let expected = [
      ("from x = -20 to", with(pair) { $0.start = -20 }),
      ("to 35.1875", with(pair) { ($0.start, $0.length) = (-24.8125 - 0.1875, 60.4274) }),
      ("this one has 128", with(pair) { $0.points = 128 }),
      ("boundary neumann", with(pair) { $0.boundary = .neumann }),
    ]
    for (index, (_, other)) in expected.enumerated() {
      let message = try refusal(other, from: frame)
      #expect(
        message.contains(
          "'earlier.h5' lies on another grid: 256 points from x = -30 to 29.765625, boundary periodic"
        ),
        "\(index): \(message)")
      #expect(message.contains("set points: 256, x_min: -30, length: 60, boundary: periodic"))
    }
    #expect(try refusal(with(pair) { $0.start = -20 }, from: frame).contains("256 from -20 to"))
  }

  @Test(arguments: [0.0, 0.4])
  func `a field with a jump at the boundary is refused and the right one named`(velocity: Double)
    throws
  {
    let kink = model(
      .phi4(Phi4Potential()), .kink(with(KinkStart()) { $0.velocity = velocity }), points: 256,
      length: 60, boundary: .antiperiodic)
    let frame = try frame(kink, duration: 5)
    #expect(try system(kink, from: frame).warnings.isEmpty)
    let message = try refusal(with(kink) { $0.boundary = .periodic }, from: frame)
    #expect(message.hasPrefix("the field jumps from "), "\(message)")
    #expect(message.contains("for a kink use the boundary antiperiodic"), "\(message)")
    let two = model(
      .sineGordon(SineGordonPotential()),
      .kinkKink(with(KinkKinkStart()) { $0.velocity = velocity }), points: 256, length: 60,
      boundary: .winding(2))
    let wound = try self.frame(two, duration: 5)
    #expect(try system(two, from: wound).warnings.isEmpty)
    for boundary in [FieldBoundary.periodic, .winding(1)] {
      let message = try refusal(with(two) { $0.boundary = boundary }, from: wound)
      #expect(message.contains("for 2 kinks use the boundary {winding: 2}"), "\(message)")
    }
    let thermal = with(pair) {
      $0.initial = .thermal(with(ThermalStart()) { $0.temperature = 0.02 })
    }
    let hot = try self.frame(thermal, duration: 5)
    #expect(try system(thermal, from: hot).warnings.isEmpty)
    #expect(
      try refusal(with(pair) { $0.boundary = .antiperiodic }, from: hot)
        .contains("'antiperiodic' wants opposite values (use the boundary periodic)"))
  }

  @Test func `another potential is reported`() throws {
    let frame = try frame(pair)
    let other = with(pair) {
      $0.potential = .phi4(with(Phi4Potential()) { $0.lambda = 2 })
    }
    let warnings = try system(other, from: frame).warnings
    #expect(
      warnings.map(\.message) == [
        "'earlier.h5' was made with another potential than {kind: phi4, lambda: 2, v: 1}: potential_0 is 0.25 there and 0.5 here"
      ])
  }

  @Test func `what is no whole field is refused`() throws {
    var frame = try frame(pair)
    frame.quantities.removeAll { $0.description.name == "pi" }
    #expect(
      try refusal(pair, from: frame).contains(
        "holds phi and no pi, the momentum, without which nothing can go on (run it again with output: {quantities: [phi, pi]}"
      ))
    frame = try self.frame(pair)
    frame.quantities[1].values[12] = .nan
    #expect(try refusal(pair, from: frame).contains("pi is nan at point 12 of frame 7"))
    let school = Frame(
      context: FrameContext(system: "couzin", individuals: 100), box: .open(),
      quantities: [.position, .velocity])
    #expect(
      try refusal(pair, from: school).contains(
        "'earlier.h5' holds 100 individuals of couzin and no field"))
    let ensemble = Frame(
      context: FrameContext(
        system: "klein_gordon", individuals: 0, gridPoints: [0, 1], members: 3), box: .open(),
      quantities: [])
    #expect(try refusal(pair, from: ensemble).contains("holds an ensemble of 3 fields"))
  }
}
