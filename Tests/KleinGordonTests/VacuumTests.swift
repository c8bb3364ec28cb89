import ClausiusFields
import Foundation
import Testing

@testable import ClausiusKleinGordon

/// The vacuum around which waves are counted, the energy density and the charge.
@Suite struct VacuumTests {
  private func system(
    _ potential: Potential, _ start: FieldStart, boundary: FieldBoundary = .periodic,
    points: Int = 64, length: Double = 40
  ) throws -> KleinGordonSystem {
    try run(
      model(potential, start, points: points, length: length, boundary: boundary),
      timeStep: 0.01, duration: 0)
  }

  private func wave(_ vacuum: Double?, mode: Int = 3) -> FieldStart {
    .planeWave(
      with(PlaneWaveStart()) { ($0.mode, $0.amplitude, $0.vacuum) = (mode, 1e-3, vacuum) })
  }

  /// The energy of a travelling wave, omega^2 A^2 L/2.
  private func energy(massSquared: Double, mode: Int = 3, length: Double = 40) -> Double {
    let k = 2 * Double.pi * Double(mode) / length
    return (k * k + massSquared) * 1e-6 / 2 * length
  }

  @Test func `waves are counted around the vacuum that they are in`() throws {
    let cases: [(Potential, Double, Double)] = [
      (.phi4(Phi4Potential()), -1, 2), (.phi4(Phi4Potential()), 1, 2),
      (.phi6(Phi6Potential()), 0, 1), (.phi6(Phi6Potential()), -1, 4),
      (.sineGordon(SineGordonPotential()), 6 * .pi, 1),
      (.doubleSineGordon(DoubleSineGordonPotential()), 2 * .pi, 1),
    ]
    for (potential, vacuum, massSquared) in cases {
      let named = try system(potential, wave(vacuum))
      // The same field without a name: it is nearest to that vacuum.
      let bump = with(GaussianStart()) { ($0.amplitude, $0.background) = (1e-3, vacuum + 1e-3) }
      let unnamed = try system(potential, .gaussian(bump))
      for field in [named, unnamed] {
        #expect(abs((field.context.parameters["vacuum"] ?? .nan) - vacuum) < 1e-12)
        #expect(abs((field.context.parameters["mass"] ?? .nan) - massSquared.squareRoot()) < 1e-12)
      }
      let modes = FieldReadout(named, member: 0).modeEnergies
      #expect(abs(modes[3] / energy(massSquared: massSquared) - 1) < 1e-9)
      #expect(modes.enumerated().allSatisfy { $0.offset == 3 || $0.element < 1e-20 })
      // (phi - vacuum) = 1e-3 and more: the constant wave holds little.
      #expect(FieldReadout(unnamed, member: 0).modeEnergies[0] < 40 * massSquared * 2.5e-6)
    }
  }

  @Test func `a field that changes vacua is counted where it is`() throws {
    let model = model(
      .phi4(Phi4Potential()), .kinkAntikink(with(KinkAntikinkStart()) { $0.separation = 12 }),
      points: 128, length: 40)
    let few = try run(model, timeStep: 0.1, duration: 0)
    #expect(few.context.parameters["vacuum"] == -1)
    var wide = model
    wide.initial = .kinkAntikink(with(KinkAntikinkStart()) { $0.separation = 28 })
    #expect(try run(wide, timeStep: 0.1, duration: 0).context.parameters["vacuum"] == 1)
    // An antiperiodic field has no constant part; its mass is that of the vacua at its ends.
    let kink = try system(
      .phi4(Phi4Potential()), .kink(KinkStart()), boundary: .antiperiodic)
    #expect(abs((kink.context.parameters["mass"] ?? .nan) - 2.0.squareRoot()) < 1e-12)
    let modes = FieldReadout(kink, member: 0).modeEnergies
    // Mirror images: as much to the right as to the left.
    for k in 0..<32 { #expect(abs(modes[k] - modes[63 - k]) < 1e-12) }
  }

  @Test(arguments: [FieldBoundary.periodic, .antiperiodic, .neumann, .dirichlet, .winding(1)])
  func `the energy density adds up to the energy`(boundary: FieldBoundary) throws {
    // Noise down to the last wave, in which the slope at the points does not show.
    let start: FieldStart =
      boundary == .winding(1)
      ? .kink(KinkStart())
      : .thermal(with(ThermalStart()) { ($0.temperature, $0.vacuum) = (0.5, 0) })
    let potential = Potential.sineGordon(SineGordonPotential())
    for points in boundary == .antiperiodic ? [64, 62] : [64, 63] {
      let system = try system(potential, start, boundary: boundary, points: points)
      let readout = FieldReadout(system, member: 0)
      let sum = readout.energyDensity.reduce(0, +) * 40 / Double(points)
      #expect(abs(sum / readout.energy - 1) < 1e-13, "\(points)")
    }
  }

  @Test func `the charge of an antiperiodic field stays through its ends`() throws {
    for (start, charge) in [
      (FieldStart.kink(with(KinkStart()) { ($0.position, $0.velocity) = (10, 0.5) }), 1.0),
      (.antikink(with(AntikinkStart()) { ($0.position, $0.velocity) = (10, 0.5) }), -1),
    ] {
      let model = model(
        .phi4(Phi4Potential()), start, points: 128, length: 40, boundary: .antiperiodic)
      let system = try run(model, timeStep: 0.1, duration: 0)
      for round in 0..<10 {
        #expect(system.observable("topological_charge") == charge)
        try advance(system, timeStep: 0.1, steps: 50, from: 50 * round)
      }
      // It has gone through the right end and back to about x = 20 - 40 + 15.
      #expect(system.observable("kink_count") == 1)
      #expect(system.observable("topological_charge") == charge)
    }
  }

  @Test func `antiperiodic waves have odd multiples of pi over L`() throws {
    let start = FieldStart.planeWave(
      with(PlaneWaveStart()) { ($0.mode, $0.amplitude, $0.vacuum) = (-1, 0.1, 0) })
    let system = try system(.linear(LinearPotential()), start, boundary: .antiperiodic)
    let k = Double.pi / 40
    for (x, phi) in zip(system.geometry.positions, system.phi) {
      #expect(abs(phi - 0.1 * cos(k * (x + 20))) < 1e-14)
    }
    // Negative modes travel to the left.
    #expect(system.observable("momentum") < 0)
    let modes = FieldReadout(system, member: 0).modeEnergies
    #expect(abs(modes[63] - (k * k + 1) * 0.01 / 2 * 40) < 1e-12)
    #expect(modes[0] < 1e-25)
  }
}
