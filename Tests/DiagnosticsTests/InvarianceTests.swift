import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// What must not change the corrected values: motions, order, the box and where in it the school
/// is.
@Suite struct InvarianceTests {
  static let all: [any Diagnostic] = [
    Polarization(), Rotation(), CohesionEntropy(), PolarizationEntropy(),
    DepthStratificationEntropy(), AngularMomentumEntropy(), NearestNeighborEntropy(),
    VelocityCorrelationEntropy(), ShapeEntropy(), OceanicSchoolingIndex(),
  ]

  static let schools = [
    TestSchool.swarm(150), TestSchool.mill(120), TestSchool.mill(120, counterRotating: true),
    TestSchool.parallel(150, cone: 0.6), TestSchool.mill(96, scatter: 0),
  ]

  /// Depth knows the vertical; everything else is free of directions.
  private func isFreeOfDirections(_ diagnostic: any Diagnostic) -> Bool {
    !(diagnostic is DepthStratificationEntropy) && !(diagnostic is OceanicSchoolingIndex)
  }

  @Test(arguments: schools.indices)
  func rigidMotionsInOpenSpace(index: Int) throws {
    let school = Self.schools[index]
    var numbers = TestNumbers(seed: 5)
    for diagnostic in Self.all {
      let value = try diagnostic.value(school)
      for _ in 0..<5 {
        let angle = 6 * numbers.uniform()
        let rotation =
          isFreeOfDirections(diagnostic)
          ? SpatialRotation(
            first: angle, second: 3 * numbers.uniform(), third: 6 * numbers.uniform())
          : SpatialRotation(first: angle)
        let shift = 30 * SIMD3(numbers.uniform(), numbers.uniform(), numbers.uniform())
        let moved = try diagnostic.value(school.moved(rotation, by: shift))
        #expect(abs(moved - value) < 1e-9, "\(type(of: diagnostic).name) of school \(index)")
      }
    }
  }

  @Test(arguments: schools.indices)
  func theOrderOfIndividuals(index: Int) throws {
    let school = Self.schools[index]
    for diagnostic in Self.all {
      let difference = try diagnostic.value(school.reversed) - diagnostic.value(school)
      #expect(abs(difference) < 1e-11, "\(type(of: diagnostic).name) of school \(index)")
    }
  }

  /// In a periodic box of any size, anywhere: what it is in open space. (The rotation's center is
  /// the circular mean, which depends a little on the period, so the box alone is left out for it.)
  @Test(arguments: schools.indices)
  func theBoxAndThePlaceInIt(index: Int) throws {
    let school = Self.schools[index]
    for diagnostic in Self.all {
      let value = try diagnostic.value(school)
      for side in [25.0, 50, 100, 200] {
        for shift in [SIMD3(repeating: side / 2), SIMD3(0, side / 2, 1), .zero] {
          let inBox = try diagnostic.value(school.inCube(side, at: shift))
          let tolerance = diagnostic is Rotation ? 0.02 : 1e-9
          #expect(abs(inBox - value) < tolerance, "\(type(of: diagnostic).name) in \(side)")
        }
      }
    }
  }

  @Test func theUnitOfLengthAndTheSpeed() throws {
    var school = TestSchool.swarm(100)
    let values = try Self.all.map { try $0.value(school) }
    school.positions = school.positions.map { $0 * 1000 }
    school.velocities = school.velocities.map { $0 * 0.01 }
    for (diagnostic, value) in zip(Self.all, values) {
      #expect(abs(try diagnostic.value(school) - value) < 1e-11)
    }
  }

  /// Values lie in [0, 1] but for the scatter that a value without bias must have.
  @Test func valuesStayWithinBoundsOrTheirError() throws {
    for seed in 1...20 {
      let frame = AnalyzedFrame(TestSchool.swarm(60, seed: UInt64(seed)).frame)
      for diagnostic in Self.all {
        let estimate = try diagnostic.evaluate(frame)
        #expect(abs(estimate.excess) <= 4 * (estimate.standardError?.value ?? 0))
        let value = try #require(estimate.value)
        #expect((0...1).contains(value - estimate.excess))
      }
    }
  }
}
