import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Polarization and rotation of schools whose order is known.
@Suite struct OrderParameterTests {
  @Test func oppositeHeadingsCancelAndEqualOnesAdd() throws {
    var school = TestSchool.swarm(4)
    school.velocities = [SIMD3(2, 0, 0), SIMD3(0.1, 0, 0), SIMD3(7, 0, 0), SIMD3(-3, 0, 0)]
    #expect(abs(try Polarization().value(school) - 0.5) < 1e-15)
    school.velocities = [SIMD3<Double>](repeating: SIMD3(1, 2, -2), count: 4)
    #expect(abs(try Polarization().value(school) - 1) < 1e-15)
  }

  @Test func whoDoesNotMoveAddsNothing() throws {
    var school = TestSchool.mill(40, scatter: 0)
    school.velocities[0] = .zero
    school.velocities[1] = SIMD3(1e-300, 0, 0)
    let expected = try Rotation().value(TestSchool.mill(40, scatter: 0))
    #expect(abs(expected - 1) < 1e-14)
    #expect(abs(try Rotation().value(school) - 38.0 / 40) < 0.03)
  }

  /// Only an individual at the very center: it has no direction from there.
  @Test func theCenterItselfAddsNothing() throws {
    var school = TestSchool.mill(40, scatter: 0)
    school.positions.append(.zero)
    school.velocities.append(SIMD3(1, 0, 0))
    #expect(abs(try Rotation().value(school) - 40.0 / 41) < 1e-12)
  }

  @Test(arguments: [SIMD3(12.5, 12.5, 12.5), SIMD3(0, 12.5, 12.5), SIMD3(0, 0, 25), .zero])
  func aPerfectMillReadsOneWhereverItIs(center: SIMD3<Double>) throws {
    let mill = TestSchool.mill(90, scatter: 0).inCube(25, at: center)
    #expect(abs(try Rotation().value(mill) - 1) < 1e-12)
  }

  @Test func aMillAcrossTheBoundaryReadsTheSameAsInTheMiddle() throws {
    let mill = TestSchool.mill(90)
    let middle = try Rotation().value(mill.inCube(25, at: SIMD3(repeating: 12.5)))
    for shift in [SIMD3(0, 12.5, 12.5), SIMD3(3, 0, 24), .zero] {
      #expect(abs(try Rotation().value(mill.inCube(25, at: shift)) - middle) < 1e-12)
    }
    // As published, without unwrapping, the corner destroys it.
    var published = Rotation()
    published.convention = .dewiKadita
    #expect(try published.value(mill.inCube(25, at: .zero)) < 0.7)
    #expect(middle > 0.98)
  }

  /// Mixed boundaries: periodic in x, open in y, a wall in z.
  @Test func everyAxisHasItsOwnBoundary() throws {
    var mill = TestSchool.mill(90, scatter: 0)
    mill.box = Box(
      spatialDimension: 3, boundary: [.periodic, .open, .wall],
      lower: [-12, -.infinity, -20], upper: [13, .infinity, 20])
    mill.positions = mill.positions.map { position in
      var moved = position + SIMD3(12, 400, 10)
      if moved.x >= 13 { moved.x -= 25 }
      return moved
    }
    #expect(abs(try Rotation().value(mill) - 1) < 1e-12)
  }

  @Test func twoDimensionsIgnoreZ() throws {
    var mill = TestSchool.mill(90, scatter: 0)
    mill.box = Box(lengths: [25, 25], boundary: .periodic)
    mill.positions = mill.positions.map { SIMD3($0.x < 0 ? $0.x + 25 : $0.x, $0.y + 12, 99) }
    mill.velocities = mill.velocities.map { SIMD3($0.x, $0.y, 5) }
    #expect(abs(try Rotation().value(mill) - 1) < 1e-12)
  }

  @Test func noAndOneIndividual() throws {
    let nobody = TestSchool(positions: [], velocities: [])
    #expect(
      try Polarization().evaluate(AnalyzedFrame(nobody.frame)).undefined
        == .tooFewSamples(found: 0, needed: 1))
    #expect(
      try Rotation().evaluate(AnalyzedFrame(nobody.frame)).undefined
        == .tooFewSamples(found: 0, needed: 1))
    #expect(abs(try Polarization().value(TestSchool.swarm(1)) - 1) < 1e-15)
    #expect(try Rotation().value(TestSchool.swarm(1)) == 0)
  }

  @Test func aLatticeThatFillsThePeriodHasNoCenter() throws {
    var school = TestSchool(positions: [], velocities: [])
    for k in 0..<8 { school.positions.append(SIMD3(Double(k), 0, 0)) }
    school.velocities = [SIMD3<Double>](repeating: SIMD3(0, 1, 0), count: 8)
    school.box = Box(lengths: [8, 8, 8], boundary: .periodic)
    let estimate = try Rotation().evaluate(AnalyzedFrame(school.frame))
    #expect(estimate.warnings == [.undefinedCenter])
  }

  @Test func framesWithoutVelocitiesAreRefusedByName() throws {
    let frame = TestSchool.swarm(5).frame
    var bare = Frame(
      context: frame.context, box: frame.box,
      quantities: [frame.quantities[0].description])
    bare.quantities[0].values = frame.quantities[0].values
    let request = try DiagnosticCatalog.standard.request("rotation", at: place)
    let error = #expect(throws: DiagnosticError.self) {
      try request.evaluate(AnalyzedFrame(bare))
    }
    #expect(error?.message == "rotation: the frames carry no velocity")
  }
}
