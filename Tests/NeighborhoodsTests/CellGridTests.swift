import ClausiusKernelInterface
import ClausiusRandomNumbers
import ClausiusSimulationCore
import Testing

@testable import ClausiusNeighborhoods

@Suite("Cells and neighbors")
struct CellGridTests {
  /// Planes and spaces with periodic, walled and open axes, and the extents that individuals fill.
  static let spaces: [(box: Box, extent: SIMD3<Double>)] = [
    (Box(lengths: [10, 6], boundary: .periodic), SIMD3(10, 6, 0)),
    (Box(lengths: [7, 8, 9], boundary: .periodic), SIMD3(7, 8, 9)),
    (Box(lengths: [2, 30, 1.5], boundary: .periodic), SIMD3(2, 30, 1.5)),
    (Box(lengths: [10, 6], boundary: .wall), SIMD3(10, 6, 0)),
    (Box.open(), SIMD3(12, 5, 8)),
    (Box.open(), SIMD3(4000, 3, 3)),
    (Box.open(spatialDimension: 2), SIMD3(300, 500, 0)),
    (
      Box(
        spatialDimension: 3, boundary: [.periodic, .open, .wall], lower: [0, -.infinity, 0],
        upper: [10, .infinity, 4]), SIMD3(10, 20, 4)
    ),
  ]

  static func places(_ count: Int, within extent: SIMD3<Double>) -> [SIMD3<Double>] {
    let random = CounterRandom(seed: 5, stream: .startPosition)
    return (0..<count).map { i in
      let (x, y) = random.uniforms(step: 0, individual: i)
      let (z, _) = random.uniforms(step: 0, individual: i, draw: 1)
      return SIMD3(x, y, z) * extent
    }
  }

  static func isNear(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, in box: Box, radius: Double
  ) -> Bool {
    var squared = 0.0
    for axis in 0..<3 {
      let d = box.nearestImage(a[axis] - b[axis], axis: axis)
      squared += d * d
    }
    return squared <= radius * radius
  }

  @Test("Every pair within the radius is met exactly once", arguments: spaces, [0.3, 1, 4])
  func pairs(space: (box: Box, extent: SIMD3<Double>), radius: Double) {
    let places = Self.places(300, within: space.extent)
    var expected: Set<SIMD2<Int32>> = []
    for i in 0..<300 {
      for j in i + 1..<300
      where Self.isNear(places[i], places[j], in: space.box, radius: radius) {
        expected.insert(SIMD2(Int32(i), Int32(j)))
      }
    }
    let grid = CellGrid(places, in: space.box, radius: radius)
    var found: Set<SIMD2<Int32>> = []
    var visits: Set<SIMD2<Int>> = []
    for cell in 0..<(grid.layout?.count ?? 0) {
      grid.forEachRun(around: cell) { others in
        for i in grid.slots(of: cell) {
          for j in others where j > i {
            #expect(visits.insert(SIMD2(i, j)).inserted)
            let (a, b) = (grid.individual[i], grid.individual[j])
            if Self.isNear(places[Int(a)], places[Int(b)], in: space.box, radius: radius) {
              found.insert(SIMD2(min(a, b), max(a, b)))
            }
          }
        }
      }
    }
    #expect(found == expected)
  }

