import Testing

@testable import ClausiusDiagnostics

/// Mixtures under the two rules for species.
@Suite struct GasMixtureTests {
  /// Masses 1 and 10 at the same temperature 1, uniform in the unit square.
  private static func mixture(_ count: Int, seed: UInt64 = 1) -> TestGas {
    var gas = TestGas.ideal(count, in: [1, 1], seed: seed)
    let heavy = (0..<count).map { $0 % 2 == 1 }
    for i in heavy.indices where heavy[i] { gas.velocities[i] /= 10.0.squareRoot() }
    gas.properties = [
      "mass": heavy.map { $0 ? 10 : 1 }, "radius": heavy.map { _ in 0.001 },
      "species": heavy.map { $0 ? 1 : 0 },
    ]
    return gas
  }

  /// s = (1/2) sum_k ln(2 pi e/m_k) = 1.6866.
  @Test func `species by species the entropy is that of each Maxwellian`() throws {
    let gas = Self.mixture(40_000)
    let exact = 1.686584
    let hydrodynamic = try gas.value("hydrodynamic_entropy(position: [2, 2], count: miller_madow)")
    #expect(abs(hydrodynamic - exact) < 0.02)
    let boltzmann = try gas.value(
      "boltzmann_entropy(position: [2, 2], velocity: 0.2, count: chao_wang_jost)")
    #expect(abs(boltzmann - exact) < 0.03)
    #expect(try gas.value("maxwellian_divergence(position: [2, 2])") < 0.01)
  }

  @Test(arguments: ["masses", "each", "together"])
  func `the entropy lies below that of the local equilibrium by the divergence`(
    rule: String
  ) throws {
    let gas = Self.mixture(40_000)
    let cells = "position: [2, 2], species: \(rule)"
    let upper = try gas.value("hydrodynamic_entropy(\(cells))")
    let entropy = try gas.value("boltzmann_entropy(\(cells), velocity: 0.05)")
    let divergence = try gas.value(
      "maxwellian_divergence(\(cells), velocity: 0.05, count: plug_in)")
    #expect(entropy <= upper)
    #expect(abs(upper - entropy - divergence) < 2e-3)
  }

  @Test func `together lies between each and each plus the entropy of the shares`() throws {
    let gas = Self.mixture(40_000)
    func value(_ rule: String) throws -> Double {
      try gas.value("boltzmann_entropy(position: [2, 2], velocity: 0.2, species: \(rule))")
    }
    let (each, together) = (try value("each"), try value("together"))
    #expect(together > each + 0.1)
    #expect(together < each + 0.6931472)
    #expect(
      try gas.value("maxwellian_divergence(position: [2, 2], species: together)") > 0.1)
  }

  /// Labels alone make a mixture too: its entropy grows by ln 2 as they mix.
  @Test(arguments: ["masses", "each"])
  func `like discs with labels gain the entropy of mixing species by species`(
    rule: String
  ) throws {
    func value(_ isMixed: Bool) throws -> Double {
      var gas = TestGas.ideal(20_000, in: [2, 1])
      gas.properties["species"] = gas.positions.enumerated().map { i, place in
        isMixed ? Double(i % 2) : place.x < 1 ? 0 : 1
      }
      return try gas.value("boltzmann_entropy(position: [2, 1], velocity: 1, species: \(rule))")
    }
    let gained = try value(true) - value(false)
    #expect(abs(gained - (rule == "each" ? 0.6931472 : 0)) < 0.01)
  }

  @Test(arguments: [
    "boltzmann_entropy(position: [4, 4], velocity: 0.5", "hydrodynamic_entropy(position: [4, 4]",
    "maxwellian_divergence(position: [4, 4]", "h_function(velocity: 0.5",
    "occupied_cells(position: [4, 4], velocity: 0.5",
  ])
  func `one species is the same under both rules`(call: String) throws {
    let gas = TestGas.ideal(5000, in: [1, 1])
    let values = try ["", ", species: masses", ", species: each", ", species: together"].map {
      try gas.value(call + $0 + ")").bitPattern
    }
    #expect(Set(values).count == 1)
  }

  @Test func `parts add up to the whole species by species`() throws {
    let gas = Self.mixture(5000)
    let parts = try ["phase_space", "position", "velocity"].map {
      try gas.value("boltzmann_entropy(position: [4, 4], velocity: 0.5, part: \($0))")
    }
    #expect(abs(parts[0] - parts[1] - parts[2]) < 1e-12)
  }
}
