import ClausiusDeclarations
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

@Suite("Hexatic order") struct HexaticOrderTests {
  /// A periodic triangular lattice of `side` rows (an even number) of as many particles.
  private func triangles(_ side: Int, spacing: Double = 1.3) -> TestParticles {
    let height = spacing * Double.sqrt(3) / 2
    var places: [SIMD3<Double>] = []
    for row in 0..<side {
      for column in 0..<side {
        let shift = row % 2 == 0 ? 0.25 : 0.75
        places.append(SIMD3((Double(column) + shift) * spacing, (Double(row) + 0.5) * height, 0))
      }
    }
    let lengths = [Double(side) * spacing, Double(side) * height]
    return TestParticles(places: places, box: Box(lengths: lengths, boundary: .periodic))
  }

  @Test("Lattices are in order, by the number of their neighbors", arguments: ["global", "local"])
  func lattices(statistic: String) throws {
    let square = TestParticles.lattice(8, spacing: 1.5)
    for (particles, n) in [(triangles(8), 6), (square, 4), (square, 8)] {
      let value = try particles.value("hexatic_order(neighbors: \(n), statistic: \(statistic))")
      #expect(abs(value - 1) < 1e-12)
    }
  }

  @Test("Two grains turned by 30 degrees cancel, and each is in order")
  func grains() throws {
    // Hexagons alone in open space: their centers are in order, and so are all in them.
    func hexagon(at center: SIMD3<Double>, turned: Double) -> [SIMD3<Double>] {
      [center]
        + (0..<6).map { k in
          let angle = Double(k) * .pi / 3 + turned
          return center + SIMD3(Double.cos(angle), Double.sin(angle), 0)
        }
    }
    let box = Box(lengths: [200, 200], boundary: .wall)
    var sums: [Double] = []
    for turned in [0, Double.pi / 6] {
      let places = [SIMD3(50.0, 50, 0), SIMD3(150, 150, 0)].enumerated().flatMap {
        hexagon(at: $0.element, turned: $0.offset == 0 ? 0 : turned)
      }
      let particles = TestParticles(places: places, box: box)
      sums.append(try particles.value("hexatic_order"))
      #expect(try particles.value("hexatic_order(statistic: local)") > 0.1)
    }
    #expect(sums[0] > 0.1 && sums[1] < 1e-12)
  }

  /// The directions to the six nearest of independent places are independent. So |psi| is a sixth
  /// of the length of a walk of six unit steps, in the mean 2.19386 (Borwein, Nuyens, Straub and
  /// Wan, Ramanujan J. 26 (2011) 109, table 1).
  @Test("Independent places have the order of a random walk")
  func random() throws {
    let particles = TestParticles.random(6000, in: [60, 40], seed: 5)
    let local = try particles.value("hexatic_order(statistic: local)")
    #expect(abs(local - 2.19386 / 6) < 0.01)
    #expect(try particles.value("hexatic_order") < 0.05)
  }

  @Test("Who is at the same place is in no direction")
  func onePlace() throws {
    let box = Box(lengths: [9, 9], boundary: .periodic)
    let heap = TestParticles(places: [SIMD3](repeating: SIMD3(1, 2, 0), count: 9), box: box)
    #expect(try heap.value("hexatic_order") == 0)
    #expect(try heap.value("hexatic_order(statistic: local)") == 0)
  }

  @Test("It is of the plane, and needs neighbors")
  func refusals() throws {
    let space = TestParticles.random(50, in: [5, 5, 5])
    #expect(throws: Problems.self) { try space.request("hexatic_order") }
    let few = TestParticles.random(6, in: [5, 5])
    #expect(try few.estimate("hexatic_order").value == nil)
    #expect(try few.estimate("hexatic_order(neighbors: 5)").value != nil)
    #expect(throws: Problems.self) { try few.request("hexatic_order(neighbors: 1)") }
  }
}
