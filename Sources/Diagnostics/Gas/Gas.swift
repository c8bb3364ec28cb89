import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A frame of particles with positions and velocities, as the diagnostics of gases see it.
///
/// Everything is computed when it is first asked for, and once: several coarse grainings share one
/// pass over the particles.
final class Gas: FrameView {
  /// The frame.
  let frame: Frame
  /// The number of particles, N.
  let count: Int
  /// 2 or 3; in two dimensions z is ignored.
  let dimension: Int
  private var checkedRows: [String: [Double]] = [:]
  private var groups: [PositionGrid?: PositionCells] = [:]
  private var phaseCells: [PhaseGrid: PhaseCells] = [:]
  private var knownPopulations: [SpeciesRule: Populations] = [:]

  init(_ frame: Frame) {
    self.frame = frame
    count = frame.context.individuals
    dimension = frame.space.spatialDimension
  }

  /// The vectors of a quantity, [N][3], known to be finite.
  func rows(_ quantity: String) throws(DiagnosticError) -> [Double] {
    if let rows = checkedRows[quantity] { return rows }
    guard let rows = frame[quantity] else { throw .missing(quantity) }
    if let bad = firstBadRow(rows) {
      throw DiagnosticError(
        "the \(quantity) of individual \(bad) in frame \(frame.index) is "
          + "\(Array(rows[(3 * bad)..<(3 * bad + dimension)]))")
    }
    checkedRows[quantity] = rows
    return rows
  }

  /// The position cells of the particles; one cell for all of them without a grid.
  func positionCells(_ grid: PositionGrid?) throws(DiagnosticError) -> PositionCells {
    if let cells = groups[grid] { return cells }
    var keys = [UInt64](repeating: 0, count: count)
    if let grid { keys = grid.keys(of: try rows("position"), count: count) }
    let (cells, numbers) = CellCounts.numbered(keys: keys)
    let result = PositionCells(cells: cells, numbers: numbers)
    groups[grid] = result
    return result
  }

  /// The phase-space cells of the particles.
  func cells(_ grid: PhaseGrid) throws(DiagnosticError) -> PhaseCells {
    if let cells = phaseCells[grid] { return cells }
    let outer = try outerCells(grid.position, grid.species)
    let keys = try VelocityCells(side: grid.velocity, dimension: dimension)
      .keys(of: try rows("velocity"), within: outer.numbers, outerCount: outer.count)
    let result = PhaseCells(outer: outer, cells: CellCounts(keys: keys))
    phaseCells[grid] = result
    return result
  }

  /// The particles by species and mass, or all as one.
  func populations(_ rule: SpeciesRule) throws(DiagnosticError) -> Populations {
    if let known = knownPopulations[rule] { return known }
    let populations = try Populations(frame, rule)
    knownPopulations[rule] = populations
    return populations
  }

  /// The cells of position and species.
  func outerCells(
    _ grid: PositionGrid?, _ rule: SpeciesRule
  ) throws(DiagnosticError) -> OuterCells {
    let cells = try positionCells(grid)
    var outer = OuterCells(numbers: cells.numbers, count: max(1, cells.cells.cells.count))
    let populations = try populations(rule)
    outer.combine(with: populations.numbers, count: populations.masses.count)
    return outer
  }

  private func firstBadRow(_ rows: [Double]) -> Int? {
    rows.withUnsafeBufferPointer { rows in
      for i in 0..<count {
        var size = abs(rows[3 * i]) + abs(rows[3 * i + 1])
        if dimension == 3 { size += abs(rows[3 * i + 2]) }
        // Squares and their sums must be finite too.
        if !(size < 1e140) { return i }
      }
      return nil
    }
  }
}

/// The occupied position cells, and which of them each particle is in.
struct PositionCells {
  /// The occupied cells.
  let cells: CellCounts
  /// The place of each particle's cell among them; ``CellCounts/noCell`` for a particle outside.
  let numbers: [UInt32]
}

/// A coarse graining of one-particle phase space.
struct PhaseGrid: Hashable {
  /// The position cells, or `nil` for one that is all of space.
  var position: PositionGrid?
  /// The side of the velocity cells.
  var velocity: Double
  /// Whether species are counted apart.
  var species: SpeciesRule
}

/// The cells around the velocity cells: those of position, or of position and species.
struct OuterCells {
  /// The outer cell of each particle.
  private(set) var numbers: [UInt32]
  /// The number of outer cells.
  private(set) var count: Int

  init(numbers: [UInt32], count: Int) {
    self.numbers = numbers
    self.count = count
  }

  /// Splits the cells by a second number from 0 to `count` - 1.
  mutating func combine(with other: [UInt32], count otherCount: Int) {
    guard otherCount > 1 else { return }
    let keys = numbers.indices.map { i in
      numbers[i] == CellCounts.noCell
        ? CellCounts.nowhere : UInt64(numbers[i]) << 32 | UInt64(other[i])
    }
    let (cells, combined) = CellCounts.numbered(keys: keys)
    numbers = combined
    count = max(1, cells.cells.count)
  }
}

/// The occupied phase-space cells and the outer cells that hold them.
struct PhaseCells {
  /// The outer cells.
  let outer: OuterCells
  /// The occupied phase-space cells.
  let cells: CellCounts
}
