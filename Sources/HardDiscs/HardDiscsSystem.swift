import ClausiusDeclarations
import ClausiusKernelDispatch
import ClausiusSimulationCore

/// A gas of hard discs in motion.
final class HardDiscsSystem: System {
  let context: FrameContext
  let box: Box?
  let quantities: [QuantityDescription]
  let gas: Gas
  let model: HardDiscsModel
  private let reverseAt: Double?
  private let end: Double
  /// What had been counted when counting began; `nil` before.
  var statistics: GasStatistics?
  private var hasReversed = false
  /// What is to be said of a start from a file.
  private let startWarnings: [Contradiction]

  /// The gas of `model` at its start.
  init(model: HardDiscsModel, run: RunSettings) throws {
    self.model = model
    reverseAt = run.reverseAt
    end = run.grid.time(ofTick: run.grid.lastTick)
    let species = model.resolvedSpecies
    let rate = model.enskog(species, area: model.area).collisionRate
    var context = model.frameContext
    context.parameters["reverse_at"] = run.reverseAt
    self.context = context
    box = model.simulationBox
    quantities = HardDiscsModel.quantities.filter { $0.name != "image" || model.isPeriodic.any }
    var start = try model.startState(run: run)
    startWarnings =
      start.source?.warnings(
        model.startFile ?? "", box: model.simulationBox, outside: start.folded, individuals: "discs"
      )
      ?? []
    try model.equilibrate(&start, run: run)
    gas = Gas(
      lengths: SIMD2(model.box[0], model.box[1]),
      isPeriodic: (model.isPeriodic.x, model.isPeriodic.y), species: species, start: start,
      enskogRate: rate, pool: run.pool,
      variant: try KernelVariant.selected(),
      freePathBins: model.freePathBins, countsMoments: model.helfandMoments)
    if let overlap = OverlapSearch(gas).deepest(), overlap.depth > 1e-12 {
      throw model.overlapError(overlap)
    }
    try checkDuration(run.grid)
    try checkCrossings(run.grid)
    try checkReversal(run)
    beginStatisticsIfDue()
  }

  /// Times are counted in epochs of about a mean free time, of which there are 2^31.
  private func checkDuration(_ grid: TimeGrid) throws(ContradictionError) {
    let duration = grid.time(ofTick: grid.lastTick)
    let longest = 0x1p31 * gas.law.epochLength
    guard duration >= longest else { return }
    throw ContradictionError(
      Contradiction(
        at: "run.duration",
        "the run lasts longer than 2^31 mean free times or crossings of the box, \(Float(longest))",
        advice: "shorten it, and see whether temperature, mass and lengths are in the same units"))
  }

  /// A disc that meets neither discs nor walls moves in one flight, whose crossings of the box are
  /// counted in 31 bits.
  private func checkCrossings(_ grid: TimeGrid) throws(ContradictionError) {
    let law = gas.law
    guard law.largestDiameter == 0, law.x.isPeriodic, law.y.isPeriodic else { return }
    let end = GasTime(grid.time(ofTick: grid.lastTick), epochLength: law.epochLength)
    let workspace = gas.workspace
    let fast = (0..<gas.count).first { !law.canStream(workspace.discs[$0], until: end) }
    guard let fast else { return }
    throw ContradictionError(
      Contradiction(
        at: "run.duration", "disc \(workspace.discs[fast].id) crosses the box more than 2^31 times",
        advice: "shorten it, and see whether temperature, mass and lengths are in the same units"))
  }

  /// Helfand moments grow with the history of the motion, which a reversal breaks.
  private func checkReversal(_ run: RunSettings) throws(ContradictionError) {
    guard model.helfandMoments, run.reverseAt != nil else { return }
    throw ContradictionError(
      Contradiction(
        at: "run.reverse_at", "'helfand_moments' are those of a gas that is left to itself",
        advice: "remove 'reverse_at', or 'helfand_moments'"))
  }

  /// A run that ends before anything is counted.
  var warnings: [Contradiction] {
    startWarnings + countingWarnings
  }

