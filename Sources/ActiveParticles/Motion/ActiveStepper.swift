import ClausiusKernelInterface
import ClausiusRandomNumbers
import ClausiusSimulationCore

/// Moves active particles by one step of stochastic Heun or Euler-Maruyama; the self-propulsion
/// moves exactly.
final class ActiveStepper {
  let state: ActiveState
  let traits: ParticleTraits
  let forces: ActiveForces
  private var neighbors: NeighborPlan?
  private let box: Box
  private let propel: ActiveKernels.Kernel
  private let predict: ActiveKernels.Kernel
  private let correct: ActiveKernels.Kernel?
  private let excursion: ActiveKernels.ExcursionKernel
  /// How far the particles of each block have gone.
  private var excursions: [Excursion]
  private let pool: ThreadPool
  private let translation: CounterRandom
  private let propulsion: CounterRandom
  private let pair: PairParameters
  private let timeStep: Double
  private let ticksPerFrame: Int
  private let isSpatial: Bool
  private var trial: [AlignedColumn<Double>]
  private var nextPropulsion: [AlignedColumn<Double>]
  private let force: [AlignedColumn<Double>]
  private let trialForce: [AlignedColumn<Double>]
  private let divergence: AlignedColumn<Double>
  private let virial: AlignedColumn<Double>
  /// What is known of the forces at the positions.
  private var known = Knowledge.nothing

  private enum Knowledge { case nothing, details }

  init(model: ActiveParticlesModel, kernels: ActiveKernels, run: RunSettings) {
    let count = model.total
    let tau = run.grid.tickDuration
    state = ActiveState(model: model, pool: run.pool)
    traits = ParticleTraits(model: model, timeStep: tau)
    forces = ActiveForces(model: model, kernels: kernels, traits: traits, pool: run.pool)
    box = model.simulationBox
    neighbors = model.cutoff.map {
      NeighborPlan(
        model: model, cutoff: $0, width: kernels.laneCount, timeStep: tau, pool: run.pool)
    }
    propel = kernels.propel(model.propulsion, model.dimension)
    predict = kernels.predict(model.dimension)
    isSpatial = model.dimension == 3
    correct = model.scheme == .heun ? kernels.correct(isSpatial, model.workAndHeat) : nil
    excursion = kernels.excursion(isSpatial)
    excursions = Array(
      repeating: Excursion(), count: (count + ActiveForces.blockSize - 1) / ActiveForces.blockSize)
    pool = run.pool
    translation = CounterRandom(seed: run.seed, stream: .translationalNoise)
    propulsion = CounterRandom(seed: run.seed, stream: .propulsionNoise)
    pair = PairParameters(
      stiffness: model.stiffness, sharpness: model.sharpness, reach: model.softplusReach,
      dimensionsLessOne: Double(model.dimension - 1))
    timeStep = tau
    ticksPerFrame = run.grid.ticksPerFrame
    let column = { AlignedColumn<Double>(repeating: 0, count: count) }
    trial = (0..<3).map { _ in column() }
    nextPropulsion = (0..<3).map { _ in column() }
    force = (0..<3).map { _ in column() }
    trialForce = (0..<3).map { _ in column() }
    divergence = column()
    virial = column()
  }

  /// Moves the particles by the step that ends at `instant`.
  ///
  /// - Throws: ``BrokenInvariant`` when a particle goes beyond the skin of the lists in one step.
  func advance(to instant: Instant) throws(BrokenInvariant) {
    let view = view(step: instant.tick)
    let areForcesKnown = known != .nothing
    // What one block needs stays in the cache from the forces to the move.
    pool.forEachBlock(count: state.count, blockSize: ActiveForces.blockSize) { _, range in
      if !areForcesKnown { forces.evaluate(view, at: view.position, into: view.force, range) }
      propel(view, range)
      predict(view, range)
    }
    if let correct {
      look(view) { range in
        withRoomForForces(range) { trialForce in
          var view = view
          view.trialForce = trialForce
          forces.evaluate(view, at: view.trial, into: trialForce, range)
          correct(view, range)
        }
      }
    } else {
      swap(&state.position, &trial)
      look(self.view(step: instant.tick)) { _ in }
    }
    swap(&state.propulsion, &nextPropulsion)
    known = .nothing
    try relistIfDue(step: instant.tick)
  }

  /// Makes the last change of positions, block by block, and looks how far particles have gone. The
  /// last blocks come first: what was touched last is still in the cache.
  private func look(_ view: ActiveView, after change: (Range<Int>) -> Void) {
    excursions.withUnsafeMutableBufferPointer { excursions in
      nonisolated(unsafe) let found = excursions
      pool.forEachBlock(count: found.count, blockSize: 1) { turn, _ in
        let block = found.count - 1 - turn
        let start = block * ActiveForces.blockSize
        let range = start..<min(state.count, start + ActiveForces.blockSize)
        change(range)
        found[block] = excursion(view, range)
      }
    }
  }

