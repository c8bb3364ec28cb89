import Testing

@testable import ClausiusKleinGordon

/// Solitons and bumps that are too near to each other or to the ends.
@Suite struct OverlapTests {
  @Test func `solitons that overlap with their images are reported`() {
    var model = KleinGordonModel()
    model.initial = .kinkAntikink(
      with(KinkAntikinkStart()) { ($0.separation, $0.velocity) = (56, 0) })
    // exp(-4 sqrt2)
    #expect(model.warnings().isEmpty)
    #expect(
      model.endWarnings().first?.message.contains(
        "overlap with their images across the boundary: the flank of one is 0.003493") == true)
    model.initial = .kinkAntikink(KinkAntikinkStart())
    #expect(model.endWarnings().isEmpty)
    model.potential = .sineGordon(SineGordonPotential())
    model.initial = nil
    model.superpose = [
      .breather(with(BreatherStart()) { ($0.position, $0.frequency) = (8, 0.6) }),
      .breather(with(BreatherStart()) { ($0.position, $0.frequency) = (-2, 0.6) }),
    ]
    // eta = 0.8: exp(-8)
    #expect(model.warnings().first?.message.contains("0.000335") == true)
    model.superpose = [.breather(with(BreatherStart()) { $0.frequency = 0.995 })]
    #expect(model.endWarnings().first?.message.contains("0.00249") == true)
    model.superpose = [.gaussian(with(GaussianStart()) { $0.width = 12 })]
    #expect(model.endWarnings().first?.message.contains("cut a bump off") == true)
  }

  @Test func `overlapping solitons are reported`() {
    var model = KleinGordonModel()
    var start = KinkAntikinkStart()
    start.separation = 4
    model.initial = .kinkAntikink(start)
    #expect(model.warnings().first?.message.contains("solitons overlap") == true)
    start.separation = 20
    model.initial = .kinkAntikink(start)
    #expect(model.warnings().isEmpty)
  }
}
