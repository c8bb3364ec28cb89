import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Means over many schools: no bias where the truth is 1, and standard errors of the right size.
@Suite struct ExpectationTests {
  private func statistics(
    _ diagnostic: some Diagnostic, schools: Int, _ make: (UInt64) -> TestSchool
  ) throws -> (values: Moments, errors: Moments) {
    var values = Moments()
    var errors = Moments()
    for seed in 0..<schools {
      let estimate = try diagnostic.evaluate(AnalyzedFrame(make(UInt64(seed)).frame))
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    return (values, errors)
  }

  /// Uniform headings: 1 for every number of individuals, for headings and for pairs.
  @Test(arguments: [20, 60, 150])
  func uniformHeadingsGiveOne(count: Int) throws {
    let diagnostics: [any Diagnostic] = [PolarizationEntropy(), VelocityCorrelationEntropy()]
    for (diagnostic, tolerance) in zip(diagnostics, [0.01, 0.003]) {
      let (values, errors) = try statistics(diagnostic, schools: 60) {
        TestSchool.swarm(count, seed: 100 + $0)
      }
      let spread = try #require(values.variance).squareRoot()
      #expect(abs(values.mean - 1) < min(tolerance, 4 * spread / 60.0.squareRoot() + 0.002))
      #expect((0.8...2.5).contains(errors.mean / spread))
    }
  }

  /// A uniform layer fills its depth evenly; a ball is alike in all directions.
  @Test func uniformDepthsAndBallsGiveOne() throws {
    let depth = try statistics(DepthStratificationEntropy(), schools: 80) { seed in
      var numbers = TestNumbers(seed: seed + 7)
      var school = TestSchool.swarm(100, seed: seed)
      for k in 0..<100 { school.positions[k].z = numbers.uniform() }
      return school
    }
    #expect(abs(depth.values.mean - 1) < 0.006)
    let shape = try statistics(ShapeEntropy(), schools: 80) { TestSchool.swarm(50, seed: $0) }
    #expect(abs(shape.values.mean - 1) < 0.006)
    let spread = try #require(shape.values.variance).squareRoot()
    #expect((0.7...1.8).contains(shape.errors.mean / spread))
  }

  /// Neighbors share distances: errors of independent samples would be too small by a third.
  @Test func errorsOfNeighborEntropiesKnowOfNeighbors() throws {
    for diagnostic in [CohesionEntropy(), NearestNeighborEntropy()] as [any Diagnostic] {
      let (values, errors) = try statistics(diagnostic, schools: 80) {
        TestSchool.swarm(150, seed: 300 + $0)
      }
      let spread = try #require(values.variance).squareRoot()
      #expect((0.7...1.3).contains(errors.mean / spread))
    }
  }

  /// A distribution of headings that is not uniform: pairs of headings in a half sphere, from 30
  /// and from 240 individuals.
  @Test func pairsOfFewIndividualsHaveLittleBias() throws {
    let small = try statistics(VelocityCorrelationEntropy(), schools: 200) {
      TestSchool.parallel(30, cone: .pi / 2, seed: $0)
    }
    let large = try statistics(VelocityCorrelationEntropy(), schools: 20) {
      TestSchool.parallel(240, cone: .pi / 2, seed: 1000 + $0)
    }
    #expect(abs(small.values.mean - large.values.mean) < 0.004)
    let spread = try #require(small.values.variance).squareRoot()
    #expect((0.75...1.3).contains(small.errors.mean / spread))
  }
}
