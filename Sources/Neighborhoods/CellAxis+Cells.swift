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
    let row = CellRow(count: count, wraps: end == .firstCell)
    row.forEachRun(of: cell - reach...cell + reach) { cells, _ in body(cells) }
  }
}
