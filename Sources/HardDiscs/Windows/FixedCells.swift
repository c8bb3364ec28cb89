/// Square-like cells over the box, at least as wide as two discs can approach each other in a
/// window.
///
/// Cells are numbered row by row. A periodic axis has at least three cells or only one.
///
/// The sort into cells and the wrapped runs of a row are those of `Neighborhoods`. The cell of a
/// position is not: positions are whole numbers, and their upper 32 bits give the cell by one
/// multiplication without rounding, so that a disc lies in its cell exactly. Nor is there a sorted
/// copy that stays for a while: the sort moves every disc to the start of a window as it goes, and
/// discs that leave their cell within the window are found by the reach of their path.
struct FixedCells: Sendable {
  /// Cells along x.
  private(set) var columns = 1
  /// Cells along y.
  private(set) var rows = 1
  /// The axes of the box.
  let x: FixedAxis
  let y: FixedAxis

  /// One cell over the whole box.
  init(x: FixedAxis, y: FixedAxis) {
    self.x = x
    self.y = y
  }

  /// All cells.
  var cells: Int { columns * rows }

  /// Cuts the axes into cells at least `width` wide, at most `limit` cells in all.
  mutating func resize(width: Double, limit: Int) {
    var side = max(width, (x.length * y.length / Double(limit)).squareRoot())
    side = max(side, max(x.length, y.length) / 0x1p20)
    columns = Self.pieces(of: x, side)
    rows = Self.pieces(of: y, side)
  }

  private static func pieces(of axis: FixedAxis, _ side: Double) -> Int {
    let pieces = Int(min(0x1p20, axis.length / side * (1 - 0x1p-40)))
    return pieces < (axis.isPeriodic ? 3 : 1) ? 1 : pieces
  }

  /// The cell of a position.
  @inline(__always)
  func cell(_ px: UInt32, _ py: UInt32) -> Int {
    Self.piece(x, columns, px) + columns * Self.piece(y, rows, py)
  }

  @inline(__always)
  private static func piece(_ axis: FixedAxis, _ pieces: Int, _ position: UInt32) -> Int {
    if axis.isPeriodic { return (Int(position) &* pieces) &>> 32 }
    return min(pieces - 1, max(0, ((Int(position) &- (1 << 30)) &* pieces) &>> 30))
  }

  /// A 32-bit position in single precision.
  @inline(__always)
  func single(_ axis: FixedAxis, _ position: UInt32) -> Float {
    axis.isPeriodic
      ? Float(Double(position) * axis.lengthPerUnit * 0x1p32)
      : Float(Double(Int(position) &- (1 << 30)) * axis.lengthPerUnit * 0x1p32)
  }

  /// The columns that a stretch of x touches; may begin below 0 or end beyond the last one on a
  /// periodic axis.
  @inline(__always)
  func columns(around position: UInt32, within distance: Double) -> ClosedRange<Int> {
    Self.pieces(x, columns, position, distance)
  }

  /// The rows that a stretch of y touches; may begin below 0 or end beyond the last one on a
  /// periodic axis.
  @inline(__always)
  func rows(around position: UInt32, within distance: Double) -> ClosedRange<Int> {
    Self.pieces(y, rows, position, distance)
  }

  @inline(__always)
  private static func pieces(
    _ axis: FixedAxis, _ pieces: Int, _ position: UInt32, _ distance: Double
  ) -> ClosedRange<Int> {
    guard distance < axis.length * 0.5 else { return 0...pieces - 1 }
    let half = Int(distance * axis.unitsPerLength * 0x1p-32) + 2
    if axis.isPeriodic {
      let low = ((Int(position) - half) * pieces) >> 32
      let high = ((Int(position) + half) * pieces) >> 32
      return pieces == 1 ? 0...0 : low...high
    }
    let from = Int(position) - (1 << 30)
    let low = min(pieces - 1, max(0, ((from - half) * pieces) >> 30))
    return low...min(pieces - 1, max(low, ((from + half) * pieces) >> 30))
  }
}
