import ClausiusKernelInterface
import ClausiusNeighborhoods
import ClausiusSimulationCore

/// A school sorted by cell, with copies of its positions and headings in that order.
///
/// Memory: 60 bytes an individual, besides the 4 to 24 a cell of the ``CellGrid``.
final class SortedSchool {
  private let grid: CellGrid
  private let position: [AlignedColumn<Double>]
  private let heading: [AlignedColumn<Double>]
  private let pool: ThreadPool
  /// Individuals a block when work is shared out.
  private static let blockSize = 4096

  /// Room for `count` individuals.
  init(count: Int, pool: ThreadPool) {
    self.pool = pool
    grid = CellGrid(count: count, pool: pool)
    position = (0..<3).map { _ in AlignedColumn(repeating: .nan, count: count) }
    heading = (0..<3).map { _ in AlignedColumn(repeating: 0, count: count) }
  }

  /// The density around an individual, in the mean over all of them: others in its own cell by the
  /// cell's volume.
  func meanDensity(_ school: SchoolState, layout: CellLayout) -> Double {
    grid.meanDensity(VectorColumns(school.position), in: layout)
  }

  /// Sorts the school into the cells of `layout`.
  func fill(with school: SchoolState, layout: CellLayout) -> CellGridView {
    grid.sort(VectorColumns(school.position), into: layout)
    copy(school)
    return CellGridView(
      position: VectorColumns(position), heading: VectorColumns(heading),
      individual: grid.individual.base, cell: grid.cellOfSlot.base, cellStart: grid.cellStart.base,
      x: layout.x, y: layout.y, z: layout.z)
  }

  /// Copies positions and headings into the order of the slots.
  private func copy(_ school: SchoolState) {
    let pairs = zip(school.position + school.heading, position + heading).map {
      (from: $0.base, to: $1.base)
    }
    let individual = grid.individual.base
    pool.forEachBlock(count: school.count, blockSize: Self.blockSize) { _, range in
      for (from, to) in pairs {
        for slot in range { to[slot] = from[Int(individual[slot])] }
      }
    }
  }
}
