import ClausiusDeclarations
import ClausiusSimulationCore

/// Independent walkers: each coordinate takes steps of sqrt(2 D tau) times a normal number.
struct WalkersModel: SystemModel {
  var count = 100
  var diffusivity = 1.0

  static let name = "walkers"
  static let about = "independent Brownian walkers in open space"
  static let source = "Einstein, Ann. Phys. 17 (1905) 549"
  static let timeKind = TimeKind.fixedStep
  static let quantities = [QuantityDescription.position]
  static let observables = WalkersSystem.observables.map(\.description)
  static let keys = [
    Key("count", \WalkersModel.count, in: .positive, about: "number of walkers"),
    Key(
      "diffusivity", \WalkersModel.diffusivity, in: .positive, unit: "length^2/time",
      about: "D of <x^2> = 2 D t"),
  ]

  func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(count: count, bytesPerElement: 24)
  }

  func makeSystem(run: RunSettings) throws -> any System {
    WalkersSystem(model: self, run: run)
  }
}
