import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Which cell a particle is in.
@Suite struct GasCellTests {
  /// v -> -v is k -> -1 - k, on edges too; both zeros are one velocity.
  @Test func velocityCellsAreMirrored() {
    let cells = VelocityCells(side: 0.5, dimension: 2)
    for (velocity, cell) in [
      (0.25, 0.0), (0.5, 1), (1, 2), (1.2, 2), (0x1p-1074, 0), (7e15, 1.4e16),
    ] {
      #expect(cells.cell(velocity) == cell)
      #expect(cells.cell(-velocity) == -1 - cell)
    }
    #expect(cells.cell(0.0) == 0)
    #expect(cells.cell(-0.0) == 0)
  }

  /// Speeds in units of half a cell, so that most lie on edges: mirrored velocities have the same
  /// entropy, to the last bit.
  @Test(arguments: [SIMD3<Double>(-1, 1, 1), SIMD3(1, -1, 1), SIMD3(-1, -1, -1)])
  func aWallDoesNotChangeTheEntropy(signs: SIMD3<Double>) throws {
    var gas = TestGas.ideal(2000, in: [2, 1, 1])
    for i in gas.velocities.indices {
      for axis in 0..<3 where gas.velocities[i][axis] != 0 {
        let steps = (gas.velocities[i][axis] * 4).rounded(.awayFromZero)
        gas.velocities[i][axis] = steps * 0.25
      }
    }
    var mirrored = gas
    for i in gas.velocities.indices { mirrored.velocities[i] *= signs }
    for call in [
      "boltzmann_entropy(position: [2, 1, 1], velocity: 0.5)", "h_function(velocity: 0.5)",
      "boltzmann_entropy(position: [2, 1, 1], velocity: 1e-300)",
      "occupied_cells(position: [2, 1, 1], velocity: 0.5)",
    ] { #expect(try gas.value(call) == mirrored.value(call)) }
  }

  /// Both ends of a walled axis are in cells; on a periodic one the upper end is the lower, and
  /// images are brought back.
  @Test func positionsOnEdges() throws {
    let walls = try PositionGrid(
      GasRegion(Box(lengths: [2, 1], boundary: .wall), lower: nil, upper: nil), counts: [4, 2])
    let rows = [0, 0, 0, 2, 1, 0, 0.5, 0.5, 0, 1.9999, 0, 0, 2.1, 0, 0]
    #expect(walls.keys(of: rows, count: 5) == [0, 7, 5, 3, CellCounts.nowhere])
    let periodic = try PositionGrid(
      GasRegion(Box(lengths: [2, 1], boundary: .periodic), lower: nil, upper: nil), counts: [4, 2])
    #expect(periodic.keys(of: rows, count: 5) == [0, 0, 5, 3, 0])
    #expect(periodic.keys(of: [-0.1, -0.6, 0, 5, 3, 0], count: 2) == [3, 2])
  }

  /// A hundred times as many possible cells cost no memory: a table has at most four slots a cell.
  @Test func memoryFollowsTheOccupiedCells() throws {
    let gas = TestGas.ideal(5000, in: [1, 1, 1])
    let occupied = try gas.value(
      "occupied_cells(position: [1000, 1000, 1000], velocity: 1e-9)")
    #expect(occupied == 5000)
    let perCell = try gas.value(
      "particles_per_cell(position: [1, 1, 1], velocity: 1e9)")
    // One cell for each sign of the three components.
    #expect(perCell == 5000 / 8)
  }

  /// Frames see nothing of one another: any order gives each the same values.
  @Test func theOrderOfFramesDoesNotMatter() throws {
    let start = TestGas.ideal(3000, in: [1, 1], boundary: .wall)
    let frames = [0.1, 0.5, 2].map { start.flown($0).frame }
    let requests = try [
      "boltzmann_entropy(position: [8, 4], velocity: 0.5, count: chao_wang_jost)",
      "maxwellian_divergence", "pair_entropy",
    ].map { try DiagnosticCatalog.standard.request($0, at: place) }
    let forward = Analysis(requests)
    let first = try frames.map { try forward.add($0) }
    let backward = Analysis(requests)
    let second = try frames.reversed().map { try backward.add($0) }
    #expect(first == second.reversed())
  }

  @Test(arguments: [
    ("boltzmann_entropy(position: [0, 1], velocity: 1)", "position"),
    ("boltzmann_entropy(position: [4, 2], velocity: -0.5)", "velocity"),
    ("boltzmann_entropy(position: [4, 2], velocity: 0)", "velocity"),
    ("boltzmann_entropy(position: [4, 2])", "velocity"),
    ("boltzmann_entropy(velocity: 1)", "position"),
    ("boltzmann_entropy(position: [4, 2, 1, 1], velocity: 1)", "position"),
    ("h_function(velocity: nan)", "velocity"),
    ("hydrodynamic_entropy(position: [4, 2], count: log_factorial)", "plug_in or miller_madow"),
    ("pair_entropy(range: 0)", "range"), ("pair_correlation(from: 2, to: 1)", "empty"),
    ("maxwellian_divergence(velocity: -1)", "velocity"),
  ])
  func badParametersAreRefused(call: String, word: String) {
    let problems = #expect(throws: Problems.self) {
      try DiagnosticCatalog.standard.request(call, at: place)
    }
    #expect(problems?.description.contains(word) == true, "\(problems?.description ?? "")")
  }

  @Test(arguments: [
    ("boltzmann_entropy(position: [4, 2, 2], velocity: 1)", "2 numbers of cells"),
    ("pair_entropy(range: 3)", "too large for the box"),
    ("pair_correlation(from: 0, to: 3)", "too large for the box"),
    ("mixing_entropy(position: [2, 1])", "species"),
    ("hydrodynamic_entropy(position: [2, 1], lower: [0, 0])", "go together"),
    ("hydrodynamic_entropy(position: [2, 1], lower: [1, 1], upper: [1, 2])", "empty"),
  ])
  func callsThatDoNotFitTheFramesAreRefused(call: String, word: String) throws {
    let gas = TestGas.ideal(10, in: [2, 1])
    let request = try DiagnosticCatalog.standard.request(call, at: place)
    let problems = #expect(throws: Problems.self) {
      try request.check(
        quantities: ["position", "velocity"], context: gas.frame.context, box: gas.box)
    }
    #expect(problems?.description.contains(word) == true, "\(problems?.description ?? "")")
  }
}
