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
  ///
  /// D = -H(velocity cell | outer cell) - <ln q>: the bias is that of the entropy with its sign turned, less (d + 1)/(2N) for the parameters of each
  /// Maxwellian, which were fitted to the same particles.
  func sums(needsStress: Bool, by method: CountMethod) -> DivergenceSums {
    let isThermal = fields.cells.indices.map { fields.isThermal($0, stress: needsStress) }
    let cells = phase.cells.cells.filter { isThermal[Int(positions.numbers[Int($0.first)])] }
    let counts = ConditionalCounts(
      cells, within: phase.outer.numbers, groupCount: phase.outer.count)
    guard counts.samples > 0 else { return DivergenceSums(samples: 0) }
    let n = Double(counts.samples)
    let moments = self.moments(cells)
    let parameters = Double((fields.dimension + 1) * isThermal.count { $0 })
    let plugIn = counts.entropy(by: .plugIn)
    let freedom = 2 * n * (counts.entropy(by: .millerMadow) - plugIn) - parameters
    var sums = DivergenceSums(samples: counts.samples)
    sums.value = moments.mean
    sums.bias = counts.entropy(by: method) - plugIn - parameters / (2 * n)
    sums.variance =
      max(0, moments.square - moments.mean * moments.mean) / n + max(0, freedom) / (2 * n * n)
    sums.occupied = cells.count
    return sums
  }

  /// The means over particles of ln(p/q) and of its square.
  private func moments(_ cells: [SparseCells.Cell]) -> (mean: Double, square: Double) {
    let outerCounts = self.outerCounts
    var samples = 0.0
    var first = 0.0
    var second = 0.0
    for cell in cells {
      let particle = Int(cell.first)
      let count = Double(cell.count)
      let share = count / outerCounts[Int(phase.outer.numbers[particle])]
      let term =
        Double.log(share) - logProbability(particle, cell: Int(positions.numbers[particle]))
      samples += count
      first += count * term
      second += count * term * term
    }
    return (first / samples, second / samples)
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
