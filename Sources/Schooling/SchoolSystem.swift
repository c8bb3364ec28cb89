import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusSimulationCore

/// A fish school in motion.
package final class SchoolSystem: System {
  package let context: FrameContext
  package let box: Box?
  private let space: Box
  package let quantities: [QuantityDescription]
  private let resolver: TraitResolver
  private var stepper: SchoolStepper
  private(set) var school: SchoolState
  private let tankRadius: Double?
  private let end: Double
  private let timeStep: Double
  /// What is to be said of a start from a file.
  private let startWarnings: [Contradiction]
  private var step = 0

  /// The school of `model` at its start.
  package init(
    model: CouzinModel, run: RunSettings, variant: KernelVariant,
    neighbors: NeighborChoice = .cheapest
  ) throws {
    resolver = TraitResolver(model: model, seed: run.seed, timeStep: run.grid.tickDuration)
    stepper = SchoolStepper(
      model: model, kernels: variant.schoolKernels, neighbors: neighbors, run: run)
    (school, startWarnings) = try model.initialState(run: run, stepper: &stepper)
    space = model.simulationBox
    box = space
    tankRadius = model.tankRadius
    end = run.grid.time(ofTick: run.grid.lastTick)
    timeStep = run.grid.tickDuration
    quantities = CouzinModel.quantities.filter { $0.name != "image" || model.boundary == .periodic }
    context = model.frameContext(resolver)
  }

  /// A start from another image of the box, and changes of the schedule that the run is too short
  /// for.
  package var warnings: [Contradiction] { startWarnings + scheduleWarnings + noiseWarnings }

  /// Turns of a step that are not short beside its error: then polarization depends on the step.
  private var noiseWarnings: [Contradiction] {
    let model = resolver.model
    let (rate, turn) = (model.smallest(.angularNoiseRate), model.largest(.turningRate) * .pi / 180)
    let longest = rate * rate / (turn * turn) / 2
    guard rate > 0, timeStep > longest else { return [] }
    return [
      Contradiction(
        at: Trait.angularNoiseRate.name,
        "in a step of \(timeStep.short) individuals turn back as far as the error brings them, so that the polarization depends on the step",
        advice: "give a time_step of at most \(longest.short)")
    ]
  }

  private var scheduleWarnings: [Contradiction] {
    let schedule = resolver.model.schedule
    return schedule.changing.compactMap { trait in
      let late = schedule[trait].count { $0.from >= end }
      guard end > 0, late > 0 else { return nil }
      return Contradiction(
        at: "schedule.\(trait.name)",
        "the run ends at \(end.scenarioText), before \(late) of \(schedule[trait].count) scheduled values hold",
        advice: "lengthen run.duration to see them")
    }
  }

  package func advance(to instant: Instant) {
    stepper.advance(school, to: instant)
    step = instant.tick
  }

  package func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    precondition(values.count == 3 * school.count)
    values.withUnsafeMutableBufferPointer { values in
      for axis in 0..<3 {
        switch quantity.name {
        case "velocity":
          let speed = stepper.columns.speed
          let heading = school.heading[axis].base
          for i in 0..<school.count { values[3 * i + axis] = speed[i] * heading[i] }
        case "image":
          let image = school.image[axis].base
          for i in 0..<school.count { values[3 * i + axis] = Double(image[i]) }
        default:
          let position = school.position[axis].base
          for i in 0..<school.count { values[3 * i + axis] = position[i] }
        }
      }
    }
  }

  /// The parameters that the schedule changes, as they are in the step that ends here.
  package func observables() -> [Observable] {
    resolver.model.scheduledObservables.map { trait, description in
      Observable(description, values: [resolver.scheduledValue(trait, step: max(0, step - 1))])
    }
  }

  package func checkInvariants() throws(BrokenInvariant) {
    for i in 0..<school.count {
      let position = school[position: i]
      let heading = school[heading: i]
      guard position.dot(position).isFinite, heading.dot(heading).isFinite else {
        throw BrokenInvariant(
          "individual \(i) is at \(position) and heads to \(heading): a number is not finite")
      }
      guard abs(heading.dot(heading) - 1) < 1e-12 else {
        throw BrokenInvariant("the heading of individual \(i) has length \(heading.length)")
      }
      guard isInside(position) else {
        throw BrokenInvariant("individual \(i) is at \(position), outside the space")
      }
    }
  }

  private func isInside(_ position: SIMD3<Double>) -> Bool {
    if let tankRadius, position.length > tankRadius * (1 + 1e-12) { return false }
    return (0..<3).allSatisfy { position[$0] >= space.lower[$0] && position[$0] <= space.upper[$0] }
  }
}

extension SchoolSystem {
  package func save(into archive: inout StateArchive) {
    archive.save(integers: [step], as: "system/step")
    for (axis, name) in ["x", "y", "z"].enumerated() {
      archive.save(reals: Array(school.position[axis].elements), as: "system/position_\(name)")
      archive.save(reals: Array(school.heading[axis].elements), as: "system/heading_\(name)")
      archive.save(integers: school.image[axis].elements.map(Int.init), as: "system/image_\(name)")
    }
  }

  package func restore(from archive: StateArchive) throws {
    step = try archive.integers("system/step", count: 1)[0]
    for (axis, name) in ["x", "y", "z"].enumerated() {
      let positions = try archive.reals("system/position_\(name)", count: school.count)
      let headings = try archive.reals("system/heading_\(name)", count: school.count)
      let images = try archive.integers("system/image_\(name)", count: school.count)
      for i in 0..<school.count {
        school.position[axis][i] = positions[i]
        school.heading[axis][i] = headings[i]
        school.image[axis][i] = Int32(truncatingIfNeeded: images[i])
      }
    }
    stepper.takeUpParameters(ofStep: max(0, step - 1), always: true)
  }
}
