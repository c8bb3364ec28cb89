/// Cells side by side, numbered from 0; in a ring the last is followed by the first.
public struct CellRow: Sendable, Hashable {
  /// The number of cells.
  public let count: Int
  /// Whether the last cell is followed by the first; otherwise nothing lies beyond the ends.
  public let wraps: Bool

  /// `count` cells.
  @inlinable
  @inline(__always)
  public init(count: Int, wraps: Bool) {
    self.count = count
    self.wraps = wraps
  }

  /// Shows a stretch of cells, which may go beyond either end, to `body` in runs of cells that
  /// exist: first those within the row, then what continues below its lower end, then what
  /// continues above its upper end.
  ///
  /// - Parameters:
  ///   - stretch: the cells, counted on beyond the ends; no longer than the row, which it meets.
  ///   - body: takes a run, and how many periods its cells lie above where they are: -1, 0 or 1.
  @inlinable
  @inline(__always)
  public func forEachRun(
    of stretch: ClosedRange<Int>, _ body: (_ cells: ClosedRange<Int>, _ turns: Int) -> Void
  ) {
    let (low, high) = (stretch.lowerBound, stretch.upperBound)
    body(max(0, low)...min(count &- 1, high), 0)
    guard wraps else { return }
    if low < 0 { body(count &+ low...count &- 1, -1) }
    if high >= count { body(0...high &- count, 1) }
  }
}
