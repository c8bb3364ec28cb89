import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Rounded numbers, symbols and unlike scales under the estimators that count neighbors in joint
/// spaces.
@Suite struct TiedDataTests {
  private static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var random = TestNumbers(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  private static let x = noise(2000, seed: 1)
  private static let y = noise(2000, seed: 2)

  private func measure(_ call: String, _ variables: [Double]...) throws -> Estimate {
    try ClausiusEntropyMeasuresTests.measure(call, variables.map { InputArray($0) })
  }

  private func rounded(_ numbers: [Double], to step: Double) -> [Double] {
    numbers.map { ($0 / step).rounded() * step }
  }

  private func tie(_ estimate: Estimate) -> (tied: Int, open: Double)? {
    for case .tiedCoordinates(let tied, _, let open) in estimate.warnings { return (tied, open) }
    return nil
  }

  private static let calls = [
    "mutual_information", "mutual_information(form: rectangle)", "transfer_entropy",
  ]

  @Test(arguments: calls)
  func numbersThatAreNotRoundedAreNotWarnedOf(call: String) throws {
    #expect(try measure(call, Self.x, Self.y).warnings.isEmpty)
  }

  @Test(arguments: calls)
  func roundingToAHundredthIsWarnedOfWithTheNumberOfTiedSamples(call: String) throws {
    let estimate = try measure(call, rounded(Self.x, to: 0.01), rounded(Self.y, to: 0.01))
    let value = try #require(estimate.value)
    let tie = try #require(self.tie(estimate))
    #expect(tie.tied > 1900)
    // The value without dependence is 0: it lies within what the ties leave open.
    #expect(abs(value) < tie.open + 0.05 && tie.open < 0.5, "\(value), \(tie.open)")
  }

  @Test(arguments: calls, [0.1, 1])
  func coarserDataHaveNoValue(call: String, step: Double) throws {
    let estimate = try measure(call, rounded(Self.x, to: step), rounded(Self.y, to: step))
    guard case .tiedCoordinates(_, of: let all) = estimate.undefined else {
      Issue.record("\(call): \(String(describing: estimate.value))")
      return
    }
    #expect(all >= 1999)
  }

  @Test(arguments: calls)
  func symbolsHaveNoValueAndTheEstimatorForThemIsNamed(call: String) throws {
    var random = TestNumbers(seed: 3)
    let symbols = (0..<2).map { _ in (0..<2000).map { _ in Double(random.integer(below: 3)) } }
    let estimate = try measure(call, symbols[0], symbols[1])
    let reason = try #require(estimate.undefined).description
    #expect(reason.contains("transfer_entropy(method: discrete)"))
  }

  /// A class beside a number far from ties at the radius: counts are exact. I of a fair class and
  /// N(+-2, 1) is 0.6 nat.
  @Test func aClassBesideANumberKeepsItsValue() throws {
    let classes = Self.y.map { $0 > 0 ? 100.0 : -100 }
    let numbers = zip(classes, Self.x).map { $0 / 50 + $1 }
    let estimate = try measure("mutual_information", classes, numbers)
    #expect(abs((estimate.value ?? 0) - 0.606) < 0.04)
    #expect(tie(estimate) == nil)
  }

  @Test func aConstantIsNoTie() throws {
    let constant = [Double](repeating: 1, count: 2000)
    let estimate = try measure("mutual_information", Self.x, constant)
    #expect(abs(estimate.value ?? 1) < 1e-3 && estimate.warnings.isEmpty)
  }

  // MARK: scales

  private static let dependent = zip(x, y).map { 0.8 * $0 + 0.6 * $1 }
  private static let exact = -Double.log(1 - 0.64) / 2

  @Test func unlikeScalesAreWarnedOf() throws {
    let wide = Self.dependent.map { 1e4 * $0 }
    let estimate = try measure("mutual_information", Self.x, wide)
    let warned = estimate.warnings.contains {
      if case .unlikeScales(let ratio) = $0 { abs(ratio / 1e4 - 1) < 0.1 } else { false }
    }
    #expect(warned, "\(estimate.warnings)")
  }

  @Test(arguments: ["standard_deviation", "rank"])
  func withAScaleTheValueIsThatOfLikeScales(scale: String) throws {
    let call = "mutual_information(scale: \(scale))"
    let like = try measure(call, Self.x, Self.dependent)
    for factor in [0x1p-20, 1024, 0x1p600] {
      let wide = try measure(call, Self.x, Self.dependent.map { factor * $0 })
      #expect(wide.value == like.value)
      #expect(wide.warnings.isEmpty)
    }
    #expect(abs((like.value ?? 0) - Self.exact) < 0.07)
  }

  @Test func ranksForgetEveryMonotonicChange() throws {
    let bent = Self.dependent.map { Double.exp(3 * $0) }
    let call = "mutual_information(scale: rank)"
    #expect(try measure(call, Self.x, bent).value == measure(call, Self.x, Self.dependent).value)
  }

  @Test func transferAndConditionalInformationTakeTheScaleToo() throws {
    for call in ["transfer_entropy(scale: standard_deviation)"] {
      let like = try measure(call, Self.x, Self.dependent)
      #expect(try measure(call, Self.x.map { 4096 * $0 }, Self.dependent) == like)
    }
    let call = "conditional_mutual_information(scale: standard_deviation)"
    let z = Self.noise(2000, seed: 5)
    let like = try measure(call, Self.x, Self.dependent, z)
    #expect(try measure(call, Self.x, Self.dependent, z.map { 4096 * $0 }) == like)
  }

  @Test func aScaleBesidePeriodsIsRefused() {
    let error = #expect(throws: EntropyError.self) {
      try measure(
        "mutual_information(scale: rank, periods: [1, 1])", [0, 0.1, 0.2], [0, 0.1, 0.2])
    }
    #expect(error?.description.contains("leave scale or periods out") == true)
  }

  @Test func theDiscreteTransferRefusesRealNumbers() {
    let error = #expect(throws: EntropyError.self) {
      try measure("transfer_entropy(method: discrete)", Self.x, Self.y)
    }
    #expect(error?.description.contains("whole numbers are needed") == true)
  }
}
