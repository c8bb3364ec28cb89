import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Entropies of a field against closed forms, and as published.
@Suite struct FieldEntropyTests {
  /// The phi4 kink at rest, whose energy density is sech^4(x/sqrt2)/2.
  private let kink = TestField(
    points: 512, length: 40, boundary: "antiperiodic", parameters: TestField.phi4,
    phi: { Double.tanh($0 / 2.0.squareRoot()) })

  @Test func aKinkAtRestHasTheEntropyOfItsProfile() throws {
    let spacing = 40.0 / 512
    // p = 3/(4 sqrt2) sech^4(x/sqrt2), whose mean of ln cosh is 5/6 - ln 2.
    let differential =
      Double.log(4 * 2.0.squareRoot() / 3) + 4 * (5.0 / 6 - Double.log(2))
    let shannon = try ShannonEntropy().value(kink)
    #expect(abs(shannon + Double.log(spacing) - differential) < 1e-12)
    // E^2/integral of e^2 = (8/9)/(8 sqrt2/35).
    let length = 35 * 2.0.squareRoot() / 18
    #expect(abs(try ParticipationLength().value(kink) - length) < 1e-12)
    #expect(abs(try InverseParticipationRatio().value(kink) - spacing / length) < 1e-14)
    let renyi = try RenyiEntropy().value(kink)
    #expect(abs(renyi - Double.log(length / spacing)) < 1e-12)
    let tsallis = try TsallisEntropy().value(kink)
    #expect(abs(tsallis - (1 - spacing / length)) < 1e-14)
    let composite = try CompositeEntropy().value(kink)
    #expect(abs(composite - (0.5 * shannon + 0.3 * renyi + 0.2 * tsallis)) < 1e-13)
  }

  @Test func aWindingKinkKeepsItsTails() throws {
    var parameters = TestField.sineGordon
    parameters["rise"] = 2 * .pi
    let kink = TestField(
      points: 1024, length: 80, boundary: "{winding: 1}", parameters: parameters,
      phi: { 4 * Double.atan(Double.exp($0)) })
    // e = 4 sech^2 x: p = sech^2(x)/2, of which the mean of ln cosh is 1 - ln 2, and the square
    // root sech(x)/sqrt2.
    let spacing = Double.log(80.0 / 1024)
    #expect(abs(try ShannonEntropy().value(kink) + spacing - (2 - Double.log(2))) < 1e-11)
    var half = RenyiEntropy()
    half.order = 0.5
    let exact = 2 * Double.log(Double.pi / 2.0.squareRoot())
    #expect(abs(try half.value(kink) + spacing - exact) < 1e-9)
  }

