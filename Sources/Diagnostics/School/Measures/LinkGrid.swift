import ClausiusSimulationCore

/// Cells whose diagonal is at most the linking radius, and the individuals in them.
struct LinkGrid {
  /// The individuals, cell by cell.
  private let members: [Int]
  /// Where each occupied cell begins in ``members``, and its end after the last.
  private let starts: [Int]
  /// The place of each occupied cell in the grid, in lexicographic order.
  private let keys: [SIMD3<Int>]
  private let positions: [SIMD3<Double>]
  private let box: Box
  private let radius: Double
  private let axes: [LinkAxis]

  init(_ positions: [SIMD3<Double>], in box: Box, radius: Double) {
    self.positions = positions
    self.box = box
    self.radius = radius
    let largest = positions.reduce(0) { max($0, abs($1.x), abs($1.y), abs($1.z)) }
    // Cells smaller than the rounding of the coordinates would hold nothing but its noise.
    let side = max(radius / Double(box.spatialDimension).squareRoot(), largest * 0x1p-50)
    let axes = (0..<3).map { LinkAxis($0, of: box, side: side, radius: radius) }
    self.axes = axes
    let sorted = positions.enumerated().map { individual, position in
      (
        key: SIMD3(axes[0].cell(position.x), axes[1].cell(position.y), axes[2].cell(position.z)),
        individual: individual
      )
    }.sorted { $0.key.isBefore($1.key) || ($0.key == $1.key && $0.individual < $1.individual) }
    members = sorted.map(\.individual)
    let firsts = sorted.indices.filter { $0 == 0 || sorted[$0].key != sorted[$0 - 1].key }
    keys = firsts.map { sorted[$0].key }
    starts = firsts + [sorted.count]
  }

  /// The number of occupied cells.
  var cellCount: Int { keys.count }

  /// The individuals of an occupied cell.
  func individuals(in cell: Int) -> ArraySlice<Int> { members[starts[cell]..<starts[cell + 1]] }

  /// Shows every two occupied cells that can hold linked individuals to `body`, at least once.
  ///
  /// For one offset the cells and their neighbors are both in lexicographic order, so that a single
  /// walk finds them all; only neighbors beyond the end of a period are searched for.
  func forEachNeighboringPair(_ body: (_ first: Int, _ second: Int) -> Void) {
    for offset in offsets {
      var candidate = 0
      for (cell, key) in keys.enumerated() {
        var target = key &+ offset
        if wrap(&target) {
          if let found = find(target), found != cell { body(cell, found) }
          continue
        }
        while candidate < keys.count, keys[candidate].isBefore(target) { candidate += 1 }
        if candidate < keys.count, keys[candidate] == target { body(cell, candidate) }
      }
    }
  }

  /// Whether any two individuals of two cells are at most the radius apart.
  func areLinked(_ first: Int, _ second: Int) -> Bool {
    for i in individuals(in: first) {
      for j in individuals(in: second) where squaredDistance(i, j) <= radius * radius {
        return true
      }
    }
    return false
  }

  private func squaredDistance(_ i: Int, _ j: Int) -> Double {
    var displacement = positions[i] - positions[j]
    for axis in 0..<3 { displacement[axis] = box.nearestImage(displacement[axis], axis: axis) }
    return displacement.dot(displacement)
  }

  /// Moves a key into the periods; tells whether it had to.
  private func wrap(_ key: inout SIMD3<Int>) -> Bool {
    var didWrap = false
    for axis in 0..<3 {
      guard let cells = axes[axis].cells, !(0..<cells).contains(key[axis]) else { continue }
      key[axis] = (key[axis] % cells + cells) % cells
      didWrap = true
    }
    return didWrap
  }

  private func find(_ key: SIMD3<Int>) -> Int? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle].isBefore(key) { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }

  /// One of every two opposite offsets within reach.
  private var offsets: [SIMD3<Int>] {
    let steps = axes.map { -$0.reach...$0.reach }
    return steps[0].flatMap { x in
      steps[1].flatMap { y in steps[2].map { z in SIMD3(x, y, z) } }
    }.filter { SIMD3.zero.isBefore($0) }
  }
}

/// How one axis is cut into cells.
private struct LinkAxis {
  private let lower: Double
  private let side: Double
  /// Cells of a period, `nil` where the axis is not periodic.
  let cells: Int?
  /// How many cells away a linked individual can be.
  let reach: Int

  init(_ axis: Int, of box: Box, side: Double, radius: Double) {
    if axis >= box.spatialDimension {
      (lower, self.side, cells, reach) = (0, .infinity, nil, 0)
    } else if box.boundary[axis] == .periodic {
      let period = box.length(axis)
      let count = max(1, min(0x1p50, (period / side).rounded(.up)))
      (lower, self.side, cells) = (box.lower[axis], period / count, Int(count))
      reach = Int(min((radius * count / period).rounded(.up), count))
    } else {
      (lower, self.side, cells) = (0, side, nil)
      reach = Int((radius / side).rounded(.up))
    }
  }

  /// The cell of a coordinate.
  func cell(_ coordinate: Double) -> Int {
    let cell = ((coordinate - lower) / side).rounded(.down)
    guard let cells else { return Int(cell) }
    let wrapped = cell - (cell / Double(cells)).rounded(.down) * Double(cells)
    return min(cells - 1, max(0, Int(wrapped)))
  }
}

extension SIMD3<Int> {
  /// Lexicographic order.
  @inline(__always)
  fileprivate func isBefore(_ other: SIMD3<Int>) -> Bool {
    if x != other.x { return x < other.x }
    return y != other.y ? y < other.y : z < other.z
  }
}
