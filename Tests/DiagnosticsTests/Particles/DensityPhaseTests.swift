import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

@Suite("Phases of active particles") struct DensityPhaseTests {
  private func phase(_ particles: TestParticles) throws -> [String]? {
    try whole("phase", [particles, particles]).names
  }

  @Test("A slab is separated, a loose lattice uniform, a touching one percolating")
  func phases() throws {
    #expect(try phase(.slab(dense: 0.9, dilute: 0.2)) == ["separated", "separated"])
    #expect(try phase(.lattice(40, spacing: 1.2)) == ["uniform", "uniform"])
    #expect(try phase(.lattice(40, spacing: 0.98)) == ["percolating", "percolating"])
  }

  @Test("The numbers of frames are places in the list of names")
  func numbers() throws {
    let slab = TestParticles.slab(dense: 0.9, dilute: 0.2)
    #expect(try slab.request("phase").names == ["uniform", "separated", "percolating"])
    #expect(try slab.value("phase") == 1)
    let details = try whole("phase", [slab]).details
    #expect(details.first { $0.key == "verdict" }?.value == .text("separated"))
  }

  @Test("Schools keep their names, and unknown frames may have any")
  func schools() throws {
    var school = TestParticles.lattice(10, spacing: 2)
    school.family = .school
    let error = #expect(throws: Problems.self) { try school.request("phase") }
    #expect(error?.description.contains("carry no velocity") == true)
    #expect(Phase.names.count == 9)
    let fitted = try #require(try Phase().fitted(to: school.contents) as? Phase)
    #expect(fitted.names == SchoolPhase.allCases.map(\.rawValue))
    #expect(Phase().names(of: .active) == ["uniform", "separated", "percolating"])
    #expect(Phase().names(of: .school) == fitted.names)
  }

  @Test("The rule needs the variance and both tails")
  func rule() {
    let separated = DensityEvidence(
      variance: 0.109, low: 0.46, high: 0.33, spanning: 1, largestCluster: 0.76)
    #expect(DensityPhaseRule.phase(separated) == .separated)
    for change in [\DensityEvidence.variance, \.low, \.high] {
      var evidence = separated
      evidence[keyPath: change] = 0.04
      #expect(DensityPhaseRule.phase(evidence) == .percolating)
      evidence.spanning = 0
      #expect(DensityPhaseRule.phase(evidence) == .uniform)
    }
  }

  @Test("A frame is named by the mean of its window")
  func window() throws {
    let (slab, loose) = (
      TestParticles.slab(dense: 0.9, dilute: 0.2), TestParticles.lattice(40, spacing: 1.2)
    )
    var frames = [slab, slab, slab, loose, loose, loose]
    for index in frames.indices { frames[index].time = Double(index) }
    #expect(
      try whole("phase(window: 0)", frames).names
        == Array(repeating: "separated", count: 3) + Array(repeating: "uniform", count: 3))
    #expect(
      try whole("phase(window: 10)", frames).names == Array(repeating: "separated", count: 6))
    let details = try whole("phase(window: 0)", frames).details
    #expect(
      details.first { $0.key == "transitions" }?.value
        == .list([["time": .number(3), "from": "separated", "to": "uniform"]]))
  }
}

@Suite("Clusters of particles in contact") struct ContactClusterTests {
  private func clusters(_ particles: TestParticles, radius: Double? = nil) throws -> ContactClusters
  {
    try Particles(particles.frame).clusters(ContactRule(radius: radius))
  }

  /// A row of touching particles along x.
  private func row(_ count: Int, box: Box) -> TestParticles {
    TestParticles(places: (0..<count).map { SIMD3(Double($0) + 0.5, 3, 0) }, box: box)
  }

  @Test("A row that closes on itself spans a periodic box, one with a gap does not")
  func wrapping() throws {
    let box = Box(lengths: [12, 9], boundary: .periodic)
    let closed = try clusters(row(12, box: box))
    #expect((closed.count, closed.largest, closed.largestSpans) == (1, 12, true))
    let open = try clusters(row(11, box: box))
    #expect((open.count, open.largest, open.largestSpans) == (1, 11, false))
  }

  @Test("A row from wall to wall spans the box")
  func walls() throws {
    let box = Box(lengths: [12, 9], boundary: .wall)
    #expect(try clusters(row(12, box: box)).largestSpans)
    #expect(try !clusters(row(11, box: box)).largestSpans)
  }

