import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Definitions against exact values; all numbers in nats unless said.
@Suite struct DefinitionTests {
  let dyadic: Distribution

  init() throws { dyadic = try Distribution(weights: [0.5, 0.25, 0.125, 0.125]) }

  @Test func shannonOfDyadicProbabilitiesIsSevenQuartersOfABit() {
    #expect(agree(Shannon().entropy(of: dyadic), 1.75 * Double.log(2), to: 1e-15))
    #expect(agree(Shannon().entropy(of: dyadic), 1.213007565979904, to: 1e-15))
  }

  @Test(arguments: [
    (0, 1.3862943611198906), (0.5, 1.298613731787161), (1, 1.213007565979904),
    (2, 1.067840630001356), (3, 0.967129765917669), (.infinity, 0.6931471805599453),
  ])
  func renyiOfDyadicProbabilities(order: Double, expected: Double) throws {
    #expect(agree(try Renyi(order: order).entropy(of: dyadic), expected, to: 1e-14))
  }

  @Test(arguments: [
    (0, 3), (0.5, 1.8284271247461898), (1, 1.213007565979904), (2, 0.65625), (3, 0.427734375),
    (.infinity, 0),
  ])
  func tsallisOfDyadicProbabilities(order: Double, expected: Double) throws {
    #expect(agree(try Tsallis(order: order).entropy(of: dyadic), expected, to: 1e-14))
  }

  /// Near q = 1: H_q = H - (q - 1)/2 var(ln p) and S_q = H - (q - 1)/2 <ln^2 p> to first order.
  @Test(arguments: [1e-3, 1e-6, 1e-9, 1e-12])
  func ordersNearOneLoseNoDigits(step: Double) throws {
    let shannon = Shannon().entropy(of: dyadic)
    let square = dyadic.mean { Double.log($0) * Double.log($0) }
    let renyi = shannon - step / 2 * (square - shannon * shannon)
    let tsallis = shannon - step / 2 * square
    let tolerance = 1e-14 + step * step
    #expect(agree(try Renyi(order: 1 + step).entropy(of: dyadic), renyi, to: tolerance))
    #expect(agree(try Tsallis(order: 1 + step).entropy(of: dyadic), tsallis, to: tolerance))
  }

  @Test(arguments: [0.94, 0.96, 1.04, 1.06])
  func bothFormulasOfThePowerSumAgree(order: Double) throws {
    let sum = dyadic.levels.reduce(0) { $0 + Double.pow($1.probability, order) }
    let expected = Double.log(sum) / (1 - order)
    #expect(agree(try Renyi(order: order).entropy(of: dyadic), expected, to: 1e-13))
  }

  @Test func highOrdersDoNotUnderflow() throws {
    let entropy = try Renyi(order: 1e5).entropy(of: dyadic)
    #expect(agree(entropy, 1e5 / (1e5 - 1) * Double.log(2), to: 1e-14))
  }

  @Test(arguments: [0, 0.5, 1, 2, 7.5, .infinity])
  func theUniformDistributionHasTheLargestEntropy(order: Double) throws {
    let uniform = try Distribution(weights: [Double](repeating: 0.3, count: 40))
    let renyi = try Renyi(order: order)
    let tsallis = try Tsallis(order: order)
    #expect(agree(renyi.entropy(of: uniform), Double.log(40), to: 1e-13))
    #expect(agree(tsallis.entropy(of: uniform), tsallis.maximum(outcomes: 40), to: 1e-12))
    #expect(agree(renyi.maximum(outcomes: 40), Double.log(40), to: 1e-15))
  }

  @Test(arguments: [0, 0.5, 1, 2, .infinity])
  func oneOutcomeHasNoEntropy(order: Double) throws {
    let certain = try Distribution(weights: [0, 3, 0])
    #expect(try Renyi(order: order).entropy(of: certain) == 0)
    #expect(try Tsallis(order: order).entropy(of: certain) == 0)
    #expect(Shannon().entropy(of: certain).sign == .plus)
  }

  @Test func badInputIsRefusedWithItsPlace() {
    #expect(throws: EntropyError.badWeight(index: 1)) { try Distribution(weights: [1, -1]) }
    #expect(throws: EntropyError.badWeight(index: 2)) { try Distribution(weights: [1, 1, .nan]) }
    #expect(throws: EntropyError.noWeight) { try Distribution(weights: [0, 0]) }
    #expect(throws: EntropyError.badOrder(-1)) { try Renyi(order: -1) }
    #expect(throws: EntropyError.self) { try Tsallis(order: .nan) }
  }

  @Test func namesAreCalls() throws {
    #expect(try Renyi(order: 2).name == "renyi(order: 2)")
    #expect(try Tsallis(order: 0.5).name == "tsallis(order: 0.5)")
  }
}
