import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusHardDiscs

/// The Helfand moments against the plainest sum, and that counting them changes nothing.
@Suite struct HelfandTests {
  private static func model(count: Int, packing: Double) -> HardDiscsModel {
    var model = Gases.model(count: count, packing: packing)
    model.helfandMoments = true
    return model
  }

  private static func mixture() -> HardDiscsModel {
    var model = model(count: 60, packing: 0.3)
    model.count = nil
    model.packingFraction = nil
    model.species = [
      GasSpecies(name: "small", count: 50, diameter: 0.04, mass: 0.5),
      GasSpecies(name: "large", count: 10, diameter: 0.15, mass: 7),
    ]
    return model
  }

  private func values(_ sums: HelfandSums, _ units: TallyUnits) -> [Double] {
    HelfandSums.paths.enumerated().map {
      Double(sums[keyPath: $1].quanta) / ($0 < 3 ? units.perAction : units.perHeat)
    }
  }

  @Test(arguments: [0.02, 0.3, 0.5]) func `the moments are those of the plainest sum`(
    packing: Double
  ) throws {
    try compare(Self.model(count: 30, packing: packing))
  }

  @Test func `the moments of a mixture are those of the plainest sum`() throws {
    try compare(Self.mixture())
  }

  private func compare(_ model: HardDiscsModel) throws {
    let gas = try Gases.gas(model)
    let species = model.resolvedSpecies
    var reference = ReferenceGas(
      law: gas.law, start: try model.startState(run: Gases.settings()), species: species)
    reference.sums = ReferenceMoments()
    let end = 12 / model.enskog(species, area: model.area).collisionRate
    reference.advance(to: GasTime(end, epochLength: gas.law.epochLength))
    #expect(reference.collisions > 100)
    let expected = try #require(reference.moments(at: end))
    let inClusters = try Gases.gas(model)
    inClusters.stepper.usesCalendar = false
    var found: [[Double]] = []
    for gas in [gas, inClusters] {
      try gas.advance(to: end)
      #expect(Gases.records(gas) == reference.discs)
      found.append(values(try #require(gas.helfandSums()), gas.units))
    }
    #expect(found[0] == found[1])
    for (one, other) in zip(found[0], expected) {
      #expect(abs(one - other) < 1e-9 * max(1, abs(other)), "\(one) for \(other)")
    }
  }

  @Test func `counting changes no disc, and nothing else changes the count`() throws {
    let model = Self.model(count: 2000, packing: 0.3)
    var plain = model
    plain.helfandMoments = false
    let end = 10 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let silent = try Gases.gas(plain)
    let counting = try Gases.gas(model)
    for gas in [silent, counting] { try gas.advance(to: end) }
    #expect(Gases.records(silent) == Gases.records(counting))
    #expect(silent.helfandSums() == nil)
    #expect(silent.tally.collisions == counting.tally.collisions)
    let other = try Gases.gas(model)
    other.stepper.usesCalendar = false
    for frame in 1...13 {
      try other.advance(to: end * Double(frame) / 13)
      _ = other.helfandSums()
    }
    #expect(other.helfandSums() == counting.helfandSums())
    #expect(other.tally == counting.tally)
  }

  @Test func `the number of threads does not change a bit of the moments`() throws {
    let model = Self.model(count: 100_000, packing: 0.1)
    let end = 2 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let one = try Gases.gas(model)
    let several = try Gases.gas(model, pool: ThreadPool(threads: 3))
    for gas in [one, several] { try gas.advance(to: end) }
    #expect(several.helfandSums() == one.helfandSums())
  }

  @Test func `a checkpoint carries the moments`() throws {
    let model = Self.model(count: 200, packing: 0.2)
    let run = try Gases.settings(duration: 2, every: 1)
    let whole = try HardDiscsSystem(model: model, run: run)
    let first = try HardDiscsSystem(model: model, run: run)
    try first.gas.advance(to: 1)
    var archive = StateArchive()
    first.save(into: &archive)
    let second = try HardDiscsSystem(model: model, run: run)
    try second.restore(from: archive)
    for system in [whole, second] { try system.gas.advance(to: 2) }
    #expect(whole.gas.helfandSums() == second.gas.helfandSums())
    let names = whole.observables().map(\.name)
    #expect(names == model.offeredObservables.map(\.name))
    #expect(names.filter { $0.hasPrefix("helfand_") }.count == 4)
    archive.values["system/tally_moments"] = nil
    #expect(throws: StateArchiveError.self) { try second.restore(from: archive) }
  }

  @Test func `the moments are those seen from the center of mass`() throws {
    // The same gas at rest and with a wind: rounding parts the paths, which a short run bears.
    var model = Self.model(count: 40, packing: 0.1)
    model.removeMomentum = true
    let end = 3 / model.enskog(model.resolvedSpecies, area: model.area).collisionRate
    let start = try model.startState(run: Gases.settings())
    func moments(wind: SIMD2<Double>) throws -> [Double] {
      var moved = start
      moved.velocities = start.velocities.map { $0 + wind }
      let gas = Gas(
        lengths: SIMD2(1, 1), isPeriodic: (true, true), species: model.resolvedSpecies,
        start: moved, enskogRate: 3 / end, pool: Gases.oneThread, countsMoments: true)
      try gas.advance(to: end)
      let discs = Gases.records(gas)
      let motion = GasMoments(
        velocities: discs.map { SIMD2($0.vx, $0.vy) }, masses: discs.map { _ in 1 })
      let found = HelfandMoments(
        try #require(gas.helfandSums()), units: gas.units, moments: motion, time: end)
      return [found.shear, found.stretch, found.heatX, found.heatY]
    }
    let still = try moments(wind: .zero)
    let windy = try moments(wind: SIMD2(0.7, -1.3))
    for (one, other) in zip(still, windy) { #expect(abs(one - other) < 1e-7, "\(one), \(other)") }
  }

  @Test func `walls and a reversal are refused, with the reason`() throws {
    var walled = Self.model(count: 20, packing: 0.1)
    walled.boundary = GasBoundaries(x: .periodic, y: .reflecting)
    #expect(walled.contradictions().map(\.key) == ["helfand_moments"])
    #expect(walled.contradictions()[0].message.contains("periodic in x and y"))
    var run = try Gases.settings(duration: 2)
    run.reverseAt = 1
    let error = #expect(throws: ContradictionError.self) {
      try HardDiscsSystem(model: Self.model(count: 20, packing: 0.1), run: run)
    }
    #expect(error?.contradiction.key == "run.reverse_at")
  }
}
