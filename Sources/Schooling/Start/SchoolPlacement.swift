import ClausiusDeclarations
import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

/// Draws the positions and headings of a start; the draw `attempt` of an individual is always the
/// same.
struct SchoolPlacement: Sendable {
  let model: CouzinModel
  private let places: CounterRandom
  private let directions: CounterRandom

  init(model: CouzinModel, seed: UInt64) {
    self.model = model
    places = CounterRandom(seed: seed, stream: .startPosition)
    directions = CounterRandom(seed: seed, stream: .startVelocity)
  }

  /// Where individual `i` starts and where it heads.
  func place(_ i: Int, attempt: Int) -> (position: SIMD3<Double>, heading: SIMD3<Double>) {
    switch model.start {
    case .uniform: (uniform(i, attempt: attempt), heading(i, attempt: attempt))
    case .mill: mill(i, attempt: attempt)
    case .ball, .file:
      (
        model.center + model.effectiveStartRadius * inUnitBall(i, attempt: attempt),
        heading(i, attempt: attempt)
      )
    }
  }

  /// A direction that is uniform on the sphere, or on the circle in the plane.
  private func heading(_ i: Int, attempt: Int) -> SIMD3<Double> {
    let (u, w) = directions.uniforms(step: 0, individual: i, draw: attempt)
    return direction(u, w)
  }

  private func direction(_ u: Double, _ w: Double) -> SIMD3<Double> {
    let angle = 2 * Double.pi * w
    let z = model.dimension == 2 ? 0 : 2 * u - 1
    let across = (1 - z * z).squareRoot()
    return SIMD3(across * cos(angle), across * sin(angle), z).normalized
  }

  /// Uniform in the ball or disc of radius 1.
  private func inUnitBall(_ i: Int, attempt: Int) -> SIMD3<Double> {
    let (u, w) = places.uniforms(step: 0, individual: i, draw: 2 * attempt)
    let volume = places.uniforms(step: 0, individual: i, draw: 2 * attempt + 1).0
    let radius = model.dimension == 2 ? volume.squareRoot() : cbrt(volume)
    return radius * direction(u, w)
  }

  private func uniform(_ i: Int, attempt: Int) -> SIMD3<Double> {
    if let radius = model.tankRadius, model.boundary == .tank {
      return radius * inUnitBall(i, attempt: attempt)
    }
    let box = model.box ?? []
    let (x, y) = places.uniforms(step: 0, individual: i, draw: 2 * attempt)
    let z = places.uniforms(step: 0, individual: i, draw: 2 * attempt + 1).0
    return SIMD3(x * box[0], y * box[1], model.dimension == 2 ? 0 : z * box[2])
  }

  /// A place on a ring around the z axis, swimming along it: angle 2 pi i/N + 0.1 n1, distance
  /// R + 0.15 R n2, height 0.3 R n3, and 0.1 n4 of the heading upward, n normal numbers.
  ///
  /// Source of the distribution: the Python library dewi-kadita 0.0.4, `torus_init`.
  private func mill(_ i: Int, attempt: Int) -> (position: SIMD3<Double>, heading: SIMD3<Double>) {
    let radius = model.effectiveStartRadius
    let isFlat = model.dimension == 2
    let around = places.normals(step: 0, individual: i, draw: 2 * attempt)
    let across = places.normals(step: 0, individual: i, draw: 2 * attempt + 1)
    let rise = directions.normals(step: 0, individual: i, draw: attempt).0
    let angle = 2 * Double.pi * Double(i) / Double(model.individuals) + 0.1 * around.0
    let distance = radius * (1 + 0.15 * around.1)
    let place = SIMD3(
      distance * cos(angle), distance * sin(angle), isFlat ? 0 : 0.3 * radius * across.0)
    let heading = SIMD3(-sin(angle), cos(angle), isFlat ? 0 : 0.1 * rise).normalized
    return (model.center + place, heading)
  }
}

extension SIMD3<Double> {
  /// The scalar product.
  func dot(_ other: SIMD3<Double>) -> Double { (self * other).sum() }

  /// The length.
  var length: Double { dot(self).squareRoot() }

  /// The vector with its length made 1.
  var normalized: SIMD3<Double> { self / length }
}
