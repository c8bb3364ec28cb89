/// The discs in the order of the cells, in single precision, for the sweep that finds which discs can meet.
///
/// A slot holds the position at the start of the window and the velocity. The table only sorts out pairs that cannot meet; whether and when a pair meets is computed from its records.
struct SlotTable: ~Copyable {
  var x: Column<Float>
  var y: Column<Float>
  /// NaN once the slot's disc may leave its straight path within the window: such a slot is never sorted out.
  var vx: Column<Float>
  var vy: Column<Float>
  /// The record of the slot's disc.
  var disc: Column<Int32>
  /// The slot of each record.
  var slotOfDisc: Column<Int32>
  /// The first slot of each cell, and the end of the last.
  var starts: Column<Int32>

  init(count: Int) {
    x = Column(repeating: 0, count: count, padding: Lanes.scalarCount)
    y = Column(repeating: 0, count: count, padding: Lanes.scalarCount)
    vx = Column(repeating: 0, count: count, padding: Lanes.scalarCount)
    vy = Column(repeating: 0, count: count, padding: Lanes.scalarCount)
    disc = Column(repeating: 0, count: count, padding: Lanes.scalarCount)
    slotOfDisc = Column(repeating: 0, count: count)
    starts = Column(repeating: 0, count: 2)
  }
}

/// The lanes of the sweep.
typealias Lanes = SIMD8<Float>

/// What the scan of slots needs besides the moving disc: pointers and lengths, copied into registers.
struct SlotScan {
  let x: UnsafePointer<Float>
  let y: UnsafePointer<Float>
  let vx: UnsafePointer<Float>
  let vy: UnsafePointer<Float>
  /// The periods of the axes.
  let periodX: Float
  let periodY: Float
  /// Whether a single cell spans a periodic axis, so that cells do not tell which image is near: nothing is sorted out.
  let keepsAll: Bool
  /// The square of the largest contact distance, enlarged by what single precision may lose.
  let contactSquared: Float

  init(_ table: borrowing SlotTable, grid: CellGrid, contact: Double, window: Window) {
    x = UnsafePointer(table.x.base)
    y = UnsafePointer(table.y.base)
    vx = UnsafePointer(table.vx.base)
    vy = UnsafePointer(table.vy.base)
    periodX = Float(grid.x.length)
    periodY = Float(grid.y.length)
    keepsAll = grid.x.isPeriodic && grid.columns == 1 || grid.y.isPeriodic && grid.rows == 1
    let far = contact + 2 * window.reach
    let enlarged = contact + 2e-5 * far + 0x1p-20 * Double(max(periodX, periodY))
    contactSquared = Float(enlarged * enlarged) * 1.0001
  }

  /// A disc on a straight path.
  struct Path {
    /// Where it is at `delay` after the start of the window.
    var x: Float
    var y: Float
    var vx: Float
    var vy: Float
    /// The time since the start of the window.
    var delay: Float
    /// The time for which the path goes on.
    var span: Float
  }

  /// Lists the slots of `range` that the path may meet, NaN slots included.
  @inline(__always)
  func collect(
    _ range: Range<Int>, meeting path: Path, delayed: Bool, into hits: inout Column<Int32>
  ) {
    if keepsAll {
      for slot in range { hits.append(Int32(truncatingIfNeeded: slot)) }
      return
    }
    var slot = range.lowerBound
    while slot < range.upperBound {
      let miss = misses(slot, path, delayed: delayed)
      if !Self.isTrueEverywhere(miss) {
        let last = min(Lanes.scalarCount, range.upperBound - slot)
        for lane in 0..<last where !miss[lane] {
          hits.append(Int32(truncatingIfNeeded: slot + lane))
        }
      }
      slot &+= Lanes.scalarCount
    }
  }

  @inline(__always)
  private static func isTrueEverywhere(_ mask: SIMDMask<SIMD8<Int32>>) -> Bool {
    let words = unsafeBitCast(mask, to: SIMD4<UInt64>.self)
    let both = words.lowHalf & words.highHalf
    return both.x & both.y == .max
  }

  /// The lanes whose discs stay farther than a contact distance from the path.
  @inline(__always)
  private func misses(_ slot: Int, _ path: Path, delayed: Bool) -> SIMDMask<SIMD8<Int32>> {
    let px = UnsafeRawPointer(x + slot).loadUnaligned(as: Lanes.self)
    let py = UnsafeRawPointer(y + slot).loadUnaligned(as: Lanes.self)
    let pvx = UnsafeRawPointer(vx + slot).loadUnaligned(as: Lanes.self)
    let pvy = UnsafeRawPointer(vy + slot).loadUnaligned(as: Lanes.self)
    var dx = px - path.x
    var dy = py - path.y
    if delayed {
      dx += pvx * path.delay
      dy += pvy * path.delay
    }
    let ux = pvx - path.vx
    let uy = pvy - path.vy
    let approach = dx * ux + dy * uy
    let moment = dx * uy - dy * ux
    let speedSquared = ux * ux + uy * uy
    let laterX = dx + ux * path.span
    let laterY = dy + uy * path.span
    let contact = Lanes(repeating: contactSquared)
    let isApart = (dx * dx + dy * dy) .> contact
    let endsApart = (laterX * laterX + laterY * laterY) .> contact
    let passesBy = (moment * moment) .> (speedSquared * contact)
    let parts = approach .>= 0
    let turnsLater = (approach + speedSquared * path.span) .< 0
    return isApart .& (parts .| passesBy .| (turnsLater .& endsApart))
  }
}
