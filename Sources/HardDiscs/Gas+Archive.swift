import ClausiusSimulationCore

extension Gas {
  /// Saves the records in the order of the frames, the time and the counts.
  func save(into archive: inout StateArchive) {
    var order = [Int32](repeating: 0, count: count)
    for k in 0..<count { order[Int(workspace.discs[k].id)] = Int32(truncatingIfNeeded: k) }
    func integers(_ value: (Disc) -> Int) -> [Int] { order.map { value(workspace.discs[Int($0)]) } }
    func reals(_ value: (Disc) -> Double) -> [Double] {
      order.map { value(workspace.discs[Int($0)]) }
    }
    archive.save(reals: [now.offset], as: "system/time")
    archive.save(integers: [Int(now.epoch)], as: "system/epoch")
    archive.save(integers: integers { Int(truncatingIfNeeded: $0.x) }, as: "system/x")
    archive.save(integers: integers { Int(truncatingIfNeeded: $0.y) }, as: "system/y")
    archive.save(reals: reals(\.vx), as: "system/velocity_x")
    archive.save(reals: reals(\.vy), as: "system/velocity_y")
    archive.save(reals: reals(\.offset), as: "system/local_time")
    archive.save(integers: integers { Int($0.epoch) }, as: "system/local_epoch")
    archive.save(integers: integers { Int($0.imageX) }, as: "system/image_x")
    archive.save(integers: integers { Int($0.imageY) }, as: "system/image_y")
    archive.save(reals: reals { Double($0.path) }, as: "system/path")
    tally.save(into: &archive, as: "system/tally")
  }

  /// The largest relative change of the energy that rounding explains, collision by collision.
  private static let energyTolerance = 1e-6

  /// Takes up what ``save(into:)`` saved, of a gas that has the energy of this one.
  ///
  /// - Parameter end: the time at which the run ends: the gas cannot be later.
  /// - Throws: `StateArchiveError` for an archive of another gas, one whose velocities have another
  ///   energy (a collision does not change it), or one with times that cannot be.
  func restore(from archive: StateArchive, until end: Double) throws {
    let before = kineticEnergy
    let now = try savedTime(in: archive, until: end)
    let x = try archive.integers("system/x", count: count)
    let y = try archive.integers("system/y", count: count)
    let vx = try archive.reals("system/velocity_x", count: count)
    let vy = try archive.reals("system/velocity_y", count: count)
    let offsets = try archive.reals("system/local_time", count: count)
    let epochs = try archive.integers("system/local_epoch", count: count)
    let imageX = try archive.integers("system/image_x", count: count)
    let imageY = try archive.integers("system/image_y", count: count)
    let paths = try archive.reals("system/path", count: count)
    for k in 0..<count {
      let i = Int(workspace.discs[k].id)
      workspace.discs[k] = Disc(
        x: UInt64(truncatingIfNeeded: x[i]), y: UInt64(truncatingIfNeeded: y[i]), vx: vx[i],
        vy: vy[i], offset: offsets[i], epoch: Int32(truncatingIfNeeded: epochs[i]),
        id: UInt32(i), imageX: Int32(truncatingIfNeeded: imageX[i]),
        imageY: Int32(truncatingIfNeeded: imageY[i]), path: Float(paths[i]),
        species: workspace.discs[k].species)
    }
    try checkFlights(until: now)
    let change = abs(kineticEnergy - before)
    guard change <= Self.energyTolerance * before else {
      throw StateArchiveError(
        name: "system/velocity",
        reason: "has the energy \(Float(kineticEnergy)), the run began with \(Float(before))")
    }
    earlier = try EventTally(from: archive, as: "system/tally", like: earlier)
    stepper.clearTallies()
    stepper.restart(at: now)
  }

  /// The time of the gas that was saved.
  private func savedTime(
    in archive: StateArchive, until end: Double
  ) throws(StateArchiveError) -> GasTime {
    let time = GasTime(
      epoch: Int32(truncatingIfNeeded: try archive.integers("system/epoch", count: 1)[0]),
      offset: try archive.reals("system/time", count: 1)[0])
    guard time.epoch >= 0, time.offset >= 0, time.offset < law.epochLength,
      time.since(epoch: 0, epochLength: law.epochLength) <= end
    else {
      throw StateArchiveError(name: "system/time", reason: "is no time of the run")
    }
    return time
  }

