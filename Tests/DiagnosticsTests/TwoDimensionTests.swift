import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Schools in the plane: headings on the circle, two principal axes, depth along y.
@Suite struct TwoDimensionTests {
  private func swarm(_ count: Int, seed: UInt64) -> TestSchool {
    var numbers = TestNumbers(seed: seed)
    var school = TestSchool(positions: [], velocities: [])
    for _ in 0..<count {
      let angle = 2 * .pi * numbers.uniform()
      school.positions.append(SIMD3(numbers.normal(), numbers.normal(), 0))
      school.velocities.append(SIMD3(Double.cos(angle), Double.sin(angle), 0))
    }
    school.box = .open(spatialDimension: 2)
    return school
  }

  @Test func uniformHeadingsAndRoundSchoolsGiveOne() throws {
    let diagnostics: [any Diagnostic] = [
      PolarizationEntropy(), VelocityCorrelationEntropy(), ShapeEntropy(),
    ]
    for diagnostic in diagnostics {
      var values = Moments()
      for seed in 0..<80 { values.add(try diagnostic.value(swarm(100, seed: UInt64(seed)))) }
      let error = try #require(values.variance).squareRoot() / 80.0.squareRoot()
      #expect(abs(values.mean - 1) < 4 * error + 1e-4, "\(type(of: diagnostic).name)")
    }
  }

  @Test func depthIsAlongY() throws {
    var school = swarm(90, seed: 1)
    for k in school.positions.indices { school.positions[k].y = Double(k % 3) }
    let expected = (Double.digamma(90) - Double.digamma(30)) / Double.log(15)
    #expect(abs(try DepthStratificationEntropy().value(school) - expected) < 1e-13)
  }

  @Test func aLineHasNoShapeEntropyAndAMillNoAngularOne() throws {
    var school = swarm(60, seed: 2)
    school.positions = (0..<60).map { SIMD3(Double($0), 2 * Double($0), 0) }
    #expect(abs(try ShapeEntropy().value(school)) < 1e-12)
    var mill = TestSchool.mill(60, scatter: 0)
    mill.box = .open(spatialDimension: 2)
    #expect(try AngularMomentumEntropy().value(mill) == 0)
    #expect(abs(try ShapeEntropy().value(mill) - 1) < 0.02)
  }

  @Test func rotationsOfThePlaneChangeNothing() throws {
    let school = swarm(120, seed: 3)
    for diagnostic in InvarianceTests.all
    where !(diagnostic is DepthStratificationEntropy) && !(diagnostic is OceanicSchoolingIndex) {
      let value = try diagnostic.value(school)
      for angle in [0.3, 1.7, 4] {
        let moved = try diagnostic.value(
          school.moved(SpatialRotation(first: angle), by: SIMD3(3, -8, 0)))
        #expect(abs(moved - value) < 1e-9, "\(type(of: diagnostic).name)")
      }
    }
  }

  @Test func theBoxOfTwoDimensionsIsUnwrapped() throws {
    let school = swarm(60, seed: 4)
    var wrapped = school
    wrapped.box = Box(lengths: [30, 30], boundary: .periodic)
    wrapped.positions = school.positions.map {
      SIMD3($0.x < 0 ? $0.x + 30 : $0.x, $0.y < 0 ? $0.y + 30 : $0.y, 0)
    }
    for diagnostic in [ShapeEntropy(), CohesionEntropy(), AngularMomentumEntropy()]
      as [any Diagnostic]
    {
      #expect(abs(try diagnostic.value(wrapped) - diagnostic.value(school)) < 1e-11)
    }
  }
}