  @Test("The order of slots does not depend on threads, and keeps that of the individuals")
  func order() {
    let places = Self.places(20_000, within: SIMD3(30, 30, 30))
    let columns = (0..<3).map { axis in
      let column = AlignedColumn<Double>(repeating: 0, count: places.count)
      for i in places.indices { column[i] = places[i][axis] }
      return column
    }
    let position = VectorColumns(columns)
    let layout = CellLayout(
      box: Box(lengths: [30, 30, 30], boundary: .periodic),
      bounds: Bounds(of: position, count: places.count), radius: 2, side: 1, limit: 40_000)
    let grids = [1, 2, 3, 7].map { CellGrid(count: 20_000, pool: ThreadPool(threads: $0)) }
    for grid in grids {
      grid.sort(position, into: layout)
      #expect(Array(grid.individual.elements) == Array(grids[0].individual.elements))
      #expect(grid.meanDensity(position, in: layout) == grids[0].meanDensity(position, in: layout))
    }
    withExtendedLifetime(columns) {}
    let grid = grids[2]
    #expect(grid.slots(of: layout.count - 1).upperBound == 20_000)
    for cell in 0..<layout.count {
      let members = grid.slots(of: cell).map { grid.individual[$0] }
      #expect(members == members.sorted())
      for slot in grid.slots(of: cell) {
        let place = places[Int(grid.individual[slot])]
        #expect(grid.cellOfSlot[slot] == Int32(cell))
        #expect(layout.cell(x: place.x, y: place.y, z: place.z) == cell)
      }
    }
  }

  @Test("The mean density counts others in the own cell over its volume")
  func density() {
    let places = [SIMD3(0.5, 0.5, 0), SIMD3(0.6, 0.5, 0), SIMD3(0.7, 0.5, 0), SIMD3(5.5, 5.5, 0)]
    let columns = (0..<3).map { axis in
      let column = AlignedColumn<Double>(repeating: 0, count: 4)
      for i in 0..<4 { column[i] = places[i][axis] }
      return column
    }
    let position = VectorColumns(columns)
    let layout = CellLayout(
      box: Box(lengths: [8, 8], boundary: .periodic),
      bounds: Bounds(lower: .zero, upper: SIMD3(5.5, 5.5, 0)), radius: 2, side: 1.9, limit: 100)
    // Cells of side 2; three individuals have two others each, one has none.
    let grid = CellGrid(count: 4, pool: ThreadPool(threads: 1))
    let density = grid.meanDensity(position, in: layout)
    withExtendedLifetime(columns) {}
    #expect(layout.x.side == 2)
    #expect(abs(density - 6 / 4.0 / (2 * 2 * layout.z.side)) < 1e-15)
  }

  @Test("A grid of nobody has no pairs")
  func nobody() {
    let grid = CellGrid([], in: .open(), radius: 1)
    #expect(grid.layout?.count == 1)
    #expect(grid.slots(of: 0).isEmpty)
  }

  @Test("Cells are within the limit and reach every neighbor", arguments: [1.0, 10, 1000, 1e6])
  func layout(extent: Double) {
    for limit in [200, 5000] {
      for box in [Box.open(), Box(lengths: [extent, 2 * extent, 30], boundary: .periodic)] {
        let bounds = Bounds(lower: .zero, upper: SIMD3(extent, 2 * extent, 30))
        let layout = CellLayout(box: box, bounds: bounds, radius: 9, side: 3, limit: limit)
        #expect(layout.count <= limit)
        for axis in [layout.x, layout.y, layout.z] {
          #expect(Double(axis.reach) * axis.side >= 9 || axis.reach >= axis.count)
          #expect(axis.reach >= axis.count || axis.count >= 2 * axis.reach + 1)
        }
      }
    }
  }

  @Test("A stretch beyond the ends of a row is shown in runs, each with its period")
  func runs() {
    func runs(_ stretch: ClosedRange<Int>, wraps: Bool) -> [[Int]] {
      var found: [[Int]] = []
      CellRow(count: 5, wraps: wraps).forEachRun(of: stretch) { cells, turns in
        found.append([cells.lowerBound, cells.upperBound, turns])
      }
      return found
    }
    #expect(runs(1...3, wraps: true) == [[1, 3, 0]])
    #expect(runs(-1...1, wraps: true) == [[0, 1, 0], [4, 4, -1]])
    #expect(runs(3...6, wraps: true) == [[3, 4, 0], [0, 1, 1]])
    #expect(runs(-1...1, wraps: false) == [[0, 1, 0]])
    #expect(runs(3...6, wraps: false) == [[3, 4, 0]])
  }
}
