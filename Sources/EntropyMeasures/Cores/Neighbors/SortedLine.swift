/// Numbers in order, for counting those near each of them and for finding equal ones.
struct SortedLine: Sendable {
  private let sorted: [Double]
  /// The number of each place in the caller's order.
  let order: [Int32]
  private let directory: LineDirectory

  init(_ numbers: [Double]) {
    let order = SortedOrder(numbers).places
    sorted = [Double](unsafeUninitializedCapacity: order.count) { sorted, initialized in
      for (place, number) in order.enumerated() {
        sorted.initializeElement(at: place, to: numbers[Int(number)])
      }
      initialized = order.count
    }
    self.order = order
    directory = LineDirectory(sorted)
  }

  /// How many other numbers lie closer than `radii[i]` to each number i; many numbers are shared
  /// out among the processors.
  func counts(within radii: [Double]) -> [Int] { intervals(within: radii).counts }

  /// The places that lie closer than `radii[i]` to each number i.
  func intervals(within radii: [Double]) -> Intervals {
    var intervals = Intervals(
      below: [Int32](repeating: 0, count: sorted.count),
      above: [Int32](repeating: 0, count: sorted.count))
    intervals.below.withUnsafeMutableBufferPointer { below in
      intervals.above.withUnsafeMutableBufferPointer { above in
        let (below, above) = (PerPoint(buffer: below), PerPoint(buffer: above))
        sorted.withUnsafeBufferPointer { sorted in
          let line = SortedNumbers(sorted: sorted, directory: directory)
          shareOut(sorted.count) { places in
            for place in places {
              let number = Int(order[place])
              guard radii[number] > 0 else { continue }
              let near = line.near(place, radii[number])
              below[number] = Int32(truncatingIfNeeded: near.below)
              above[number] = Int32(truncatingIfNeeded: near.above)
            }
          }
        }
      }
    }
    return intervals
  }

  /// For each number the weights of the intervals of other numbers that hold it, added up.
  func sums(of weights: [Double], over intervals: Intervals) -> [Double] {
    var steps = [Double](repeating: 0, count: sorted.count + 1)
    for (place, number) in order.enumerated() {
      let number = Int(number)
      steps[place - Int(intervals.below[number])] += weights[number]
      steps[place + Int(intervals.above[number]) + 1] -= weights[number]
    }
    var sums = [Double](repeating: 0, count: sorted.count)
    var sum = 0.0
    for (place, number) in order.enumerated() {
      sum += steps[place]
      sums[Int(number)] = sum - weights[Int(number)]
    }
    return sums
  }

  /// The place of each number.
  var places: [Int32] {
    [Int32](unsafeUninitializedCapacity: order.count) { places, initialized in
      for (place, number) in order.enumerated() {
        places[Int(number)] = Int32(truncatingIfNeeded: place)
      }
      initialized = order.count
    }
  }

  /// How many places on either side of each number lie near it.
  struct Intervals: Sendable {
    /// Those of smaller or equal numbers.
    var below: [Int32]
    /// Those of larger or equal numbers.
    var above: [Int32]

    /// Both together.
    var counts: [Int] { zip(below, above).map { Int($0) + Int($1) } }
  }

  /// Calls `body` with every number, as the caller counts, whose value occurs again; with none when
  /// all are equal.
  func forEachTied(_ body: (Int) -> Void) {
    guard let first = sorted.first, let last = sorted.last, first < last else { return }
    for place in 1..<sorted.count where sorted[place] == sorted[place &- 1] {
      body(Int(order[place &- 1]))
      body(Int(order[place]))
    }
  }
}

/// Where on a sorted line numbers near a value begin: the line is cut into as many equal cells as
/// it has numbers, which come in the order of their cells.
struct LineDirectory: Sendable {
  /// The place of the first number of each cell, and the end of the last.
  private let firsts: [Int32]
  private let origin: Double
  private let cellsPerUnit: Double

  init(_ sorted: [Double]) {
    let cells = max(1, sorted.count)
    origin = sorted.first ?? 0
    let perUnit = Double(cells) / ((sorted.last ?? 0) - origin)
    // A line without extent, or of one that has no number, is one cell.
    cellsPerUnit = perUnit.isFinite ? perUnit : 0
    var firsts = [Int32](repeating: 0, count: cells + 1)
    var next = 0
    for (place, value) in sorted.enumerated() {
      let cell = Self.cell(value, origin, cellsPerUnit, cells)
      while next <= cell {
        firsts[next] = Int32(truncatingIfNeeded: place)
        next &+= 1
      }
    }
    for cell in next..<cells + 1 { firsts[cell] = Int32(truncatingIfNeeded: sorted.count) }
    self.firsts = firsts
  }

  /// The places of the numbers in the cell of `value`.
  @inline(__always)
  func places(near value: Double) -> Range<Int> {
    let cell = Self.cell(value, origin, cellsPerUnit, firsts.count &- 1)
    return Int(firsts[cell])..<Int(firsts[cell &+ 1])
  }

  @inline(__always)
  private static func cell(
    _ value: Double, _ origin: Double, _ cellsPerUnit: Double, _ cells: Int
  ) -> Int {
    let cell = (value - origin) * cellsPerUnit
    return cell >= Double(cells) ? cells &- 1 : cell > 0 ? Int(cell) : 0
  }
}

/// A sorted line as a bare pointer, for the loop over its numbers.
private struct SortedNumbers: @unchecked Sendable {
  let sorted: UnsafeBufferPointer<Double>
  let directory: LineDirectory

  /// How many other numbers on either side lie closer than `radius` to the one at `place`.
  @inline(__always)
  func near(_ place: Int, _ radius: Double) -> (below: Int, above: Int) {
    let x = sorted[place]
    let above = directory.places(near: x + radius)
    let below = directory.places(near: x - radius)
    let last = reach(
      sorted.count &- 1 &- place, from: above.lowerBound &- 1 &- place,
      to: above.upperBound &- place
    ) { sorted[place &+ $0] - x < radius }
    let first = reach(
      place, from: place &- below.upperBound, to: place &- below.lowerBound &+ 1
    ) { x - sorted[place &- $0] < radius }
    return (first, last)
  }

  /// The largest step up to `limit` for which `isNear` holds, which holds up to some step and for
  /// none beyond; it is looked for between two steps first.
  @inline(__always)
  private func reach(_ limit: Int, from first: Int, to end: Int, _ isNear: (Int) -> Bool) -> Int {
    var near = max(0, min(limit, first))
    var far = max(near &+ 1, min(limit &+ 1, end))
    // Rounding may put the end of the reach into a cell next to that of its value.
    if near > 0, !isNear(near) { (near, far) = (0, near) }
    if far <= limit, isNear(far) { (near, far) = (far, limit &+ 1) }
    while far &- near > 1 {
      let middle = (near &+ far) / 2
      if isNear(middle) { near = middle } else { far = middle }
    }
    return near
  }
}