  @Test func evenlySpreadEnergyHasTheLargestEntropy() throws {
    let field = TestField(
      points: 64, length: 10, parameters: TestField.linear, phi: { _ in 0.5 })
    #expect(abs(try ShannonEntropy().value(field) - Double.log(64)) < 1e-14)
    #expect(abs(try InverseParticipationRatio().value(field) - 1.0 / 64) < 1e-16)
    #expect(abs(try ParticipationLength().value(field) - 10) < 1e-13)
    #expect(abs(try TsallisEntropy().value(field) - 63.0 / 64) < 1e-15)
    #expect(
      abs(try CompositeEntropy().value(field) - (0.8 * Double.log(64) + 0.2 * 63 / 64)) < 1e-13)
  }

  @Test func theWrittenEnergyIsUsedWhereThereIsOne() throws {
    var field = TestField(points: 4, length: 4, phi: { _ in 0 })
    field.energyDensity = [4, 2, 1, 1]
    #expect(abs(try ShannonEntropy().value(field) - 1.75 * Double.log(2)) < 1e-15)
    field.energyDensity = [1, -1, 0, 0]
    #expect(try ShannonEntropy().evaluate(AnalyzedFrame(field.frame)).undefined == .negativeDensity)
    field.energyDensity = [0, 0, 0, 0]
    #expect(try ShannonEntropy().evaluate(AnalyzedFrame(field.frame)).undefined == .noEnergy)
  }

  /// phi = 1.3 exp(-x^2/4) cos 2x on 64 points from -10 on, by NumPy.
  @Test func theConventionAmangkuratIsAsPublished() throws {
    let field = TestField(
      points: 64, length: 20, phi: { 1.3 * Double.exp(-$0 * $0 / 4) * Double.cos(2 * $0) })
    let values: [(call: String, value: Double)] = [
      ("shannon_entropy", 3.5985986850679472),
      ("renyi_entropy(order: 0.5)", 3.760815889856263),
      ("renyi_entropy", -0.3265604486221),
      ("renyi_entropy(order: 10)", 0.2492045604756162),
      ("tsallis_entropy(order: 0.5)", 11.112357753298797),
      ("tsallis_entropy", -0.3861920406292838),
      ("composite_entropy", 1.624092799821487),
    ]
    for (call, value) in values {
      let request = try DiagnosticCatalog.standard.request(
        call, at: place, convention: "amangkurat")
      let found = try #require(try request.evaluate(AnalyzedFrame(field.frame)).value)
      #expect(abs(found - value) < 1e-12, "\(call)")
    }
  }

  @Test func conventionsBelongToTheirFamilies() throws {
    for (call, word) in [("shannon_entropy", "dewi_kadita"), ("rotation", "amangkurat")] {
      #expect(throws: Problems.self) {
        _ = try DiagnosticCatalog.standard.request(call, at: place, convention: word)
      }
    }
    #expect(
      DiagnosticCatalog.standard.conventions == [
        "corrected", "dewi_kadita", "even", "odd", "contraction", "fodor", "amangkurat",
      ])
  }

  @Test func oneWaveIsOneModeAndAStandingWaveTwo() throws {
    let k = 2 * Double.pi * 3 / 20
    let omega = (k * k + 1).squareRoot()
    let traveling = TestField(
      points: 64, length: 20, parameters: TestField.linear, phi: { Double.cos(k * $0) },
      pi: { omega * Double.sin(k * $0) })
    #expect(abs(try ModeEntropy().value(traveling)) < 1e-12)
    #expect(abs(try EffectiveModes().value(traveling) - 1) < 1e-12)
    let standing = TestField(
      points: 64, length: 20, parameters: TestField.linear, phi: { Double.cos(k * $0) })
    #expect(abs(try ModeEntropy().value(standing) - Double.log(2)) < 1e-12)
    #expect(abs(try EffectiveModes().value(standing) - 2) < 1e-12)
  }

  @Test func aSineWaveHasTheEntropyOfTheArcsine() throws {
    let field = TestField(
      points: 4096, length: 2 * .pi, phi: { 3 * Double.sin($0 + 0.1) })
    // ln(3 pi/2) = 1.550, and the density is infinite at the ends: bins and kernels smooth some of
    // it away. By NumPy:
    var histogram = AmplitudeEntropy()
    histogram.bins = 64
    #expect(abs(try histogram.value(field) - 1.5992746001238416) < 1e-12)
    var fine = histogram
    fine.bins = 512
    #expect(abs(try fine.value(field) - Double.log(Double.pi * 3 / 2)) < 0.02)
    var kernels = AmplitudeEntropy()
    kernels.method = .kernelDensity
    kernels.bandwidth = 0.02
    #expect(abs(try kernels.value(field) - 1.6445351858) < 1e-3)
    let flat = TestField(points: 8, length: 1, phi: { _ in 2 })
    #expect(try histogram.evaluate(AnalyzedFrame(flat.frame)).undefined == .noSpread)
  }

  /// ln(2 pi e)/2 + ln 0.387 = 0.470: 64 bins of 128 independent points read 0.38 less.
  @Test func fewPointsHaveFewBins() throws {
    var numbers = TestNumbers(seed: 4)
    let values = (0..<128).map { _ in 0.387 * numbers.normal() }
    var place = -1
    let field = TestField(
      points: 128, length: 1,
      phi: { _ in
        place += 1
        return values[place % 128]
      })
    var entropy = AmplitudeEntropy()
    let few = try entropy.evaluate(AnalyzedFrame(field.frame))
    #expect(abs(try #require(few.value) - 0.470) < 0.15 && few.warnings.isEmpty)
    entropy.bins = 64
    let many = try entropy.evaluate(AnalyzedFrame(field.frame))
    #expect(try #require(many.value) < 0.25)
    #expect(many.warnings == [.fewSamplesPerBin(samples: 128, bins: 64)])
  }
}
