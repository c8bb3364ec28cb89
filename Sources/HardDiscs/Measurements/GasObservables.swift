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

extension HardDiscsSystem {
  /// The numbers of a frame. Rates and means are those since `statistics_from`, and NaN before
  /// anything has been counted.
  func observables() -> [Observable] {
    let velocities = self.velocities()
    let moments = GasMoments(velocities: velocities, masses: context.properties["mass"] ?? [])
    let periodic = (gas.law.x.isPeriodic, gas.law.y.isPeriodic)
    let temperature = moments.temperature(count: gas.count, isPeriodic: periodic)
    return counts(temperature: temperature) + [
      Observable(name: "energy", unit: "energy", value: moments.energy),
      Observable(name: "temperature", unit: "energy", value: temperature),
      Observable(
        name: "temperature_x", unit: "energy", value: moments.kineticX / Double(gas.count)),
      Observable(
        name: "temperature_y", unit: "energy", value: moments.kineticY / Double(gas.count)),
      Observable(
        name: "momentum", unit: "mass length/time",
        value: (moments.momentumX * moments.momentumX + moments.momentumY * moments.momentumY)
          .squareRoot()),
      Observable(name: "momentum_x", unit: "mass length/time", value: moments.momentumX),
      Observable(name: "momentum_y", unit: "mass length/time", value: moments.momentumY),
      Observable(name: "velocity_kurtosis_x", unit: "1", value: moments.kurtosisX),
      Observable(name: "velocity_kurtosis_y", unit: "1", value: moments.kurtosisY),
    ] + histogram()
  }

  private func counts(temperature: Double) -> [Observable] {
    let tally = gas.tally
    let start = statistics
    let number = Double(gas.count)
    let time = start.map { gas.time - $0.since } ?? 0
    let span = time > 0 ? time : .nan
    let ends = 2 * Double(tally.collisions - (start?.tally.collisions ?? 0))
    let rate = ends / (number * span)
    let virial = difference(tally.virial, start?.tally.virial) / gas.units.perEnergy
    let factor = 1 + virial / (2 * number * temperature * span)
    let distance = difference(gas.totalDistance(), start?.distance) / gas.units.perLength
    let path = start != nil && ends > 0 ? distance / ends : .nan
    return [
      Observable(name: "collisions", unit: "1", value: Double(tally.collisions)),
      Observable(name: "collision_rate", unit: "1/time", value: rate),
      Observable(name: "compressibility_factor", unit: "1", value: factor),
      Observable(
        name: "pressure", unit: "energy/length^2",
        value: factor * number * temperature / (gas.law.x.length * gas.law.y.length)),
      Observable(
        name: "wall_pressure", unit: "energy/length^2",
        value: wallPressure(tally, start, span)),
      Observable(name: "mean_free_path", unit: "length", value: path),
      Observable(name: "mean_free_time", unit: "time", value: rate > 0 ? 1 / rate : .nan),
    ]
  }

  private func difference(_ sum: ExactSum, _ start: ExactSum?) -> Double {
    Double(sum.quanta - (start?.quanta ?? 0))
  }

  /// Impulse on the walls over their length and the time; NaN in a box without walls.
  private func wallPressure(_ tally: EventTally, _ start: GasStatistics?, _ span: Double) -> Double
  {
    let law = gas.law
    var length = 0.0
    if !law.x.isPeriodic { length += 2 * law.y.length }
    if !law.y.isPeriodic { length += 2 * law.x.length }
    let impulse =
      difference(tally.wallImpulseX, start?.tally.wallImpulseX)
      + difference(tally.wallImpulseY, start?.tally.wallImpulseY)
    return length > 0 ? impulse / gas.units.perMomentum / (length * span) : .nan
  }

  /// The share of the completed free paths in each bin.
  private func histogram() -> [Observable] {
    let bins = gas.earlier.freePaths.count - 1
    guard bins > 0 else { return [] }
    let counts = zip(gas.tally.freePaths, statistics?.tally.freePaths ?? gas.earlier.freePaths)
      .map { Double($0 - $1) }
    let total = counts.reduce(0, +)
    return (0..<bins).map { bin in
      Observable(
        name: "free_path_share_\(bin)", unit: "1",
        value: statistics != nil && total > 0 ? counts[bin] / total : .nan)
    }
  }
}
