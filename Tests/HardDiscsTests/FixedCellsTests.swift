import Testing

@testable import ClausiusHardDiscs

@Suite("Cells of the box")
struct FixedCellsTests {
  @Test("Every cell gets its share of the box", arguments: [true, false])
  func cells(isPeriodic: Bool) {
    var grid = FixedCells(
      x: FixedAxis(length: 2, isPeriodic: isPeriodic),
      y: FixedAxis(length: 1, isPeriodic: isPeriodic))
    grid.resize(width: 0.099, limit: 1000)
    #expect(grid.columns == 20)
    #expect(grid.rows == 10)
    for row in 0..<10 {
      for column in 0..<20 {
        let x = UInt32(grid.x.fixed((Double(column) + 0.5) * 0.1) >> 32)
        let y = UInt32(grid.y.fixed((Double(row) + 0.5) * 0.1) >> 32)
        #expect(grid.cell(x, y) == 20 * row + column)
        #expect(abs(grid.single(grid.x, x) - (Float(column) + 0.5) * 0.1) < 1e-6)
        let near = grid.columns(around: x, within: 0.04)
        #expect(near == column...column)
        let wide = grid.rows(around: y, within: 0.1)
        #expect(wide == (isPeriodic ? row - 1...row + 1 : max(0, row - 1)...min(9, row + 1)))
      }
    }
  }
}
