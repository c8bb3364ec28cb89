import ClausiusKernelInterface
import ClausiusNeighborhoods

/// The slots that a bent path may meet before its window ends.
struct Neighborhood {
  private let workspace: WindowWorkspace
  private let scan: SlotScan

  @inline(__always)
  init(_ workspace: WindowWorkspace, _ scan: SlotScan) {
    self.workspace = workspace
    self.scan = scan
  }

  /// Lists the slots; false when they lie outside `rows`.
  @inline(__always)
  func list(
    _ disc: Disc, rows: Range<Int>, stretches: inout Column<SlotStretch>,
    into hits: inout Column<Int32>
  ) -> Bool {
    let window = workspace.window
    let grid = workspace.grid
    let x = UInt32(truncatingIfNeeded: disc.x >> 32)
    let y = UInt32(truncatingIfNeeded: disc.y >> 32)
    let path = SlotPath(
      x: grid.single(grid.x, x), y: grid.single(grid.y, y), vx: Float(disc.vx),
      vy: Float(disc.vy), delay: Float(disc.offset - window.start),
      span: Float(window.end - disc.offset) * 1.00001)
    let distance =
      (workspace.law.largestDiameter + disc.speed * (window.end - disc.offset) + window.reach)
      * 1.00001
    let columns = grid.columns(around: x, within: distance)
    stretches.truncate(to: 0)
    for unwrapped in grid.rows(around: y, within: distance) {
      let turns = unwrapped < 0 ? -1 : (unwrapped >= grid.rows ? 1 : 0)
      let row = unwrapped - turns * grid.rows
      guard rows.contains(row) else { return false }
      add(columns, ofRow: row * grid.columns, Float(turns) * scan.periodY, to: &stretches)
    }
    scan.collect(stretches.base, stretches.count, meeting: path, into: &hits)
    return true
  }

  /// Adds a stretch of columns, which may go beyond either end of a periodic row.
  @inline(__always)
  private func add(
    _ columns: ClosedRange<Int>, ofRow first: Int, _ shiftY: Float,
    to stretches: inout Column<SlotStretch>
  ) {
    let starts = workspace.slots.starts.base
    CellRow(count: workspace.grid.columns, wraps: true).forEachRun(of: columns) { cells, turns in
      stretches.append(
        SlotStretch(
          first: Int(starts[first + cells.lowerBound]),
          end: Int(starts[first + cells.upperBound + 1]), shiftX: Float(turns) * scan.periodX,
          shiftY: shiftY))
    }
  }
}
