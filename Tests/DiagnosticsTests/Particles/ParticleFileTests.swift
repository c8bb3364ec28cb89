import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

@Suite("Particles of other programs, and what calls refuse") struct ParticleFileTests {
  @Test("The autocorrelation is that of a vector, in its unit")
  func autocorrelation() throws {
    let particles = TestParticles.random(20, in: [9, 9])
    let error = #expect(throws: Problems.self) {
      try particles.request("velocity_autocorrelation(of: local_packing)")
    }
    #expect(error?.description.contains("local_packing is a number") == true, "\(error as Any)")
    let request = try particles.request("velocity_autocorrelation(of: self_propulsion)")
    #expect(request.unitName == "length^2/time^2")
  }

  @Test("A vector that is not finite is shown by its components")
  func notFinite() {
    var particles = TestParticles.random(3, in: [9, 9])
    particles.propulsion[1] = SIMD3(.nan, -0.5, 0)
    let error = #expect(throws: DiagnosticError.self) {
      try particles.value("entropy_production")
    }
    #expect(
      error?.message.hasSuffix("self_propulsion of individual 1 in frame 0 is (nan, -0.5, 0)")
        == true)
  }

  @Test("Particles with sizes and without velocities have a phase of density")
  func phase() throws {
    var particles = TestParticles.slab(dense: 0.9, dilute: 0.2)
    particles.family = nil
    let request = try particles.request("phase")
    #expect(request.names == DensityPhase.allCases.map(\.rawValue))
    #expect(try particles.value("phase") == Double(DensityPhase.separated.code))
  }

  @Test("Particles are linked in contact: of one size by it, of several each by its own")
  func clusters() throws {
    let one = FrameContext(system: "", individuals: 3, parameters: ["diameter": 1.5])
    #expect(try Clusters().linkingRadius(one) == 1.5)
    let several = FrameContext(
      system: "", individuals: 4, properties: ["radius": [0.5, 1, 0.5, 0.5]])
    var frame = Frame(
      context: several, box: Box(lengths: [20, 20], boundary: .periodic), quantities: [.position])
    frame.quantities[0].values = [1, 1, 0, 2.4, 1, 0, 8, 1, 0, 9.2, 1, 0]
    try Clusters().check(context: several, box: frame.space)
    // 1.4 apart with 1.5 in contact, and 1.2 apart with 1.
    #expect(try Clusters().evaluate(AnalyzedFrame(frame)).value == 3)
  }

  @Test("A table of cells holds the particles of the class alone")
  func classTable() throws {
    var particles = TestParticles.slab(dense: 0.9, dilute: 0.2)
    particles.propulsion = particles.places.map { _ in SIMD3(1, 0, 0) }
    particles.force = particles.places.map { _ in .zero }
    let samples = try particles.estimate("entropy_production(class: dense)").samples
    #expect(samples > 100 && samples < particles.places.count)
    let result = try whole("entropy_production(class: dense, position: [2, 2])", [particles])
    let rows = try #require(result.table).rows
    let counts = rows.compactMap { Double($0[3]) }
    let sums = rows.compactMap { Double($0[4]) }
    #expect(counts.reduce(0, +) == Double(samples))
    #expect(abs(sums.reduce(0, +) - 2 * Double(samples)) < 1e-9)
  }

  @Test("The local rate of Fodor et al. is refused, with what it would need")
  func fodor() throws {
    let error = #expect(throws: Problems.self) {
      try TestParticles.random(3, in: [9, 9]).request("entropy_production(convention: fodor)")
    }
    #expect(error?.description.contains("second derivatives of the energy") == true)
  }

  @Test("Rates before 5 persistence times are warned of")
  func early() {
    func warning(_ names: [String], time: Double, _ parameters: [String: Double]) -> String? {
      var particles = TestParticles.random(3, in: [9, 9])
      particles.parameters = parameters
      return StationaryRates.warning(names, in: particles.contents, from: time)
    }
    let run = ["persistence_time": 2.0, "self_propulsion_speed": 1]
    #expect(
      warning(["phase", "entropy_production_even"], time: 0, run)
        == "entropy_production_even is averaged from time 0 on, before 5 persistence times (10): the state may not be stationary; give --from 10"
    )
    #expect(warning(["entropy_production"], time: 10, run) == nil)
    #expect(warning(["phase"], time: 0, run) == nil)
    #expect(warning(["entropy_production"], time: 0, [:]) == nil)
    #expect(
      warning(
        ["entropy_production"], time: 0, ["persistence_time": 2, "self_propulsion_speed": 0])
        == nil)
  }
}
