import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusSimulationCore
import Foundation
import ClausiusSpectra

/// One field, or the fields of an ensemble, in motion.
final class KleinGordonSystem: System {
  let context: FrameContext
  let quantities: [QuantityDescription]
  let warnings: [Contradiction]
  let model: KleinGordonModel
  let geometry: FieldGeometry
  /// The value around which u is counted.
  let reference: Double
  /// The value around which waves are counted.
  let waveVacuum: WaveVacuum
  /// The sign of the topological charge of an antiperiodic field, as of the start.
  private(set) var chargeSign = 1.0
  private(set) var stepper: FieldStepper
  private(set) var members: [FieldState]
  /// The middle of the start.
  let middle: FieldPlace
  /// One for each field that begins with a kink and an antikink; empty otherwise.
  private(set) var watches: [CollisionWatch]
  private let pool: ThreadPool
  private let makeStepper: () -> FieldStepper
  /// Fields that a thread takes at a time.
  private static let membersPerBlock = 4
  private(set) var time = 0.0
  /// The tick after which every momentum is turned around.
  private let reverseTick: Int?
  /// What is to say of plans that differ from those of the checkpoint.
  var changedPlans: [Contradiction] = []
  /// The energy of each field at t = 0.
  private var startEnergies: [Double] = []
  /// Friction and noise; `nil` without a thermostat.
  private let bath: HeatBath?
  /// The temperature of the thermostat of each field.
  private let bathTemperatures: [Double]
  /// The energy that each field took from the thermostat, 0 without one.
  private(set) var heats: [Double]
  /// The state of the last frame, from which a field that blows up is traced.
  private var lastGood: (time: Double, rows: [[Double]])?

  init(model: KleinGordonModel, run: RunSettings, variant: KernelVariant) throws {
    let geometry = try model.geometry()
    let values = model.ensemble?.scan.values
    let startProfiles = model.startProfiles(seed: run.seed)
    let free = model.freeField(of: startProfiles)
    let reference = free.reference
    self.model = model
    self.geometry = geometry
    self.reference = reference
    waveVacuum = model.waveVacuum
    pool = run.pool
    let timeStep = run.grid.tickDuration
    bath = try model.bath(geometry, run: run)
    bathTemperatures = (0..<(values?.count ?? 1)).map(model.bathTemperature)
    heats = bathTemperatures.map { _ in 0 }
    makeStepper = {
      FieldStepper(
        basis: geometry.basis, scheme: model.scheme, timeStep: timeStep,
        force: FieldForce(
          model.potential.form, reference: reference,
          freeStiffness: free.stiffness, ramp: geometry.computedRamp,
          basis: geometry.basis),
        projection: geometry.projection, kernels: variant.fieldKernels)
    }
    stepper = makeStepper()
    middle = FieldPlace(
      startProfiles.first?.position ?? geometry.start + geometry.length / 2, geometry,
      reference: reference
    )
    var found = model.endWarnings() + model.resolutionWarnings(geometry, seed: run.seed)
    members = try (0..<(values?.count ?? 1)).map {
      try model.initialState(
        geometry, reference: reference, run: run, member: $0, value: values?[$0], warnings: &found)
    }
    if startProfiles.isEmpty {
      let fields = members.map { member in
        zip(geometry.sampled(member.field), geometry.positions).map {
          $0 + reference + geometry.ramp(at: $1)
        }
      }
      try model.requireStable(timeStep, fields: fields)
    }
    for member in members { stepper.prepare(member) }
    watches = CollisionWatch.watches(model, geometry, reference: reference, members: members.count)
    warnings = found + (watches.first?.warnings ?? [])
    quantities = model.offeredQuantities
    let waves = geometry.sampled(members[0].field).map { $0 + reference }
    var context = model.frameContext(
      geometry, timeStep: timeStep, vacuum: waveVacuum.vacuum(of: waves))
    context.parameters["reverse_at"] = run.reverseAt
    self.context = context
    reverseTick = try Self.tick(ofReversal: run)
    chargeSign = FieldReadout(self, member: 0).endSign
    startEnergies = energies
  }

