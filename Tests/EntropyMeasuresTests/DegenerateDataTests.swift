import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Data without a density: constant and dependent columns, surfaces, copies; and numbers near the
/// ends of their range.
@Suite struct DegenerateDataTests {
  private static let x: [Double] = {
    var random = TestNumbers(seed: 1)
    return (0..<2000).map { _ in random.normal() }
  }()

  private func points(_ columns: [[Double]]) -> InputArray {
    let rows = columns[0].indices.flatMap { row in columns.map { $0[row] } }
    return InputArray(rows, shape: [columns[0].count, columns.count], name: "x")
  }

  private func sphere(_ count: Int, radius: Double = 1) -> InputArray {
    var random = TestNumbers(seed: 4)
    let rows = (0..<count).flatMap { _ in
      let direction = random.direction()
      return [radius * direction.x, radius * direction.y, radius * direction.z]
    }
    return InputArray(rows, shape: [count, 3], name: "v")
  }

  private static let estimators = [
    "kozachenko_leonenko", "kozachenko_leonenko(metric: maximum)", "nearest_neighbor_order_entropy",
  ]

  @Test(arguments: estimators)
  func aConstantOrDependentColumnLeavesNoDensity(call: String) throws {
    let constant = points([Self.x, Self.x.map { _ in 3 }])
    let dependent = points([Self.x, Self.x.map { 2 * $0 + 1 }])
    #expect(try measure(call, [constant]).undefined == .singularCovariance)
    #expect(try measure(call, [dependent]).undefined == .singularCovariance)
  }

  private func dimension(_ estimate: Estimate) -> Double? {
    for case .fewerDimensions(let found, _) in estimate.warnings { return found }
    return nil
  }

  @Test(arguments: estimators, [500, 2000])
  func directionsSpreadInTwoDimensions(call: String, count: Int) throws {
    let found = try #require(try dimension(measure(call, [sphere(count, radius: 0.3)])))
    #expect(abs(found - 2) < 0.2)
  }

  @Test func aCurveInThePlaneSpreadsInOne() throws {
    let circle = points([Self.x.map { .cos($0) }, Self.x.map { .sin($0) }])
    let found = try #require(try dimension(measure("kozachenko_leonenko", [circle])))
    #expect(abs(found - 1) < 0.1)
  }

  /// The ratio of two normal numbers has the tails of Cauchy's density.
  @Test(arguments: [2, 3, 5])
  func heavyTailsAreNoSurface(columns: Int) throws {
    var random = TestNumbers(seed: 6)
    let rows = (0..<1000 * columns).map { _ in random.normal() / random.normal() }
    let cauchy = InputArray(rows, shape: [1000, columns], name: "x")
    #expect(try measure("kozachenko_leonenko", [cauchy]).warnings.isEmpty)
  }

  @Test func copiesOfSamplesAreWarnedOf() throws {
    let twice = InputArray(Self.x + Self.x)
    #expect(
      try measure("kozachenko_leonenko", [twice]).warnings == [.coincidentSamples(4000)])
  }

  @Test func samplesInBothDataSetsAreWarnedOf() throws {
    let data = InputArray(Self.x)
    let estimate = try measure("nearest_neighbor_divergence", [data, data])
    #expect(estimate.warnings.contains(.sharedSamples(2000)))
  }

  // MARK: range

  @Test(arguments: [1e200, 1e-200, 1e-300])
  func seriesOfAnyMagnitudeHaveTheSameEntropy(factor: Double) throws {
    let series = Array(Self.x.prefix(500))
    let scaled = series.map { factor * $0 }
    for call in ["sample_entropy", "spectral_entropy", "approximate_entropy", "dispersion_entropy"]
    {
      let (here, there) = (try measure(call, series), try measure(call, scaled))
      #expect(agree(try #require(there.value), try #require(here.value), to: 1e-12), "\(call)")
    }
    let radius = try measure("sample_entropy(radius: \(0.2 * factor))", scaled)
    #expect(try radius.value == measure("sample_entropy(radius: 0.2)", series).value)
  }

  // MARK: errors and bias texts

  @Test func equalCountsHaveTheErrorOfSecondOrder() throws {
    // 2N(ln m - H) is chi-squared with m - 1 = 9 degrees of freedom.
    let estimate = try measure("plug_in", [Double](repeating: 100, count: 10))
    let exact = (9.0 / 2).squareRoot() / 1000
    #expect(agree(try #require(estimate.standardError).value, exact, to: 1e-15))
  }

  @Test func theComplexityOfWhiteNoiseIsThatOfItsBiasText() throws {
    #expect(JensenShannonCall.entry.bias.contains("(D! - 1)/(8 n J_max)"))
    var random = TestNumbers(seed: 9)
    let (runs, count) = (40, 5000)
    var moments = Moments()
    for _ in 0..<runs {
      moments.add(
        try #require(try measure("jensen_shannon_complexity", random.uniforms(count)).value))
    }
    let (m, n) = (6.0, Double(count - 2))
    let largest =
      -((m + 1) / m * Double.log(m + 1) - 2 * Double.log(2 * m) + Double.log(m)) / 2
    // Overlapping windows are not independent: the mean is that of five degrees of freedom to a
    // part in five.
    #expect(abs(moments.mean / ((m - 1) / (8 * n * largest)) - 1) < 0.4, "\(moments.mean)")
  }

  // MARK: modes and pairs

  @Test func gridPointsAreNoModes() throws {
    let shape = (0..<16).map { Double.exp(-Double(($0 - 8) * ($0 - 8)) / 8) }
    let times = (0..<200).map { 0.1 * Double($0) }
    let phi = times.flatMap { t in shape.map { $0 * .cos(t) } }
    let pi = times.flatMap { t in shape.map { -$0 * .sin(t) } }
    let arrays = [phi, pi].map { InputArray($0, shape: [200, 16]) }
    let estimate = try measure("gaussian_mode_entropy", arrays)
    #expect(
      estimate.warnings.contains {
        if case .correlatedModes(let r) = $0 { r > 0.99 } else { false }
      })
  }

  @Test func independentModesAreNotWarnedOf() throws {
    var random = TestNumbers(seed: 2)
    let arrays = (0..<2).map { _ in
      InputArray((0..<800).map { _ in random.normal() }, shape: [100, 8])
    }
    #expect(try measure("gaussian_mode_entropy", arrays).warnings.isEmpty)
  }

  @Test func shellsWithoutPairsAreWarnedOf() throws {
    var random = TestNumbers(seed: 8)
    let positions = InputArray(random.uniforms(600), shape: [300, 2])
    let few = try measure("pair_correlation_entropy(periods: [1, 1], bins: 20)", [positions])
    #expect(few.warnings.isEmpty)
    let many = try measure("pair_correlation_entropy(periods: [1, 1], bins: 1000000)", [positions])
    guard case .emptyShells(let empty, of: 1_000_000) = try #require(many.warnings.first) else {
      Issue.record("\(many.warnings)")
      return
    }
    #expect(empty > 900_000)
  }
}
