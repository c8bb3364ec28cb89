import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusActiveParticles

@Suite("How long a step of active particles may be")
struct TimeStepTests {
  private static func springs(_ springs: SpringNetwork?, count: Int) -> ActiveParticlesModel {
    var model = ActiveParticlesModel()
    model.count = count
    model.interaction = .springs
    model.boundary = .open
    model.springs = springs
    model.stiffness = 10
    return model
  }

  private static func network(_ rows: [(Int, Int, Double)]) -> SpringNetwork {
    SpringNetwork(
      isRing: false,
      springs: rows.map { SpringNetwork.Spring(first: $0.0, second: $0.1, stiffness: $0.2) })
  }

  @Test("A step above 0.2 persistence times is refused, above 0.05 warned of")
  func persistence() {
    var model = Self.springs(nil, count: 4)
    model.interaction = .none
    model.persistenceTime = 0.1
    let refused = model.contradictions(timeStep: 0.021)
    #expect(refused.map(\.key) == ["run.time_step"])
    #expect(
      refused.first?.message == "time_step 0.021 over persistence_time 0.1 is 0.21, above 0.2")
    #expect(model.contradictions(timeStep: 0.02).isEmpty)
    #expect(model.warnings(timeStep: 0.02).count == 1)
    #expect(model.warnings(timeStep: 0.005).isEmpty)
    #expect(model.safeTimeStep == 0.002)
    model.selfPropulsionSpeed = 0
    #expect(model.contradictions(timeStep: 0.021).isEmpty)
  }

  @Test("In space a direction turns by the persistence at any step", arguments: [0.01, 0.2, 0.9])
  func turns(decay: Double) {
    // <cos a> over Rayleigh's density a/s^2 exp(-a^2/(2 s^2)), by the midpoint rule.
    let square =
      ParticleTraits.tangentDeviation(decay: decay)
      * ParticleTraits.tangentDeviation(
        decay: decay)
    let width = 1e-4
    let cosine = (0..<200_000).reduce(0.0) { sum, k in
      let a = (Double(k) + 0.5) * width
      return sum + a / square * exp(-a * a / (2 * square)) * cos(a) * width
    }
    #expect(abs(cosine - exp(-decay)) < 1e-7)
  }

  @Test("A rotational diffusivity is a persistence time by another name")
  func rotationalDiffusivity() {
    var model = ActiveParticlesModel()
    #expect(model.resolvedSpecies.map(\.persistence) == [10])
    model.rotationalDiffusivity = 0.25
    for (dimension, time) in [(1, 4.0), (2, 4), (3, 2)] {
      model.dimension = dimension
      #expect(model.resolvedSpecies.map(\.persistence) == [time])
    }
    model.dimension = 2
    #expect(model.contradictions().isEmpty)
    model.persistenceTime = 4
    #expect(model.contradictions().map(\.key) == ["rotational_diffusivity"])
    model.persistenceTime = nil
    model.model = .aoup
    #expect(model.contradictions().map(\.key) == ["rotational_diffusivity"])
  }

  @Test("Where a lattice of WCA discs is in contact, neighbors press from either side")
  func caged() {
    var model = ActiveParticlesModel()
    model.interaction = .wca
    model.stiffness = 1
    model.translationalDiffusivity = 0.01
    func stiffness(_ packing: Double) -> Double {
      model.packingFraction = packing
      return model.largestStiffness
    }
    #expect(stiffness(0.71) == stiffness(0.1))
    #expect(stiffness(0.73) > 1.9 * stiffness(0.71))
  }

  @Test("Of springs the stated stiffness counts, or half of what meets at one particle")
  func stiffness() {
    let ring = Self.springs(.ring, count: 8)
    #expect(ring.largestStiffness == 10)
    #expect(ring.contradictions(timeStep: 0.02).isEmpty)
    #expect(
      ring.contradictions(timeStep: 0.03).first?.message
        == "stiffness 10.0 times time_step 0.03 is 0.3, above 0.2")
    #expect(ring.warnings(timeStep: 0.01).count == 1)
    let hub = Self.springs(Self.network((1...6).map { (0, $0, 10) }), count: 7)
    #expect(hub.largestStiffness == 30)
  }

  @Test("Springs that drive particles apart are refused, those that others hold are not")
  func stability() {
    func keys(_ rows: [(Int, Int, Double)], trap: Double = 0, count: Int = 3) -> [String] {
      var model = Self.springs(Self.network(rows), count: count)
      model.trapStiffness = trap
      return model.contradictions().map(\.key)
    }
    #expect(keys([(0, 1, -5)], count: 2) == ["springs"])
    #expect(keys([(0, 1, -5)], trap: 11, count: 2) == [])
    #expect(keys([(0, 1, -5)], trap: 9, count: 2) == ["springs"])
    // The difference of the ends has the stiffness 2 - 2 x 0.5 or 2 - 2 x 1.5.
    #expect(keys([(0, 1, 2), (1, 2, 2), (0, 2, -0.5)]) == [])
    #expect(keys([(0, 1, 2), (1, 2, 2), (0, 2, -1.5)]) == ["springs"])
    #expect(keys([(0, 1, 2), (1, 2, 2)]) == [])
  }

  @Test("WCA: U'' at the distance that noise and packing bring about")
  func wca() {
    var model = ActiveSamples.discs(.wca, count: 200, packing: 0.3)
    model.translationalDiffusivity = 1
    // An energy of 1 at contact, where U'' is 456.
    #expect(abs(model.largestStiffness - 456) < 10)
    #expect(model.safeTimeStep == 5e-5)
    model.translationalDiffusivity = 0.01
    #expect(model.safeTimeStep == 2e-4)
    model.packingFraction = 0.85
    model.stiffness = 0.7
    // 187 at the spacing of the lattice, from either side.
    #expect(abs(model.largestStiffness - 374) < 10)
    #expect(model.warnings(timeStep: 5e-4).map(\.key) == ["run.time_step"])
  }

  @Test("Persistence times are neither 1e-300 nor 1e300")
  func range() {
    #expect(!ActiveParticlesModel.persistenceTimes.contains(1e300))
    #expect(!ActiveParticlesModel.persistenceTimes.contains(1e-300))
  }

  @Test("Counting that begins after the end is warned of")
  func counting() throws {
    var model = ActiveSamples.discs(count: 200)
    model.persistenceTime = 0.1
    model.statisticsFrom = 3
    let run = try ActiveSamples.run(steps: 2000, timeStep: 1e-3)
    let warnings = try ActiveSamples.system(model, run).warnings
    #expect(warnings.map(\.key) == ["statistics_from"])
    #expect(
      warnings.first?.message.contains("the run ends at 2, before counting begins at 3") == true)
  }
}
