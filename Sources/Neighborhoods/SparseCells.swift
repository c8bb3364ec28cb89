import ClausiusSimulationCore

/// The occupied cells of a grid without limits, and the individuals in them.
///
/// A ``CellGrid`` counts the members of every cell, makes cells at least as wide as asked, and lets
/// cells that are far apart share a number. Here sides are at most as long as asked and each cell
/// is one place, so that all its individuals are close to one another however far the others are;
/// only cells with individuals take memory, and they are sorted. Positions need not lie within the
/// periods of the box. O(N) for a bounded number of neighboring cells; 40 bytes an individual and
/// 32 an occupied cell.
public struct SparseCells: Sendable {
  /// The individuals, cell by cell, those of one cell by their numbers, [N].
  public let members: [Int]
  /// Where each occupied cell begins in ``members``, and its end after the last.
  public let starts: [Int]
  /// The place of each occupied cell in the grid, in lexicographic order.
  private let keys: [SIMD3<Int>]
  private let isPeriodic: Bool
  private let axes: [SparseAxis]

  /// The cells of `positions`.
  ///
  /// - Parameters:
  ///   - positions: the places of the individuals.
  ///   - box: the space that they live in.
  ///   - side: the longest side of a cell; longer where the rounding of the coordinates would fill
  ///     cells with nothing but noise.
  ///   - radius: the distance up to which cells are neighbors.
  public init(_ positions: [SIMD3<Double>], in box: Box, side: Double, radius: Double) {
    isPeriodic = box.isPeriodic
    let largest = positions.reduce(0) { max($0, abs($1.x), abs($1.y), abs($1.z)) }
    let side = max(side, largest * 0x1p-50)
    let axes = (0..<3).map { SparseAxis($0, of: box, side: side, radius: radius) }
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

  /// The number of occupied cells.
  public var count: Int { starts.count - 1 }

  /// The individuals of an occupied cell.
  @inlinable
  public func individuals(in cell: Int) -> ArraySlice<Int> {
    members[starts[cell]..<starts[cell + 1]]
  }

  /// Shows every two occupied cells that can hold individuals within the radius to `body`, at least
  /// once, the nearest first, until it returns `false`.
  public func forEachNeighboringPair(_ body: (_ first: Int, _ second: Int) -> Bool) {
    for offset in offsets where !forEachPair(apart: offset, body) { return }
  }

  /// Shows the pairs of occupied cells at one offset; `false` once `body` has returned it.
  ///
  /// The cells and their neighbors are both in lexicographic order, so that a single walk finds
  /// them all; only neighbors beyond the end of a period are searched for.
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

  /// Moves a key into the periods; returns whether it had to.
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

extension SparseCells {
  /// The individuals in the lexicographic order of their cells, those of one cell by their numbers:
  /// digits of eleven bits, the lowest of the last axis first (Knuth 1998, 5.2.5).
  private static func order(of cells: [SIMD3<Int>]) -> [Int] {
    var order = Array(cells.indices)
    for axis in [2, 1, 0] {
      var (lowest, highest) = (Int.max, Int.min)
      for cell in cells { (lowest, highest) = (min(lowest, cell[axis]), max(highest, cell[axis])) }
      guard lowest < highest else { continue }
      for shift in stride(from: 0, to: Int.bitWidth, by: 11) where (highest - lowest) >> shift > 0 {
        order = sorted(order) { (cells[$0][axis] &- lowest) >> shift & 2047 }
      }
    }
    return order
  }

  /// Sorts by a digit below 2048, equal ones in the order in which they are.
  private static func sorted(_ order: [Int], by digit: (Int) -> Int) -> [Int] {
    var next = [Int](repeating: 0, count: 2049)
    for individual in order { next[digit(individual) + 1] += 1 }
    for k in 1..<next.count { next[k] += next[k - 1] }
    var sorted = order
    for individual in order {
      let k = digit(individual)
      sorted[next[k]] = individual
      next[k] += 1
    }
    return sorted
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
