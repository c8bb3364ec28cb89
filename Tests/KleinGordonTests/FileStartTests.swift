import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore
import Foundation
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

  // MARK: - Other grids

  private func placed(
    _ samples: FieldSamples, on model: KleinGordonModel,
    _ interpolation: GridInterpolation = .spectral
  ) throws -> KleinGordonSystem {
    var model = model
    model.initial = .file(
      with(FileStart()) {
        ($0.path, $0.pi, $0.interpolation) = ("field.npz", "none", interpolation)
      })
    let settings = RunSettings(
      grid: try TimeGrid(timeStep: 0.1, duration: 5, every: 5), seed: 1,
      pool: ThreadPool(threads: 1),
      loadFrame: { path, _ in throw BrokenInvariant("no trajectory \(path)") },
      loadField: { _ in samples })
    return try KleinGordonSystem(model: model, run: settings, variant: .selected())
  }

  private func waves(_ points: [Double]) -> FieldSamples {
    FieldSamples(
      phi: points.map { 0.1 + 0.3 * cos(2 * .pi * 3 * $0 / 60) + 0.2 * sin(2 * .pi * $0 / 60) },
      pi: nil, points: points, frame: 0)
  }

  @Test func `waves that both grids hold come out as they are`() throws {
    let model = with(pair) { ($0.potential, $0.points) = (.linear(LinearPotential()), 256) }
    let wanted = waves((0..<256).map { -30 + Double($0) * 60 / 256 }).phi
    for count in [7, 8, 9, 40, 255, 512, 600] {
      for first in [-30.0, 0, 0.37] {
        let points = (0..<count).map { first + Double($0) * 60 / Double(count) }
        let system = try placed(waves(points), on: model)
        #expect(largestDifference(system.phi, wanted) < 1e-13, "\(count) from \(first)")
      }
      let closed = (0...count).map { -30 + Double($0) * 60 / Double(count) }
      #expect(largestDifference(try placed(waves(closed), on: model).phi, wanted) < 1e-13)
    }
  }

  @Test func `the highest wave has one phase, and what does not fit is told`() throws {
    let model = with(pair) { ($0.potential, $0.points) = (.linear(LinearPotential()), 16) }
    let eight = (0..<8).map { -30 + Double($0) * 7.5 }
    let alternating = FieldSamples(
      phi: (0..<8).map { $0 % 2 == 0 ? 1 : -1 }, pi: nil, points: eight, frame: 0)
    let finer = try placed(alternating, on: model)
    #expect(largestDifference(finer.phi, (0..<16).map { [1, 0, -1, 0][$0 % 4] }) < 1e-14)
    let fine = (0..<64).map { -30 + Double($0) * 60 / 64 }
    let short = FieldSamples(
      phi: fine.map { cos(2 * .pi * 8 * ($0 + 30) / 60) + sin(2 * .pi * 20 * ($0 + 30) / 60) },
      pi: nil, points: fine, frame: 0)
    let coarse = try placed(short, on: model)
    #expect(largestDifference(coarse.phi, (0..<16).map { $0 % 2 == 0 ? 1 : -1 }) < 1e-13)
    #expect(
      coarse.warnings.contains { $0.message.contains("cannot hold all waves of the 64") })
  }

  @Test func `a winding field keeps its rise, and other domains are refused`() throws {
    let winding = model(
      .sineGordon(SineGordonPotential()), .vacuum(VacuumStart()), points: 64, length: 60,
      boundary: .winding(1))
    func samples(_ points: [Double]) -> FieldSamples {
      FieldSamples(
        phi: points.map { 2 * .pi * ($0 + 30) / 60 + 0.1 * sin(2 * .pi * $0 / 60) }, pi: nil,
        points: points, frame: 0)
    }
    func line(_ count: Int, step: Double) -> [Double] {
      (0..<count).map { number -> Double in -30 + Double(number) * step }
    }
    let found = try placed(samples(line(20, step: 3)), on: winding)
    #expect(largestDifference(found.phi, samples(line(64, step: 60 / 64)).phi) < 1e-13)
    let uneven: [Double] = (0..<20).map { pow(Double($0), 1.1) }
    for points in [line(20, step: 2), uneven] {
      #expect(throws: ContradictionError.self) { try placed(samples(points), on: winding) }
    }
    #expect(throws: ContradictionError.self) {
      try placed(samples(line(20, step: 3)), on: winding, .none)
    }
  }

  @Test func `points in any order are taken in ascending order`() throws {
    let model = with(pair) { ($0.potential, $0.points) = (.linear(LinearPotential()), 64) }
    let points = (0..<64).map { -30 + Double($0) * 60 / 64 }
    for order in [Array(points.reversed()), points.indices.map { points[$0 * 37 % 64] }] {
      let system = try placed(waves(order), on: model, .none)
      #expect(largestDifference(system.phi, waves(points).phi) < 1e-13)
      #expect(system.warnings.contains { $0.message.contains("in ascending order of x") })
    }
    #expect(throws: ContradictionError.self) {
      try placed(waves([points[0]] + points.dropLast()), on: model, .none)
    }
  }

  @Test func `a last point that repeats the first is left out`() throws {
    let model = with(pair) { ($0.potential, $0.points) = (.linear(LinearPotential()), 64) }
    let closed = (0...64).map { -30 + Double($0) * 60 / 64 }
    let system = try placed(waves(closed), on: model, .none)
    #expect(largestDifference(system.phi, waves(Array(closed.dropLast())).phi) < 1e-13)
    #expect(system.warnings.contains { $0.message.contains("repeats the first") })
    var unstated = waves(closed)
    unstated.points = nil
    #expect(try placed(unstated, on: model, .none).phi == system.phi)
  }

  @Test(arguments: [2, 3, 4, 5])
  func `few points are interpolated`(count: Int) throws {
    let model = with(pair) { ($0.potential, $0.points) = (.linear(LinearPotential()), 64) }
    for boundary in [FieldBoundary.periodic, .neumann] {
      let model = with(model) { $0.boundary = boundary }
      let constant = FieldSamples(
        phi: [Double](repeating: 0.1, count: count), pi: nil, points: nil, frame: 0)
      let phi = try placed(constant, on: model).phi
      #expect(phi.count == 64 && phi.allSatisfy { abs($0 - 0.1) < 1e-13 })
      #expect(throws: ContradictionError.self) { try placed(constant, on: model, .none) }
    }
    let one = FieldSamples(phi: [0.1], pi: nil, points: nil, frame: 0)
    #expect(throws: ContradictionError.self) { try placed(one, on: model) }
  }

  /// The model with the grid that a refusal advises.
  private func following(_ advice: String, _ model: KleinGordonModel) throws -> KleinGordonModel {
    let form = /set points: (\d+), x_min: (\S+), length: ([^\s,]+)(?:, boundary: (\w+))?.*/
    let match = try #require(try form.wholeMatch(in: advice), "\(advice)")
    var advised = model
    advised.points = try #require(Int(match.1))
    advised.start = try #require(Double(match.2))
    advised.length = try #require(Double(match.3))
    if let word = match.4 { advised.boundary = try #require(FieldBoundary(word: String(word))) }
    return advised
  }

  @Test(
    arguments: [FieldBoundary.periodic, .neumann, .dirichlet],
    [
      (-30, 48, 60 / 48), (-30, 65, 60 / 64), (0, 65, 20 / 64), (-25.3, 47, 1.1),
    ] as [(Double, Int, Double)])
  func `what a refusal advises works`(
    boundary: FieldBoundary, grid: (Double, Int, Double)
  ) throws {
    let (first, count, spacing) = grid
    let model = with(pair) {
      ($0.potential, $0.points, $0.boundary) = (.linear(LinearPotential()), 128, boundary)
    }
    let points = (0..<count).map { first + Double($0) * spacing }
    let period = Double((count - 1) / 2 * 2) * spacing
    let samples = FieldSamples(
      phi: points.map { 0.3 + 0.2 * sin(2 * .pi * ($0 - first) / period) }, pi: nil,
      points: points, frame: 0)
    let error = #expect(throws: ContradictionError.self) {
      try placed(samples, on: model, .none)
    }
    let advised = try following(error?.contradiction.advice ?? "", model)
    let phi = try placed(samples, on: advised, .none).phi
    #expect(largestDifference(phi, Array(samples.phi.prefix(phi.count))) < 1e-13)
  }
}
