import ClausiusDeclarations
import Testing

@testable import ClausiusKleinGordon

/// Starts that the points of the grid do not show.
@Suite struct ResolutionTests {
  private func warning(_ model: KleinGordonModel) throws -> Contradiction? {
    let step = min(0.01, model.timeStepLimit / 2)
    return try run(model, timeStep: step, duration: 0).warnings.first { $0.key == "points" }
  }

  private func gaussian(width: Double, at position: Double) -> FieldStart {
    .gaussian(with(GaussianStart()) { ($0.width, $0.position) = (width, position) })
  }

  @Test func `fast kinks, fast breathers and narrow bumps are reported`() throws {
    let fast = FieldStart.kinkAntikink(with(KinkAntikinkStart()) { $0.velocity = 0.99 })
    let coarse = model(.phi4(Phi4Potential()), fast, points: 64, length: 200)
    let told = try #require(try warning(coarse))
    #expect(told.message.hasPrefix("the grid does not resolve the start: between its points"))
    // The flank is 0.7071/gamma = 0.09975, the points are 3.125 apart: 2 * 200/0.09975 = 4010
    // points.
    #expect(told.message.contains("it changes over 0.0997"))
    #expect(told.advice?.hasPrefix("use 4096 points, or a length of at most 3.19") == true)
    var fine = coarse
    fine.points = 4096
    #expect(try warning(fine) == nil)

    let breather = FieldStart.breather(with(BreatherStart()) { $0.velocity = 0.9999 })
    let moving = model(.sineGordon(SineGordonPotential()), breather, points: 512, length: 60)
    #expect(try warning(moving) != nil)
    fine = moving
    fine.points = 16384
    #expect(try warning(fine) == nil)

    // On a point of the grid and between two of them.
    for position in [0.0, 0.05] {
      let narrow = model(
        .linear(LinearPotential()), gaussian(width: 1e-3, at: position), points: 512, length: 60)
      #expect(try warning(narrow) != nil, "\(position)")
    }
  }

  @Test func `what the grid resolves is not reported`() throws {
    for potential in [
      Potential.phi4(Phi4Potential()), .phi6(Phi6Potential()), .sineGordon(SineGordonPotential()),
      .doubleSineGordon(DoubleSineGordonPotential()),
    ] {
      let pair = FieldStart.kinkAntikink(KinkAntikinkStart())
      #expect(try warning(model(potential, pair, points: 512, length: 256)) == nil)
      #expect(
        try warning(model(potential, pair, points: 512, length: 256) { $0.symmetry = .even })
          == nil)
      #expect(
        try warning(model(potential, pair, points: 256, length: 60, boundary: .neumann)) == nil)
    }
    let winding = model(
      .sineGordon(SineGordonPotential()), .kink(with(KinkStart()) { $0.velocity = 0.5 }),
      points: 256, length: 60, boundary: .winding(1))
    #expect(try warning(winding) == nil)
    let alone = model(
      .phi4(Phi4Potential()), .kink(KinkStart()), points: 256, length: 60, boundary: .antiperiodic)
    #expect(try warning(alone) == nil)
    // A bump without height, a breather in its passage through 0, and waves, which the grid holds
    // by their number.
    let flat = FieldStart.gaussian(with(GaussianStart()) { $0.amplitude = 0 })
    #expect(try warning(model(.linear(LinearPotential()), flat, points: 64, length: 60)) == nil)
    let passing = FieldStart.breather(with(BreatherStart()) { $0.phase = .pi / 2 })
    #expect(
      try warning(model(.sineGordon(SineGordonPotential()), passing, points: 256, length: 60))
        == nil)
    let wave = FieldStart.planeWave(with(PlaneWaveStart()) { $0.mode = 30 })
    #expect(try warning(model(.linear(LinearPotential()), wave, points: 64, length: 60)) == nil)
  }
}
