import ClausiusEntropyMeasures
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
  private let nearestImage: NearestImage
  private let isPeriodic: Bool
  private let radius: Double
  private let axes: [LinkAxis]

  init(_ positions: [SIMD3<Double>], in box: Box, radius: Double) {
    self.positions = positions
    nearestImage = NearestImage(in: box)
    isPeriodic = box.isPeriodic
    self.radius = radius
    let largest = positions.reduce(0) { max($0, abs($1.x), abs($1.y), abs($1.z)) }
    // Cells smaller than the rounding of the coordinates would hold nothing but its noise.
    let side = max(radius / Double(box.spatialDimension).squareRoot(), largest * 0x1p-50)
    let axes = (0..<3).map { LinkAxis($0, of: box, side: side, radius: radius) }
    self.axes = axes
    let (x, y, z) = (axes[0], axes[1], axes[2])
    let cells = positions.map { SIMD3(x.cell($0.x), y.cell($0.y), z.cell($0.z)) }
    let members = Self.order(of: cells)
    let firsts = members.indices.filter {
      $0 == 0 || cells[members[$0]] != cells[members[$0 - 1]]
    }
    keys = firsts.map { cells[members[$0]] }
    starts = firsts + [members.count]
    self.members = members
  }

  /// The individuals in the lexicographic order of their cells, those of one cell by their numbers.
  private static func order(of cells: [SIMD3<Int>]) -> [Int] {
    var order = Array(cells.indices)
    for axis in [2, 1, 0] {
      // Below 2^53, so that the conversion is exact.
      let sorted = SortedOrder(order.map { Double(cells[$0][axis]) })
      order = sorted.places.map { order[Int($0)] }
    }
    return order
  }

  /// The number of occupied cells.
  var cellCount: Int { keys.count }

  /// The individuals of an occupied cell.
  func individuals(in cell: Int) -> ArraySlice<Int> { members[starts[cell]..<starts[cell + 1]] }

  /// Shows every two occupied cells that can hold linked individuals to `body`, at least once, the
  /// nearest first, until it returns `false`.
  func forEachNeighboringPair(_ body: (_ first: Int, _ second: Int) -> Bool) {
    for offset in offsets where !forEachPair(apart: offset, body) { return }
  }

  /// Shows the pairs of occupied cells at one offset; `false` once `body` has returned it.
  ///
  /// The cells and their neighbors are both in lexicographic order, so that a single walk finds them
  /// all; only neighbors beyond the end of a period are searched for.
  private func forEachPair(
    apart offset: SIMD3<Int>, _ body: (_ first: Int, _ second: Int) -> Bool
  ) -> Bool {
    var candidate = 0
    for (cell, key) in keys.enumerated() {
      var target = key &+ offset
      if isPeriodic, wrap(&target) {
        if let found = find(target), found != cell, !body(cell, found) { return false }
        continue
      }
      while candidate < keys.count, keys[candidate].isBefore(target) { candidate += 1 }
      guard candidate < keys.count else { continue }
      if keys[candidate] == target, !body(cell, candidate) { return false }
    }
    return true
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
    let displacement = nearestImage(positions[i] - positions[j])
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

  /// One of every two opposite offsets within reach, the shortest first.
  private var offsets: [SIMD3<Int>] {
    let steps = axes.map { -$0.reach...$0.reach }
    return steps[0].flatMap { x in
      steps[1].flatMap { y in steps[2].map { z in SIMD3(x, y, z) } }
    }.filter { SIMD3.zero.isBefore($0) }.sorted {
      ($0 &* $0).wrappedSum() < ($1 &* $1).wrappedSum()
    }
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
