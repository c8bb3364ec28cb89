import ClausiusSimulationCore
import Testing

@testable import ClausiusNeighborhoods

@Suite("Occupied cells of a grid without limits")
struct SparseCellsTests {
  @Test("Individuals of a cell are within its diagonal", arguments: CellGridTests.spaces, [0.3, 4])
  func cells(space: (box: Box, extent: SIMD3<Double>), side: Double) {
    let places = CellGridTests.places(300, within: space.extent)
    let cells = SparseCells(places, in: space.box, side: side, radius: side)
    #expect(cells.members.sorted() == Array(0..<300))
    #expect(cells.starts.first == 0)
    #expect(cells.starts.last == 300)
    let diagonal = side * Double(space.box.spatialDimension).squareRoot()
    for cell in 0..<cells.count {
      let members = Array(cells.individuals(in: cell))
      #expect(!members.isEmpty)
      #expect(members == members.sorted())
      for i in members {
        #expect(
          CellGridTests.isNear(
            places[i], places[members[0]], in: space.box, radius: diagonal * (1 + 1e-12)))
      }
    }
  }

  @Test(
    "Cells with individuals within the radius are shown", arguments: CellGridTests.spaces, [0.5, 3])
  func neighbors(space: (box: Box, extent: SIMD3<Double>), radius: Double) {
    let places = CellGridTests.places(200, within: space.extent)
    let cells = SparseCells(places, in: space.box, side: radius / 2, radius: radius)
    var cellOf = [Int](repeating: 0, count: places.count)
    for cell in 0..<cells.count { for i in cells.individuals(in: cell) { cellOf[i] = cell } }
    var shown: Set<SIMD2<Int>> = []
    cells.forEachNeighboringPair { first, second in
      shown.insert(SIMD2(min(first, second), max(first, second)))
      return true
    }
    for i in places.indices {
      for j in 0..<i
      where cellOf[i] != cellOf[j]
        && CellGridTests.isNear(places[i], places[j], in: space.box, radius: radius)
      {
        #expect(
          shown.contains(SIMD2(min(cellOf[i], cellOf[j]), max(cellOf[i], cellOf[j]))))
      }
    }
  }

  @Test("Positions beyond a period count within it")
  func unwrapped() {
    let box = Box(lengths: [10, 10], boundary: .periodic)
    let cells = SparseCells(
      [SIMD3(1.2, 3, 0), SIMD3(21.2, -7, 0), SIMD3(8, 3, 0)], in: box, side: 1, radius: 1)
    #expect(cells.count == 2)
    #expect(Array(cells.individuals(in: 0)) == [0, 1])
    #expect(Array(cells.individuals(in: 1)) == [2])
  }

  @Test("A wide spread takes no more cells than individuals")
  func wide() {
    let places = [SIMD3(-1e12, 0, 0), SIMD3(1e12, 5e11, 3), SIMD3(1e12, 5e11, 3)]
    let cells = SparseCells(places, in: .open(), side: 0.1, radius: 0.2)
    #expect(cells.count == 2)
    #expect(cells.starts == [0, 1, 3])
    #expect(SparseCells([], in: .open(), side: 1, radius: 1).count == 0)
  }
}
