import ClausiusKernelInterface

/// The discs in the order of the cells, in single precision, for the sweep that finds which discs
/// can meet.
///
/// A slot holds the position at the start of the window and the velocity. The table only sorts out
/// pairs that cannot meet; whether and when a pair meets is computed from its records.
struct SlotTable: ~Copyable {
  var x: Column<Float>
  var y: Column<Float>
  /// NaN once the slot's disc may leave its straight path within the window: such a slot is never
  /// sorted out.
  var vx: Column<Float>
  var vy: Column<Float>
  /// The record of the slot's disc.
  var disc: Column<Int32>
  /// The slot of each record.
  var slotOfDisc: Column<Int32>
  /// The first slot of each cell, and the end of the last.
  var starts: Column<Int32>

  private static let padding = 8

  init(count: Int) {
    x = Column(repeating: 0, count: count, padding: Self.padding)
    y = Column(repeating: 0, count: count, padding: Self.padding)
    vx = Column(repeating: 0, count: count, padding: Self.padding)
    vy = Column(repeating: 0, count: count, padding: Self.padding)
    disc = Column(repeating: 0, count: count, padding: Self.padding)
    slotOfDisc = Column(repeating: 0, count: count)
    starts = Column(repeating: 0, count: 2)
  }
}

/// What the scan of slots needs in one window.
struct SlotScan {
  let columns: SlotColumns
  /// The periods of the axes.
  let periodX: Float
  let periodY: Float
  /// Whether a single cell spans a periodic axis, so that cells do not tell which image is near:
  /// nothing is sorted out.
  let keepsAll: Bool
  private let kernels: DiscKernels

  init(
    _ table: borrowing SlotTable, grid: FixedCells, contact: Double, window: Window,
    kernels: DiscKernels
  ) {
    self.kernels = kernels
    periodX = Float(grid.x.length)
    periodY = Float(grid.y.length)
    keepsAll = grid.x.isPeriodic && grid.columns == 1 || grid.y.isPeriodic && grid.rows == 1
    let far = contact + 2 * window.reach
    let enlarged = contact + 2e-5 * far + 0x1p-20 * Double(max(periodX, periodY))
    columns = SlotColumns(
      x: UnsafePointer(table.x.base), y: UnsafePointer(table.y.base),
      vx: UnsafePointer(table.vx.base), vy: UnsafePointer(table.vy.base),
      contactSquared: Float(enlarged * enlarged) * 1.0001)
  }

  /// Lists the slots of the stretches that the path may meet, NaN slots included.
  @inline(__always)
  func collect(
    _ stretches: UnsafePointer<SlotStretch>, _ count: Int, meeting path: SlotPath,
    into hits: inout Column<Int32>
  ) {
    var total = 0
    for k in 0..<count { total += stretches[k].end - stretches[k].first }
    hits.resize(to: total)
    if keepsAll {
      var found = 0
      for k in 0..<count {
        for slot in stretches[k].first..<stretches[k].end {
          hits[found] = Int32(truncatingIfNeeded: slot)
          found += 1
        }
      }
      return
    }
    let found = withUnsafePointer(to: columns) { columns in
      withUnsafePointer(to: path) { path in
        kernels.collectSlots(columns, path, stretches, count, hits.base)
      }
    }
    hits.truncate(to: found)
  }

  /// Lists the pairs of slots that may meet in the window; see ``DiscKernels/collectPairs``.
  @inline(__always)
  func collectPairs(
    _ slots: Range<Int>, _ stretches: UnsafePointer<SlotStretch>, _ count: Int, span: Float,
    into pairs: inout Column<SIMD2<Int32>>
  ) {
    var reach = 0
    for k in 0..<count { reach += stretches[k].end - stretches[k].first }
    pairs.resize(to: slots.count * reach)
    if keepsAll {
      pairs.truncate(to: 0)
      for disc in slots {
        for k in 0..<count {
          for other in (k == 0 ? disc + 1 : stretches[k].first)..<stretches[k].end {
            pairs.append(
              SIMD2(Int32(truncatingIfNeeded: disc), Int32(truncatingIfNeeded: other)))
          }
        }
      }
      return
    }
    let found = withUnsafePointer(to: columns) { columns in
      kernels.collectPairs(
        columns, slots.lowerBound, slots.upperBound, span, stretches, count, pairs.base)
    }
    pairs.truncate(to: found)
  }
}
