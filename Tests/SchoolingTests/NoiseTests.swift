import ClausiusKernelDispatch
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("The angular error")
struct NoiseTests {
  static let count = 40_000

  /// The headings of many who sense nobody, one step after they all swam along `start`.
  private func headings(_ sigma: Double, _ noise: NoiseChoice, dimension: Int = 3) throws
    -> [SIMD3<Double>]
  {
    let places = [SIMD3<Double>](repeating: .zero, count: Self.count)
    let model = CouzinModel().starting(at: places).with {
      $0.dimension = dimension
      $0.angularNoise = .constant(sigma)
      $0.noise = noise
      $0.turningRate = 3600
      $0.repulsionRadius = 0
      $0.orientationWidth = 0
      $0.attractionWidth = 0
    }
    var run = try SchoolRun(
      model, seed: 11,
      frame: frame(
        positions: places, velocities: places.map { _ in Self.start(dimension) },
        dimension: dimension))
    run.step()
    return run.headings
  }

  private static func start(_ dimension: Int) -> SIMD3<Double> {
    dimension == 2 ? SIMD3(0.6, 0.8, 0) : SIMD3(2.0, -1, -2) / 3
  }

  @Test(
    "Wrapped: the mean of cos rho is the transform of a Rayleigh angle",
    arguments: [0.05, 0.5, 1.5])
  func wrapped(sigma: Double) throws {
    let found = try headings(sigma, .wrapped)
    let cosines = found.map { $0.dot(Self.start(3)) }
    // E cos rho = 1 - sigma D(sigma/2) with the Dawson function D, for rho = sigma sqrt(-ln u).
    let expected = 1 - sigma * dawson(sigma / 2)
    let mean = cosines.reduce(0, +) / Double(Self.count)
    let variance = cosines.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Self.count)
    #expect(abs(mean - expected) < 4 * (variance / Double(Self.count)).squareRoot())
  }

  /// D(x) = exp(-x^2) integral of exp(t^2) from 0 to x, by Simpson's rule.
  private func dawson(_ x: Double) -> Double {
    let n = 2000
    let h = x / Double(n)
    let sum = (0...n).reduce(0.0) { sum, k in
      let t = Double(k) * h
      let weight = k == 0 || k == n ? 1.0 : k % 2 == 0 ? 2 : 4
      return sum + weight * exp(t * t)
    }
    return exp(-x * x) * sum * h / 3
  }

  @Test(
    "Wrapped: the root mean square of the angle is sigma, in space and in the plane",
    arguments: 2...3)
  func meanSquare(dimension: Int) throws {
    let sigma = 0.1
    let angles = try headings(sigma, .wrapped, dimension: dimension).map {
      angle($0, Self.start(dimension))
    }
    let squares = angles.map { $0 * $0 / (sigma * sigma) }
    let mean = squares.reduce(0, +) / Double(Self.count)
    let variance = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Self.count)
    #expect(abs(mean - 1) < 4 * (variance / Double(Self.count)).squareRoot())
    // An exponential square in space, that of one normal number in the plane.
    #expect(abs(variance - (dimension == 3 ? 1 : 2)) < 0.2)
  }

  @Test("Wrapped: no direction is preferred")
  func isotropic() throws {
    let start = Self.start(3)
    let tangents = try headings(0.3, .wrapped).map { ($0 - $0.dot(start) * start).normalized }
    let mean = tangents.reduce(.zero, +) / Double(Self.count)
    #expect(mean.length < 4 / Double(Self.count).squareRoot())
    // The second moments of a uniform tangent are half the projector onto the tangent plane.
    for axis in 0..<3 {
      let second = tangents.reduce(0) { $0 + $1[axis] * $1[axis] } / Double(Self.count)
      let expected = (1 - start[axis] * start[axis]) / 2
      #expect(abs(second - expected) < 4 * 0.36 / Double(Self.count).squareRoot())
    }
  }

  @Test("Added: the peer's error has a root mean square of sqrt 2 sigma")
  func added() throws {
    let sigma = 0.02
    let angles = try headings(sigma, .additive).map { angle($0, Self.start(3)) }
    let mean = angles.reduce(0) { $0 + $1 * $1 } / Double(Self.count) / (sigma * sigma)
    #expect(abs(mean - 2) < 4 * 2 / Double(Self.count).squareRoot())
  }

  @Test("A rate: the heading turns by the rate times the root of the step", arguments: 2...3)
  func rate(dimension: Int) throws {
    let places = [SIMD3<Double>](repeating: .zero, count: Self.count)
    let model = CouzinModel().starting(at: places).with {
      $0.dimension = dimension
      $0.angularNoise = nil
      $0.angularNoiseRate = 0.3
      $0.turningRate = 0
      $0.repulsionRadius = 0
      $0.orientationWidth = 0
      $0.attractionWidth = 0
    }
    var run = try SchoolRun(
      model, seed: 11,
      frame: frame(
        positions: places, velocities: places.map { _ in Self.start(dimension) },
        dimension: dimension))
    // The errors of steps add up, although nobody turns of itself.
    for steps in 1...2 {
      run.step()
      let squares = run.headings.map {
        let angle = angle($0, Self.start(dimension))
        return angle * angle / (0.09 * 0.1 * Double(steps))
      }
      let mean = squares.reduce(0, +) / Double(Self.count)
      #expect(abs(mean - 1) < 4 * 1.5 / Double(Self.count).squareRoot() + 0.005)
    }
  }

  @Test("Errors of different steps, individuals and seeds have nothing in common")
  func independent() throws {
    let model = CouzinModel().with {
      $0.individuals = 4000
      $0.startRadius = 2000
      $0.repulsionRadius = 0
      $0.orientationWidth = 0
      $0.attractionWidth = 0
      $0.turningRate = 3600
    }
    var run = try SchoolRun(model)
    var turns: [[SIMD3<Double>]] = []
    for _ in 1...2 {
      let before = run.headings
      run.step()
      turns.append(zip(run.headings, before).map { $0 - $1 })
    }
    let norm = 0.05 * 0.05 * 4000
    let acrossSteps = zip(turns[0], turns[1]).reduce(0) { $0 + $1.0.dot($1.1) } / norm
    let acrossIndividuals =
      zip(turns[0], turns[0].dropFirst()).reduce(0) { $0 + $1.0.dot($1.1) } / norm
    #expect(abs(acrossSteps) < 0.06)
    #expect(abs(acrossIndividuals) < 0.06)
  }
}
