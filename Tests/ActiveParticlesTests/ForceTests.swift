import ClausiusKernelDispatch
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusActiveParticles

@Suite("Forces of active particles")
struct ForceTests {
  /// U of a pair at the distance r, written out independently of the kernels.
  static func energy(_ r: Double, _ model: ActiveParticlesModel, contact: Double) -> Double {
    let k = model.stiffness
    switch model.interaction {
    case .harmonic: return r < contact ? k * (contact - r) * (contact - r) / 2 : 0
    case .wca:
      guard r < pow(2, 1.0 / 6) * contact else { return 0 }
      let s = pow(contact / r, 6)
      return 4 * k * (s * s - s) + k
    case .softplus:
      // The integral of the force from r to where it is left out, by Simpson's rule.
      let end = contact + model.softplusReach
      guard r < end else { return 0 }
      let n = 2000
      let h = (end - r) / Double(n)
      let f = { (x: Double) in
        k / model.sharpness * log1p(exp(model.sharpness * (contact - x)))
      }
      let inner = (1..<n).reduce(0.0) { $0 + ($1 % 2 == 1 ? 4 : 2) * f(r + Double($1) * h) }
      return h / 3 * (f(r) + f(end) + inner)
    default: return 0
    }
  }

  /// The energy of all pairs, every pair tried.
  static func energy(
    _ places: [SIMD3<Double>], _ system: ActiveParticlesSystem, _ model: ActiveParticlesModel,
    around i: Int
  ) -> Double {
    let radius = system.context.properties["radius"] ?? []
    let box = model.simulationBox
    return places.indices.filter { $0 != i }.reduce(0) { sum, j in
      var d = places[i] - places[j]
      for axis in 0..<3 { d[axis] = box.nearestImage(d[axis], axis: axis) }
      return sum + energy((d * d).sum().squareRoot(), model, contact: radius[i] + radius[j])
    }
  }

  static let models: [ActiveParticlesModel] =
    [.harmonic, .wca, .softplus].flatMap { (interaction: ActiveInteraction) in
      [2, 3].flatMap { dimension in
        [false, true].map { isMixed in
          var model = ActiveSamples.discs(
            interaction, count: dimension == 2 ? 120 : 300, packing: 0.5, dimension: dimension)
          if interaction == .softplus { model.sharpness = 20 }
          guard isMixed else { return model }
          var small = ActiveSpecies()
          small.count = model.total / 2
          small.diameter = 0.7
          var large = ActiveSpecies()
          large.count = model.total / 2
          model.count = nil
          model.species = [small, large]
          return model
        }
      }
    }

  @Test("The force is the gradient of the energy, and its divergence the second derivatives")
  func gradient() throws {
    for model in Self.models {
      let run = try ActiveSamples.run(steps: 40, timeStep: 1e-4)
      let system = try ActiveSamples.system(model, run)
      try ActiveSamples.advance(system, run, steps: 40)
      let flat = ActiveSamples.values("position", of: system)
      let force = ActiveSamples.values("force", of: system)
      let divergence = ActiveSamples.values("force_divergence", of: system)
      var places = (0..<model.total).map { SIMD3(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2]) }
      let h = 1e-4
      for i in [0, 7, model.total / 2, model.total - 1] {
        let origin = places[i]
        let center = Self.energy(places, system, model, around: i)
        var trace = 0.0
        for axis in 0..<model.dimension {
          places[i][axis] = origin[axis] + h
          let above = Self.energy(places, system, model, around: i)
          places[i][axis] = origin[axis] - h
          let below = Self.energy(places, system, model, around: i)
          places[i] = origin
          let slope = (below - above) / (2 * h)
          trace += (above + below - 2 * center) / (h * h)
          #expect(
            abs(force[3 * i + axis] - slope) < 2e-3 * (1 + abs(slope)), "\(model.interaction)")
        }
        #expect(abs(divergence[i] + trace) < 0.02 * (1 + abs(trace)), "\(model.interaction)")
      }
    }
  }

  @Test("Forces of all particles add up to nothing: Newton's third law")
  func thirdLaw() throws {
    for model in Self.models {
      let run = try ActiveSamples.run(steps: 30, timeStep: 1e-4)
      let system = try ActiveSamples.system(model, run)
      try ActiveSamples.advance(system, run, steps: 30)
      let force = ActiveSamples.values("force", of: system)
      let size = force.reduce(0) { $0 + abs($1) }
      for axis in 0..<3 {
        let sum = stride(from: axis, to: force.count, by: 3).reduce(0) { $0 + force[$1] }
        #expect(abs(sum) <= 1e-13 * (1 + size))
      }
    }
  }

  @Test("Builds of the kernels agree to rounding", arguments: KernelVariant.supported)
  func variants(variant: KernelVariant) throws {
    let model = ActiveSamples.discs()
    let run = try ActiveSamples.run(steps: 20, timeStep: 1e-3)
    let reference = try ActiveSamples.system(model, run, variant: .baseline)
    let system = try ActiveSamples.system(model, run, variant: variant)
    for one in [reference, system] { try ActiveSamples.advance(one, run, steps: 20) }
    for name in ["position", "self_propulsion", "force"] {
      let (a, b) = (
        ActiveSamples.values(name, of: reference), ActiveSamples.values(name, of: system)
      )
      #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }, "\(name)")
    }
  }

  @Test("Springs, trap and ring potential pull as their formulas say")
  func external() throws {
    var model = ActiveParticlesModel()
    model.count = 3
    model.interaction = .springs
    model.boundary = .open
    model.trapStiffness = 0.25
    model.springs = SpringNetwork(
      isRing: false, springs: [.init(first: 0, second: 2, stiffness: 1.5)])
    let run = try ActiveSamples.run(steps: 1, timeStep: 1e-3)
    let system = try ActiveSamples.system(model, run)
    let x = ActiveSamples.values("position", of: system)
    let force = ActiveSamples.values("force", of: system)
    #expect(abs(force[0] - (-0.25 * x[0] + 1.5 * (x[6] - x[0]))) < 1e-14)
    #expect(abs(force[4] - -0.25 * x[4]) < 1e-14)
    #expect(ActiveSamples.values("force_divergence", of: system) == [-3.5, -0.5, -3.5])

    var ring = ActiveParticlesModel()
    (ring.count, ring.dimension, ring.cosineAmplitude) = (2, 1, 0.5)
    ring.interaction = .none
    let onRing = try ActiveSamples.system(ring, run)
    let place = ActiveSamples.values("position", of: onRing)
    #expect(abs(ActiveSamples.values("force", of: onRing)[3] - 0.5 * sin(place[3])) < 1e-14)
    #expect(
      abs(ActiveSamples.values("force_divergence", of: onRing)[1] - 0.5 * cos(place[3])) < 1e-14)
  }
}
