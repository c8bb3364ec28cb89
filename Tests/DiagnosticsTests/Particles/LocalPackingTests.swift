import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

@Suite("Local packing") struct LocalPackingTests {
  @Test("A lattice has its own packing everywhere, and no slope")
  func lattice() throws {
    let particles = TestParticles.lattice(20, spacing: 1.1)
    let packing = Double.pi / 4 / 1.21
    let found = try Particles(particles.frame).packing(width: 1.5)
    for (value, slope) in zip(found.values, found.slopes) {
      #expect(abs(value - packing) < 1e-3 * packing)
      #expect(slope < 1e-12)
    }
    #expect(try particles.numbers("local_packing") == found.values)
    #expect(abs(try particles.value("local_packing_fraction") - packing) < 1e-3 * packing)
  }

  @Test("Pairs by cells are all pairs")
  func allPairs() throws {
    let particles = TestParticles.random(150, in: [17, 13])
    let found = try Particles(particles.frame).packing(width: 1)
    let norm = 2 * Double.pi * (1 - Double.exp(-8))
    for (i, place) in particles.places.enumerated() {
      var sum = 0.0
      for other in particles.places {
        var squared = 0.0
        for axis in 0..<2 {
          let d = particles.box.nearestImage(place[axis] - other[axis], axis: axis)
          squared += d * d
        }
        if squared < 16 { sum += .pi / 4 * Double.exp(-squared / 2) / norm }
      }
      #expect(abs(found.values[i] - sum) < 1e-12)
    }
  }

  @Test("The error of the mean packing is its scatter: the number of all particles is fixed")
  func error() throws {
    var source = TestNumbers(seed: 8)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      var particles = TestParticles(places: [], box: Box(lengths: [30, 30], boundary: .periodic))
      particles.places = (0..<600).map { _ in
        SIMD3(30 * source.uniform(), 30 * source.uniform(), 0)
      }
      let estimate = try LocalPackingFraction().evaluate(AnalyzedFrame(particles.frame))
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    let ratio = errors.mean / (try #require(values.variance)).squareRoot()
    #expect((0.7...1.4).contains(ratio), "\(ratio)")
  }

  @Test("Shifting all particles through the box changes nothing")
  func shifted() throws {
    let particles = TestParticles.random(200, in: [20, 15])
    var moved = particles
    moved.places = particles.places.map { $0 + SIMD3(7.3, 44.1, 0) }
    let pairs = zip(
      try particles.numbers("local_packing"), try moved.numbers("local_packing"))
    for (one, other) in pairs { #expect(abs(one - other) < 1e-12) }
  }

  @Test("The Gaussian is normalized on what it reaches", arguments: [1, 2, 3])
  func norm(dimension: Int) {
    let steps = 40_000
    let width = 4.0 / Double(steps)
    let sum = (0..<steps).reduce(0.0) { sum, step in
      let r = (Double(step) + 0.5) * width
      let shell = [2, 2 * .pi * r, 4 * .pi * r * r][dimension - 1]
      return sum + shell * Double.exp(-r * r / 2) * width
    }
    #expect(abs(GaussianPacking.norm(1, reach: 4, dimension: dimension) / sum - 1) < 1e-7)
  }

  @Test("Cells share out the area of the particles")
  func cells() throws {
    let particles = TestParticles.random(300, in: [26, 17])
    let cells = try PackingCells(Particles(particles.frame), side: 4)
    #expect(cells.counts == [6, 4])
    let packing = 300 * Double.pi / 4 / (26 * 17)
    #expect(abs(cells.values.reduce(0, +) / 24 - packing) < 1e-13)
    #expect(abs(try particles.value("local_packing_fraction(method: cells)") - packing) < 1e-13)
    let below = Double(cells.values.count { $0 < 0.5 }) / 24
    #expect(
      try particles.value("local_packing_fraction(method: cells, statistic: below, low: 0.5)")
        == below)
    #expect(
      try particles.value("local_packing_fraction(method: cells, statistic: variance)")
        == cells.variance)
  }

  @Test("Points of a grid have the packing of the box in the mean")
  func field() throws {
    let particles = TestParticles.random(200, in: [21, 16])
    let field = try PackingField(Particles(particles.frame), width: 1.5, spacing: 1)
    let mean = field.values.reduce(0, +) / Double(field.values.count)
    #expect(field.counts == [21, 16])
    #expect(abs(mean / (200 * Double.pi / 4 / (21 * 16)) - 1) < 1e-3)
  }

  @Test("Two peaks of a histogram are two phases, one peak is one")
  func histogram() throws {
    var numbers = TestNumbers(seed: 3)
    let dilute = (0..<4000).map { _ in abs(0.22 + 0.05 * numbers.normal()) }
    let dense = (0..<3000).map { _ in 0.93 + 0.04 * numbers.normal() }
    let found = try #require(PackingHistogram(dilute + dense).binodals)
    #expect(abs(found.dilute - 0.22) < 0.01)
    #expect(abs(found.dense - 0.93) < 0.01)
    #expect(PackingHistogram(dilute).binodals == nil)
    #expect(PackingHistogram([]).binodals == nil)
  }

  @Test("The halves of a slab are its two phases")
  func slab() throws {
    let slab = TestParticles.slab(dense: 0.9, dilute: 0.2)
    let dense = try whole("binodal", [slab, slab, slab])
    #expect(abs(try #require(dense.whole?.value) - 0.9) < 0.02)
    let dilute = try whole("binodal(phase: dilute)", [slab])
    #expect(abs(try #require(dilute.whole?.value) - 0.2) < 0.02)
    #expect(dilute.details.first?.value == .text("two phases"))
    #expect(dense.table?.columns == ["packing", "probability_density"])
    let uniform = try whole("binodal", [TestParticles.lattice(40, spacing: 1.25)])
    #expect(uniform.whole?.undefined == .onePhase)
    #expect(uniform.notes == ["one phase"])
  }

  @Test(
    "What cannot be is refused with what to do",
    arguments: [
      ("local_packing_fraction(width: 6)", "choose a width of at most"),
      ("local_packing_fraction(method: cells, cell: 30)", "choose smaller cells"),
      ("local_packing_fraction(width: 0)", "above 0"),
    ])
  func refusals(call: String, advice: String) {
    let particles = TestParticles.random(30, in: [20, 20])
    let error = #expect(throws: (any Error).self) { try particles.estimate(call) }
    #expect(error.map { "\($0)".contains(advice) } == true, "\(error as Any)")
  }

  @Test("Cells need a box, and packing needs sizes")
  func lacking() {
    var particles = TestParticles.random(30, in: [20, 20])
    particles.box = .open(spatialDimension: 2)
    #expect(throws: Problems.self) {
      try particles.request("local_packing_fraction(method: cells)")
    }
    particles.radius = 0
    let error = #expect(throws: Problems.self) { try particles.request("local_packing_fraction") }
    #expect(error?.description.contains("radius of individual 0 is 0.0") == true)
  }
}
