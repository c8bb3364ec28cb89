import ClausiusFields
import ClausiusSimulationCore
import Foundation
import ClausiusSpectra
import Testing

@testable import ClausiusKleinGordon

@Suite struct SystemTests {
  @Test func `every ensemble tells the field in its middle`() throws {
    func middles(_ start: FieldStart, _ change: (inout Ensemble) -> Void) throws -> [Double] {
      let model = model(.sineGordon(SineGordonPotential()), start, points: 256, length: 60) {
        $0.ensemble = with(Ensemble(), change)
      }
      let system = try run(model, timeStep: 0.05, duration: 0)
      var values = [Double](repeating: .nan, count: 2)
      system.copy(FieldQuantity.centerField.description, into: &values)
      return values
    }
    let scan = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (0.2, 0.4, 2) }
    for position in [0.0, 3.3] {
      let bump = FieldStart.gaussian(with(GaussianStart()) { $0.position = position })
      let heights = try middles(bump) { $0.amplitude = scan }
      #expect(largestDifference(heights, [0.2, 0.4]) < 1e-12, "\(heights)")
    }
    let breather = try middles(.breather(BreatherStart())) { $0.frequency = scan }
    let exact = [0.2, 0.4].map { 4 * atan((1 - $0 * $0).squareRoot() / $0) }
    #expect(largestDifference(breather, exact) < 1e-9, "\(breather)")
    // A wave has no place: the middle of the domain, half a wave from its beginning.
    let wave = try middles(.planeWave(PlaneWaveStart())) { $0.amplitude = scan }
    #expect(largestDifference(wave, [-0.2, -0.4]) < 1e-12, "\(wave)")
  }

  private func scan(count: Int, symmetry: SymmetryUse = .automatic) -> KleinGordonModel {
    model(
      .phi4(Phi4Potential()), .kinkAntikink(KinkAntikinkStart()), points: 256, length: 100
    ) {
      $0.symmetry = symmetry
      var velocities = ParameterScan()
      (velocities.from, velocities.to, velocities.count) = (0.2, 0.3, count)
      var ensemble = Ensemble()
      ensemble.velocity = velocities
      $0.ensemble = ensemble
    }
  }

  private func column(
    _ quantity: FieldQuantity, _ system: KleinGordonSystem, count: Int
  ) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    system.copy(quantity.description, into: &values)
    return values
  }

  @Test func `looking changes nothing, and a restart gives the same bits`() throws {
    let model = scan(count: 6)
    let plain = try run(model, timeStep: 0.2, duration: 40)
    let watched = try run(model, timeStep: 0.2, duration: 20)
    _ = watched.observables()
    _ = column(.memberEnergy, watched, count: 6)
    try watched.checkInvariants()
    var archive = StateArchive()
    watched.save(into: &archive)
    let resumed = try run(model, timeStep: 0.2, duration: 0)
    try resumed.restore(from: archive)
    try advance(resumed, timeStep: 0.2, steps: 100, from: 100)
    for (a, b) in zip(plain.members, resumed.members) {
      #expect(a.field.array() == b.field.array())
      #expect(a.momentum.array() == b.momentum.array())
    }
    for quantity in [FieldQuantity.bounces, .centerField, .kinkDistance, .memberEnergy] {
      let (a, b) = (column(quantity, plain, count: 6), column(quantity, resumed, count: 6))
      #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
    }
  }

  @Test func `results do not depend on the number of threads`() throws {
    let model = scan(count: 9)
    let one = try run(model, timeStep: 0.2, duration: 30)
    let two = try run(model, timeStep: 0.2, duration: 30, threads: 2)
    for (a, b) in zip(one.members, two.members) {
      #expect(a.field.array() == b.field.array())
    }
  }

  @Test func `half a field is as good as a whole one`() throws {
    let half = try run(scan(count: 3), timeStep: 0.2, duration: 50)
    let whole = try run(scan(count: 3, symmetry: .none), timeStep: 0.2, duration: 50)
    #expect(half.geometry.isMirrored && !whole.geometry.isMirrored)
    #expect(half.geometry.basis.points == 128)
    for quantity in [FieldQuantity.centerField, .memberEnergy, .kinkDistance] {
      let (a, b) = (column(quantity, half, count: 3), column(quantity, whole, count: 3))
      #expect(largestDifference(a, b) < 1e-4)
    }
    #expect(column(.bounces, half, count: 3) == column(.bounces, whole, count: 3))
  }

  @Test func `a mirrored field is read out on the whole grid`() throws {
    let start = with(KinkAntikinkStart()) { $0.velocity = 0.25 }
    let whole = model(.phi4(Phi4Potential()), .kinkAntikink(start), points: 512, length: 100)
    let half = with(whole) { $0.symmetry = .even }
    let (a, b) = (
      try run(whole, timeStep: 0.1, duration: 45), try run(half, timeStep: 0.1, duration: 45)
    )
    #expect(a.phi.count == 512 && b.phi.count == 512)
    #expect(largestDifference(a.phi, b.phi) < 1e-7)
    #expect(largestDifference(a.pi, b.pi) < 1e-7)
    for name in ["energy", "momentum", "bounces", "first_kink", "last_kink"] {
      #expect(abs(a.observable(name) - b.observable(name)) < 1e-6)
    }
  }

  @Test func `walls are mirrors`() throws {
    // A packet that meets a wall looks like one that meets its image.
    let packet = with(GaussianStart()) {
      ($0.amplitude, $0.position, $0.velocity, $0.width) = (0.5, 10, 0.9, 1.5)
    }
    let walled = model(
      .sineGordon(SineGordonPotential()), .gaussian(packet), points: 256, length: 60,
      boundary: .dirichlet)
    var free = walled
    free.boundary = .periodic
    free.points = 512
    free.length = 120
    free.initial = nil
    free.superpose = [
      .gaussian(packet),
      .gaussian(
        with(packet) { ($0.amplitude, $0.position, $0.velocity) = (-0.5, 50, -0.9) }),
    ]
    for (boundary, sign) in [(FieldBoundary.dirichlet, -1.0), (.neumann, 1.0)] {
      let wall = try run(with(walled) { $0.boundary = boundary }, timeStep: 0.1, duration: 40)
      var image = free
      image.superpose[1] = .gaussian(
        with(packet) { ($0.amplitude, $0.position, $0.velocity) = (sign * 0.5, 50, -0.9) })
      let whole = try run(image, timeStep: 0.1, duration: 40)
      // The points of the walled grid lie half a spacing further.
      let row = PeriodicImage(
        whole.members[0].field, of: whole.geometry.basis, origin: whole.geometry.origin)
      let expected = wall.geometry.positions.map { row.value(at: $0).value }
      #expect(largestDifference(wall.phi, expected) < 1e-9)
    }
  }

  @Test func `de-aliasing keeps the field and the energy`() throws {
    let start = with(KinkAntikinkStart()) { $0.velocity = 0.3 }
    let plain = model(.phi4(Phi4Potential()), .kinkAntikink(start), points: 512, length: 100)
    let reference = try run(plain, timeStep: 0.1, duration: 60)
    for dealiasing in [Dealiasing.twoThirds, .exact] {
      for symmetry in [SymmetryUse.none, .even] {
        let model = with(plain) { ($0.dealiasing, $0.symmetry) = (dealiasing, symmetry) }
        let system = try run(model, timeStep: 0.1, duration: 60)
        #expect(largestDifference(system.phi, reference.phi) < 1e-6)
        #expect(abs(system.energy - reference.energy) < 1e-8)
      }
    }
  }

  @Test func `probes read the field between points`() throws {
    let breather = BreatherStart()
    let model = model(
      .sineGordon(SineGordonPotential()), .breather(breather), points: 512, length: 60
    ) { $0.probes = [0.123, -7.7] }
    let system = try run(model, timeStep: 0.05, duration: 10)
    for (k, x) in model.probes.enumerated() {
      let exact = breather.state(x: x, time: 10)
      #expect(abs(system.observable("probe_\(k + 1)") - exact.phi) < 1e-9)
      #expect(abs(system.observable("probe_\(k + 1)_momentum") - exact.pi) < 1e-9)
    }
  }

  @Test func `a field that blows up is stopped with the place and the time`() throws {
    let model = model(
      .polynomial(PolynomialPotential(coefficients: [0, 0, 0.5, 0, -0.25])),
      .gaussian(with(GaussianStart()) { ($0.amplitude, $0.position) = (1.8, 5) }), points: 256,
      length: 40)
    #expect(model.warnings().map(\.key) == ["potential"])
    let system = try run(model, timeStep: 0.02, duration: 0)
    try system.checkInvariants()
    var message = ""
    do {
      try advance(system, timeStep: 0.02, steps: 2000)
    } catch let error as BrokenInvariant {
      message = error.description
    }
    #expect(message.contains("blows up after t = "))
    let place = message.split(separator: "at x = ").last?.prefix { $0 != ";" }
    let x = Double(place ?? "") ?? .nan
    #expect(abs(x - 5) < 0.2, "\(message)")
  }

  @Test func `a start from a file is the frame`() throws {
    var first = model(
      .sineGordon(SineGordonPotential()), .breather(BreatherStart()), points: 128, length: 60)
    let system = try run(first, timeStep: 0.1, duration: 5)
    var frame = Frame(
      context: system.context, box: system.box,
      quantities: system.quantities.filter { ["phi", "pi"].contains($0.name) })
    for k in frame.quantities.indices {
      system.copy(frame.quantities[k].description, into: &frame.quantities[k].values)
    }
    first.initial = .file(with(FileStart()) { $0.path = "breather.h5" })
    let loaded = frame
    let settings = RunSettings(
      grid: try TimeGrid(timeStep: 0.1, duration: 5, every: 5), seed: 1,
      pool: ThreadPool(threads: 1), loadFrame: { _, _ in loaded })
    let second = try KleinGordonSystem(model: first, run: settings, variant: .selected())
    #expect(largestDifference(second.phi, system.phi) < 1e-14)
    #expect(abs(second.energy - system.energy) < 1e-13)
  }

  @Test(arguments: [FieldBoundary.periodic, .antiperiodic, .neumann, .dirichlet])
  func `every crossing of many is found to rounding`(boundary: FieldBoundary) throws {
    let length = 40.0
    let model = model(
      .phi4(Phi4Potential()),
      .standingWave(
        with(StandingWaveStart()) { ($0.mode, $0.amplitude, $0.vacuum) = (30, 0.9, 0) }),
      points: 256, length: length, boundary: boundary)
    let system = try run(model, timeStep: 0.01, duration: 0)
    let found = try #require(FieldReadout(system, member: 0).kinkPositions())
    #expect(found.count >= 29)
    let row = PeriodicImage(
      system.members[0].field, of: system.geometry.basis, origin: system.geometry.origin)
    for x in found { #expect(abs(row.value(at: x).value) < 1e-12) }
  }
}
