import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The seven entropies of schools for which they are known.
@Suite struct SchoolEntropyTests {
  /// Points of a cubic lattice, n along each axis.
  private func lattice(_ n: Int) -> TestSchool {
    var school = TestSchool(positions: [], velocities: [])
    for x in 0..<n {
      for y in 0..<n {
        for z in 0..<n { school.positions.append(SIMD3(Double(x), Double(y), Double(z))) }
      }
    }
    school.velocities = [SIMD3<Double>](repeating: SIMD3(0, 1, 0), count: n * n * n)
    school.box = Box(lengths: [Double(n), Double(n), Double(n)], boundary: .periodic)
    return school
  }

  /// Entropies that differ in a parameter only do not take each other's place on a frame.
  @Test func aFrameKeepsEntropiesApart() throws {
    let school = TestSchool.parallel(200, cone: 1.2)
    let shared = AnalyzedFrame(school.frame)
    for bins in [25, 10, 25] {
      var entropy = CohesionEntropy()
      entropy.bins = bins
      #expect(try entropy.evaluate(shared) == entropy.evaluate(AnalyzedFrame(school.frame)))
    }
    let known: School = try shared.view()
    #expect(known.entropies.count == 2)
    let index = OceanicSchoolingIndex()
    #expect(try index.evaluate(shared) == index.evaluate(AnalyzedFrame(school.frame)))
    #expect(known.entropies.count == 9)
  }

  @Test func aLatticeIsPerfectlyRegular() throws {
    #expect(try CohesionEntropy().value(lattice(5)) == 0)
    var six = NearestNeighborEntropy()
    six.k = 6
    #expect(try six.value(lattice(5)) == 0)
    #expect(try NearestNeighborEntropy().value(lattice(5)) == 0)
  }

  /// Pairs at distance 1 and pairs at distance 2: two bins of 40 samples, without singletons
  /// psi(80) - psi(40).
  @Test func twoSpacingsAreTwoOutcomes() throws {
    var school = TestSchool(positions: [], velocities: [])
    for k in 0..<40 {
      let start = SIMD3(100 * Double(k), 0, 0)
      school.positions += [start, start + SIMD3(k % 2 == 0 ? 1 : 2, 0, 0)]
    }
    school.velocities = [SIMD3<Double>](repeating: SIMD3(0, 1, 0), count: 80)
    let expected = (Double.digamma(80) - Double.digamma(40)) / Double.log(25)
    #expect(abs(try CohesionEntropy().value(school) - expected) < 1e-13)
  }

  @Test func alignedHeadingsAndTightConesHaveNoEntropy() throws {
    let aligned = TestSchool.parallel(80, cone: 1e-9)
    #expect(try PolarizationEntropy().value(aligned) == 0)
    #expect(try VelocityCorrelationEntropy().value(aligned) == 0)
    for count in [20, 100, 1000] {
      let cone = TestSchool.parallel(count, cone: 0.1)
      #expect(try PolarizationEntropy().value(cone) < 0.02)
      #expect(try VelocityCorrelationEntropy().value(cone) == 0)
    }
  }

  @Test func layersAreCounted() throws {
    var school = TestSchool.swarm(90)
    for k in school.positions.indices { school.positions[k].z = Double(k % 3) }
    let expected = (Double.digamma(90) - Double.digamma(30)) / Double.log(15)
    #expect(abs(try DepthStratificationEntropy().value(school) - expected) < 1e-13)
    for k in school.positions.indices { school.positions[k].z = 7 + 1e-13 * Double(k % 2) }
    #expect(try DepthStratificationEntropy().value(school) == 0)
  }

  /// One mill: one outcome. Two that turn against each other: two, of 60 each.
  @Test func counterRotatingMillsDifferFromOne() throws {
    let one = TestSchool.mill(120)
    let two = TestSchool.mill(120, counterRotating: true)
    #expect(try AngularMomentumEntropy().value(one) < 0.05)
    let expected = (Double.digamma(120) - Double.digamma(60)) / Double.log(21)
    #expect(abs(try AngularMomentumEntropy().value(two) - expected) < 0.06)
    let exact = TestSchool.mill(120, scatter: 0, counterRotating: true)
    #expect(abs(try AngularMomentumEntropy().value(exact) - expected) < 1e-13)
    var published = AngularMomentumEntropy()
    published.convention = .dewiKadita
    let center = SIMD3(repeating: 12.5)
    let difference =
      try published.value(one.inCube(25, at: center)) - published.value(two.inCube(25, at: center))
    #expect(abs(difference) < 1e-3)
  }

