import ClausiusKernelDispatch
import ClausiusSimulationCore
import Foundation

/// Discs in a box and the stepper that moves them.
final class Gas {
  let law: GasLaw
  /// Owns the constants that the law points to.
  let table: SpeciesTable
  let workspace: WindowWorkspace
  let stepper: WindowStepper
  let units: TallyUnits
  let count: Int
  /// Counts from before the run was taken up again.
  var earlier: EventTally

  /// A gas at t = 0.
  ///
  /// - Parameters:
  ///   - enskogRate: collisions of a disc per time that may be expected, 0 without interaction;
  ///     only sets scales.
  ///   - variant: the build of the kernels.
  ///   - freePathBins: bins of the free-path histogram, each a fifth of the expected mean free path
  ///     wide.
  ///   - countsMoments: whether the Helfand moments are summed up.
  init(
    lengths: SIMD2<Double>, isPeriodic: (x: Bool, y: Bool), species: [Species], start: StartState,
    enskogRate: Double, pool: ThreadPool, variant: KernelVariant = .baseline,
    freePathBins: Int = 0, countsMoments: Bool = false
  ) {
    count = start.positions.count
    let squares = start.velocities.reduce(0) { $0 + ($1 * $1).sum() }
    let speed = (squares / Double(max(1, count))).squareRoot()
    let crossing = max(lengths.x, lengths.y) / (speed > 0 ? speed : 1)
    let time = enskogRate > 0 ? min(1 / enskogRate, 4 * crossing) : crossing
    table = SpeciesTable(
      species, x: FixedAxis(length: lengths.x, isPeriodic: isPeriodic.x),
      y: FixedAxis(length: lengths.y, isPeriodic: isPeriodic.y))
    law = GasLaw(table: table, typicalTime: time)
    let records = law.records(start, species: species)
    workspace = WindowWorkspace(discs: records, law: law, kernels: variant.discKernels)
    let mass = species.map(\.mass).max() ?? 1
    units = TallyUnits(
      length: speed * time, momentum: mass * speed, energy: mass * speed * speed,
      freePathBin: 0.2 * max(speed * time, .leastNormalMagnitude))
    earlier = EventTally(
      freePathBins: freePathBins, species: species.count, countsMoments: countsMoments)
    stepper = WindowStepper(
      workspace: workspace,
      plan: WindowPlan(
        law: law, count: count, largestSpeed: workspace.largestSpeed(), collisionRate: enskogRate),
      pool: pool, tally: earlier, units: units)
  }

  /// Moves the gas to exactly `time`.
  func advance(to time: Double) throws(BrokenInvariant) {
    _ = try advance(to: time, unless: { false })
  }

  /// Moves the gas to exactly `time`, or to the end of a window before it at which `shouldPause`
  /// says so; returns whether `time` was reached.
  func advance(to time: Double, unless shouldPause: () -> Bool) throws(BrokenInvariant) -> Bool {
    try stepper.advance(
      to: GasTime(time, epochLength: law.epochLength), unless: shouldPause)
  }

  /// The time now.
  var now: GasTime { stepper.now }

  /// The time now as one number.
  var time: Double { now.since(epoch: 0, epochLength: law.epochLength) }

  /// Turns every velocity around, at the present time.
  func reverse() {
    for k in 0..<count {
      let disc = workspace.discs[k]
      let time = law.elapsed(disc, to: now.offset, in: now.epoch)
      earlier.distance.add(disc.speed * time, perUnit: units.perLength)
      law.stream(&workspace.discs[k], to: now.offset, in: now.epoch)
      workspace.discs[k].vx = -workspace.discs[k].vx
      workspace.discs[k].vy = -workspace.discs[k].vy
    }
  }

  /// What has been counted since t = 0, up to the latest event of each disc.
  var tally: EventTally {
    var sum = earlier
    stepper.addTallies(to: &sum)
    return sum
  }

  /// Calls `body` with every disc as it is now, in no particular order.
  func forEachDisc(_ body: (Disc) -> Void) {
    for k in 0..<count { body(law.place(workspace.discs[k], at: now)) }
  }

  /// The positions now, in the order of the frames.
  func positions() -> [SIMD2<Double>] {
    var positions = [SIMD2<Double>](repeating: .zero, count: count)
    forEachDisc { disc in
      positions[Int(disc.id)] = SIMD2(law.x.real(disc.x), law.y.real(disc.y))
    }
    return positions
  }

  /// The way of all discs since t = 0, in quanta.
  func totalDistance() -> ExactSum {
    var sum = tally.distance
    for k in 0..<count {
      let disc = workspace.discs[k]
      let time = law.elapsed(disc, to: now.offset, in: now.epoch)
      sum.add(disc.speed * time, perUnit: units.perLength)
    }
    return sum
  }
}
