import ClausiusSimulationCore
import Testing

@testable import ClausiusActiveParticles

@Suite("What files state of active particles")
struct ContextTests {
  private static func species(_ diffusivities: [Double]) -> ActiveParticlesModel {
    var model = ActiveParticlesModel()
    model.species = diffusivities.map {
      var species = ActiveSpecies()
      species.count = 2
      species.translationalDiffusivity = $0
      return species
    }
    return model
  }

  @Test("One list of species states its numbers, not those of the system")
  func alike() {
    for model in [Self.species([0.2]), Self.species([0.2, 0.2])] {
      let context = model.frameContext(timeStep: 0.01)
      #expect(context.parameters["translational_diffusivity"] == 0.2)
      #expect(context.parameters["persistence_time"] == 10)
    }
  }

  @Test("Species that differ state the numbers of each particle")
  func different() {
    let context = Self.species([0.2, 0]).frameContext(timeStep: 0.01)
    #expect(context.parameters["translational_diffusivity"] == nil)
    #expect(context.properties["translational_diffusivity"] == [0.2, 0.2, 0, 0])
    #expect(context.parameters["trap_stiffness"] == 0)
  }
}