  /// The energy of each field.
  private var energies: [Double] {
    members.indices.map { FieldReadout(self, member: $0).energy }
  }

  /// Other plans of the transforms than those of the checkpoint, and energy that came or went
  /// although it is conserved.
  var closingWarnings: [Contradiction] { changedPlans + changedEnergy }

  /// The field that lost or gained most energy, beside what it took from a thermostat.
  private var changedEnergy: [Contradiction] {
    let changes = energies.enumerated().map { k, after in
      let before = startEnergies[k]
      return abs(after - heats[k] - before) / max(abs(before), abs(after), 1e-12)
    }
    guard let worst = changes.indices.max(by: { changes[$0] < changes[$1] }),
      changes[worst] > 0.01
    else { return [] }
    let which = isEnsemble ? " of field \(worst)" : ""
    let percent = (changes[worst] * 1000).rounded() / 10
    return [
      Contradiction(
        at: "run.time_step",
        bath == nil
          ? "the energy\(which), which is conserved, changed by \(percent.scenarioText) percent"
          : "the energy\(which) less the heat from the thermostat, which is conserved, changed by \(percent.scenarioText) percent",
        advice: "shorten the step or use more points")
    ]
  }

  /// The reversal falls on a tick.
  private static func tick(ofReversal run: RunSettings) throws(ContradictionError) -> Int? {
    guard let reverseAt = run.reverseAt else { return nil }
    let ticks = (reverseAt / run.grid.tickDuration).rounded()
    guard ticks < 0x1p62, (ticks * run.grid.tickDuration - reverseAt).magnitude <= 1e-9 * reverseAt
    else {
      throw ContradictionError(
        Contradiction(
          at: "run.reverse_at",
          "\(reverseAt.scenarioText) is not a whole multiple of the time step, \(run.grid.tickDuration.scenarioText)",
          advice: "turn around at the end of a step"))
    }
    return Int(ticks)
  }

  /// Whether there are many fields.
  var isEnsemble: Bool { model.ensemble != nil }

  func advance(to instant: Instant) throws {
    let before = time
    time = instant.time
    // Threads change different elements at the same time, which an array itself does not allow.
    heats.withUnsafeMutableBufferPointer { heatBuffer in
      watches.withUnsafeMutableBufferPointer { watchBuffer in
        nonisolated(unsafe) let (heats, watches) = (heatBuffer, watchBuffer)
        pool.forEachBlock(count: members.count, blockSize: Self.membersPerBlock) { _, range in
          for k in range {
            heats[k] += step(members[k], member: k, tick: instant.tick)
            if k < watches.count { watches[k].observe(members[k], time: time) }
          }
        }
      }
    }
    // One transform spreads what is not finite over all coefficients: one of them tells.
    for k in members.indices where !members[k].field[0].isFinite {
      throw blowUp(member: k, before: before)
    }
    if instant.tick == reverseTick { reverseMomentum() }
  }

  /// One step of a state, with half of the friction and noise before and after where there is a
  /// thermostat; returns the heat that the field took.
  private func step(_ state: FieldState, member: Int, tick: Int) -> Double {
    guard let bath else {
      stepper.step(state)
      return 0
    }
    func exchange(_ half: HeatBath.Half) -> Double {
      bath.exchange(
        state, half, temperature: bathTemperatures[member], step: tick, member: member)
    }
    let first = exchange(.first)
    stepper.step(state)
    stepper.finish(state)
    return first + exchange(.last)
  }

  /// Turns every momentum around, so that the fields run back through what they went through.
  func reverseMomentum() {
    for member in members {
      let momentum = AlignedRow(count: member.momentum.count)
      stepper.momentum(of: member, into: momentum.base)
      for lane in 0..<momentum.count { member.momentum[lane] = -momentum[lane] }
      member.pendingKick = 0
    }
  }

