import ClausiusKernelInterface
import ClausiusSimulationCore
import Foundation

/// The parameters of the particles as columns: one number for all where there is one species, else
/// one a slot.
struct ParticleTraits {
  private let species: [ResolvedSpecies]
  private let columns: [AlignedColumn<Double>]
  private let stride: Int
  /// The species of each particle.
  private let kind: [UInt8]
  /// The values of each column for each species.
  private let values: [[Double]]

  init(model: ActiveParticlesModel, timeStep: Double) {
    species = model.resolvedSpecies
    stride = species.count > 1 ? 1 : 0
    let count = stride == 0 ? 1 : model.total
    kind =
      stride == 0
      ? []
      : species.enumerated().flatMap {
        [UInt8](repeating: UInt8($0.offset), count: $0.element.count)
      }
    values = species.map { Self.values($0, model: model, timeStep: timeStep) }
    columns = (0..<9).map { [values] column in
      AlignedColumn(repeating: values[0][column], count: count)
    }
    fill { $0 }
  }

  /// radius, speed, persistence, decay, change, noise, diffusivity, 1/diffusivity, trap stiffness.
  private static func values(
    _ one: ResolvedSpecies, model: ActiveParticlesModel, timeStep: Double
  ) -> [Double] {
    let rate = 1 / one.persistence
    let decay = exp(-rate * timeStep)
    return [
      one.diameter / 2, one.speed, one.persistence, decay,
      change(one, model: model, timeStep: timeStep),
      (2 * one.diffusivity * timeStep).squareRoot(), one.diffusivity,
      one.diffusivity > 0 ? 1 / one.diffusivity : 0, one.trapStiffness,
    ]
  }

  private static func change(
    _ one: ResolvedSpecies, model: ActiveParticlesModel, timeStep: Double
  ) -> Double {
    let rate = 1 / one.persistence
    switch model.model {
    case .abp:
      let angle = (2 * rate * timeStep).squareRoot()
      return model.dimension == 3
        ? Self.tangentDeviation(decay: rate * timeStep) : angle / (2 * .pi)
    case .aoup:
      let variance = one.speed * one.speed / Double(model.dimension)
      return (variance * -expm1(-2 * rate * timeStep)).squareRoot()
    case .rtp: return -expm1(-rate * timeStep)
    }
  }

  /// The standard deviation s of each component of a Gaussian vector of the tangent plane that
  /// turns a direction on the sphere by <cos> = e^-x.
  ///
  /// The angle has <a^2k> = (2 s^2)^k k!, so that <cos> = sum_k (-2 s^2)^k k!/(2k)!, which falls
  /// from 1 through 0: the root is found by halving.
  static func tangentDeviation(decay x: Double) -> Double {
    func cosine(_ square: Double) -> Double {
      var (sum, term) = (1.0, 1.0)
      for k in 1..<60 {
        term *= -square / Double(2 * k - 1)
        sum += term
      }
      return sum
    }
    var (low, high) = (0.0, 1.7)
    let wanted = exp(-x)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if cosine(middle) > wanted { low = middle } else { high = middle }
    }
    return ((low + high) / 2).squareRoot()
  }

  /// Follows a new order of the particles.
  func sort(like individual: AlignedColumn<UInt32>) { fill { Int(individual[$0]) } }

  private func fill(_ particle: (_ slot: Int) -> Int) {
    for slot in kind.indices {
      let values = values[Int(kind[particle(slot)])]
      for (column, value) in zip(columns, values) { column[slot] = value }
    }
  }

  /// The columns as kernels see them.
  var view: ActiveTraits {
    var traits = ActiveTraits(all: column(0))
    traits.speed = column(1)
    traits.persistence = column(2)
    traits.decay = column(3)
    traits.change = column(4)
    traits.noise = column(5)
    traits.diffusivity = column(6)
    traits.inverseDiffusivity = column(7)
    return traits
  }

  /// The stiffness of the trap.
  var trap: ParameterColumn { column(8) }

  private func column(_ k: Int) -> ParameterColumn {
    ParameterColumn(base: columns[k].base, stride: stride)
  }
}

extension ParameterColumn {
  /// The value in a slot.
  subscript(slot: Int) -> Double { base[slot &* stride] }
}