  /// Events at the start of an epoch lie up to this part of it before by rounding.
  private static let timeTolerance = 0x1p-20

  /// All discs are in the box, and their latest events lie before `now`, which they reach in one
  /// flight.
  private func checkFlights(until now: GasTime) throws(StateArchiveError) {
    for k in 0..<count {
      let disc = workspace.discs[k]
      guard law.x.contains(disc.x), law.y.contains(disc.y) else {
        throw StateArchiveError(name: "system/x", reason: "puts disc \(disc.id) out of the box")
      }
      guard disc.epoch >= 0, disc.offset >= -Self.timeTolerance * law.epochLength,
        disc.offset < law.epochLength, GasTime(epoch: disc.epoch, offset: disc.offset) <= now,
        law.canStream(disc, until: now)
      else {
        throw StateArchiveError(
          name: "system/local_time", reason: "is no time of the flight of disc \(disc.id)")
      }
    }
  }
}

extension Gas {
  /// The kinetic energy of all discs.
  private var kineticEnergy: Double {
    (0..<count).reduce(0) { sum, k in
      let disc = workspace.discs[k]
      return sum + law.mass(disc) / 2 * (disc.vx * disc.vx + disc.vy * disc.vy)
    }
  }
}

extension ExactSum {
  /// The two halves of the sum.
  fileprivate var words: [Int] {
    [Int(truncatingIfNeeded: quanta >> 64), Int(truncatingIfNeeded: quanta)]
  }

  fileprivate init(words: ArraySlice<Int>) {
    let high = Int128(words[words.startIndex]) << 64
    quanta = high | Int128(UInt64(truncatingIfNeeded: words[words.startIndex + 1]))
  }
}

extension EventTally {
  func save(into archive: inout StateArchive, as name: String) {
    archive.save(
      integers: [collisions, wallHits] + virial.words + wallImpulseX.words + wallImpulseY.words
        + distance.words, as: name)
    archive.save(integers: freePaths, as: name + "_free_paths")
    if let moments {
      archive.save(
        integers: HelfandSums.paths.flatMap { moments[keyPath: $0].words }, as: name + "_moments")
    }
    guard !pairs.isEmpty else { return }
    archive.save(
      integers: pairs.flatMap { [$0.collisions] + $0.virial.words }, as: name + "_pairs")
  }

  /// What was saved; counts of pairs of species are unknown where an earlier version saved.
  init(
    from archive: StateArchive, as name: String, like other: EventTally
  ) throws(StateArchiveError) {
    self.init(like: other)
    let words = try archive.integers(name, count: 10)
    collisions = words[0]
    wallHits = words[1]
    virial = ExactSum(words: words[2..<4])
    wallImpulseX = ExactSum(words: words[4..<6])
    wallImpulseY = ExactSum(words: words[6..<8])
    distance = ExactSum(words: words[8..<10])
    freePaths = try archive.integers(name + "_free_paths", count: freePaths.count)
    if moments != nil {
      let words = try archive.integers(name + "_moments", count: 2 * HelfandSums.paths.count)
      var sums = HelfandSums()
      for (k, path) in HelfandSums.paths.enumerated() {
        sums[keyPath: path] = ExactSum(words: words[2 * k..<2 * k + 2])
      }
      moments = sums
    }
    guard !pairs.isEmpty else { return }
    guard archive.holds(name + "_pairs") else {
      pairs = []
      return
    }
    let counts = try archive.integers(name + "_pairs", count: 3 * pairs.count)
    for pair in pairs.indices {
      pairs[pair].collisions = counts[3 * pair]
      pairs[pair].virial = ExactSum(words: counts[(3 * pair + 1)..<(3 * pair + 3)])
    }
  }
}

extension GasStatistics {
  func save(into archive: inout StateArchive) {
    tally.save(into: &archive, as: "statistics/tally")
    archive.save(integers: distance.words, as: "statistics/distance")
    archive.save(reals: [since], as: "statistics/since")
  }

  init(from archive: StateArchive, like tally: EventTally) throws {
    self.init(
      tally: try EventTally(from: archive, as: "statistics/tally", like: tally),
      distance: ExactSum(words: try archive.integers("statistics/distance", count: 2)[...]),
      since: try archive.reals("statistics/since", count: 1)[0])
  }
}
