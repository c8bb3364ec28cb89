/// Finds the pairs of discs in a band of rows that meet within the window if they go on straight.
struct PairSweep {
  private let workspace: WindowWorkspace
  private let scan: SlotScan
  private let starts: UnsafePointer<Int32>
  private let discOfSlot: UnsafePointer<Int32>
  private let discs: UnsafePointer<Disc>

  init(_ workspace: WindowWorkspace) {
    self.workspace = workspace
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: workspace.law.largestDiameter,
      window: workspace.window)
    starts = UnsafePointer(workspace.slots.starts.base)
    discOfSlot = UnsafePointer(workspace.slots.disc.base)
    discs = UnsafePointer(workspace.discs.base)
  }

  /// Appends the meeting pairs whose first disc is in one of `rows`: each disc is tried with those behind it in its own cell, in
  /// the next cell of its row, and in the three nearest cells of the next row.
  func sweep(rows: Range<Int>, into edges: inout Column<Edge>) {
    var hits = Column<Int32>(capacity: 64)
    for row in rows { sweep(row: row, hits: &hits, into: &edges) }
  }

  private func sweep(row: Int, hits: inout Column<Int32>, into edges: inout Column<Edge>) {
    let grid = workspace.grid
    let columns = grid.columns
    let wrapsX = grid.x.isPeriodic && columns > 1
    let nextRow = row + 1 < grid.rows ? row + 1 : (grid.y.isPeriodic && grid.rows > 1 ? 0 : -1)
    let own = row * columns
    let next = nextRow * columns
    for column in 0..<columns {
      let first = Int(starts[own + column])
      let end = Int(starts[own + column + 1])
      guard first < end else { continue }
      let isLast = column == columns - 1
      let ahead = isLast ? end : Int(starts[own + column + 2])
      let low = max(0, column - 1)
      let high = min(columns - 1, column + 1)
      for slot in first..<end {
        hits.truncate(to: 0)
        var path = self.path(slot)
        scan.collect(slot + 1..<ahead, meeting: path, delayed: false, into: &hits)
        if isLast, wrapsX { collect(own, own, path, across: 1, &hits) }
        if nextRow >= 0 {
          if nextRow == 0 { path.y -= scan.periodY }
          collect(next + low, next + high, path, across: 0, &hits)
          if wrapsX, column == 0 {
            collect(next + columns - 1, next + columns - 1, path, across: -1, &hits)
          }
          if wrapsX, isLast { collect(next, next, path, across: 1, &hits) }
        }
        if hits.count > 0 { confirm(slot, hits, &edges) }
      }
    }
  }

  /// Scans cells that lie `across` periods further along x than their positions say.
  @inline(__always)
  private func collect(
    _ firstCell: Int, _ lastCell: Int, _ path: SlotScan.Path, across: Float,
    _ hits: inout Column<Int32>
  ) {
    var path = path
    path.x -= across * scan.periodX
    scan.collect(
      Int(starts[firstCell])..<Int(starts[lastCell + 1]), meeting: path, delayed: false, into: &hits
    )
  }

  @inline(__always)
  private func path(_ slot: Int) -> SlotScan.Path {
    SlotScan.Path(
      x: scan.x[slot], y: scan.y[slot], vx: scan.vx[slot], vy: scan.vy[slot], delay: 0,
      span: Float(workspace.window.end - workspace.window.start) * 1.00001)
  }

  @inline(never)
  private func confirm(_ slot: Int, _ hits: borrowing Column<Int32>, _ edges: inout Column<Edge>) {
    let window = workspace.window
    let law = workspace.law
    let a = discOfSlot[slot]
    for k in 0..<hits.count {
      let b = discOfSlot[Int(hits[k])]
      let time = law.meeting(
        discs[Int(a)], discs[Int(b)], near: window.start, in: window.base)
      if time < window.end { edges.append(Edge(time: time, a: a, b: b)) }
    }
  }
}
