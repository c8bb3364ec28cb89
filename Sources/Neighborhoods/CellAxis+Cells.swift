import ClausiusKernelInterface

extension CellAxis {
  /// The cell of a coordinate; places beyond the ends of a covered axis belong to its outer cells.
  @inlinable
  public func cell(of coordinate: Double) -> Int {
    let cell = Int(((coordinate - origin) / side).rounded(.down))
    if cell < count { return max(0, cell) }
    return period > 0 || end == .nothing ? count &- 1 : cell % count
  }

  /// Shows the cells at most `reach` from `cell` to `body`, each once, in runs of adjacent cells.
  @inlinable
  public func forEachRun(around cell: Int, _ body: (_ cells: ClosedRange<Int>) -> Void) {
    if reach >= count { return body(0...count - 1) }
    forEachCellRun(of: cell - reach...cell + reach, among: count, wraps: end == .firstCell) {
      cells, _ in body(cells)
    }
  }
}

/// Shows a stretch of cells, which may go beyond either end of an axis, to `body` in runs of cells
/// that exist: first those within the axis, then what continues below its lower end, then what
/// continues above its upper end.
///
/// - Parameters:
///   - stretch: the cells, counted on beyond the ends; no longer than the axis.
///   - count: the cells of the axis, which the stretch meets.
///   - wraps: whether the last cell is followed by the first; otherwise nothing lies beyond the
///     ends.
///   - body: takes a run, and how many periods its cells lie above where they are: -1, 0 or 1.
@inlinable
@inline(__always)
public func forEachCellRun(
  of stretch: ClosedRange<Int>, among count: Int, wraps: Bool,
  _ body: (_ cells: ClosedRange<Int>, _ turns: Int) -> Void
) {
  let (low, high) = (stretch.lowerBound, stretch.upperBound)
  body(max(0, low)...min(count &- 1, high), 0)
  guard wraps else { return }
  if low < 0 { body(count &+ low...count &- 1, -1) }
  if high >= count { body(0...high &- count, 1) }
}