  @Test("A ring inside the box closes without spanning it")
  func ring() throws {
    let places = [(1.0, 1.0), (2, 1), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3), (1, 2)]
      .map { SIMD3($0.0, $0.1, 0) }
    let ring = TestParticles(places: places, box: Box(lengths: [9, 9], boundary: .periodic))
    let found = try clusters(ring)
    #expect((found.count, found.largest, found.largestSpans) == (1, 8, false))
  }

  @Test("Clusters are those of single linkage")
  func singleLinkage() throws {
    let particles = TestParticles.random(250, in: [24, 19], seed: 8)
    let labels = ClusterLabels(of: particles.places, in: particles.box, radius: 1)
    let found = try clusters(particles)
    #expect(found.count == labels.count)
    #expect(found.largest == labels.largest.first?.count)
    #expect(try particles.value("largest_cluster") == Double(found.largest) / 250)
    #expect(try particles.value("clusters") == Double(found.count))
  }

  @Test("Contact reaches as far as the interaction, and a radius counts instead")
  func range() throws {
    var particles = row(5, box: Box(lengths: [30, 9], boundary: .periodic))
    particles.places = particles.places.map { SIMD3(1.1 * $0.x, 3, 0) }
    #expect(try particles.value("largest_cluster") == 0.2)
    #expect(try particles.value("largest_cluster(radius: 1.2)") == 1)
    particles.words["interaction"] = "wca"
    #expect(try particles.value("largest_cluster") == 1)
  }
}

@Suite("Structure of particles") struct StructureTests {
  @Test("A lattice scatters all at its own wave, and nothing at others")
  func bragg() throws {
    let particles = TestParticles.lattice(12, spacing: 1.5)
    let k = 2 * Double.pi / 1.5
    let peak = try particles.value("structure_factor(wave_number: \(k), width: 1e-6)")
    #expect(abs(peak - 144) < 1e-9)
    #expect(abs(try particles.value("structure_factor")) < 1e-20)
  }

  @Test("Two particles interfere")
  func two() throws {
    let particles = TestParticles(
      places: [SIMD3(1, 2, 0), SIMD3(3, 2, 0)], box: Box(lengths: [10, 40], boundary: .periodic))
    // Of the box, only the waves along y are the longest: both particles are in phase.
    #expect(abs(try particles.value("structure_factor") - 2) < 1e-12)
  }

  @Test("Independent particles have the structure factor 1 and domains of four diameters")
  func independent() throws {
    let particles = TestParticles.random(4000, in: [70, 70], seed: 4)
    let estimate = try particles.estimate("structure_factor(wave_number: 2)")
    let error = try #require(estimate.standardError?.value)
    #expect(abs(try #require(estimate.value) - 1) < 4 * error)
    let spectrum = try DensitySpectrum(Particles(particles.frame), upTo: .pi)
    let mean = spectrum.values.reduce(0, +) / Double(spectrum.values.count)
    #expect(abs(mean - 1) < 0.1)
    #expect(abs(try particles.value("coarsening_length") - 4) < 0.4)
  }

  @Test("Shells of cells are shells of particles")
  func cells() throws {
    let particles = TestParticles.slab(dense: 0.9, dilute: 0.2)
    let spectrum = try DensitySpectrum(Particles(particles.frame), upTo: .pi)
    let step = 2 * Double.pi / 48
    // The first shell holds four vectors of one wave and four of a wave along each axis.
    let direct = try particles.value("structure_factor(wave_number: \(step), width: \(step))")
    #expect(abs(spectrum.waveNumbers[0] - step * (1 + 2.0.squareRoot()) / 2) < 1e-12)
    #expect(direct > 50)
    // Cells move particles by up to a quarter of a diameter.
    #expect(abs(spectrum.values[0] / direct - 1) < 0.02)
    // The domains are 24 wide and repeat after 48.
    #expect(try particles.value("coarsening_length") > 20)
  }

  @Test("Waves need a periodic box, and fit into it")
  func refusals() {
    let walled = TestParticles.random(30, in: [20, 20], boundary: .wall)
    for call in ["structure_factor", "coarsening_length"] {
      let error = #expect(throws: Problems.self) { try walled.request(call) }
      #expect(error?.description.contains("is not periodic") == true)
    }
    let periodic = TestParticles.random(30, in: [20, 20])
    let error = #expect(throws: Problems.self) {
      try periodic.request("structure_factor(wave_number: 0.1, width: 0.01)")
    }
    #expect(error?.description.contains("the longest has 0.314") == true)
  }

  @Test("On a line the shares of shells are those of a line")
  func line() throws {
    for (boundary, expected) in [(Box.Boundary.periodic, 0.4), (.wall, 0.36)] {
      let box = Box(
        spatialDimension: 1, boundary: [boundary, .open, .open],
        lower: [0, -.infinity, -.infinity],
        upper: [10, .infinity, .infinity])
      let region = try GasRegion(box, lower: nil, upper: nil)
      let shares = ShellShares(edges: [0, 2], in: region).shares
      #expect(abs(shares[0] - expected) < 1e-12)
    }
  }
}
