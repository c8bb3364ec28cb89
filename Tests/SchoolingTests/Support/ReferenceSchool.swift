import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

@testable import ClausiusSchooling

/// The three-zone model written once more, as plainly as possible: one individual after the other,
/// one neighbor after the other, library functions for every root, sine and logarithm.
struct ReferenceSchool {
  let model: CouzinModel
  let resolver: TraitResolver
  let timeStep: Double
  let noise: CounterRandom
  let axis: CounterRandom

  init(_ model: CouzinModel, seed: UInt64, timeStep: Double) {
    self.model = model
    self.timeStep = timeStep
    resolver = TraitResolver(model: model, seed: seed, timeStep: timeStep)
    noise = CounterRandom(seed: seed, stream: .angularNoise)
    axis = CounterRandom(seed: seed, stream: .turnAxis)
  }

  /// The state one step later; `tick` numbers the step, from 1.
  func step(
    positions: [SIMD3<Double>], headings: [SIMD3<Double>], tick: Int
  ) -> (positions: [SIMD3<Double>], headings: [SIMD3<Double>]) {
    let moved = positions.indices.map { i in
      let traits = resolver.traits(of: i, step: tick - 1)
      let half = traits.angularNoiseRate * (timeStep / 2).squareRoot()
      let own = rotated(headings[i], half, i, tick, draw: 2)
      let d = desired(i, positions, headings, own, traits, tick)
      var heading = turned(own, toward: d, traits, i, tick)
      if model.noise == .additive { heading = withAddedError(heading, traits, i, tick) }
      heading = rotated(heading, half, i, tick, draw: 3)
      return move(positions[i] + traits.speed * timeStep * heading, heading)
    }
    return (moved.map(\.0), moved.map(\.1))
  }

  private func displacement(_ from: SIMD3<Double>, _ to: SIMD3<Double>) -> SIMD3<Double> {
    var d = to - from
    if model.boundary == .periodic, let box = model.box {
      for (k, side) in box.enumerated() { d[k] -= side * (d[k] / side).rounded() }
    }
    return d
  }

  private func desired(
    _ i: Int, _ positions: [SIMD3<Double>], _ headings: [SIMD3<Double>], _ own: SIMD3<Double>,
    _ traits: IndividualTraits, _ tick: Int
  ) -> SIMD3<Double> {
    var repulsion = SIMD3<Double>.zero
    var social = SIMD3<Double>.zero
    var isRepelled = false
    for j in positions.indices where j != i {
      let r = displacement(positions[i], positions[j])
      let distance = r.length
      let isVisible =
        traits.fieldOfPerception >= 360
        || r.normalized.dot(headings[i]) > cos(traits.fieldOfPerception / 2 * .pi / 180)
      if distance < traits.zones.repulsion {
        if model.blindZones == .all, !isVisible { continue }
        repulsion -= r / distance
        isRepelled = true
      } else if !isVisible {
        continue
      } else if distance < traits.zones.orientation {
        social += traits.orientationWeight * headings[j]
      } else if distance < traits.zones.attraction {
        social += r / distance
      }
    }
    let sum = isRepelled ? repulsion : social
    var d = sum.length > 1e-10 ? sum.normalized : own
    if !isRepelled, traits.preference.length > 0 { d = (d + traits.preference).normalized }
    return withError(d, traits.angularNoise, i, tick)
  }

  private func withError(_ d: SIMD3<Double>, _ sigma: Double, _ i: Int, _ tick: Int)
    -> SIMD3<Double>
  {
    model.noise == .additive ? d : rotated(d, sigma, i, tick, draw: 0)
  }

  private func rotated(
    _ d: SIMD3<Double>, _ sigma: Double, _ i: Int, _ tick: Int, draw: Int
  ) -> SIMD3<Double> {
    guard sigma > 0 else { return d }
    let (u, w) = noise.uniforms(step: tick, individual: i, draw: draw)
    let length = sigma * (-2 * log(1 - u)).squareRoot()
    if model.dimension == 2 {
      let angle = length * cos(2 * .pi * w)
      return cos(angle) * d + sin(angle) * SIMD3(-d.y, d.x, 0)
    }
    let angle = length / 2.squareRoot()
    return cos(angle) * d + sin(angle) * tangent(d, w)
  }

  /// A unit vector perpendicular to n; the basis must be the one that the kernels use, or the draws
  /// mean other directions.
  private func tangent(_ n: SIMD3<Double>, _ revolutions: Double) -> SIMD3<Double> {
    let sign = n.z < 0 ? -1.0 : 1.0
    let a = -1 / (sign + n.z)
    let b = n.x * n.y * a
    let first = SIMD3(1 + sign * n.x * n.x * a, sign * b, -sign * n.x)
    let second = SIMD3(b, sign + n.y * n.y * a, -n.y)
    return cos(2 * .pi * revolutions) * first + sin(2 * .pi * revolutions) * second
  }

  private func turned(
    _ v: SIMD3<Double>, toward d: SIMD3<Double>, _ traits: IndividualTraits, _ i: Int, _ tick: Int
  ) -> SIMD3<Double> {
    let limit = traits.turningRate * timeStep * .pi / 180
    let between = angle(v, d)
    if between <= limit { return d }
    if model.turning == .nlerp {
      return (v * (1 - limit / between) + d * (limit / between)).normalized
    }
    let across = d - v.dot(d) * v
    if across.length < 1e-14 {
      let u = axis.uniforms(step: tick, individual: i).0
      let side =
        model.dimension == 2
        ? SIMD3(-v.y, v.x, 0) * (u < 0.5 ? -1 : 1) : tangent(v, u)
      return (cos(limit) * v + sin(limit) * side).normalized
    }
    return (cos(limit) * v + sin(limit) * across.normalized).normalized
  }

  private func withAddedError(
    _ v: SIMD3<Double>, _ traits: IndividualTraits, _ i: Int, _ tick: Int
  ) -> SIMD3<Double> {
    guard traits.angularNoise > 0 else { return v }
    let plane = noise.normals(step: tick, individual: i, draw: 0)
    let third = noise.normals(step: tick, individual: i, draw: 1).0
    let error = SIMD3(plane.0, plane.1, model.dimension == 2 ? 0 : third)
    return (v + traits.angularNoise * error).normalized
  }

  private func move(_ c: SIMD3<Double>, _ v: SIMD3<Double>) -> (SIMD3<Double>, SIMD3<Double>) {
    var c = c
    var v = v
    switch (model.boundary, model.box, model.tankRadius) {
    case (.periodic, let box?, _):
      for (k, side) in box.enumerated() { c[k] -= side * (c[k] / side).rounded(.down) }
    case (.tank, let box?, _):
      for (k, side) in box.enumerated() {
        if c[k] < 0 { (c[k], v[k]) = (-c[k], -v[k]) }
        if c[k] > side { (c[k], v[k]) = (2 * side - c[k], -v[k]) }
      }
    case (.tank, _, let radius?) where c.length > radius:
      let normal = c.normalized
      v = (v - 2 * v.dot(normal) * normal).normalized
      c = normal * (2 * radius - c.length)
    default: break
    }
    return (c, v)
  }
}
