import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The entropies of gases against values known by hand or in closed form.
@Suite struct GasEntropyTests {
  /// Four particles in a 2 x 1 box with cells 1 x 1 and dv = 0.5: counts 2 and 1 on the left, 1 on
  /// the right.
  private var four: TestGas {
    TestGas(
      positions: [SIMD3(0.1, 0.5, 0), SIMD3(0.9, 0, 0), SIMD3(0.2, 1, 0), SIMD3(2, 0.1, 0)],
      velocities: [SIMD3(0.1, 0.1, 0), SIMD3(0, 0.49, 0), SIMD3(-0.1, 0, 0), SIMD3(7, -9, 0)],
      box: Box(lengths: [2, 1], boundary: .wall))
  }

  @Test func fourParticlesByHand() throws {
    let cells = "position: [2, 1], velocity: 0.5"
    let ln2 = Double.log(2)
    let volume = -2 * ln2
    #expect(abs(try four.value("boltzmann_entropy(\(cells))") - (1.5 * ln2 + volume)) < 1e-12)
    let exact = try four.value("boltzmann_entropy(\(cells), count: log_factorial)")
    #expect(abs(exact - (Double.log(12) / 4 + volume)) < 1e-12)
    let corrected = try four.value("boltzmann_entropy(\(cells), count: miller_madow)")
    #expect(abs(corrected - (1.5 * ln2 + volume + 2.0 / 8)) < 1e-12)
    #expect(try four.value("occupied_cells(\(cells))") == 3)
    let density = try four.value("boltzmann_entropy(\(cells), part: position)")
    #expect(abs(density - (2 * ln2 - 0.75 * Double.log(3))) < 1e-12)
    #expect(abs(try four.value("h_function(velocity: 0.5)") + (1.5 * ln2 + volume)) < 1e-12)
    let estimate = try four.estimate("boltzmann_entropy(\(cells))")
    // Leaving out one of the pair changes s by 2 ln 2/3, the others by nothing: (ln 2)^2/3, of
    // which half is left.
    #expect(abs((estimate.standardError?.value ?? 0) - ln2 / 6.0.squareRoot()) < 1e-12)
    #expect(estimate.warnings == [.sparseCells(occupied: 3, samples: 4)])
  }

  @Test(arguments: CountMethod.allCases)
  func thePartsAddUp(count: CountMethod) throws {
    let gas = TestGas.ideal(3000, in: [2, 1, 1.5])
    func value(_ part: BoltzmannEntropy.Part) throws -> Double {
      try gas.value(
        "boltzmann_entropy(position: [4, 2, 3], velocity: 0.7, count: \(count.rawValue), part: \(part.rawValue))"
      )
    }
    #expect(abs(try value(.position) + value(.velocity) - value(.phaseSpace)) < 1e-12)
  }

  /// Velocities that no single number can tell apart are counted all the same.
  @Test func fastParticlesAreNotClipped() throws {
    var gas = four
    for i in 0..<4 { gas.velocities[i] *= 1e30 }
    let value = try gas.value("boltzmann_entropy(position: [2, 1], velocity: 0.5)")
    // All four differ now, by more than 2^62 cells.
    #expect(abs(value - 0) < 1e-12)
    gas.velocities[1] = gas.velocities[0]
    let pair = try gas.value("boltzmann_entropy(position: [2, 1], velocity: 0.5)")
    #expect(abs(pair + 0.5 * Double.log(2)) < 1e-12)
  }

  @Test func labelsDoNotMatter() throws {
    let gas = TestGas.ideal(4000, in: [2, 1])
    var other = gas
    other.positions.reverse()
    other.velocities.reverse()
    for call in [
      "boltzmann_entropy(position: [8, 4], velocity: 0.5)", "h_function(velocity: 0.5)",
      "hydrodynamic_entropy(position: [4, 2])", "pair_entropy(range: 0.3)",
      "maxwellian_divergence(position: [4, 2], velocity: 0.5)",
    ] { #expect(abs(try gas.value(call) - other.value(call)) < 1e-12) }
  }

  @Test func mixedSpecies() throws {
    var gas = four
    gas.positions = [SIMD3(0.1, 0, 0), SIMD3(0.2, 0, 0), SIMD3(1.1, 0, 0), SIMD3(1.2, 0, 0)]
    gas.properties["species"] = [0, 1, 0, 1]
    #expect(abs(try gas.value("mixing_entropy(position: [2, 1])") - Double.log(2)) < 1e-12)
    gas.properties["species"] = [0, 0, 1, 1]
    #expect(try gas.value("mixing_entropy(position: [2, 1])") == 0)
    gas.properties = [:]
    #expect(throws: DiagnosticError.self) { try gas.value("mixing_entropy(position: [2, 1])") }
  }

  /// ln A + ln(2 pi e T/m) for Maxwellian velocities, whatever the mass.
  @Test func hydrodynamicEntropyOfEquilibrium() throws {
    var gas = TestGas.ideal(100_000, in: [2, 1], spread: SIMD3(1, 1, 1))
    gas.properties["mass"] = [Double](repeating: 3, count: 100_000)
    let estimate = try gas.estimate("hydrodynamic_entropy(position: [8, 4], count: miller_madow)")
    let exact = Double.log(2) + Double.log(2 * .pi) + 1
    let error = try #require(estimate.standardError).value
    #expect(abs(error - Double.sqrt(1 / 1e5)) < 2e-4)
    #expect(abs(try #require(estimate.value) - exact) < 4 * error)
  }

  @Test func openAxesAskForRanges() throws {
    var gas = four
    gas.box = .open(spatialDimension: 2)
    let error = #expect(throws: DiagnosticError.self) {
      try gas.value("boltzmann_entropy(position: [2, 1], velocity: 0.5)")
    }
    #expect(error?.advice?.contains("lower:") == true)
    let value = try gas.value(
      "boltzmann_entropy(position: [2, 1], velocity: 0.5, lower: [0, 0], upper: [2, 1])")
    #expect(abs(value + 0.5 * Double.log(2)) < 1e-12)
    #expect(throws: (any Error).self) {
      try four.value("boltzmann_entropy(position: [2, 1], velocity: -1)")
    }
    #expect(throws: (any Error).self) {
      try four.value("boltzmann_entropy(position: [2, 1, 1], velocity: 1)")
    }
  }
}
