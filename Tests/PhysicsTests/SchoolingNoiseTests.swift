import ClausiusSchooling
import Foundation
import Testing

/// How the polarization of a highly parallel school depends on the time step.
@Suite("Fish school: noise and the time step")
struct SchoolingNoiseTests {
  /// 1 - p over the last 60 units of time of 120.
  private func disorder(timeStep: Double, _ change: (inout CouzinModel) -> Void) throws -> Double {
    var model = CouzinModel()
    model.individuals = 60
    model.orientationWidth = 8
    change(&model)
    var run = try SchoolingRun(model, seed: 1, timeStep: timeStep)
    let steps = Int((60 / timeStep).rounded())
    try run.advance(steps: steps)
    return 1 - (try run.means(steps: steps)).polarization
  }

  @Test("With a rate the polarization does not depend on the step")
  func rate() throws {
    let found = try [0.0125, 0.00625].map { step in
      try disorder(timeStep: step) {
        $0.angularNoise = nil
        $0.angularNoiseRate = .constant(0.05 / 0.1.squareRoot())
      }
    }
    // Means over 60 units of time of 60 individuals scatter by 3 percent.
    #expect(abs(found[1] / found[0] - 1) < 0.12, "\(found)")
    #expect(abs(found[1] / 2.67e-4 - 1) < 0.2, "\(found)")
  }

  @Test("With the error of a step it does: 1 - p falls in proportion")
  func step() throws {
    let found = try [0.025, 0.0125].map { step in try disorder(timeStep: step) { _ in } }
    #expect(abs(found[0] / found[1] - 2) < 0.3, "\(found)")
  }
}
