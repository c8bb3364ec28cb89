import ClausiusKernelInterface
import ClausiusNeighborhoods

/// Finds the pairs of discs in a band of rows that meet within the window if they go on straight.
struct PairSweep {
  private let workspace: WindowWorkspace
  private let scan: SlotScan
  private let starts: UnsafePointer<Int32>
  private let discOfSlot: UnsafePointer<Int32>
  private let discs: UnsafePointer<Disc>
  private let columns: Int
  private let rows: Int
  /// Whether the first column follows the last, and the first row.
  private let wraps: (x: Bool, y: Bool)

  init(_ workspace: WindowWorkspace) {
    self.workspace = workspace
    scan = SlotScan(
      workspace.slots, grid: workspace.grid, contact: workspace.law.largestDiameter,
      window: workspace.window, kernels: workspace.kernels)
    starts = UnsafePointer(workspace.slots.starts.base)
    discOfSlot = UnsafePointer(workspace.slots.disc.base)
    discs = UnsafePointer(workspace.discs.base)
    let grid = workspace.grid
    columns = grid.columns
    rows = grid.rows
    wraps = (grid.x.isPeriodic && columns > 1, grid.y.isPeriodic && rows > 1)
  }

  /// Appends the meeting pairs whose first disc is in one of `rows`: each disc is tried with those
  /// behind it in its own cell, in the next cell of its row, and in the three nearest cells of the
  /// next row.
  func sweep(rows: Range<Int>, into edges: inout Column<Edge>) {
    var pairs = Column<SIMD2<Int32>>(capacity: 1024)
    var stretches = Column<SlotStretch>(capacity: 8)
    for row in rows {
      for column in 0..<columns {
        let cell = row * columns + column
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
  @inline(__always)
  private func list(row: Int, column: Int, into stretches: inout Column<SlotStretch>) {
    stretches.truncate(to: 0)
    add(column...column + 1, ofRow: row * columns, to: &stretches)
    let isTop = row + 1 == rows
    guard !isTop || wraps.y else { return }
    add(
      column - 1...column + 1, ofRow: isTop ? 0 : (row + 1) * columns,
      shiftY: isTop ? scan.periodY : 0, to: &stretches)
  }

  /// Adds a stretch of columns, which may go beyond either end of its row.
  @inline(__always)
  private func add(
    _ stretch: ClosedRange<Int>, ofRow first: Int, shiftY: Float = 0,
    to stretches: inout Column<SlotStretch>
  ) {
    forEachCellRun(of: stretch, among: columns, wraps: wraps.x) { cells, turns in
      stretches.append(
        SlotStretch(
          first: Int(starts[first + cells.lowerBound]),
          end: Int(starts[first + cells.upperBound + 1]), shiftX: Float(turns) * scan.periodX,
          shiftY: shiftY))
    }
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
