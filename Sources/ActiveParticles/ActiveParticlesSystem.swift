import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusKernelInterface
import ClausiusSimulationCore

/// Active particles in motion.
package final class ActiveParticlesSystem: System {
  package let context: FrameContext
  package let box: Box?
  package let quantities: [QuantityDescription]
  let model: ActiveParticlesModel
  private let space: Box
  private let stepper: ActiveStepper
  private(set) var ledger: RateLedger
  let grid: TimeGrid
  /// What the start has that the scenario does not say.
  let startWarnings: [Contradiction]
  private let declared: [ObservableDeclaration<ActiveReading>]
  /// What is to be said of a start from a file.
  private var tick = 0

  /// The particles of `model` at their start.
  package init(model: ActiveParticlesModel, run: RunSettings, variant: KernelVariant) throws {
    self.model = model
    let kernels = variant.activeKernels
    stepper = ActiveStepper(model: model, kernels: kernels, run: run)
    ledger = RateLedger(model: model, kernels: kernels, run: run)
    grid = run.grid
    space = model.simulationBox
    box = space
    quantities = model.offeredQuantities
    declared = model.declaredObservables
    context = model.frameContext(timeStep: run.grid.tickDuration)
    startWarnings = try model.place(stepper, run: run)
    ledger.observe(stepper, tick: 0)
  }

  private var state: ActiveState { stepper.state }

  package func advance(to instant: Instant) throws {
    if model.workAndHeat, tick % grid.ticksPerFrame == 0 { stepper.forgetWork() }
    try stepper.advance(to: instant)
    tick = instant.tick
    ledger.observe(stepper, tick: tick)
  }

  package func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    let individual = state.individual
    switch quantity.name {
    case "position", "image":
      for axis in 0..<3 { copyPlaces(axis, isImage: quantity.name == "image", into: &values) }
    // Before the first step nothing has happened.
    case "active_work" where tick == 0, "heat" where tick == 0:
      values = [Double](repeating: 0, count: state.count)
    case "active_work": values = stepper.work()
    case "heat": values = stepper.heat()
    case "force_divergence":
      let divergence = stepper.detailedView().divergence
      for slot in 0..<state.count { values[Int(individual[slot])] = divergence[slot] }
    default:
      let view = stepper.detailedView()
      let hasForce = quantity.name != "self_propulsion"
      let hasPropulsion = quantity.name != "force"
      for (axis, (u, f)) in zip(view.propulsion.axes, view.force.axes).enumerated() {
        for slot in 0..<state.count {
          values[3 * Int(individual[slot]) + axis] =
            (hasPropulsion ? u[slot] : 0) + (hasForce ? f[slot] : 0)
        }
      }
    }
  }

  /// Positions within the box, or the crossings of its faces.
  private func copyPlaces(_ axis: Int, isImage: Bool, into values: inout [Double]) {
    let side = space.boundary[axis] == .periodic ? space.length(axis) : 0
    for slot in 0..<state.count {
      let x = state.position[axis][slot]
      var turns = side > 0 ? (x / side).rounded(.down) : 0
      var inside = x - side * turns
      if side > 0, inside >= side {
        inside = 0
        turns += 1
      }
      values[3 * Int(state.individual[slot]) + axis] =
        isImage ? turns + Double(state.image[axis][slot]) : inside
    }
  }

  package func observables() -> [Observable] {
    let reading = ledger.reading(stepper, tick: tick)
    return declared.map { $0.observed(in: reading) }
  }

  package func checkInvariants() throws(BrokenInvariant) {
    for slot in 0..<state.count {
      for axis in 0..<3 {
        let (x, u) = (state.position[axis][slot], state.propulsion[axis][slot])
        guard x.isFinite, u.isFinite else {
          throw BrokenInvariant(
            "particle \(state.individual[slot]) is at \(x) with the self-propulsion \(u) on axis \(axis): a number is not finite"
          )
        }
      }
    }
  }
}

extension ActiveParticlesSystem {
  package func save(into archive: inout StateArchive) {
    archive.save(integers: [tick], as: "system/tick")
    archive.save(reals: [stepper.previousDistance], as: "system/previous_distance")
    for (name, column) in state.columns {
      archive.save(reals: state.values(column), as: "system/" + name)
    }
    for (axis, column) in state.image.enumerated() {
      var values = [Int](repeating: 0, count: state.count)
      for slot in 0..<state.count { values[Int(state.individual[slot])] = Int(column[slot]) }
      archive.save(integers: values, as: "system/image_\(axis)")
    }
    ledger.save(into: &archive)
  }

  package func restore(from archive: StateArchive) throws {
    tick = try archive.integers("system/tick", count: 1)[0]
    for (name, column) in state.columns {
      state.set(column, to: try archive.reals("system/" + name, count: state.count))
    }
    for (axis, column) in state.image.enumerated() {
      let values = try archive.integers("system/image_\(axis)", count: state.count)
      for slot in 0..<state.count {
        column[slot] = Int32(truncatingIfNeeded: values[Int(state.individual[slot])])
      }
    }
    stepper.relist()
    stepper.previousDistance = try archive.reals("system/previous_distance", count: 1)[0]
    try ledger.restore(from: archive)
  }
}
