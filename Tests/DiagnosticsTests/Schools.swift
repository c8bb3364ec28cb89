import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule

@testable import ClausiusDiagnostics

/// A school of fish: positions and velocities, and ways to move and to measure it.
struct TestSchool {
  var positions: [SIMD3<Double>]
  var velocities: [SIMD3<Double>]
  var box = Box.open()
  var parameters: [String: Double] = [:]
  /// The species of each individual; none where it is empty.
  var species: [Double] = []
  var time = 0.0

  var frame: Frame {
    let context = FrameContext(
      system: "couzin", individuals: positions.count,
      properties: species.isEmpty ? [:] : ["species": species], parameters: parameters)
    var frame = Frame(context: context, box: box, quantities: [.position, .velocity])
    for i in positions.indices {
      for axis in 0..<3 {
        frame.quantities[0].values[3 * i + axis] = positions[i][axis]
        frame.quantities[1].values[3 * i + axis] = velocities[i][axis]
      }
    }
    frame.time = time
    return frame
  }

  /// The school moved by `shift` and put into a periodic cube of side `length`.
  func inCube(_ length: Double, at shift: SIMD3<Double>) -> TestSchool {
    var school = self
    school.box = Box(lengths: [length, length, length], boundary: .periodic)
    school.positions = positions.map { position in
      var moved = position + shift
      for axis in 0..<3 { moved[axis] -= (moved[axis] / length).rounded(.down) * length }
      return moved
    }
    return school
  }

  /// Positions and velocities turned by `rotation`, then moved.
  func moved(_ rotation: SpatialRotation, by shift: SIMD3<Double> = .zero) -> TestSchool {
    var school = self
    school.positions = positions.map { rotation($0) + shift }
    school.velocities = velocities.map { rotation($0) }
    return school
  }

  /// The individuals in another order.
  var reversed: TestSchool {
    var school = self
    school.positions.reverse()
    school.velocities.reverse()
    return school
  }
}

extension TestSchool {
  /// Uniform in a ball, random headings.
  static func swarm(_ count: Int, radius: Double = 5, seed: UInt64 = 1) -> TestSchool {
    var numbers = TestNumbers(seed: seed)
    return TestSchool(
      positions: (0..<count).map { _ in numbers.point(inBallOf: radius) },
      velocities: (0..<count).map { _ in numbers.direction() })
  }

  /// A mill of radius 5 around the z axis with a scatter of positions; every second individual
  /// turns the other way if so asked.
  static func mill(
    _ count: Int, scatter: Double = 0.5, counterRotating: Bool = false, seed: UInt64 = 2
  ) -> TestSchool {
    var numbers = TestNumbers(seed: seed)
    var school = TestSchool(positions: [], velocities: [])
    for k in 0..<count {
      let angle = 2 * .pi * Double(k) / Double(count)
      let (c, s) = (Double.cos(angle), Double.sin(angle))
      let noise = SIMD3(numbers.normal(), numbers.normal(), numbers.normal())
      school.positions.append(5 * SIMD3(c, s, 0) + scatter * noise)
      school.velocities.append((counterRotating && k % 2 == 1 ? -1 : 1) * SIMD3(-s, c, 0))
    }
    return school
  }

  /// Uniform in a ball, headings within a cone around z.
  static func parallel(_ count: Int, cone: Double, seed: UInt64 = 3) -> TestSchool {
    var numbers = TestNumbers(seed: seed)
    return TestSchool(
      positions: (0..<count).map { _ in numbers.point(inBallOf: 5) },
      velocities: (0..<count).map { _ in numbers.direction(inConeOf: cone) })
  }
}

extension Diagnostic {
  /// The value at a school's frame; NaN where it is undefined.
  func value(_ school: TestSchool) throws -> Double {
    try evaluate(AnalyzedFrame(school.frame)).value ?? .nan
  }
}

extension TestSchool {
  /// What a call of all frames together finds.
  static func whole(_ call: String, _ schools: [TestSchool]) throws -> SeriesResult {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    let contents = FrameContents(
      context: schools[0].frame.context, box: schools[0].box,
      quantities: schools[0].frame.quantities.map(\.description), observables: [])
    let request = try SeriesCall(call, at: place, in: .standard).request(for: contents)
    return try ClausiusDiagnosticsTests.whole(request, schools.map(\.frame))
  }
}
