import ClausiusKernelDispatch
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("Turning and swimming")
struct TurnTests {
  @Test("Nobody turns further than the limit, and some go to it", arguments: [1.0, 40, 400, 1700])
  func limit(rate: Double) throws {
    let model = CouzinModel().with {
      $0.individuals = 300
      $0.turningRate = .constant(rate)
    }
    var run = try SchoolRun(model)
    let limit = rate * 0.1 * .pi / 180
    var largest = 0.0
    for _ in 1...50 {
      let before = run.headings
      run.step()
      largest = max(largest, zip(before, run.headings).map(angle).max() ?? 0)
    }
    #expect(abs(largest - limit) < 1e-12 * max(1, limit) + 1e-15)
  }

  @Test(
    "A blended turn is as much too short as the peer's: 0.056 for a limit of 0.2 at a target 2.5 away"
  )
  func blend() throws {
    let target = SIMD3(cos(2.5), sin(2.5), 0)
    let places = [SIMD3<Double>.zero, 3 * target]
    let model = CouzinModel().starting(at: places).with {
      $0.angularNoise = 0
      $0.turning = .nlerp
      $0.turningRate = .constant(0.2 / 0.1 * 180 / .pi)
      $0.fieldOfPerception = 360
      $0.orientationWidth = 0
    }
    var run = try SchoolRun(
      model, frame: frame(positions: places, velocities: [.init(1, 0, 0), .init(0, 0, 1)]))
    run.step()
    let turn = angle(run.headings[0], SIMD3(1, 0, 0))
    // Blending v and d in the parts 1 - t and t, t = 0.2/2.5, leads to atan2(t sin 2.5, 1 - t + t
    // cos 2.5).
    #expect(abs(turn - atan2(0.08 * sin(2.5), 0.92 + 0.08 * cos(2.5))) < 1e-14)
    #expect(abs(turn - 0.056) < 0.0005)
  }

  @Test("A target exactly behind is turned to about a random axis")
  func behind() throws {
    let count = 2000
    let model = CouzinModel().with {
      $0.angularNoise = 0
      $0.fieldOfPerception = 360
      $0.orientationWidth = 0
      $0.turningRate = 400
    }
    var sides: [SIMD3<Double>] = []
    let limit = 40 * Double.pi / 180
    // Pairs far apart from each other, each with one who swims straight away from the other.
    let places = (0..<count).flatMap { pair -> [SIMD3<Double>] in
      let origin = SIMD3(Double(pair) * 1000, 0, 0)
      return [origin, origin + SIMD3(0, 0, 4)]
    }
    let velocities = (0..<count).flatMap { _ in [SIMD3(0.0, 0, -1), SIMD3(0.0, 0, -1)] }
    var run = try SchoolRun(
      model.starting(at: places), frame: frame(positions: places, velocities: velocities))
    run.step()
    for (index, heading) in run.headings.enumerated() where index % 2 == 0 {
      #expect(abs(angle(heading, SIMD3(0, 0, -1)) - limit) < 1e-12)
      sides.append(SIMD3(heading.x, heading.y, 0).normalized)
    }
    let mean = sides.reduce(.zero, +) / Double(count)
    // The mean of 2000 random unit vectors of the plane is longer than 0.07 once in 18,000 times.
    #expect(mean.length < 0.07)
    #expect(Set(sides.map { Int(8 * (atan2($0.y, $0.x) / (2 * .pi) + 0.5)) }).count >= 8)
  }

  @Test(
    "An isolated individual without error swims exactly straight",
    arguments: KernelVariant.supported)
  func straight(variant: KernelVariant) throws {
    let model = CouzinModel().with {
      $0.individuals = 1
      $0.angularNoise = 0
    }
    var run = try SchoolRun(model, variant: variant)
    let start = run.positions[0]
    let heading = run.velocities[0]
    run.step(1000)
    #expect(run.velocities[0] == heading)
    #expect(largestDifference(run.positions, [start + 100 * heading]) < 1e-10)
  }

  @Test("Headings are unit vectors to a few units in the last place after a million steps")
  func unitHeadings() throws {
    let model = CouzinModel().with {
      $0.individuals = 8
      $0.startRadius = 2
    }
    var run = try SchoolRun(model)
    run.step(1_000_000)
    let worst = run.system.school.headings.map { abs($0.dot($0) - 1) }.max() ?? 1
    #expect(worst <= 4 * Double.ulpOfOne)
  }

  @Test("A tank keeps everybody inside, moving and of unit heading", arguments: [true, false])
  func tank(isSphere: Bool) throws {
    for dimension in 2...3 {
      let model = CouzinModel().with {
        $0.dimension = dimension
        $0.boundary = .tank
        $0.start = .uniform
        if isSphere {
          $0.tankRadius = 4
        } else {
          $0.box = [Double](repeating: 6, count: dimension)
        }
      }
      var run = try SchoolRun(model)
      for _ in 1...500 {
        run.step()
        try run.system.checkInvariants()
        for c in run.positions {
          if isSphere {
            #expect(c.length <= 4 * (1 + 1e-15))
          } else {
            #expect((0..<dimension).allSatisfy { c[$0] >= 0 && c[$0] <= 6 })
          }
        }
      }
    }
  }

  @Test("A ray in a box tank comes back where billiards says")
  func billiards() throws {
    let start = SIMD3(1.0, 2, 3)
    let velocity = SIMD3(0.6, 0.8, 0) * 3
    let model = CouzinModel().starting(at: [start]).with {
      $0.angularNoise = 0
      $0.boundary = .tank
      $0.box = [5, 5, 5]
    }
    var run = try SchoolRun(model, frame: frame(positions: [start], velocities: [velocity]))
    run.step(1000)
    func folded(_ x: Double) -> Double {
      let within = x.truncatingRemainder(dividingBy: 10)
      return within > 5 ? 10 - within : within
    }
    let expected = SIMD3(folded(1 + 180), folded(2 + 240), 3)
    #expect(largestDifference(run.positions, [expected]) < 1e-10)
  }
}

extension SchoolState {
  /// All headings.
  var headings: [SIMD3<Double>] { (0..<count).map { self[heading: $0] } }
}
