import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("Starts of the school")
struct StartTests {
  @Test("Ball: inside the radius, headings at random, everyone detects somebody", arguments: 1...5)
  func ball(seed: Int) throws {
    for (count, radius) in [(100, 5.0), (5, 30), (2, 12)] {
      let model = CouzinModel().with {
        $0.individuals = count
        $0.startRadius = radius
      }
      let run = try SchoolRun(model, seed: UInt64(seed))
      let places = run.positions
      #expect(places.allSatisfy { $0.length <= radius })
      for i in places.indices {
        #expect(
          places.indices.contains { j in
            let r = places[j] - places[i]
            let isSeen =
              r.length < 1 || r.normalized.dot(run.headings[i]) > cos(135 * Double.pi / 180)
            return j != i && r.length < 17.5 && isSeen
          })
      }
    }
  }

  @Test("Ball: uniform in the volume or the disc")
  func uniformBall() throws {
    for dimension in 2...3 {
      let model = CouzinModel().with {
        $0.individuals = 20_000
        $0.dimension = dimension
        $0.startRadius = 20
      }
      let run = try SchoolRun(model)
      // The part of the volume inside an individual's radius is uniform on [0, 1]: mean 1/2,
      // variance 1/12.
      let parts = run.positions.map { pow($0.length / 20, Double(dimension)) }
      let mean = parts.reduce(0, +) / 20_000
      #expect(abs(mean - 0.5) < 4 / (12 * 20_000).squareRoot())
      let direction = run.headings.reduce(.zero, +) / 20_000
      #expect(direction.length < 4 / 20_000.0.squareRoot())
      #expect(run.positions.allSatisfy { dimension == 3 || $0.z == 0 })
    }
  }

  @Test("Ball: a start in which somebody never detects anybody is refused")
  func lonely() throws {
    let model = CouzinModel().with {
      $0.individuals = 2
      $0.startRadius = 1e6
    }
    let error = #expect(throws: ContradictionError.self) { try SchoolRun(model) }
    #expect(error?.contradiction.key == "couzin.start_radius")
  }

  @Test("Uniform: fills the box or the spherical tank")
  func uniform() throws {
    let box = CouzinModel().with {
      $0.individuals = 5000
      $0.boundary = .periodic
      $0.box = [10, 20, 30]
      $0.start = .uniform
    }
    let places = try SchoolRun(box).positions
    let mean = places.reduce(.zero, +) / 5000
    for (axis, side) in [10.0, 20, 30].enumerated() {
      #expect(places.allSatisfy { $0[axis] >= 0 && $0[axis] < side })
      #expect(abs(mean[axis] - side / 2) < 4 * side / (12 * 5000).squareRoot())
    }
    let tank = box.with {
      $0.boundary = .tank
      $0.box = nil
      $0.tankRadius = 8
    }
    #expect(try SchoolRun(tank).positions.allSatisfy { $0.length <= 8 })
  }

  @Test("Mill: a ring around the center of the box that swims around it")
  func mill() throws {
    let model = CouzinModel().with {
      $0.individuals = 2000
      $0.boundary = .periodic
      $0.box = [40, 40, 40]
      $0.start = .mill
    }
    let run = try SchoolRun(model)
    let offsets = run.positions.map { $0 - SIMD3(repeating: 20) }
    let distances = offsets.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
    let mean = distances.reduce(0, +) / 2000
    #expect(abs(mean - 10) < 4 * 1.5 / 2000.0.squareRoot())
    let height = offsets.reduce(0) { $0 + $1.z * $1.z } / 2000
    #expect(abs(height.squareRoot() - 3) < 4 * 3 / 4000.0.squareRoot())
    let spins = zip(offsets, run.headings).map { offset, heading in
      SIMD3(offset.x, offset.y, 0).normalized.cross(heading).z
    }
    #expect(spins.allSatisfy { $0 > 0.8 })
  }

  @Test("File: positions and headings of the frame, checked against the scenario")
  func file() throws {
    let places = [SIMD3(1.0, 2, 3), SIMD3(-4.0, 5, 6)]
    let velocities = [SIMD3(2.0, 0, 0), SIMD3(0.0, 3, 4)]
    let model = CouzinModel().starting(at: places)
    let run = try SchoolRun(model, frame: frame(positions: places, velocities: velocities))
    #expect(run.positions == places)
    #expect(largestDifference(run.velocities, [SIMD3(3, 0, 0), SIMD3(0, 1.8, 2.4)]) < 1e-15)

    let wrapped = model.with {
      $0.boundary = .periodic
      $0.box = [3, 4, 5]
    }
    let inBox = try SchoolRun(wrapped, frame: frame(positions: places, velocities: velocities))
    #expect(inBox.positions == [SIMD3(1, 2, 3), SIMD3(2, 1, 1)])
  }

  @Test("File: a frame that does not fit is refused with the key to look at")
  func wrongFile() {
    let place = [SIMD3(1.0, 2, 3)]
    let velocity = [SIMD3(1.0, 0, 0)]
    let one = CouzinModel().starting(at: place)
    let cases: [(CouzinModel, Frame, String)] = [
      (
        one.with { $0.individuals = 2 }, frame(positions: place, velocities: velocity),
        "couzin.individuals"
      ),
      (
        one.with { $0.dimension = 2 }, frame(positions: place, velocities: velocity),
        "couzin.dimension"
      ),
      (one, frame(positions: place, velocities: nil), "couzin.start_file"),
      (one, frame(positions: place, velocities: [.zero]), "couzin.start_file"),
      (one, frame(positions: [SIMD3(.nan, 0, 0)], velocities: velocity), "couzin.start_file"),
      (
        one.with {
          $0.boundary = .tank
          $0.tankRadius = 2
        }, frame(positions: place, velocities: velocity), "couzin.start_file"
      ),
    ]
    for (model, frame, key) in cases {
      let error = #expect(throws: ContradictionError.self) { try SchoolRun(model, frame: frame) }
      #expect(error?.contradiction.key == key)
    }
    #expect(throws: NoSuchFrame.self) { try SchoolRun(one) }
  }
}
