import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// Constants that double precision does not hold exactly: their deviations from their mean are
/// not 0.
@Suite struct ConstantSeriesTests {
  private static let constants = [0.1, 0.3, -0.7, 5, 1e-200, 0]

  private static let series = [
    "sample_entropy", "sample_entropy(scale: 3)", "approximate_entropy", "dispersion_entropy",
    "correlation_entropy", "weighted_permutation_entropy", "spectral_entropy", "ordinal_delay",
  ]

  @Test(arguments: series, constants)
  func haveNoEntropyOfASeries(call: String, constant: Double) throws {
    let estimate = try measure(call, [Double](repeating: constant, count: 200))
    #expect(estimate.undefined == .constantSeries, "\(String(describing: estimate.value))")
  }

  private static let densities = [
    "kernel_density_entropy", "kernel_density_entropy(leave_one_out: false)",
    "kernel_density_entropy(periods: [1])",
  ]

  @Test(arguments: densities, constants)
  func haveNoDensity(call: String, constant: Double) throws {
    let estimate = try measure(call, [Double](repeating: constant, count: 200))
    #expect(estimate.undefined == .singularCovariance, "\(String(describing: estimate.value))")
  }

  private func noise(_ seed: UInt64) -> [Double] {
    var random = TestNumbers(seed: seed)
    return (0..<200).map { _ in random.normal() }
  }

  @Test(arguments: ["kernel_density_entropy", "nearest_neighbor_order_entropy"], constants)
  func areNoColumnOfADensityEither(call: String, constant: Double) throws {
    let rows = noise(1).flatMap { [$0, constant] }
    let estimate = try measure(call, [InputArray(rows, shape: [200, 2])])
    #expect(estimate.undefined == .singularCovariance)
  }

  @Test(arguments: constants)
  func areNoModeAndNoSource(constant: Double) throws {
    let (still, moving) = (
      InputArray([Double](repeating: constant, count: 200)), InputArray(noise(2))
    )
    let modes = try measure("gaussian_mode_entropy", [still, moving])
    #expect(modes.undefined == .singularCovariance)
    for arrays in [[still, moving], [moving, still]] {
      let transfer = try measure("transfer_entropy(method: linear)", arrays)
      #expect(transfer.undefined == .singularCovariance)
    }
  }

  @Test func aRadiusOfItsOwnMakesAConstantRegular() throws {
    let constant = [Double](repeating: 0.1, count: 200)
    #expect(try measure("sample_entropy(radius: 0.01)", constant).value == 0)
    #expect(try measure("correlation_entropy(radius: 0.01)", constant).value == 0)
  }

  @Test func aSingleStepIsNoConstant() throws {
    var series = [Double](repeating: 0.1, count: 200)
    series[100] = 0.3
    // Windows of three hold the step at their end, in the middle and at their begin; equal values
    // stand in their order.
    let estimate = try measure("weighted_permutation_entropy", series)
    #expect(abs(try #require(estimate.value) - .log(3)) < 1e-12)
  }
}
