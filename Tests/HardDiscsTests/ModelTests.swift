import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusHardDiscs

@Suite("Starts and wrong input")
struct ModelTests {
  @Test(
    "Contradictions are named at their keys",
    arguments: [
      (
        "box",
        { @Sendable (m: inout HardDiscsModel) in (m.diameter, m.packingFraction) = (1.5, nil) }
      ),
      ("packing_fraction", { @Sendable (m: inout HardDiscsModel) in m.diameter = 0.01 }),
      (
        "diameter",
        { @Sendable (m: inout HardDiscsModel) in (m.diameter, m.packingFraction) = (0.1, nil) }
      ),
      (
        "packing_fraction",
        { @Sendable (m: inout HardDiscsModel) in
          (m.start, m.packingFraction) = (.halfBox, 0.4)
        }
      ),
      (
        "start",
        { @Sendable (m: inout HardDiscsModel) in
          m.start = .file
        }
      ),
      (
        "start",
        { @Sendable (m: inout HardDiscsModel) in
          (m.start, m.startFile, m.count) = (.file, "a.h5md", nil)
        }
      ),
      (
        "temperature",
        { @Sendable (m: inout HardDiscsModel) in
          (m.start, m.startFile, m.temperature) = (.file, "a.h5md", 2)
        }
      ),
      ("box", { @Sendable (m: inout HardDiscsModel) in m.box = [1e-200, 1] }),
      (
        "mass",
        { @Sendable (m: inout HardDiscsModel) in
          (m.count, m.packingFraction, m.mass) = (nil, nil, 2)
          m.species = [GasSpecies(name: "a", count: 3, diameter: 0.1)]
        }
      ),
      (
        "species",
        { @Sendable (m: inout HardDiscsModel) in
          (m.count, m.packingFraction) = (nil, nil)
          m.species = [
            GasSpecies(name: "a", count: 3, diameter: 0.1),
            GasSpecies(name: "a", count: 3, diameter: 0.1),
          ]
        }
      ),
      ("start_file", { @Sendable (m: inout HardDiscsModel) in m.startFile = "a.h5md" }),
      (
        "count",
        { @Sendable (m: inout HardDiscsModel) in
          m.packingFraction = nil
          m.species = [GasSpecies(count: 3, diameter: 0.1)]
        }
      ),
    ] as [(String, @Sendable (inout HardDiscsModel) -> Void)])
  func contradictions(key: String, change: @Sendable (inout HardDiscsModel) -> Void) {
    var model = Gases.model(count: 100, packing: 0.1)
    #expect(model.contradictions().isEmpty)
    change(&model)
    #expect(model.contradictions().map(\.key) == [key])
  }

  @Test("Random starts have no overlap up to packing fraction 0.70", arguments: [0.2, 0.5, 0.7])
  func random(packing: Double) throws {
    for boundary in [AxisBoundary.periodic, .reflecting] {
      var model = Gases.model(count: 500, packing: packing, boundary: (boundary, boundary))
      model.equilibration = nil
      let gas = try Gases.gas(model)
      #expect((OverlapSearch(gas).deepest()?.depth ?? 0) < 1e-13)
    }
  }

  @Test("A half-box start fills the left half only")
  func halfBox() throws {
    var model = Gases.model(
      count: 500, packing: 0.2, box: [2, 1], boundary: (.reflecting, .reflecting))
    model.start = .halfBox
    model.equilibration = nil
    let places = try Gases.gas(model).positions()
    #expect(places.map(\.x).max() ?? 2 < 1)
    #expect(places.map(\.x).max() ?? 0 > 0.9)
  }

  @Test("Two species start on two sides")
  func twoSpecies() throws {
    var model = Gases.model(
      count: 400, packing: 0.2, box: [2, 1], boundary: (.periodic, .reflecting))
    model.start = .twoSpecies
    model.equilibration = nil
    let places = try Gases.gas(model).positions()
    #expect(places[..<200].allSatisfy { $0.x < 1 })
    #expect(places[200...].allSatisfy { $0.x > 1 })
    #expect(model.frameContext.properties["species"]?.reduce(0, +) == 200)
  }

  @Test("A lattice holds its discs apart", arguments: [1, 7, 100, 333])
  func lattice(count: Int) throws {
    for boundary in [AxisBoundary.periodic, .reflecting] {
      var model = Gases.model(count: count, packing: 0.4, boundary: (boundary, boundary))
      model.start = .lattice
      #expect(OverlapSearch(try Gases.gas(model)).deepest() == nil)
    }
  }

  @Test("Velocities have the energy of the temperature")
  func velocities() {
    for kind in GasVelocities.allCases {
      let draw = VelocityDraw(kind: kind, temperature: 2, seed: 1)
      let all = draw.velocities(
        masses: [Double](repeating: 0.5, count: 100_000), removingMomentum: false)
      let energy = all.reduce(0) { $0 + 0.25 * ($1 * $1).sum() } / 100_000
      // The energy of a Maxwellian is exponential: the mean of 10^5 has the standard error
      // kT/sqrt(10^5).
      #expect(abs(energy - 2) < (kind == .maxwellian ? 5 * 2 / 316 : 1e-12))
    }
  }