  @Test func aSchoolThatSwimsStraightDoesNotTurn() throws {
    #expect(try AngularMomentumEntropy().value(TestSchool.parallel(200, cone: 1e-9)) < 1e-12)
  }

  @Test func ballDiscAndLine() throws {
    let ball = try ShapeEntropy().value(TestSchool.swarm(3000))
    #expect(abs(ball - 1) < 0.003)
    let disc = try ShapeEntropy().value(TestSchool.mill(3000, scatter: 0))
    #expect(abs(disc - Double.log(2) / Double.log(3)) < 3e-4)
    var line = TestSchool.swarm(50)
    line.positions = (0..<50).map { SIMD3(1, 2, -1) * Double($0) }
    #expect(abs(try ShapeEntropy().value(line)) < 1e-12)
  }

  /// Half along x, half along -x: pairs at +1 and at -1.
  @Test func opposedHalvesAreTwoOutcomesOfPairs() throws {
    var school = TestSchool.swarm(40)
    for k in 0..<40 { school.velocities[k] = SIMD3(k % 2 == 0 ? 1 : -1, 0, 0) }
    let p = 380.0 / 780
    let plugIn = -(p * Double.log(p) + (1 - p) * Double.log(1 - p)) / Double.log(21)
    #expect(abs(try VelocityCorrelationEntropy().value(school) - plugIn) < 0.01)
  }

  @Test func tooFewIndividualsAreUndefined() throws {
    let needs: [(any Diagnostic, Int)] = [
      (CohesionEntropy(), 2), (DepthStratificationEntropy(), 2), (AngularMomentumEntropy(), 3),
      (NearestNeighborEntropy(), 6), (VelocityCorrelationEntropy(), 2), (ShapeEntropy(), 4),
    ]
    for (diagnostic, needed) in needs {
      let few = try diagnostic.evaluate(AnalyzedFrame(TestSchool.swarm(needed - 1).frame))
      #expect(few.undefined == .tooFewSamples(found: needed - 1, needed: needed))
      let enough = try diagnostic.evaluate(AnalyzedFrame(TestSchool.swarm(needed).frame))
      #expect(enough.value != nil)
    }
    let part = try OceanicSchoolingIndex().evaluate(AnalyzedFrame(TestSchool.swarm(5).frame))
    #expect(part.undefined == .undefinedPart("nearest_neighbor_entropy"))
  }

  @Test func nobodyMovesOrAllAreInOnePlace() throws {
    var school = TestSchool.swarm(20)
    school.velocities = [SIMD3<Double>](repeating: .zero, count: 20)
    #expect(try PolarizationEntropy().evaluate(AnalyzedFrame(school.frame)).undefined == .noMotion)
    school = TestSchool.swarm(20)
    school.velocities[3] = .zero
    let estimate = try PolarizationEntropy().evaluate(AnalyzedFrame(school.frame))
    #expect(estimate.samples == 19)
    #expect(estimate.warnings.contains(.excluded(samples: 1)))
    school.positions = [SIMD3<Double>](repeating: SIMD3(1, 2, 3), count: 20)
    #expect(try ShapeEntropy().evaluate(AnalyzedFrame(school.frame)).undefined == .noExtent)
    #expect(try CohesionEntropy().value(school) == 0)
    #expect(try DepthStratificationEntropy().value(school) == 0)
    #expect(try NearestNeighborEntropy().value(school) == 0)
  }

  @Test func theIndexIsTheWeightedSum() throws {
    let frame = AnalyzedFrame(TestSchool.swarm(100).frame)
    let parts: [(Double, any Diagnostic)] = [
      (0.18, CohesionEntropy()), (0.28, PolarizationEntropy()),
      (0.08, DepthStratificationEntropy()), (0.08, AngularMomentumEntropy()),
      (0.10, NearestNeighborEntropy()), (0.18, VelocityCorrelationEntropy()),
      (0.10, ShapeEntropy()),
    ]
    var value = 0.0
    var errors: [Double] = []
    for (weight, part) in parts {
      let estimate = try part.evaluate(frame)
      value += weight * (estimate.value ?? .nan)
      errors.append(weight * (estimate.standardError?.value ?? .nan))
    }
    // Cohesion and nearest neighbor rest on the spacing, polarization and velocity correlation on
    // the headings.
    let combined = [errors[0] + errors[4], errors[1] + errors[5], errors[2], errors[3], errors[6]]
    let error = combined.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let index = try OceanicSchoolingIndex().evaluate(frame)
    #expect(abs((index.value ?? .nan) - value) < 1e-14)
    #expect(abs((index.standardError?.value ?? .nan) - error) < 1e-14)
    #expect(index.standardError?.method == .combinedParts)
  }
}
