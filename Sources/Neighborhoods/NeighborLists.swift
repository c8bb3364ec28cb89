import ClausiusKernelInterface
import ClausiusSimulationCore

/// Everybody's neighbors within a radius, listed once and used until somebody has moved half of
/// what the radius exceeds the range of the force by.
///
/// Slots are taken in groups of `width`, as many as a kernel has lanes; a row of a group holds one
/// neighbor of each of its slots. The lists are a function of the positions alone, whatever the
/// number of threads. Memory: 8 bytes for each neighbor and 4 for each gap in a row.
///
/// Source: Verlet, Phys. Rev. 159 (1967) 98.
public final class NeighborLists {
  /// The slots of a group.
  public let width: Int
  private let count: Int
  private let pool: ThreadPool
  private let rowStart: AlignedColumn<Int32>
  private var neighbor = AlignedColumn<Int32>(repeating: 0, count: 0)
  /// What each block has found: the neighbors of its slots, one slot after the other.
  private let findings: [Findings]
  /// Groups a block: what one thread takes at a time.
  private static let blockSize = 64

  /// Empty lists of `count` slots.
  public init(count: Int, width: Int, pool: ThreadPool) {
    self.count = count
    self.width = width
    self.pool = pool
    rowStart = AlignedColumn(repeating: 0, count: count / width + 2)
    let slots = Self.blockSize * width
    findings = (0..<(count + slots - 1) / slots).map { _ in Findings() }
  }

  /// The neighbors of the slots of a block.
  private final class Findings: @unchecked Sendable {
    /// The neighbors of all slots.
    var neighbors: [Int32] = []
    /// Where those of each slot end.
    var ends: [Int] = []
  }

  /// The lists as kernels see them.
  public var view: NeighborListView {
    NeighborListView(rowStart: rowStart.base, neighbor: neighbor.base, width: width)
  }

  /// Lists the neighbors of individuals that `grid` has sorted, with cells for the same radius.
  ///
  /// - Parameters:
  ///   - position: the positions, slot by slot.
  ///   - grid: the individuals sorted by cell.
  ///   - radius: the distance up to which individuals are neighbors.
  ///   - box: the space, whose periodic sides are longer than 2 radii.
  public func list(
    _ position: VectorColumns, in grid: CellGrid, within radius: Double, box: Box
  ) {
    let search = Search(position: position, grid: grid, radius: radius, box: box)
    let groups = (count + width - 1) / width
    let (starts, width, count) = (rowStart.base, width, count)
    pool.forEachBlock(count: groups, blockSize: Self.blockSize) { block, range in
      let slots = range.lowerBound * width..<min(count, range.upperBound * width)
      search.collect(slots, &findings[block].neighbors, &findings[block].ends)
      let ends = findings[block].ends
      for group in range {
        var rows = 0
        for slot in group * width..<min(count, (group + 1) * width) {
          let place = slot - slots.lowerBound
          rows = max(rows, ends[place] - (place == 0 ? 0 : ends[place - 1]))
        }
        starts[group + 1] = Int32(truncatingIfNeeded: rows)
      }
    }
    for group in 0..<groups { starts[group + 1] &+= starts[group] }
    makeRoom(rows: Int(starts[groups]))
    let entries = neighbor.base
    pool.forEachBlock(count: groups, blockSize: Self.blockSize) { block, range in
      let (neighbors, ends) = (findings[block].neighbors, findings[block].ends)
      var (place, next) = (0, 0)
      for group in range {
        for lane in 0..<width {
          let slot = group &* width &+ lane
          var entry = Int(starts[group]) &* width &+ lane
          let end = Int(starts[group &+ 1]) &* width
          if slot < count {
            while next < ends[place] {
              entries[entry] = neighbors[next]
              entry &+= width
              next &+= 1
            }
            place &+= 1
          }
          while entry < end {
            entries[entry] = Int32(truncatingIfNeeded: slot)
            entry &+= width
          }
        }
      }
    }
  }

  private func makeRoom(rows: Int) {
    guard neighbor.count < rows * width else { return }
    neighbor = AlignedColumn(repeating: 0, count: rows * width * 5 / 4)
  }
}

/// The neighbors of a slot, looked up in the cells around it.
private struct Search {
  let position: VectorColumns
  let grid: CellGrid
  private let squaredRadius: Double
  private let period: SIMD3<Double>
  private let inversePeriod: SIMD3<Double>

  init(position: VectorColumns, grid: CellGrid, radius: Double, box: Box) {
    self.position = position
    self.grid = grid
    squaredRadius = radius * radius
    let periods = box.periods
    period = SIMD3(periods[0], periods[1], periods[2])
    inversePeriod = SIMD3(
      periods[0] > 0 ? 1 / periods[0] : 0, periods[1] > 0 ? 1 / periods[1] : 0,
      periods[2] > 0 ? 1 / periods[2] : 0)
  }

  /// Leaves the neighbors of `slots` one after the other, and where those of each slot end.
  func collect(_ slots: Range<Int>, _ neighbors: inout [Int32], _ ends: inout [Int]) {
    neighbors.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for slot in slots {
      forEachNeighbor(of: slot) { neighbors.append(Int32(truncatingIfNeeded: $0)) }
      ends.append(neighbors.count)
    }
  }

  /// Where numbers have no fractions: adding and taking it off rounds to the nearest whole number,
  /// without the call that rounding is where the processor may have no instruction for it.
  private static var units: SIMD3<Double> { SIMD3(repeating: 0x1.8p52) }

  @inline(__always)
  func forEachNeighbor(of slot: Int, _ body: (_ other: Int) -> Void) {
    let (x, y, z) = (position.x[slot], position.y[slot], position.z[slot])
    grid.forEachRun(around: Int(grid.cellOfSlot[slot])) { slots in
      for other in slots where other != slot {
        var d = SIMD3(position.x[other] - x, position.y[other] - y, position.z[other] - z)
        d -= period * ((d * inversePeriod + Self.units) - Self.units)
        if (d * d).sum() < squaredRadius { body(other) }
      }
    }
  }
}
