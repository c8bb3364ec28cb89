import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusActiveParticles

@Suite("Parameters of active particles that exclude each other")
struct ContradictionTests {
  private static func model(_ change: (inout ActiveParticlesModel) -> Void) -> ActiveParticlesModel
  {
    var model = ActiveParticlesModel()
    change(&model)
    return model
  }

  @Test("The defaults are right, and say nothing twice")
  func defaults() {
    #expect(ActiveParticlesModel().contradictions().isEmpty)
    #expect(ActiveParticlesModel().contradictions(timeStep: 1e-3).isEmpty)
    #expect(ActiveParticlesModel().safeTimeStep == 5e-4)
  }

  static let cases: [(ActiveParticlesModel, key: String, words: String)] = [
    (model { $0.trapStiffness = 1 }, "trap_stiffness", "a trap has no place in a periodic box"),
    (
      model {
        $0.box = [20, 20]; $0.packingFraction = 0.4
      }, "packing_fraction",
      "say the same thing twice"
    ),
    (model { $0.box = [20] }, "box", "box has 1 side lengths in 2 dimensions"),
    (model { $0.count = 5 }, "count", "shorter than three times the range of the force"),
    (model { $0.box = [2.9, 400] }, "box", "shorter than three times the range of the force"),
    (
      model {
        $0.interaction = .wca; $0.packingFraction = 0.91
      }, "packing_fraction",
      "more than 0.9 for 'wca'"
    ),
    (model { $0.box = [20, 20] }, "box", "more than 1.2 for 'harmonic'"),
    (model { $0.cosineAmplitude = 1 }, "cosine_amplitude", "a potential on a ring"),
    (
      model {
        $0.cosineAmplitude = 1; $0.dimension = 1; $0.box = [6]; $0.interaction = .none
      },
      "box", "2 pi long"
    ),
    (
      model {
        $0.interaction = .springs; $0.boundary = .open
      }, "interaction", "is missing"
    ),
    (
      model {
        $0.interaction = .springs; $0.springs = .ring
      }, "boundary",
      "springs have no ends in a periodic box"
    ),
    (model { $0.springs = .ring }, "springs", "the interaction is 'harmonic'"),
    (model { $0.start = .file }, "start", "'start_file' is missing"),
    (model { $0.startFile = "a.h5md" }, "start_file", "but 'start' is 'random'"),
    (
      model {
        $0.start = .slab; $0.packingFraction = 0.1
      }, "start", "needs a mean between them"
    ),
    (
      model {
        $0.workAndHeat = true; $0.scheme = .eulerMaruyama
      }, "work_and_heat",
      "the drift at both ends"
    ),
    (
      model {
        $0.count = 5; $0.species = [ActiveSpecies()]
      }, "count",
      "the species add up to 1 particles, not 5"
    ),
  ]

  @Test("Each is refused at its key, in one clause", arguments: cases.indices)
  func refusals(index: Int) {
    let (model, key, words) = Self.cases[index]
    let found = model.contradictions()
    #expect(found.map(\.key).contains(key), "\(found)")
    #expect(found.contains { $0.key == key && $0.message.contains(words) }, "\(found)")
    #expect(found.allSatisfy { $0.advice != nil })
  }

  @Test("A list of springs is symmetric, of particles that there are")
  func springs() {
    func words(_ springs: [SpringNetwork.Spring]) -> String {
      SpringNetwork(isRing: false, springs: springs).contradictions(count: 3).first?.message ?? ""
    }
    #expect(
      words([.init(first: 0, second: 1, stiffness: 1), .init(first: 1, second: 0, stiffness: 1)])
        == "")
    #expect(
      words([.init(first: 0, second: 1, stiffness: 1), .init(first: 1, second: 0, stiffness: 2)])
        .contains("not symmetric: 1 and 2 between particles 0 and 1"))
    #expect(words([.init(first: 0, second: 3, stiffness: 1)]) == "there is no particle 3")
    #expect(words([.init(first: 2, second: 2, stiffness: 1)]).contains("joined to itself"))
  }

  @Test("A step too long for the stiffness is refused above 0.2 and warned of above 0.05")
  func timeStep() throws {
    let model = ActiveSamples.discs(count: 200)
    #expect(model.contradictions(timeStep: 0.004).isEmpty)
    let refused = model.contradictions(timeStep: 0.0041)
    #expect(refused.first?.key == "run.time_step")
    #expect(refused.first?.advice == "give a time_step of at most 0.001")
    func keys(_ timeStep: Double, steps: Int) throws -> [String] {
      let run = try ActiveSamples.run(steps: steps, timeStep: timeStep)
      return try ActiveSamples.system(model, run).warnings.map(\.key)
    }
    #expect(try keys(0.002, steps: 50_000) == ["run.time_step"])
    #expect(try keys(0.001, steps: 100_000) == [])
    #expect(try keys(0.001, steps: 10_000) == ["run.duration"])
  }

  @Test("Rates that are infinite or do not hold are not offered")
  func offers() {
    func names(_ change: (inout ActiveParticlesModel) -> Void) -> Set<String> {
      Set(Self.model(change).offeredObservables.map(\.name))
    }
    #expect(names { _ in }.isSuperset(of: ["entropy_production_even", "entropy_production_odd"]))
    #expect(!names { _ in }.contains("entropy_production_fodor"))
    let cold = names { $0.translationalDiffusivity = 0 }
    #expect(!cold.contains { $0.contains("entropy_production") })
    #expect(cold.contains("contraction"))
    let aoup = names {
      $0.translationalDiffusivity = 0; $0.model = .aoup
    }
    #expect(aoup.contains("entropy_production_fodor"))
    #expect(
      !names {
        $0.boundary = .open; $0.interaction = .none
      }.contains("pressure"))
  }
}