  /// Room for the forces on the particles of a block that nobody else needs; it stays in the cache.
  private func withRoomForForces(_ range: Range<Int>, _ body: (VectorColumns) -> Void) {
    let (size, lanes) = (ActiveForces.blockSize, 8)
    withUnsafeTemporaryAllocation(
      byteCount: 3 * (size + lanes) * MemoryLayout<Double>.stride, alignment: 64
    ) { room in
      let numbers = room.bindMemory(to: Double.self)
      guard let base = numbers.baseAddress else { return }
      let first = base - range.lowerBound
      let room = VectorColumns(x: first, y: first + size + lanes, z: first + 2 * (size + lanes))
      for axis in room.axes { (axis + range.upperBound).update(repeating: 0, count: lanes) }
      body(room)
    }
  }

  /// The view with the forces at the positions, the divergence and the virial.
  func detailedView() -> ActiveView {
    let view = view(step: 0)
    if known != .details {
      forces.evaluateInDetail(view, at: view.position, into: view.force)
      known = .details
    }
    return view
  }

  /// The positions have been set: brings them into the box and lists neighbors.
  func takeUpPositions() {
    state.wrap(into: box)
    state.takeReferences()
    relist()
  }

  /// Lists the neighbors of the references, as they were listed before a checkpoint.
  func relist() {
    neighbors?.list(state, traits: traits)
    known = .nothing
  }

  /// What the next choice to list neighbors depends on beside the state.
  var previousDistance: Double {
    get { neighbors?.previousDistance ?? 0 }
    set { neighbors?.previousDistance = newValue }
  }

  private func relistIfDue(step: Int) throws(BrokenInvariant) {
    guard neighbors != nil else { return wrapIfFar() }
    let farthest = farthest
    guard farthest.isWithinLimit else { throw runaway(step: step) }
    if neighbors?.isDue(distance: farthest.squaredDistance.squareRoot()) == true {
      takeUpPositions()
    }
  }

  /// Particles that do not meet are brought back when one of them is a box away, so that their
  /// coordinates keep their digits.
  private func wrapIfFar() {
    guard box.isPeriodic else { return }
    let side = (0..<3).filter { box.boundary[$0] == .periodic }.map { box.length($0) }.min() ?? 0
    if farthest.squaredDistance > side * side { takeUpPositions() }
  }

  /// How far the particles have gone.
  private var farthest: Excursion {
    excursions.reduce(Excursion()) { all, one in
      Excursion(
        squaredDistance: max(all.squaredDistance, one.squaredDistance),
        isWithinLimit: all.isWithinLimit && one.isWithinLimit)
    }
  }

  /// The particle that went too far.
  private func runaway(step: Int) -> BrokenInvariant {
    let limit = neighbors?.squaredLimit ?? 0
    for slot in 0..<state.count {
      var square = 0.0
      for axis in 0..<3 {
        let way = state.position[axis][slot] - state.reference[axis][slot]
        square += way * way
      }
      if square <= limit { continue }
      return BrokenInvariant(
        "particle \(state.individual[slot]) went \(Float(square.squareRoot())) in step \(step), beyond the skin of the neighbor lists, \(Float(limit.squareRoot())): give a shorter time_step"
      )
    }
    return BrokenInvariant("a particle went beyond the skin of the neighbor lists in step \(step)")
  }

  private func view(step: Int) -> ActiveView {
    let high = UInt32(truncatingIfNeeded: step >> 32) << 16
    let period = box.periods
    let list =
      neighbors?.lists.view
      ?? NeighborListView(rowStart: Self.noRows.base, neighbor: Self.noRows.base, width: 1)
    return ActiveView(
      count: state.count, individual: state.individual.base,
      position: VectorColumns(state.position), trial: VectorColumns(trial),
      propulsion: VectorColumns(state.propulsion), nextPropulsion: VectorColumns(nextPropulsion),
      angle: state.angle.base, force: VectorColumns(force), trialForce: VectorColumns(trialForce),
      divergence: divergence.base, virial: virial.base, work: state.work.base,
      driven: state.driven.base, way: VectorColumns(state.way),
      booksEndBefore: (step - 1) % ticksPerFrame == 0 ? 0 : 1,
      reference: VectorColumns(state.reference),
      squaredLimit: neighbors?.squaredLimit ?? .infinity, neighbors: list, traits: traits.view,
      pair: pair, period: AxisValues(period[0], period[1], period[2]),
      inversePeriod: AxisValues(
        period[0] > 0 ? 1 / period[0] : 0, period[1] > 0 ? 1 / period[1] : 0,
        period[2] > 0 ? 1 / period[2] : 0),
      random: ActiveKeys(
        seedLow: translation.key.x, seedHigh: translation.key.y,
        step: UInt32(truncatingIfNeeded: step),
        translationStream: high | UInt32(translation.stream.rawValue),
        propulsionStream: high | UInt32(propulsion.stream.rawValue)),
      timeStep: timeStep)
  }

  private static let noRows = AlignedColumn<Int32>(repeating: 0, count: 1)
}

extension ActiveParticlesModel {
  /// How the kernels move the self-propulsion.
  var propulsion: Propulsion {
    switch (model, dimension) {
    case (.abp, 1): .diffusingAngleOnLine
    case (.abp, 2): .diffusingAngle
    case (.abp, _): .diffusingDirection
    case (.aoup, _): .ornsteinUhlenbeck
    case (.rtp, _): .tumbling
    }
  }
}
