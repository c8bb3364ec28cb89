import RealModule

/// Points of a periodic box sorted into cells no narrower than a reach, so that only points of
/// adjacent cells are compared.
///
/// An axis that is shorter than three reaches has one cell. Each distance is to the nearest image,
/// computed as for all pairs: which pairs are found does not depend on the cells.
///
/// It is no `CellGrid` of the module Neighborhoods, which knows frames and boxes and lists
/// individuals by number: estimators know arrays only, of one to three columns, and the coordinates
/// themselves lie here in the order of the cells, so that eight distances are computed at once.
struct ReachCells {
  /// The number of points.
  let count: Int
  private let reach: Double
  private let periods: [Double]
  /// Cells along each axis.
  private let cells: [Int]
  /// Where the points of each cell begin, and the end of the last.
  private let starts: [Int]
  /// Axis by axis, sorted by cell; each axis is followed by numbers of no meaning up to eight more.
  private let places: [Double]
  private let stride: Int
  /// The cell of each place.
  private let cellOfPlace: [Int32]

  /// The rows of `positions` in the box of `space`, for distances below `reach`, which is at most
  /// half the shortest period.
  init(_ positions: InputArray, in space: Torus, reach: Double) {
    let (count, dimension) = (positions.rows, space.dimension)
    let wrapped = (0..<count * dimension).map {
      space.wrapped(positions.values[$0], axis: $0 % dimension)
    }
    // More cells than points along an axis of an even distribution would cost more than they spare.
    let most = Int(Double.pow(Double(count), 1 / Double(dimension))) + 1
    let cells = space.periods.map { period -> Int in
      // A little wider than the reach, so that rounding puts no pair two cells apart.
      let whole = Int(min(1e6, period / (reach * (1 + 1e-9))))
      return whole < 3 ? 1 : min(whole, max(3, most))
    }
    let cellOfPoint = (0..<count).map { point in
      (0..<dimension).reduce(0) { cell, axis in
        let share = wrapped[point * dimension + axis] / space.periods[axis]
        return cell * cells[axis]
          + max(0, min(cells[axis] - 1, Int(saturating: share * Double(cells[axis]))))
      }
    }
    var starts = [Int](repeating: 0, count: cells.reduce(1, *) + 1)
    for cell in cellOfPoint { starts[cell + 1] += 1 }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var next = starts
    let stride = count + 8
    var places = [Double](repeating: 0, count: stride * dimension)
    var cellOfPlace = [Int32](repeating: 0, count: count)
    for (point, cell) in cellOfPoint.enumerated() {
      for axis in 0..<dimension {
        places[axis * stride + next[cell]] = wrapped[point * dimension + axis]
      }
      cellOfPlace[next[cell]] = Int32(cell)
      next[cell] += 1
    }
    self.count = count
    self.reach = reach
    periods = space.periods
    self.cells = cells
    self.starts = starts
    self.places = places
    self.stride = stride
    self.cellOfPlace = cellOfPlace
  }

  /// Calls `body` with the squares of the distances below the reach between the point at `place`
  /// and those at places before `limit`, itself left out.
  @inline(__always)
  func forEachSquare(around place: Int, before limit: Int, _ body: (_ square: Double) -> Void) {
    places.withUnsafeBufferPointer { places in
      guard let base = places.baseAddress else { return }
      forEachAdjacentCell(of: Int(cellOfPlace[place])) { cell in
        let end = min(limit, starts[cell + 1])
        var first = starts[cell]
        while first < end {
          var squares = Lanes.zero
          for axis in periods.indices {
            let column = base + axis &* stride
            let gaps = Lanes.load(column + first) - column[place]
            let nearest = gaps.magnitudes.smaller(periods[axis] - gaps.magnitudes)
            squares += nearest * nearest
          }
          let near = squares .< reach * reach
          if near.isAny {
            for lane in 0..<min(8, end - first) where near[lane] && first + lane != place {
              body(squares[lane])
            }
          }
          first += 8
        }
      }
    }
  }

  /// Calls `body` with every cell that touches `cell`, across the borders of the box, and itself.
  @inline(__always)
  private func forEachAdjacentCell(of cell: Int, _ body: (_ cell: Int) -> Void) {
    let own = SIMD3(place(of: cell, on: 0), place(of: cell, on: 1), place(of: cell, on: 2))
    let sizes = SIMD3(size(0), size(1), size(2))
    let reaches = SIMD3<Int>.zero.replacing(with: 1, where: sizes .> 1)
    for x in -reaches.x...reaches.x {
      for y in -reaches.y...reaches.y {
        for z in -reaches.z...reaches.z {
          let moved = own &+ SIMD3(x, y, z) &+ sizes
          body(
            (moved.x % sizes.x * sizes.y + moved.y % sizes.y) * sizes.z + moved.z % sizes.z)
        }
      }
    }
  }

  /// Cells along an axis; one on axes beyond those of the box.
  @inline(__always)
  private func size(_ axis: Int) -> Int { axis < cells.count ? cells[axis] : 1 }

  /// Where a cell lies along an axis.
  @inline(__always)
  private func place(of cell: Int, on axis: Int) -> Int {
    var behind = 1
    for other in Swift.stride(from: axis + 1, to: 3, by: 1) { behind *= size(other) }
    return cell / behind % size(axis)
  }
}
