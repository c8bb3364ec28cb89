import ClausiusKernelInterface
import ClausiusSimulationCore

/// The sub-flow `forces`: the sum over neighbors, and what does not come from neighbors.
struct ActiveForces {
  private let sum: ActiveKernels.PairKernel
  private let curvature: ActiveKernels.PairKernel
  /// The pair force; `nil` where neighbors do not act.
  private let options: PairForceOptions?
  private let external: ExternalForces
  private let pool: ThreadPool

  /// Slots a block: what one thread takes at a time.
  static let blockSize = 512

  init(
    model: ActiveParticlesModel, kernels: ActiveKernels, traits: ParticleTraits, pool: ThreadPool
  ) {
    let isMixed = Set(model.resolvedSpecies.map(\.diameter)).count > 1
    options = model.interaction.pairForce.map {
      PairForceOptions(
        force: $0, isSpatial: model.dimension == 3, isMixed: isMixed, isDetailed: false)
    }
    sum = kernels.pairForces
    curvature = kernels.curvature
    external = ExternalForces(model: model, traits: traits)
    self.pool = pool
  }

  /// Leaves the forces at `position` in `force`, with the divergence and the virial.
  func evaluateInDetail(
    _ view: ActiveView, at position: VectorColumns, into force: VectorColumns
  ) {
    pool.forEachBlock(count: view.count, blockSize: Self.blockSize) { _, range in
      evaluate(view, at: position, into: force, isDetailed: true, range)
    }
  }

  /// Leaves the forces on the particles of `range` in `force`; with details also the divergence and
  /// the virial.
  func evaluate(
    _ view: ActiveView, at position: VectorColumns, into force: VectorColumns,
    isDetailed: Bool = false, _ range: Range<Int>
  ) {
    if var options {
      options.isDetailed = isDetailed
      sum(options, view, position, force, range)
    } else {
      clear(force.axes + (isDetailed ? [view.divergence, view.virial] : []), range)
    }
    guard external.areThere else { return }
    external.add(at: position, to: force, divergence: isDetailed ? view.divergence : nil, range)
  }

  /// Leaves the second derivatives of the energy at `position`, times the vectors in the view's
  /// `trialForce`, in `product`.
  func multiplyCurvature(
    _ view: ActiveView, at position: VectorColumns, into product: VectorColumns
  ) {
    pool.forEachBlock(count: view.count, blockSize: Self.blockSize) { _, range in
      if let options {
        curvature(options, view, position, product, range)
      } else {
        clear(product.axes, range)
      }
      external.addCurvature(at: position, times: view.trialForce, to: product, range)
    }
  }

  private func clear(_ columns: [UnsafeMutablePointer<Double>], _ range: Range<Int>) {
    for column in columns { (column + range.lowerBound).update(repeating: 0, count: range.count) }
  }
}

extension ActiveInteraction {
  /// The kernel's force of the interaction; `nil` where neighbors do not act.
  var pairForce: PairForce? {
    switch self {
    case .none, .springs: nil
    case .harmonic: .harmonic
    case .wca: .weeksChandlerAndersen
    case .softplus: .softplus
    }
  }
}
