import RealModule

/// The counts in velocity cells beside the probabilities of these cells under the local Maxwellian.
struct BinnedDivergence {
  private let fields: LocalFields
  private let positions: PositionCells
  private let phase: PhaseCells
  private let populations: Populations
  private let velocity: [Double]
  private let cells: VelocityCells

  /// The counts of `phase`, cells of position, mass and velocity, and the local Maxwellian with `fields`.
  init(
    _ fields: LocalFields, positions: PositionCells, phase: PhaseCells,
    populations: Populations, velocity: [Double], side: Double
  ) {
    self.fields = fields
    self.positions = positions
    self.phase = phase
    self.populations = populations
    self.velocity = velocity
    cells = VelocityCells(side: side, dimension: fields.dimension)
  }

  /// The divergence over cells that have a temperature, and with `needsStress` a stress that is not degenerate.
  func sums(needsStress: Bool) -> DivergenceSums {
    let isThermal = fields.cells.indices.map { fields.isThermal($0, stress: needsStress) }
    let outerCounts = self.outerCounts
    var samples = 0.0
    var occupied = 0
    var first = 0.0
    var second = 0.0
    var groups: Set<UInt32> = []
    for cell in phase.cells.cells {
      let particle = Int(cell.first)
      let place = Int(positions.numbers[particle])
      guard isThermal[place] else { continue }
      let outer = phase.outer.numbers[particle]
      let count = Double(cell.count)
      let term =
        Double.log(count / outerCounts[Int(outer)]) - logProbability(particle, cell: place)
      groups.insert(outer)
      occupied += 1
      samples += count
      first += count * term
      second += count * term * term
    }
    guard samples > 0 else { return DivergenceSums(samples: 0) }
    var sums = DivergenceSums(samples: Int(samples))
    let parameters = (fields.dimension + 1) * isThermal.count { $0 }
    let freedom = Double(occupied - groups.count - parameters)
    sums.value = first / samples
    sums.bias = freedom / (2 * samples)
    sums.variance =
      max(0, second / samples - sums.value * sums.value) / samples
      + max(0, freedom) / (2 * samples * samples)
    sums.occupied = occupied
    return sums
  }

  /// ln of the probability of the velocity cell of a particle.
  private func logProbability(_ particle: Int, cell: Int) -> Double {
    let mass = populations.masses[Int(populations.numbers[particle])]
    let field = fields.cells[cell]
    let scale = (mass / field.temperature).squareRoot()
    return (0..<fields.dimension).reduce(0) { sum, axis in
      let edge = cells.cell(velocity[3 * particle + axis])
      let lower = (edge * cells.side - field.velocity[axis]) * scale
      return sum + NormalCell.logProbability(from: lower, width: cells.side * scale)
    }
  }

  /// The number of particles in each cell of position and mass.
  private var outerCounts: [Double] {
    var counts = [Double](repeating: 0, count: phase.outer.count)
    for cell in phase.cells.cells {
      counts[Int(phase.outer.numbers[Int(cell.first)])] += Double(cell.count)
    }
    return counts
  }
}
