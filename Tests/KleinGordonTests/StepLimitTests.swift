import ClausiusSimulationCore
import Testing

@testable import ClausiusKleinGordon

/// The step limit follows the field as it is, not only the potential.
@Suite struct StepLimitTests {
  @Test func `every field of an ensemble limits the step and is looked at for overlaps`() throws {
    var model = KleinGordonModel()
    model.initial = .gaussian(with(GaussianStart()) { $0.background = 1 })
    func limit(from first: Double, to last: Double) -> Double {
      model.ensemble = with(Ensemble()) {
        $0.amplitude = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (first, last, 3) }
      }
      return model.timeStepLimit
    }
    // V'' = 3 phi^2 - 1 at phi = 41: the highest wave of 512 points on 60 and the well together.
    let nyquist = Double.pi * 512 / 60
    let expected = model.scheme.stabilityLimit / (nyquist * nyquist + 3 * 41 * 41 - 1).squareRoot()
    #expect(abs(limit(from: 0.1, to: 40) / expected - 1) < 1e-3)
    #expect(limit(from: 0.1, to: 40) == limit(from: 40, to: 0.1))
    var pair = KleinGordonModel()
    pair.initial = .kinkAntikink(KinkAntikinkStart())
    pair.ensemble = with(Ensemble()) {
      $0.separation = with(ParameterScan()) { ($0.from, $0.to, $0.count) = (20, 2, 3) }
    }
    #expect(pair.warnings().first?.message.contains("solitons overlap") == true)
  }

  @Test func `a hot field takes shorter steps`() throws {
    var model = KleinGordonModel()
    var steps: [Double] = []
    for temperature in [0.1, 1000, 100_000] {
      model.initial = .thermal(with(ThermalStart()) { $0.temperature = temperature })
      let step = try #require(model.safeTimeStep)
      steps.append(step)
      let system = try run(model, timeStep: step, duration: 200 * step)
      #expect(system.closingWarnings.isEmpty)
    }
    #expect(steps[0] > 2 * steps[1] && steps[1] > 5 * steps[2])
    // The field as it was drawn is held against the limit again.
    model.scheme = .stormerVerlet
    model.initial = .thermal(with(ThermalStart()) { $0.temperature = 1000 })
    #expect(throws: ContradictionError.self) {
      _ = try run(model, timeStep: 0.0744, duration: 1)
    }
  }

  @Test func `energy that does not stay is reported at the end`() throws {
    var model = KleinGordonModel()
    model.initial = .gaussian(
      with(GaussianStart()) { ($0.amplitude, $0.background, $0.velocity) = (0.01, 1, 1e5) })
    let system = try run(model, timeStep: 0.1, duration: 2)
    #expect(system.closingWarnings.first?.message.contains("changed by") == true)
  }

  @Test func `a field that grows by its physics has no step limit of its own`() {
    // V = -phi^2/2: every wave with k < 1 grows, whatever the step.
    var model = KleinGordonModel()
    model.potential = .polynomial(PolynomialPotential(coefficients: [0, 0, -0.5]))
    model.initial = .gaussian(GaussianStart())
    model.scheme = .exponentialSplitting
    #expect(model.timeStepLimit == .infinity)
  }
}
