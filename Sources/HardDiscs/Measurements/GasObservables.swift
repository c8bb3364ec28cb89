import ClausiusSimulationCore

/// What is counted between `statistics_from` and now.
struct GasStatistics: Sendable, Hashable {
  /// The counts when counting began.
  var tally: EventTally
  /// The way of all discs until then.
  var distance: ExactSum
  /// When counting began.
  var since: Double
}

/// What the observables of a frame are read off: the moments of the velocities, and the counts
/// since `statistics_from`.
struct GasReading {
  let moments: GasMoments
  /// kT from the motion that exchanges energy.
  let temperature: Double
  /// The number of discs, N.
  let number: Double
  private let gas: Gas
  private let start: GasStatistics?
  /// The time since counting began; NaN where none has passed.
  private let span: Double
  /// Collisions of each disc, 2 C, all together.
  private let ends: Double

  init(_ system: HardDiscsSystem) {
    gas = system.gas
    start = system.statistics
    moments = GasMoments(
      velocities: system.velocities(), masses: system.context.properties["mass"] ?? [])
    temperature = moments.temperature(
      count: gas.count, isPeriodic: (gas.law.x.isPeriodic, gas.law.y.isPeriodic))
    number = Double(gas.count)
    let time = start.map { [gas] in gas.time - $0.since } ?? 0
    span = time > 0 ? time : .nan
    ends = 2 * Double(gas.tally.collisions - (start?.tally.collisions ?? 0))
  }

  var collisions: Double { Double(gas.tally.collisions) }

  /// 2 C/(N t)
  var collisionRate: Double { ends / (number * span) }

  /// Z = 1 + sum of r . dp / (2 N kT t)
  var compressibilityFactor: Double {
    let virial = difference(gas.tally.virial, start?.tally.virial) / gas.units.perEnergy
    return 1 + virial / (2 * number * temperature * span)
  }

  /// Z N kT/(Lx Ly)
  var pressure: Double {
    compressibilityFactor * number * temperature / (gas.law.x.length * gas.law.y.length)
  }

  /// Impulse on the walls over their length and the time; NaN in a box without walls.
  var wallPressure: Double {
    let law = gas.law
    var length = 0.0
    if !law.x.isPeriodic { length += 2 * law.y.length }
    if !law.y.isPeriodic { length += 2 * law.x.length }
    let impulse =
      difference(gas.tally.wallImpulseX, start?.tally.wallImpulseX)
      + difference(gas.tally.wallImpulseY, start?.tally.wallImpulseY)
    return length > 0 ? impulse / gas.units.perMomentum / (length * span) : .nan
  }

  var meanFreePath: Double {
    let distance = difference(gas.totalDistance(), start?.distance) / gas.units.perLength
    return start != nil && ends > 0 ? distance / ends : .nan
  }

  var meanFreeTime: Double { collisionRate > 0 ? 1 / collisionRate : .nan }

  /// The share of the completed free paths in a bin.
  func freePathShare(_ bin: Int) -> Double {
    let before = start?.tally.freePaths ?? gas.earlier.freePaths
    let counts = zip(gas.tally.freePaths, before).map { Double($0 - $1) }
    let total = counts.reduce(0, +)
    return start != nil && total > 0 ? counts[bin] / total : .nan
  }

  private func difference(_ sum: ExactSum, _ start: ExactSum?) -> Double {
    Double(sum.quanta - (start?.quanta ?? 0))
  }
}

extension HardDiscsSystem {
  /// The numbers of a frame.
  func observables() -> [Observable] {
    let reading = GasReading(self)
    let declared = HardDiscsModel.declaredObservables + model.declaredFreePaths
    return declared.map { $0.observed(in: reading) }
  }
}
