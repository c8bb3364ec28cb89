import ClausiusFields
import Foundation
import ClausiusSpectra
import Testing

@testable import ClausiusKleinGordon

@Suite struct InvariantTests {
  @Test(arguments: [TimeScheme.stormerVerlet, .blanesMoanSRKN6, .exponentialSplitting])
  func `the energy does not drift over a million steps`(scheme: TimeScheme) throws {
    let breather = with(BreatherStart()) { $0.frequency = 0.9 }
    let model = model(
      .sineGordon(SineGordonPotential()), .breather(breather), points: 64, length: 50,
      scheme: scheme)
    let step = 0.05
    let system = try run(model, timeStep: step, duration: 0)
    let initial = system.energy
    var times: [Double] = []
    var errors: [Double] = []
    for sample in 0..<1000 {
      // 997 steps are no multiple of the period: samples fall on all phases.
      try advance(system, timeStep: step, steps: 997, from: sample * 997)
      times.append(Double(sample + 1) * 997 * step)
      errors.append(system.energy / initial - 1)
    }
    let (slope, uncertainty) = lineSlope(times, errors)
    let oscillation = errors.map(abs).max() ?? .infinity
    #expect(abs(slope) < 4 * uncertainty, "slope \(slope) +- \(uncertainty)")
    #expect(abs(slope) * (times.last ?? 0) < oscillation)
    #expect(oscillation < (scheme == .blanesMoanSRKN6 ? 1e-8 : 1e-3))
  }

  /// The slope of a straight line and its standard error, from 20 block means.
  private func lineSlope(_ x: [Double], _ y: [Double]) -> (Double, Double) {
    let size = x.count / 20
    let blocks = (0..<20).map { b -> (x: Double, y: Double) in
      let range = b * size..<(b + 1) * size
      return (
        x[range].reduce(0, +) / Double(size), y[range].reduce(0, +) / Double(size)
      )
    }
    let (mx, my) = (
      blocks.map(\.x).reduce(0, +) / 20, blocks.map(\.y).reduce(0, +) / 20
    )
    let sxx = blocks.reduce(0) { $0 + ($1.x - mx) * ($1.x - mx) }
    let slope = blocks.reduce(0) { $0 + ($1.x - mx) * ($1.y - my) } / sxx
    let rest = blocks.reduce(0) { sum, block in
      let r = block.y - my - slope * (block.x - mx)
      return sum + r * r
    }
    return (slope, (rest / 18 / sxx).squareRoot())
  }

  @Test(arguments: [
    (TimeScheme.exponentialSplitting, 1e-3), (.exponentialSplitting4, 1e-6),
    (.exponentialSplitting6, 1e-9),
  ])
  func `exponential schemes drive no kinks by a difference of the vacua`(
    scheme: TimeScheme, bound: Double
  ) throws {
    // A free field around one vacuum gives the other an energy of order tau^2: kinks gain speed on
    // a long way.
    let collision = with(KinkAntikinkStart()) { $0.velocity = 0.4 }
    let threeVacua = with(KinkKinkStart()) { ($0.separation, $0.velocity) = (20, 0) }
    for model in [
      model(
        .phi4(Phi4Potential()), .kinkAntikink(collision), points: 512, length: 150, scheme: scheme),
      model(
        .sineGordon(SineGordonPotential()), .kinkKink(threeVacua), points: 512, length: 150,
        boundary: .winding(2), scheme: scheme),
    ] {
      let system = try run(model, timeStep: 0.1, duration: 0)
      let initial = system.energy
      for sample in 0..<15 {
        try advance(system, timeStep: 0.1, steps: 100, from: 100 * sample)
        #expect(abs(system.energy / initial - 1) < bound)
      }
    }
  }

  @Test func `the momentum is constant in a periodic box`() throws {
    var model = model(
      .sineGordon(SineGordonPotential()), .breather(BreatherStart()), points: 512, length: 100)
    model.initial = nil
    model.superpose = [
      .breather(
        with(BreatherStart()) { ($0.position, $0.velocity, $0.frequency) = (-20, 0.3, 0.7) }),
      .gaussian(with(GaussianStart()) { ($0.position, $0.velocity) = (15, -0.5) }),
    ]
    #expect(model.contradictions().isEmpty)
    let system = try run(model, timeStep: 0.1, duration: 0)
    let (momentum, energy) = (system.observable("momentum"), system.energy)
    #expect(momentum > 1)
    try advance(system, timeStep: 0.1, steps: 1000)
    #expect(abs(system.observable("momentum") - momentum) < 1e-11)
    #expect(abs(system.energy - energy) < 1e-9)
  }

  @Test func `mode energies of traveling waves add up to the energy`() throws {
    for boundary in [FieldBoundary.periodic, .antiperiodic, .neumann, .dirichlet] {
      let model = model(
        .linear(LinearPotential()),
        .randomPhase(with(RandomPhaseStart()) { ($0.modes, $0.energy) = ([2, 5], 3) }),
        points: 64, length: 20, boundary: boundary, scheme: .exponentialSplitting)
      let system = try run(model, timeStep: 0.5, duration: 10)
      let modes = FieldReadout(system, member: 0).modeEnergies
      #expect(modes.count == 64)
      #expect(abs(modes.reduce(0, +) - system.energy) < 1e-12)
      #expect(abs(system.energy - 3) < 1e-12)
      let isWalled = boundary == .neumann || boundary == .dirichlet
      let first = boundary == .dirichlet ? 1 : 2
      #expect(abs(modes[first] - (isWalled ? 0.75 : 0.375)) < 1e-12)
      #expect(modes[first + 8] < 1e-20)
    }
  }

  @Test func `a wave to the right is no wave to the left`() throws {
    let model = model(
      .linear(LinearPotential()),
      .planeWave(with(PlaneWaveStart()) { ($0.mode, $0.amplitude) = (-3, 0.2) }), points: 32,
      length: 10)
    let system = try run(model, timeStep: 0.01, duration: 0)
    let modes = FieldReadout(system, member: 0).modeEnergies
    let k = 2 * Double.pi * 3 / 10
    #expect(abs(modes[29] - 0.04 / 2 * (k * k + 1) * 10) < 1e-12)
    #expect(modes[3] < 1e-25)
    #expect(system.observable("momentum") < 0)
  }

  @Test func `thermal waves have the temperature`() throws {
    let model = model(
      .linear(LinearPotential()),
      .thermal(with(ThermalStart()) { $0.temperature = 0.3 }), points: 4096, length: 1000,
      scheme: .exponentialSplitting)
    let system = try run(model, timeStep: 0.5, duration: 0)
    let modes = FieldReadout(system, member: 0).modeEnergies
    // 4096 waves with an exponential distribution each: one standard error is 0.3/64.
    let total = modes.reduce(0, +)
    #expect(abs(total / 4096 - 0.3) < 0.01875)
    #expect(abs(total - system.energy) < 1e-9)
  }
}
