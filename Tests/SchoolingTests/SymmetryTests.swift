import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("Symmetries of the model")
struct SymmetryTests {
  private func rotation(_ v: SIMD3<Double>) -> SIMD3<Double> {
    let axis = SIMD3(1.0, 2, -2) / 3
    let c = cos(1.1)
    let s = sin(1.1)
    return c * v + s * axis.cross(v) + (1 - c) * axis.dot(v) * axis
  }

  /// The headings after `steps` steps from the given individuals.
  private func headings(
    _ model: CouzinModel, _ positions: [SIMD3<Double>], _ velocities: [SIMD3<Double>],
    steps: Int = 10
  ) throws -> [SIMD3<Double>] {
    var run = try SchoolRun(
      model.starting(at: positions),
      frame: frame(positions: positions, velocities: velocities, dimension: model.dimension))
    run.step(steps)
    return run.headings
  }

  @Test("A rotated school without error swims the rotated way")
  func rotated() throws {
    let model = CouzinModel().with { $0.angularNoise = 0 }
    let start = try SchoolRun(model)
    let straight = try headings(model, start.positions, start.velocities)
    let turned = try headings(
      model, start.positions.map(rotation), start.velocities.map(rotation))
    #expect(largestDifference(turned, straight.map(rotation)) < 1e-11)
  }

  @Test("A school moved in open space swims the same way")
  func moved() throws {
    let start = try SchoolRun(CouzinModel())
    let offset = SIMD3(128.0, -64, 32)
    let here = try headings(CouzinModel(), start.positions, start.velocities)
    let there = try headings(
      CouzinModel(), start.positions.map { $0 + offset }, start.velocities)
    #expect(largestDifference(here, there) < 1e-10)
  }

  @Test("A school moved through the faces of a periodic box swims the same way")
  func movedPeriodically() throws {
    let model = CouzinModel().with {
      $0.boundary = .periodic
      $0.box = [16, 20, 24]
      $0.start = .uniform
    }
    let start = try SchoolRun(model)
    let offset = SIMD3(7.0, 13, 19)
    let here = try headings(model, start.positions, start.velocities)
    let there = try headings(model, start.positions.map { $0 + offset }, start.velocities)
    #expect(largestDifference(here, there) < 1e-10)
  }

  @Test("Wherever it starts, an individual crosses the faces as often as it must")
  func images() throws {
    let model = CouzinModel().with {
      $0.individuals = 20
      $0.boundary = .periodic
      $0.box = [3, 4, 5]
      $0.start = .uniform
    }
    let box = SIMD3(3.0, 4, 5)
    var run = try SchoolRun(model)
    var path = run.positions
    for _ in 1...200 {
      run.step()
      for i in path.indices { path[i] += 0.1 * run.velocities[i] }
      #expect(
        run.positions.allSatisfy { c in (0..<3).allSatisfy { c[$0] >= 0 && c[$0] < box[$0] } })
    }
    let unwrapped = zip(run.positions, run.images).map { $0 + $1 * box }
    #expect(largestDifference(unwrapped, path) < 1e-11)
    #expect(run.images.contains { $0 != .zero })
  }

  @Test("In the plane every z stays exactly 0", arguments: [NoiseChoice.wrapped, .additive])
  func plane(noise: NoiseChoice) throws {
    for turning in TurningChoice.allCases {
      let model = CouzinModel().with {
        $0.dimension = 2
        $0.noise = noise
        $0.turning = turning
      }
      var run = try SchoolRun(model)
      run.step(100)
      #expect(run.positions.allSatisfy { $0.z == 0 })
      #expect(run.velocities.allSatisfy { $0.z == 0 })
    }
  }
}
