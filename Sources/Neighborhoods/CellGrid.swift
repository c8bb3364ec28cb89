import ClausiusKernelInterface
import ClausiusSimulationCore

/// Individuals sorted by cell: the cells next to each other hold everybody's neighbors.
///
/// Within a cell individuals keep the order of their numbers: the grid is a function of the
/// positions alone, whatever the number of threads and whatever happened before. On periodic axes
/// individuals must lie within the period; those beyond count as in the outer cells. The neighbors
/// of the individual in slot i stand in the runs of slots around its cell; each pair is met once
/// where only slots above i count. Memory: 12 bytes an individual, 4 a cell, and 4 a cell and
/// stretch of the sort.
public final class CellGrid {
  /// The individual in each slot, [N].
  public let individual: AlignedColumn<Int32>
  /// The cell of each slot, [N].
  public let cellOfSlot: AlignedColumn<Int32>
  /// The first slot of each cell, and behind the last cell the number of slots.
  public private(set) var cellStart = AlignedColumn<Int32>(repeating: 0, count: 1)
  /// The cells of the last sort; `nil` before the first.
  public private(set) var layout: CellLayout?
  private let cellOfIndividual: AlignedColumn<Int32>
  private let sorter: CountingSort
  /// Below this number of individuals a stretch is not worth a thread.
  private static let smallestStretch = 4096

  /// The most cells that a grid of `count` individuals should have.
  public static func largestCellCount(individuals count: Int) -> Int { 2 * count + 1000 }

  /// Room for `count` individuals.
  public init(count: Int, pool: ThreadPool) {
    individual = AlignedColumn(repeating: 0, count: count)
    cellOfSlot = AlignedColumn(repeating: 0, count: count)
    cellOfIndividual = AlignedColumn(repeating: 0, count: count)
    sorter = CountingSort(pool: pool, smallestStretch: Self.smallestStretch)
  }

  /// The number of individuals.
  public var count: Int { individual.count }

  /// The individuals at `positions`, sorted so that neighbors within `radius` lie in the same cell
  /// or in adjacent ones.
  public convenience init(_ positions: [SIMD3<Double>], in box: Box, radius: Double) {
    self.init(count: positions.count, pool: ThreadPool(threads: 1))
    let columns = (0..<3).map { axis in
      let column = AlignedColumn<Double>(repeating: 0, count: positions.count)
      for i in positions.indices { column[i] = positions[i][axis] }
      return column
    }
    let position = VectorColumns(columns)
    let layout = CellLayout(
      box: box, bounds: Bounds(of: position, count: count), radius: radius, side: radius,
      limit: Self.largestCellCount(individuals: count))
    withExtendedLifetime(columns) { sort(position, into: layout) }
  }

  /// Sorts the individuals, whose coordinates stand in three columns, into the cells of `layout`.
  public func sort(_ position: VectorColumns, into layout: CellLayout) {
    self.layout = layout
    countMembers(position, in: layout)
    if cellStart.count <= layout.count {
      cellStart = AlignedColumn(repeating: 0, count: max(layout.count + 1, 3 * cellStart.count / 2))
    }
    sorter.addUp(into: cellStart.base)
    let cells = cellOfIndividual.base
    let (individual, cellOfSlot) = (individual.base, cellOfSlot.base)
    sorter.place { range, nextSlot in
      for i in range {
        let slot = Int(nextSlot[Int(cells[i])])
        nextSlot[Int(cells[i])] &+= 1
        individual[slot] = Int32(truncatingIfNeeded: i)
        cellOfSlot[slot] = cells[i]
      }
    }
  }

  /// Puts the individuals of each cell into another order than that of their numbers.
  ///
  /// - Parameters:
  ///   - pool: its threads share out the cells.
  ///   - precedes: whether the first individual stands before the second.
  public func orderWithinCells(
    pool: ThreadPool, by precedes: (_ first: Int, _ second: Int) -> Bool
  ) {
    let individual = individual.base
    pool.forEachBlock(count: layout?.count ?? 0, blockSize: Self.smallestStretch) { _, cells in
      for cell in cells {
        let slots = slots(of: cell)
        for slot in slots.dropFirst() {
          let moved = individual[slot]
          var place = slot
          while place > slots.lowerBound, precedes(Int(moved), Int(individual[place &- 1])) {
            individual[place] = individual[place &- 1]
            place &-= 1
          }
          individual[place] = moved
        }
      }
    }
  }

  /// The density around an individual, in the mean over all of them: others in its own cell over
  /// the cell's volume. Nothing is sorted.
  public func meanDensity(_ position: VectorColumns, in layout: CellLayout) -> Double {
    countMembers(position, in: layout)
    let volume = layout.x.side * layout.y.side * layout.z.side
    return sorter.pairsWithinCells / Double(count) / volume
  }

  private func countMembers(_ position: VectorColumns, in layout: CellLayout) {
    let cells = cellOfIndividual.base
    sorter.count(count, cells: layout.count) { _, range, members in
      for i in range {
        let cell = layout.cell(x: position.x[i], y: position.y[i], z: position.z[i])
        cells[i] = Int32(truncatingIfNeeded: cell)
        members[cell] &+= 1
      }
    }
  }
}

extension CellGrid {
  /// The slots of a cell.
  @inlinable
  public func slots(of cell: Int) -> Range<Int> {
    Int(cellStart[cell])..<Int(cellStart[cell &+ 1])
  }

  /// Shows the slots of the cells within reach of `cell`, itself among them, to `body`, each slot
  /// once: in runs along x, the cells of the lowest layer and line first.
  @inlinable
  public func forEachRun(around cell: Int, _ body: (_ slots: Range<Int>) -> Void) {
    guard let layout else { return }
    let row = cell / layout.x.count
    layout.z.forEachRun(around: row / layout.y.count) { layers in
      for layer in layers {
        layout.y.forEachRun(around: row % layout.y.count) { lines in
          for line in lines {
            let first = (layer &* layout.y.count &+ line) &* layout.x.count
            layout.x.forEachRun(around: cell % layout.x.count) { cells in
              body(
                Int(
                  cellStart[first &+ cells.lowerBound])..<Int(
                    cellStart[first &+ cells.upperBound &+ 1]))
            }
          }
        }
      }
    }
  }
}

extension CellLayout {
  /// The cell of a place.
  @inlinable
  @inline(__always)
  public func cell(x: Double, y: Double, z: Double) -> Int {
    (self.z.cell(of: z) &* self.y.count &+ self.y.cell(of: y)) &* self.x.count &+ self.x.cell(of: x)
  }
}