  @Test("Overlapping and coincident discs of a file are refused with their numbers")
  func fileOverlap() throws {
    var model = Gases.model(count: 2, packing: 0.1)
    (model.start, model.startFile) = (.file, "a.h5md")
    let settings = try Gases.settings()
    let run = RunSettings(grid: settings.grid, seed: 1, pool: settings.pool) { _, _ in
      var frame = Frame(
        context: FrameContext(system: "hard_discs", individuals: 2),
        box: .open(spatialDimension: 2), quantities: [.position, .velocity])
      frame.quantities[0].values = [0.5, 0.5, 0, 0.5, 0.5, 0]
      return frame
    }
    #expect {
      try model.makeSystem(run: run)
    } throws: { error in
      (error as? ContradictionError)?.contradiction.message.contains("discs 0 and 1 overlap by 1.0")
        == true
    }
  }

  @Test("A run taken up from an archive gives the same bits as one that was not interrupted")
  func archive() throws {
    var model = Gases.model(count: 300, packing: 0.2, boundary: (.reflecting, .periodic))
    model.statisticsFrom = 0.05
    model.freePathBins = 8
    let whole = try HardDiscsSystem(model: model, run: Gases.settings(every: 0.125))
    let resumed = try HardDiscsSystem(model: model, run: Gases.settings(every: 0.125))
    for tick in 1...4 { try whole.advance(to: Instant(tick: tick, time: 0.125 * Double(tick))) }
    var archive = StateArchive()
    whole.save(into: &archive)
    try resumed.restore(from: archive)
    for tick in 5...8 {
      try whole.advance(to: Instant(tick: tick, time: 0.125 * Double(tick)))
      try resumed.advance(to: Instant(tick: tick, time: 0.125 * Double(tick)))
    }
    #expect(Gases.records(resumed.gas) == Gases.records(whole.gas))
    let pairs = zip(resumed.observables(), whole.observables())
    #expect(pairs.allSatisfy { $0.name == $1.name && $0.value.bitPattern == $1.value.bitPattern })
  }

  @Test(
    "A start that is rescaled has exactly its temperature, another one nearly",
    arguments: [(AxisBoundary.reflecting, false), (.periodic, false), (.periodic, true)])
  func rescaled(boundary: AxisBoundary, removesMomentum: Bool) throws {
    var model = Gases.model(count: 180, packing: 0.1, boundary: (boundary, .periodic))
    (model.temperature, model.removeMomentum) = (2.5, removesMomentum)
    func temperature() throws -> Double {
      let system = try HardDiscsSystem(model: model, run: Gases.settings())
      return try #require(system.observables().first { $0.name == "temperature" }).value
    }
    let drawn = try temperature()
    #expect(abs(drawn / 2.5 - 1) > 1e-3 && abs(drawn / 2.5 - 1) < 0.3)
    model.rescale = true
    #expect(abs(try temperature() / 2.5 - 1) < 1e-13)
  }

  @Test("An archive whose velocities have another energy is refused, also one that is not a number")
  func damagedArchive() throws {
    let model = Gases.model(count: 30, packing: 0.2, boundary: (.reflecting, .periodic))
    let whole = try HardDiscsSystem(model: model, run: Gases.settings())
    var archive = StateArchive()
    whole.save(into: &archive)
    try HardDiscsSystem(model: model, run: Gases.settings()).restore(from: archive)
    let sound = try archive.reals("system/velocity_x", count: 30)
    for wrong in [-1.7e9, .nan, .infinity, 0.0] {
      var velocities = sound
      velocities[7] = wrong
      archive.save(reals: velocities, as: "system/velocity_x")
      let error = #expect(throws: StateArchiveError.self) {
        try HardDiscsSystem(model: model, run: Gases.settings()).restore(from: archive)
      }
      #expect(error?.description.contains("damaged") == true)
    }
  }

  @Test("An archive whose times are none of the run is refused")
  func timesOfAnArchive() throws {
    let model = Gases.model(count: 30, packing: 0.2, boundary: (.reflecting, .periodic))
    let whole = try HardDiscsSystem(model: model, run: Gases.settings())
    var sound = StateArchive()
    whole.save(into: &sound)
    let local = try sound.reals("system/local_time", count: 30)
    func expectRefusal(_ change: (inout StateArchive) -> Void) {
      var archive = sound
      change(&archive)
      let error = #expect(throws: StateArchiveError.self) {
        try HardDiscsSystem(model: model, run: Gases.settings()).restore(from: archive)
      }
      #expect(error?.description.contains("damaged") == true)
    }
    for wrong in [-1e300, -1, 1e9, .nan, .infinity] {
      expectRefusal { $0.save(reals: [wrong], as: "system/time") }
      var times = local
      times[7] = wrong
      expectRefusal { $0.save(reals: times, as: "system/local_time") }
    }
    for epoch in [-1, Int(Int32.max)] {
      expectRefusal { $0.save(integers: [epoch], as: "system/epoch") }
      expectRefusal {
        $0.save(integers: [Int](repeating: 0, count: 29) + [epoch], as: "system/local_epoch")
      }
    }
  }

  @Test("An archive of a disc beyond a wall, or one that came through it, is refused")
  func discBeyondAWall() throws {
    let model = Gases.model(count: 30, packing: 0.2, boundary: (.reflecting, .periodic))
    let run = try Gases.settings(duration: 100, every: 100)
    let whole = try HardDiscsSystem(model: model, run: run)
    let speed = try #require(Gases.records(whole.gas).map(\.vx.magnitude).max())
    var sound = StateArchive()
    whole.save(into: &sound)
    var outside = sound
    outside.save(integers: [1 << 61] + Array(try sound.integers("system/x")[1...]), as: "system/x")
    var late = sound
    let time = GasTime(2 / speed, epochLength: whole.gas.law.epochLength)
    late.save(reals: [time.offset], as: "system/time")
    late.save(integers: [Int(time.epoch)], as: "system/epoch")
    for archive in [outside, late] {
      #expect(throws: StateArchiveError.self) {
        try HardDiscsSystem(model: model, run: run).restore(from: archive)
      }
    }
  }

  @Test("A disc that meets nothing and crosses the box more often than can be counted is refused")
  func crossings() throws {
    let model = Gases.model(count: 100, packing: 0)
    let fastest = Gases.records(try Gases.gas(model))
      .map { max($0.vx.magnitude, $0.vy.magnitude) }.max()
    let longest = 0x1p31 / (try #require(fastest))
    _ = try HardDiscsSystem(model: model, run: Gases.settings(duration: 0.99 * longest))
    let error = #expect(throws: ContradictionError.self) {
      try HardDiscsSystem(model: model, run: Gases.settings(duration: 1.01 * longest))
    }
    #expect(error?.contradiction.message.contains("more than 2^31 times") == true)
  }

  @Test("A run that pauses between windows gives the same bits as one that does not")
  func pauses() throws {
    let model = Gases.model(count: 300, packing: 0.2, boundary: (.reflecting, .periodic))
    let whole = try HardDiscsSystem(model: model, run: Gases.settings())
    let paused = try HardDiscsSystem(model: model, run: Gases.settings())
    let end = Instant(tick: 1, time: 1)
    try whole.advance(to: end)
    var questions = 0
    var pauses = 0
    while try !paused.advance(
      to: end,
      unless: {
        questions += 1
        return questions % 7 == 0
      })
    {
      pauses += 1
      var archive = StateArchive()
      paused.save(into: &archive)
      try paused.restore(from: archive)
    }
    #expect(pauses > 10)
    #expect(Gases.records(paused.gas) == Gases.records(whole.gas))
  }

  /// A run of one disc from a file that holds it at `place`, with the file's own `properties`.
  private func start(
    at place: [Double], velocity: [Double] = [0, 0, 0], properties: [String: [Double]] = [:]
  ) throws {
    var model = Gases.model(count: 1, packing: 0.01, boundary: (.reflecting, .reflecting))
    (model.start, model.startFile) = (.file, "a.h5md")
    let settings = try Gases.settings()
    let run = RunSettings(grid: settings.grid, seed: 1, pool: settings.pool) { _, _ in
      var frame = Frame(
        context: FrameContext(system: "hard_discs", individuals: 1, properties: properties),
        box: .open(spatialDimension: 2), quantities: [.position, .velocity])
      frame.quantities[0].values = place
      frame.quantities[1].values = velocity
      return frame
    }
    _ = try model.makeSystem(run: run)
  }

  @Test("A file whose discs are not those of the scenario is refused")
  func foreignDiscs() throws {
    try start(at: [0.5, 0.5, 0])
    #expect(throws: ContradictionError.self) { try start(at: [0.5, 1, 0]) }
    // A plane may lie at any height.
    try start(at: [0.5, 0.5, 1])
    #expect(throws: ContradictionError.self) {
      try start(at: [0.5, 0.5, 0], velocity: [0, 0, 1])
    }
    #expect(throws: ContradictionError.self) {
      try start(at: [0.5, 0.5, 0], properties: ["mass": [5]])
    }
  }

  @Test("A run longer than its clock is refused; a narrow channel is not an endless instant")
  func longRuns() throws {
    let model = Gases.model(count: 100, packing: 0.1)
    #expect(throws: ContradictionError.self) {
      try model.makeSystem(run: Gases.settings(duration: 1e12, every: 1e12))
    }
    var channel = Gases.model(count: 3, packing: 0.1, box: [10, 0.010_000_01])
    (channel.packingFraction, channel.diameter) = (nil, 0.01)
    channel.boundary = GasBoundaries(x: .reflecting, y: .reflecting)
    let gas = try Gases.gas(channel)
    try gas.advance(to: 0.01)
    #expect(gas.now.since(epoch: 0, epochLength: gas.law.epochLength) == 0.01)
  }
}
