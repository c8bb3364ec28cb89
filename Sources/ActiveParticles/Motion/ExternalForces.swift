import ClausiusKernelInterface
import ClausiusSimulationCore
import Foundation

/// The forces that do not come from neighbors: trap, ring potential, springs.
struct ExternalForces {
  private let dimension: Int
  private let trap: ParameterColumn
  private let isTrapped: Bool
  /// A of U = A cos x.
  private let amplitude: Double
  /// The springs of particle i are `partner[first[i]..<first[i + 1]]`.
  private let first: [Int]
  private let partner: [Int]
  private let stiffness: [Double]

  /// Whether there are any.
  var areThere: Bool { isTrapped || amplitude != 0 || !partner.isEmpty }

  init(model: ActiveParticlesModel, traits: ParticleTraits) {
    dimension = model.dimension
    trap = traits.trap
    isTrapped = model.isTrapped
    amplitude = model.cosineAmplitude
    var lists = [[(Int, Double)]](
      repeating: [], count: model.interaction == .springs ? model.total : 0)
    for spring in model.resolvedSprings {
      lists[spring.first].append((spring.second, spring.stiffness))
      lists[spring.second].append((spring.first, spring.stiffness))
    }
    first = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    partner = lists.flatMap { $0.map(\.0) }
    stiffness = lists.flatMap { $0.map(\.1) }
  }

  /// Adds - kappa x, A sin x and sum K (x_j - x_i) to the forces, and their derivatives to the
  /// divergence where one is asked for.
  func add(
    at position: VectorColumns, to force: VectorColumns,
    divergence: UnsafeMutablePointer<Double>?, _ range: Range<Int>
  ) {
    for (axis, (x, f)) in zip(position.axes, force.axes).prefix(dimension).enumerated() {
      for slot in range {
        f[slot] += pull(x, slot)
        if axis == 0, amplitude != 0 { f[slot] += amplitude * sin(x[slot]) }
      }
    }
    guard let divergence else { return }
    for slot in range {
      divergence[slot] -= Double(dimension) * totalStiffness(slot)
      if amplitude != 0 { divergence[slot] += amplitude * cos(position.x[slot]) }
    }
  }

  /// Adds the second derivatives of the energy times `vectors` to `product`.
  func addCurvature(
    at position: VectorColumns, times vectors: VectorColumns, to product: VectorColumns,
    _ range: Range<Int>
  ) {
    for (axis, (p, sum)) in zip(vectors.axes, product.axes).prefix(dimension).enumerated() {
      for slot in range {
        sum[slot] -= pull(p, slot)
        if axis == 0, amplitude != 0 { sum[slot] -= amplitude * cos(position.x[slot]) * p[slot] }
      }
    }
  }

  /// - kappa x_i + sum K (x_j - x_i) of one component.
  private func pull(_ x: UnsafeMutablePointer<Double>, _ slot: Int) -> Double {
    var sum = isTrapped ? -trap[slot] * x[slot] : 0
    guard !partner.isEmpty else { return sum }
    for k in first[slot]..<first[slot + 1] { sum += stiffness[k] * (x[partner[k]] - x[slot]) }
    return sum
  }

  private func totalStiffness(_ slot: Int) -> Double {
    var sum = isTrapped ? trap[slot] : 0
    guard !partner.isEmpty else { return sum }
    for k in first[slot]..<first[slot + 1] { sum += stiffness[k] }
    return sum
  }
}

extension VectorColumns {
  /// The columns in the order of the axes.
  var axes: [UnsafeMutablePointer<Double>] { [x, y, z] }
}
