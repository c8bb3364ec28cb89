/// The slots that a bent path may meet before its window ends.
struct Neighborhood {
  private let workspace: WindowWorkspace
  private let scan: SlotScan

  @inline(__always)
  init(_ workspace: WindowWorkspace, _ scan: SlotScan) {
    self.workspace = workspace
    self.scan = scan
  }

  /// Lists the slots that a bent path may meet before the window ends; false when they lie outside the solver's rows.
  @inline(__always)
  func list(_ disc: Disc, rows: Range<Int>, into hits: inout Column<Int32>) -> Bool {
    let window = workspace.window
    let grid = workspace.grid
    let x = UInt32(truncatingIfNeeded: disc.x >> 32)
    let y = UInt32(truncatingIfNeeded: disc.y >> 32)
    var path = SlotScan.Path(
      x: grid.single(grid.x, x), y: grid.single(grid.y, y), vx: Float(disc.vx),
      vy: Float(disc.vy), delay: Float(disc.offset - window.start),
      span: Float(window.end - disc.offset) * 1.00001)
    let distance =
      (workspace.law.largestDiameter + disc.speed * (window.end - disc.offset) + window.reach)
      * 1.00001
    let columns = grid.columns(around: x, within: distance)
    let homeY = path.y
    for unwrapped in grid.rows(around: y, within: distance) {
      let turns = unwrapped < 0 ? -1 : (unwrapped >= grid.rows ? 1 : 0)
      let row = unwrapped - turns * grid.rows
      guard rows.contains(row) else { return false }
      path.y = homeY - Float(turns) * scan.periodY
      list(columns, ofRow: row * grid.columns, path, &hits)
    }
    return true
  }

  /// Scans a stretch of columns, which may go beyond either end of a periodic row.
  @inline(__always)
  private func list(_ columns: ClosedRange<Int>, ofRow first: Int, _ path: SlotScan.Path,
    _ hits: inout Column<Int32>) {
    let count = workspace.grid.columns
    let inside = max(0, columns.lowerBound)...min(count - 1, columns.upperBound)
    collect(first, inside, path, &hits)
    if columns.lowerBound < 0 {
      var path = path
      path.x += scan.periodX
      collect(first, count + columns.lowerBound...count - 1, path, &hits)
    }
    if columns.upperBound >= count {
      var path = path
      path.x -= scan.periodX
      collect(first, 0...columns.upperBound - count, path, &hits)
    }
  }

  @inline(__always)
  private func collect(
    _ first: Int, _ columns: ClosedRange<Int>, _ path: SlotScan.Path, _ hits: inout Column<Int32>
  ) {
    let starts = workspace.slots.starts.base
    scan.collect(
      Int(starts[first + columns.lowerBound])..<Int(starts[first + columns.upperBound + 1]),
      meeting: path, delayed: true, into: &hits)
  }
}
