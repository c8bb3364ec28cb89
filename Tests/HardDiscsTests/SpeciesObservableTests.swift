import ClausiusSimulationCore
import Testing

@testable import ClausiusHardDiscs

/// Temperature, collision rates and partial pressures of the species of a mixture.
@Suite struct SpeciesObservableTests {
  private static func mixture(packing: Double) throws -> HardDiscsSystem {
    var model = HardDiscsModel()
    let diameter = (4 * packing / (.pi * 1000 * (1 + 4))).squareRoot()
    model.species = [
      GasSpecies(name: "light", count: 1000, diameter: diameter, mass: 1),
      GasSpecies(name: "heavy", count: 1000, diameter: 2 * diameter, mass: 8),
    ]
    model.boundary = GasBoundaries(x: .periodic, y: .reflecting)
    let system = try HardDiscsSystem(model: model, run: Gases.settings(duration: 4, every: 4))
    try system.gas.advance(to: 4)
    return system
  }

  private func numbers(_ system: HardDiscsSystem) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: system.observables().map { ($0.name, $0.values[0]) })
  }

  @Test func `the parts of the species add up to the whole`() throws {
    let system = try Self.mixture(packing: 0.1)
    let found = numbers(system)
    func value(_ name: String) throws -> Double { try #require(found[name]) }
    let parts = try value("partial_pressure_0") + value("partial_pressure_1")
    #expect(abs(parts / (try value("pressure")) - 1) < 1e-12)
    let energy = try 1000 * (value("temperature_0") + value("temperature_1"))
    #expect(abs(energy / (try value("energy")) - 1) < 1e-12)
    let rates = try ["0_0", "0_1", "1_0", "1_1"].map { try value("collision_rate_\($0)") }
    #expect(abs(rates.reduce(0, +) / 2 / (try value("collision_rate")) - 1) < 1e-12)
    #expect(rates[1] == rates[2])
    #expect(system.model.offeredObservables.map(\.name) == system.observables().map(\.name))
  }

  /// nu_ab = 2 n_b sigma_ab sqrt(pi kT/(2 mu_ab)) chi_ab, chi_ab = 1 + 0.78 eta and little more.
  @Test func `collision rates are those of kinetic theory`() throws {
    let found = numbers(try Self.mixture(packing: 0.01))
    let diameter = (4 * 0.01 / (.pi * 1000 * 5)).squareRoot()
    for (pair, contact, reduced) in [
      ("0_0", 1.0, 0.5), ("0_1", 1.5, 8.0 / 9), ("1_1", 2.0, 4.0),
    ] {
      let expected =
        2 * 1000 * contact * diameter * (Double.pi / (2 * reduced)).squareRoot()
      let rate = try #require(found["collision_rate_\(pair)"])
      #expect(abs(rate / expected - 1) < 0.1, "\(pair): \(rate) for \(expected)")
    }
  }

  @Test func `one species has no numbers of species`() throws {
    let model = Gases.model(count: 20, packing: 0.1)
    #expect(model.offeredObservables.map(\.name) == HardDiscsModel.observables.map(\.name))
  }

  @Test func `a checkpoint carries the counts of pairs, and an earlier one leaves them unknown`()
    throws
  {
    let system = try Self.mixture(packing: 0.1)
    var archive = StateArchive()
    system.save(into: &archive)
    let again = try HardDiscsSystem(
      model: system.model, run: Gases.settings(duration: 4, every: 4))
    try again.restore(from: archive)
    #expect(numbers(again)["collision_rate_0_1"] == numbers(system)["collision_rate_0_1"])
    archive.values["system/tally_pairs"] = nil
    archive.values["statistics/tally_pairs"] = nil
    try again.restore(from: archive)
    #expect(numbers(again)["collision_rate_0_1"]?.isNaN == true)
    #expect(numbers(again)["pressure"] == numbers(system)["pressure"])
  }
}
