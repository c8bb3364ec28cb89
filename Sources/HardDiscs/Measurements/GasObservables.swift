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
  /// Sum of m v^2 of each species, in their order.
  let speciesEnergies: [Double]
  /// The Helfand moments; `nil` where they are not counted.
  let helfand: HelfandMoments?
  private let gas: Gas
  private let start: GasStatistics?
  /// The time since counting began; NaN where none has passed.
  private let span: Double
  /// Collisions of each disc, 2 C, all together.
  private let ends: Double

  init(_ system: HardDiscsSystem) {
    gas = system.gas
    start = system.statistics
    let velocities = system.velocities()
    moments = GasMoments(
      velocities: velocities, masses: system.context.properties["mass"] ?? [])
    speciesEnergies = Self.energies(velocities, gas, system.context.properties["species"] ?? [])
    helfand = system.gas.helfandSums().map { [gas, moments] in
      HelfandMoments($0, units: gas.units, moments: moments, time: gas.time)
    }
    temperature = moments.temperature(
      count: gas.count, isPeriodic: (gas.law.x.isPeriodic, gas.law.y.isPeriodic))
    number = Double(gas.count)
    let time = start.map { [gas] in gas.time - $0.since } ?? 0
    span = time > 0 ? time : .nan
    ends = 2 * Double(gas.tally.collisions - (start?.tally.collisions ?? 0))
  }

  /// Twice the kinetic energy of each species; none for one species.
  private static func energies(
    _ velocities: [SIMD2<Double>], _ gas: Gas, _ species: [Double]
  ) -> [Double] {
    let kinds = gas.table.species
    guard kinds.count > 1, species.count == velocities.count else { return [] }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: kinds.count)
    for (velocity, kind) in zip(velocities, species) {
      sums[Int(kind)].add(kinds[Int(kind)].mass * (velocity * velocity).sum())
    }
    return sums.map(\.value)
  }

  /// <m v^2>/2 of a species.
  func temperature(ofSpecies kind: Int) -> Double {
    speciesEnergies[kind] / Double(2 * gas.table.species[kind].count)
  }

  /// Collisions of a disc of species `first` with discs of species `second` per time: C/(N t) with
  /// C collisions of these species and N discs of the first, of like species 2 C/(N t), since both
  /// discs are of the first.
  func collisionRate(of first: Int, with second: Int) -> Double {
    guard let pair = pair(first, second) else { return .nan }
    let ends = Double(first == second ? 2 * pair.collisions : pair.collisions)
    return ends / (Double(gas.table.species[first].count) * span)
  }

  /// The part of the pressure that the motion and the collisions of a species carry: each collision
  /// counts half for either disc, so that the parts add up to ``pressure``.
  func partialPressure(ofSpecies kind: Int) -> Double {
    let motion = number * temperature * speciesEnergies[kind] / speciesEnergies.reduce(0, +)
    let virial = speciesEnergies.indices.reduce(0.0) { sum, other in
      let pair = pair(kind, other).map { Double($0.virial.quanta) / gas.units.perEnergy } ?? .nan
      return sum + (other == kind ? pair : pair / 2)
    }
    return (motion + virial / (2 * span)) / (gas.law.x.length * gas.law.y.length)
  }

  /// What has been counted of two species; `nil` where a checkpoint did not know.
  private func pair(_ first: Int, _ second: Int) -> PairTally? {
    let place = min(first, second) * gas.table.count + max(first, second)
    let now = gas.tally.pairs
    guard let start, now.indices.contains(place), start.tally.pairs.count == now.count else {
      return nil
    }
    var pair = now[place]
    pair.collisions -= start.tally.pairs[place].collisions
    pair.virial.quanta -= start.tally.pairs[place].virial.quanta
    return pair
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
    let declared =
      HardDiscsModel.declaredObservables + model.declaredMoments + model.declaredOfSpecies
      + model.declaredFreePaths
    return declared.map { $0.observed(in: reading) }
  }
}
