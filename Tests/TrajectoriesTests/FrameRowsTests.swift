import Testing

@testable import ClausiusTrajectories

@Suite("Rows that are frames")
struct FrameRowsTests {
  private func rows(
    _ steps: [Double], _ times: [Double]? = nil, fills: Set<Double> = []
  ) throws -> FrameRows {
    try FrameRows(steps: steps, times: times, fills: fills, of: "position", in: "a.h5")
  }

  @Test(
    "The end that nobody wrote is cut off",
    arguments: [0, -1, .nan, .infinity, 0x1p64, -0x1p63, -0x1p31, 0x1p32 - 1] as [Double])
  func unfilled(fill: Double) throws {
    let rows = try rows([0, 5, 10, fill, fill], fills: [])
    #expect(rows.steps == [0, 5, 10])
    #expect(rows.unfilled == 2)
  }

  @Test("The largest number of a type is a fill where it stands twice")
  func largest() throws {
    #expect(try rows([253, 254, 255], fills: [255]).steps == [253, 254, 255])
    #expect(try rows([1, 2, 255, 255], fills: [255]).steps == [1, 2])
  }

  @Test("One frame at step 0 is a frame, and so are times that differ at one step")
  func zeros() throws {
    #expect(try rows([0]).rows == [0])
    let rows = try rows([0, 0, 0], [0, 0.5, 1])
    #expect(rows.steps == [0, 1, 2])
    #expect(rows.times == [0, 0.5, 1])
  }

  @Test("Of a restart the later rows win")
  func restart() throws {
    let rows = try rows([0, 1, 2, 3, 4, 2, 3, 4, 5])
    #expect(rows.rows == [0, 1, 5, 6, 7, 8])
    #expect(rows.steps == [0, 1, 2, 3, 4, 5])
    #expect(rows.replaced == 3)
    #expect(
      rows.note(of: "position")
        == "/position: times go back at one place: 3 frames that later ones repeat are left out")
  }

  @Test("What is no step in the middle, and times that mostly go back, are refused")
  func refusals() {
    #expect(throws: TrajectoryError.self) { try rows([0, .nan, 2]) }
    #expect(throws: TrajectoryError.self) { try rows([0, 0.5, 2]) }
    #expect(throws: TrajectoryError.self) { try rows([0, 1e19, 2e19]) }
    #expect(throws: TrajectoryError.self) { try rows([0, 1, 2], [2, 1, 0]) }
  }
}
