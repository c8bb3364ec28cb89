import RealModule

/// The counts in velocity cells beside the probabilities of these cells under the local Maxwellian.
struct BinnedDivergence {
  private let fields: LocalFields
  private let positions: PositionCells
  private let phase: PhaseCells
  private let populations: Populations
  private let velocity: [Double]
  private let cells: VelocityCells

  /// The counts of `phase`, cells of position, mass and velocity, and the local Maxwellian with
  /// `fields`.
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

  /// The divergence over cells that have a temperature, and with `needsStress` a stress that is not
  /// degenerate.
  ///
  /// D = -H(velocity cell | outer cell) - <ln q>: the bias is that of the entropy with its sign
  /// turned, less (d + 1)/(2N) for the parameters of each Maxwellian, which were fitted to the same
  /// particles.
  func sums(needsStress: Bool, by method: CountMethod) -> DivergenceSums {
    let isThermal = fields.cells.indices.map { fields.isThermal($0, stress: needsStress) }
    let cells = phase.cells.cells.filter { isThermal[Int(positions.numbers[Int($0.first)])] }
    let counts = ConditionalCounts(
      cells, within: phase.outer.numbers, groupCount: phase.outer.count)
    guard counts.samples > 0 else { return DivergenceSums(samples: 0) }
    let n = Double(counts.samples)
    let logs = cells.map { logProbability(Int($0.first)) }
    let cross = zip(cells, logs).reduce(0) { $0 - Double($1.0.count) * $1.1 } / n
    let parameters = Double((fields.dimension + 1) * isThermal.count { $0 })
    let plugIn = counts.entropy(by: .plugIn)
    var sums = DivergenceSums(samples: counts.samples)
    sums.value = cross - plugIn
    sums.bias = counts.entropy(by: method) - plugIn - parameters / (2 * n)
    sums.variance = counts.variance(by: method, adding: logs) ?? 0
    sums.occupied = cells.count
    return sums
  }

  /// ln of the probability of the velocity cell of a particle.
  private func logProbability(_ particle: Int) -> Double {
    let mass = populations.masses[Int(populations.numbers[particle])]
    let field = fields.cells[Int(positions.numbers[particle])]
    let scale = (mass / field.temperature).squareRoot()
    return (0..<fields.dimension).reduce(0) { sum, axis in
      let edge = cells.cell(velocity[3 * particle + axis])
      let lower = (edge * cells.side - field.velocity[axis]) * scale
      return sum + NormalCell.logProbability(from: lower, width: cells.side * scale)
    }
  }
}
