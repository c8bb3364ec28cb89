import ClausiusKernelInterface

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
      window: workspace.window, kernels: workspace.kernels)
    starts = UnsafePointer(workspace.slots.starts.base)
    discOfSlot = UnsafePointer(workspace.slots.disc.base)
    discs = UnsafePointer(workspace.discs.base)
  }

  /// Appends the meeting pairs whose first disc is in one of `rows`: each disc is tried with those
  /// behind it in its own cell, in the next cell of its row, and in the three nearest cells of the
  /// next row.
  func sweep(rows: Range<Int>, into edges: inout Column<Edge>) {
    var pairs = Column<SIMD2<Int32>>(capacity: 1024)
    var stretches = Column<SlotStretch>(capacity: 8)
    for row in rows {
      for column in 0..<workspace.grid.columns {
        let cell = row * workspace.grid.columns + column
        let slots = Int(starts[cell])..<Int(starts[cell + 1])
        guard !slots.isEmpty else { continue }
        list(row: row, column: column, into: &stretches)
        sweep(slots, stretches, &pairs, into: &edges)
      }
    }
  }

  /// Tries a few discs of a cell at a time, so that the list of pairs stays short in a crowded
  /// cell.
  private func sweep(
    _ slots: Range<Int>, _ stretches: borrowing Column<SlotStretch>,
    _ pairs: inout Column<SIMD2<Int32>>, into edges: inout Column<Edge>
  ) {
    let span = Float(workspace.window.end - workspace.window.start) * 1.00001
    var first = slots.lowerBound
    while first < slots.upperBound {
      let end = min(slots.upperBound, first + 64)
      scan.collectPairs(
        first..<end, stretches.base, stretches.count, span: span, into: &pairs)
      if pairs.count > 0 { confirm(pairs, &edges) }
      first = end
    }
  }

  /// The stretches of slots that the discs of a cell are tried with, those of its own row first.
  ///
  /// Written out, because `CellRow.forEachRun` costs the sweep a third more instructions here.
  @inline(__always)
  private func list(row: Int, column: Int, into stretches: inout Column<SlotStretch>) {
    let grid = workspace.grid
    let columns = grid.columns
    let wrapsX = grid.x.isPeriodic && columns > 1
    let isLast = column == columns - 1
    let own = row * columns
    stretches.truncate(to: 0)
    stretches.append(stretch(own + column, own + (isLast ? column : column + 1)))
    if isLast, wrapsX { stretches.append(stretch(own, own, shiftX: scan.periodX)) }
    guard row + 1 < grid.rows || (grid.y.isPeriodic && grid.rows > 1) else { return }
    let isTop = row + 1 == grid.rows
    let next = isTop ? 0 : own + columns
    let shiftY = isTop ? scan.periodY : 0
    stretches.append(
      stretch(next + max(0, column - 1), next + min(columns - 1, column + 1), shiftY: shiftY))
    guard wrapsX else { return }
    if column == 0 {
      stretches.append(
        stretch(next + columns - 1, next + columns - 1, shiftX: -scan.periodX, shiftY: shiftY))
    }
    if isLast { stretches.append(stretch(next, next, shiftX: scan.periodX, shiftY: shiftY)) }
  }

  @inline(__always)
  private func stretch(
    _ firstCell: Int, _ lastCell: Int, shiftX: Float = 0, shiftY: Float = 0
  ) -> SlotStretch {
    SlotStretch(
      first: Int(starts[firstCell]), end: Int(starts[lastCell + 1]), shiftX: shiftX,
      shiftY: shiftY)
  }

  private func confirm(
    _ pairs: borrowing Column<SIMD2<Int32>>, _ edges: inout Column<Edge>
  ) {
    let window = workspace.window
    let law = workspace.law
    for k in 0..<pairs.count {
      let a = discOfSlot[Int(pairs[k].x)]
      let b = discOfSlot[Int(pairs[k].y)]
      let time = law.meeting(
        discs[Int(a)], discs[Int(b)], near: window.start, in: window.base)
      if time < window.end { edges.append(Edge(time: time, a: a, b: b)) }
    }
  }
}
