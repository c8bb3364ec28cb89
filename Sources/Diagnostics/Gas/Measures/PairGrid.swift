import RealModule

/// Particles sorted into cells whose sides are at least a range.
struct PairGrid {
  /// The particles, cell by cell.
  let members: [Int]
  /// The period of each axis within the region, 0 for none.
  let periods: [Double]
  private let starts: [Int]
  private let counts: [Int]

  /// The cells of `places`, [n][d], which lie in the region.
  init(_ places: [Double], in region: GasRegion, range: Double) {
    let dimension = region.dimension
    let particles = places.count / dimension
    // More cells than particles would only cost memory.
    let most = max(
      1, Double(particles + 1).root(dimension).rounded(.up))
    let counts = (0..<dimension).map { axis in
      max(1, Int(min((region.length(axis) / range).rounded(.down), most)))
    }
    var cells = [Int](repeating: 0, count: particles)
    for i in 0..<particles {
      var stride = 1
      for axis in 0..<dimension {
        let part = (places[i * dimension + axis] - region.lower[axis]) / region.length(axis)
        let place = max(0, min(counts[axis] - 1, Int(part * Double(counts[axis]))))
        cells[i] += stride * place
        stride *= counts[axis]
      }
    }
    self.counts = counts
    periods = (0..<dimension).map { region.isClosed[$0] ? region.length($0) : 0 }
    (members, starts) = Self.sorted(cells, count: counts.reduce(1, *))
  }

  /// The places of a cell's particles among ``members``.
  func range(of cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }

  /// Shows every two cells that can hold particles within the range, and every cell with itself,
  /// once.
  func forEachPairOfCells(_ body: (_ first: Int, _ second: Int) -> Void) {
    for cell in 0..<(starts.count - 1) where !range(of: cell).isEmpty {
      for other in neighbors(of: cell) where other >= cell { body(cell, other) }
    }
  }

  /// The cells next to a cell, and the cell itself, each once.
  private func neighbors(of cell: Int) -> [Int] {
    var neighbors = [0]
    var stride = 1
    var rest = cell
    for axis in counts.indices {
      let place = rest % counts[axis]
      rest /= counts[axis]
      neighbors = places(next: place, axis).flatMap { next in
        neighbors.map { $0 + stride * next }
      }
      stride *= counts[axis]
    }
    return neighbors
  }

  private func places(next place: Int, _ axis: Int) -> [Int] {
    let count = counts[axis]
    if count < 3 { return Array(0..<count) }
    guard periods[axis] > 0 else { return Array(max(0, place - 1)...min(count - 1, place + 1)) }
    return [(place + count - 1) % count, place, (place + 1) % count]
  }

  /// Sorts by cell, keeping the order within cells.
  private static func sorted(_ cells: [Int], count: Int) -> (members: [Int], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for cell in cells { starts[cell + 1] += 1 }
    for cell in 0..<count { starts[cell + 1] += starts[cell] }
    var next = starts
    var members = [Int](repeating: 0, count: cells.count)
    for (i, cell) in cells.enumerated() {
      members[next[cell]] = i
      next[cell] += 1
    }
    return (members, starts)
  }
}

extension Double {
  /// The square root or the cube root.
  fileprivate func root(_ degree: Int) -> Double {
    degree == 2 ? squareRoot() : Double.root(self, 3)
  }
}