  private var countingWarnings: [Contradiction] {
    guard end > 0, model.statisticsFrom > end else { return [] }
    return [
      Contradiction(
        at: "statistics_from",
        "the run ends at \(end.scenarioText), before counting begins at \(model.statisticsFrom.scenarioText): rates and means stay undefined",
        advice: "count from an earlier time, or lengthen run.duration")
    ]
  }

  func advance(to instant: Instant) throws {
    _ = try advance(to: instant, unless: { false })
  }

  func advance(to instant: Instant, unless shouldPause: () -> Bool) throws -> Bool {
    for time in turningTimes(before: instant.time) {
      guard try gas.advance(to: time, unless: shouldPause) else { return false }
      if let reverseAt, time == reverseAt, !hasReversed {
        gas.reverse()
        hasReversed = true
      }
      beginStatisticsIfDue()
    }
    guard try gas.advance(to: instant.time, unless: shouldPause) else { return false }
    beginStatisticsIfDue()
    return true
  }

  /// The times up to `time` at which something else than motion is due.
  private func turningTimes(before time: Double) -> [Double] {
    var times: [Double] = []
    if let reverseAt, !hasReversed { times.append(reverseAt) }
    if statistics == nil { times.append(model.statisticsFrom) }
    return times.filter { $0 <= time }.sorted()
  }

  private func beginStatisticsIfDue() {
    guard statistics == nil, gas.time >= model.statisticsFrom else { return }
    statistics = GasStatistics(
      tally: gas.tally, distance: gas.totalDistance(), since: model.statisticsFrom)
  }

  func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    let law = gas.law
    values.withUnsafeMutableBufferPointer { values in
      gas.forEachDisc { disc in
        let k = 3 * Int(disc.id)
        switch quantity.name {
        case "velocity": (values[k], values[k + 1]) = (disc.vx, disc.vy)
        case "image":
          values[k] = Double(disc.imageX) + (law.x.roundsToFace(disc.x) ? 1 : 0)
          values[k + 1] = Double(disc.imageY) + (law.y.roundsToFace(disc.y) ? 1 : 0)
        default: (values[k], values[k + 1]) = (law.x.real(disc.x), law.y.real(disc.y))
        }
        values[k + 2] = 0
      }
    }
  }

  /// The velocities in the order of the frames.
  func velocities() -> [SIMD2<Double>] {
    var velocities = [SIMD2<Double>](repeating: .zero, count: gas.count)
    for k in 0..<gas.count {
      let disc = gas.workspace.discs[k]
      velocities[Int(disc.id)] = SIMD2(disc.vx, disc.vy)
    }
    return velocities
  }

  func checkInvariants() throws(BrokenInvariant) {
    var broken: Disc?
    gas.forEachDisc { disc in
      if !(disc.vx * disc.vx + disc.vy * disc.vy).isFinite { broken = disc }
    }
    if let broken {
      throw BrokenInvariant(
        "disc \(broken.id) has the velocity (\(broken.vx), \(broken.vy)): a number is not finite")
    }
    if let overlap = OverlapSearch(gas).deepest(), overlap.depth > 1e-12 {
      throw BrokenInvariant(
        "discs \(overlap.first) and \(overlap.second) overlap by \(overlap.depth) of their contact distance"
      )
    }
  }
}

extension HardDiscsSystem {
  func save(into archive: inout StateArchive) {
    gas.save(into: &archive)
    archive.save(integers: [hasReversed ? 1 : 0], as: "system/has_reversed")
    archive.save(integers: [statistics == nil ? 0 : 1], as: "system/has_statistics")
    statistics?.save(into: &archive)
  }

  func restore(from archive: StateArchive) throws {
    try gas.restore(from: archive, until: end)
    hasReversed = try archive.integers("system/has_reversed", count: 1)[0] == 1
    statistics =
      try archive.integers("system/has_statistics", count: 1)[0] == 1
      ? GasStatistics(from: archive, like: gas.earlier) : nil
  }
}
