/// Numbers in order, for counting those near each of them.
struct SortedLine {
  private let sorted: [Double]
  /// The number of each place in the caller's order.
  private let order: [Int32]

  init(_ numbers: [Double]) {
    order = SortedOrder(numbers).places
    sorted = order.map { numbers[Int($0)] }
  }

  /// How many other numbers lie closer than `radii[i]` to each number i.
  func counts(within radii: [Double]) -> [Int] {
    var result = [Int](repeating: 0, count: sorted.count)
    sorted.withUnsafeBufferPointer { sorted in
      for (place, number) in order.enumerated() {
        let (x, radius) = (sorted[place], radii[Int(number)])
        guard radius > 0 else { continue }
        let last = Self.reach(sorted.count - 1 - place) { sorted[place &+ $0] - x < radius }
        let first = Self.reach(place) { x - sorted[place &- $0] < radius }
        result[Int(number)] = last + first
      }
    }
    return result
  }

  /// The largest step up to `limit` for which `isNear` holds, which holds up to some step and for none beyond: doubling steps, then bisection.
  @inline(__always)
  private static func reach(_ limit: Int, _ isNear: (Int) -> Bool) -> Int {
    var near = 0
    var step = 1
    while near &+ step <= limit, isNear(near &+ step) {
      near &+= step
      step &*= 2
    }
    var far = min(limit &+ 1, near &+ step)
    while far &- near > 1 {
      let middle = (near &+ far) / 2
      if isNear(middle) { near = middle } else { far = middle }
    }
    return near
  }
}
