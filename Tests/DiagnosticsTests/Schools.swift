import ClausiusSimulationCore
import RealModule

@testable import ClausiusDiagnostics

/// Reproducible random numbers for tests, from the engine's own counter-based generator.
struct TestNumbers {
  private let random: CounterRandom
  private var drawn = 0

  init(seed: UInt64) { random = CounterRandom(seed: seed, stream: .resampling) }

  /// Uniform in [0, 1).
  mutating func uniform() -> Double {
    drawn += 1
    return random.uniforms(step: 0, individual: drawn).0
  }

  /// Normally distributed, mean 0, variance 1.
  mutating func normal() -> Double {
    Double.sqrt(-2 * Double.log(1 - uniform())) * Double.cos(2 * .pi * uniform())
  }

  /// A direction, uniform on the cap of half-angle `angle` around z; on the whole sphere when left
  /// out.
  mutating func direction(inConeOf angle: Double = .pi) -> SIMD3<Double> {
    let z = 1 - uniform() * (1 - Double.cos(angle))
    let azimuth = 2 * .pi * uniform()
    let r = Double.sqrt(max(0, 1 - z * z))
    return SIMD3(r * Double.cos(azimuth), r * Double.sin(azimuth), z)
  }

  /// A point, uniform in the ball around the origin.
  mutating func point(inBallOf radius: Double) -> SIMD3<Double> {
    radius * Double.pow(uniform(), 1.0 / 3) * direction()
  }
}

/// A school of fish: positions and velocities, and ways to move and to measure it.
struct TestSchool {
  var positions: [SIMD3<Double>]
  var velocities: [SIMD3<Double>]
  var box = Box.open()
  var parameters: [String: Double] = [:]

  var frame: Frame {
    let context = FrameContext(
      system: "couzin", individuals: positions.count, parameters: parameters)
    let quantities = ["position", "velocity"].map {
      QuantityDescription($0, unit: "1", about: $0, along: [.individuals, .space])
    }
    var frame = Frame(context: context, box: box, quantities: quantities)
    for i in positions.indices {
      for axis in 0..<3 {
        frame.quantities[0].values[3 * i + axis] = positions[i][axis]
        frame.quantities[1].values[3 * i + axis] = velocities[i][axis]
      }
    }
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
  func moved(_ rotation: TestRotation, by shift: SIMD3<Double> = .zero) -> TestSchool {
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

/// A rotation of space by three angles about z, y, z.
struct TestRotation {
  var first: Double
  var second = 0.0
  var third = 0.0

  func callAsFunction(_ v: SIMD3<Double>) -> SIMD3<Double> {
    aboutZ(aboutY(aboutZ(v, first), second), third)
  }

  private func aboutZ(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
  }

  private func aboutY(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x + s * v.z, v.y, -s * v.x + c * v.z)
  }
}

extension Diagnostic {
  /// The value at a school's frame; NaN where it is undefined.
  func value(_ school: TestSchool) throws -> Double {
    try evaluate(AnalyzedFrame(school.frame)).value ?? .nan
  }
}