  func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    guard let quantity = FieldQuantity(rawValue: quantity.name) else { return }
    let copied =
      quantity.isPerMember
      ? (isEnsemble ? members.indices.map { memberValue(quantity, $0) } : [])
      : (isEnsemble ? [] : pointValues(quantity))
    if copied.count == values.count { values = copied }
  }

  func observables() -> [Observable] {
    isEnsemble ? ensembleObservables() : fieldObservables()
  }

  func checkInvariants() throws(BrokenInvariant) {
    for (k, member) in members.enumerated() where !member.field[0].isFinite {
      throw BrokenInvariant("field \(k) is not finite at t = \(Float(time))")
    }
    lastGood = (
      time,
      members.flatMap {
        [$0.field.array(), $0.momentum.array(), $0.force.array(), [$0.pendingKick]]
      }
    )
  }

  func save(into archive: inout StateArchive) {
    archive.save(text: plans, as: Self.plansEntry)
    archive.save(reals: [time], as: "system/instant")
    archive.save(reals: members.map(\.pendingKick), as: "system/pending_kick")
    archive.save(reals: members.flatMap { $0.field.array() }, as: "system/field")
    archive.save(reals: members.flatMap { $0.momentum.array() }, as: "system/momentum")
    archive.save(reals: members.flatMap { $0.force.array() }, as: "system/force")
    if bath != nil { archive.save(reals: heats, as: "system/heat") }
    CollisionWatch.save(watches, into: &archive)
  }

  func restore(from archive: StateArchive) throws {
    let count = members.count * members[0].field.count
    let pending = try archive.reals("system/pending_kick", count: members.count)
    let field = try archive.reals("system/field", count: count)
    let momentum = try archive.reals("system/momentum", count: count)
    let force = try archive.reals("system/force", count: count)
    time = try archive.reals("system/instant", count: 1)[0]
    takeUpPlans(from: archive)
    let width = members[0].field.count
    for (k, member) in members.enumerated() {
      for lane in 0..<width {
        member.field[lane] = field[k * width + lane]
        member.momentum[lane] = momentum[k * width + lane]
        member.force[lane] = force[k * width + lane]
      }
      member.pendingKick = pending[k]
    }
    if bath != nil { heats = try archive.reals("system/heat", count: members.count) }
    try CollisionWatch.restore(&watches, from: archive)
  }

  /// Traces a field that is no longer finite: step by step from the last frame, to the last finite
  /// state and its largest value.
  private func blowUp(member k: Int, before: Double) -> BrokenInvariant {
    let name = isEnsemble ? "field \(k)" : "the field"
    guard let lastGood else {
      return BrokenInvariant("\(name) is not finite after t = \(Float(before))")
    }
    let rows = lastGood.rows[4 * k..<4 * k + 4].map { $0 }
    let state = members[k]
    for (row, target) in zip(rows, [state.field, state.momentum, state.force]) {
      for lane in row.indices { target[lane] = row[lane] }
    }
    state.pendingKick = rows[3][0]
    var last = (time: lastGood.time, field: state.field.array())
    var now = lastGood.time
    while now < time {
      now += stepper.timeStep
      _ = step(state, member: k, tick: Int((now / stepper.timeStep).rounded()))
      guard state.field[0].isFinite else { break }
      last = (now, state.field.array())
    }
    let phi = geometry.basis.field(of: AlignedRow(last.field))
    let largest = phi.indices.max { abs(phi[$0]) < abs(phi[$1]) } ?? 0
    let x = geometry.computedPositions[largest]
    return BrokenInvariant(
      "\(name) blows up after t = \(Float(last.time)): |phi| reaches \(Float(abs(phi[largest]))) at x = \(Float(x)); "
        + "shorten run.time_step, or check that the potential has a lowest value")
  }
}
