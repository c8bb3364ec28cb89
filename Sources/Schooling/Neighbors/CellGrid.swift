import ClausiusKernelDispatch
import ClausiusKernelInterface
import ClausiusSimulationCore

/// The individuals sorted by cell, with copies of their positions and headings in that order.
///
/// Within a cell individuals keep the order of their numbers: the grid is a function of the
/// positions alone, whatever the number of threads and whatever happened before. Memory: 68 bytes
/// an individual and 8 to 16 a cell.
final class CellGrid {
  private let position: [AlignedColumn<Double>]
  private let heading: [AlignedColumn<Double>]
  private let individual: AlignedColumn<Int32>
  private let cellOfSlot: AlignedColumn<Int32>
  private let cellOfIndividual: AlignedColumn<Int32>
  private let cellStart: AlignedColumn<Int32>
  private let cellEnd: AlignedColumn<Int32>
  private let pool: ThreadPool
  /// Individuals a block when work is shared out.
  private static let blockSize = 4096

  /// The most cells that a grid of `count` individuals may have.
  static func largestCellCount(individuals count: Int) -> Int { 2 * count + 1000 }

  /// Room for `count` individuals.
  init(count: Int, pool: ThreadPool) {
    self.pool = pool
    position = (0..<3).map { _ in AlignedColumn(repeating: .nan, count: count) }
    heading = (0..<3).map { _ in AlignedColumn(repeating: 0, count: count) }
    individual = AlignedColumn(repeating: 0, count: count)
    cellOfSlot = AlignedColumn(repeating: 0, count: count)
    cellOfIndividual = AlignedColumn(repeating: 0, count: count)
    let cells = Self.largestCellCount(individuals: count)
    cellStart = AlignedColumn(repeating: 0, count: cells + 1)
    cellEnd = AlignedColumn(repeating: 0, count: cells)
  }

  /// The density around an individual, in the mean over all of them: others in its own cell by the
  /// cell's volume.
  func meanDensity(_ school: SchoolState, layout: CellLayout) -> Double {
    count(school, layout: layout)
    var pairs = 0.0
    for cell in 0..<layout.count {
      let members = Double(cellEnd.base[cell])
      pairs += members * (members - 1)
    }
    let volume = layout.x.side * layout.y.side * layout.z.side
    return pairs / Double(school.count) / volume
  }

  /// Sorts the school into the cells of `layout`.
  func fill(with school: SchoolState, layout: CellLayout) -> CellGridView {
    count(school, layout: layout)
    addUp(cells: layout.count)
    place(school)
    copy(school)
    return CellGridView(
      position: VectorColumns(position), heading: VectorColumns(heading),
      individual: individual.base, cell: cellOfSlot.base, cellStart: cellStart.base, x: layout.x,
      y: layout.y, z: layout.z)
  }

  /// Finds everybody's cell and counts the members of each cell into `cellEnd`.
  private func count(_ school: SchoolState, layout: CellLayout) {
    let cells = cellOfIndividual.base
    let x = school.position[0].base
    let y = school.position[1].base
    let z = school.position[2].base
    pool.forEachBlock(count: school.count, blockSize: Self.blockSize) { _, range in
      for i in range {
        cells[i] = Int32(truncatingIfNeeded: layout.cell(x: x[i], y: y[i], z: z[i]))
      }
    }
    cellEnd.base.update(repeating: 0, count: layout.count)
    for i in 0..<school.count { cellEnd.base[Int(cells[i])] &+= 1 }
  }

  /// Turns the numbers of members into the first slots; `cellEnd` begins there too.
  private func addUp(cells: Int) {
    var slot: Int32 = 0
    for cell in 0..<cells {
      cellStart.base[cell] = slot
      slot &+= cellEnd.base[cell]
      cellEnd.base[cell] = cellStart.base[cell]
    }
    cellStart.base[cells] = slot
  }

  /// Gives every individual the next slot of its cell, in the order of their numbers.
  private func place(_ school: SchoolState) {
    for i in 0..<school.count {
      let cell = Int(cellOfIndividual.base[i])
      let slot = Int(cellEnd.base[cell])
      cellEnd.base[cell] &+= 1
      individual.base[slot] = Int32(truncatingIfNeeded: i)
    }
  }

  /// Copies positions and headings into the order of the slots.
  private func copy(_ school: SchoolState) {
    let pairs = zip(school.position + school.heading, position + heading).map {
      (from: $0.base, to: $1.base)
    }
    pool.forEachBlock(count: school.count, blockSize: Self.blockSize) { _, range in
      for slot in range {
        cellOfSlot.base[slot] = cellOfIndividual.base[Int(individual.base[slot])]
      }
      for (from, to) in pairs {
        for slot in range { to[slot] = from[Int(individual.base[slot])] }
      }
    }
  }
}

extension CellLayout {
  /// The cell of a place.
  @inline(__always)
  func cell(x: Double, y: Double, z: Double) -> Int {
    (self.z.cell(of: z) &* self.y.count &+ self.y.cell(of: y)) &* self.x.count &+ self.x.cell(of: x)
  }
}

extension CellAxis {
  /// The cell of a coordinate.
  @inline(__always)
  func cell(of coordinate: Double) -> Int {
    let cell = Int(((coordinate - origin) / side).rounded(.down))
    if cell < count { return max(0, cell) }
    return period > 0 || end == .nothing ? count &- 1 : cell % count
  }
}
