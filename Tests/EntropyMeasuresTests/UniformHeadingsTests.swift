import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Uniform random headings: the mean over seeds of the normalized entropy is 1, and the standard
/// error is not too small.
@Suite struct UniformHeadingsTests {
  @Test(arguments: [
    (20, 600), (50, 500), (100, 400), (250, 200), (1000, 60), (10_000, 8), (100_000, 2),
  ])
  func theNormalizedEntropyIsOne(individuals: Int, seeds: Int) throws {
    let cells = EqualAreaCells(count: 288)
    var values = Moments()
    var squaredErrors = Moments()
    var numbers = TestNumbers(seed: UInt64(individuals))
    for _ in 0..<seeds {
      let headings = (0..<individuals).map { _ in numbers.direction() }
      let occupancy = cells.occupancy(independentOfAxes: headings).occupancy
      let estimate = try ChaoWangJost().estimate(Shannon(), from: occupancy)
        .divided(by: Double.log(288))
      values.add(try #require(estimate.value))
      let error = try #require(estimate.standardError).value
      squaredErrors.add(error * error)
    }
    let spread = try #require(values.variance).squareRoot()
    let typicalError = squaredErrors.mean.squareRoot()
    #expect(abs(values.mean - 1) < 4 * spread / Double(seeds).squareRoot())
    #expect(typicalError > 0.9 * spread)
    #expect(seeds < 10 || typicalError < 2.5 * spread)
  }
}
