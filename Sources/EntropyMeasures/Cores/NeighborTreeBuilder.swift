/// Sorts points into the leaves of a balanced tree.
struct NeighborTreeBuilder {
  let count: Int
  let dimension: Int
  let depth: Int
  /// Axis by axis; in the caller's order before ``build()``, in the order of the leaves after it.
  var coordinates: [Double]
  var numbers: [Int32]
  var extents: [Double]

  init(count: Int, dimension: Int) {
    self.count = count
    self.dimension = dimension
    var depth = 0
    while count >> depth >= NeighborTree.leafSize { depth += 1 }
    self.depth = depth
    // A few more, so that four points can be read where the last one is.
    coordinates = [Double](repeating: 0, count: count * dimension + 4)
    numbers = (0..<Int32(count)).map { $0 }
    extents = [Double](repeating: 0, count: (2 << depth) * 2 * dimension)
  }

  mutating func build() {
    guard count > 0 else { return }
    coordinates.withUnsafeMutableBufferPointer { coordinates in
      numbers.withUnsafeMutableBufferPointer { numbers in
        extents.withUnsafeMutableBufferPointer { extents in
          let sorter = Sorter(
            count: count, dimension: dimension, depth: depth, coordinates: coordinates,
            numbers: numbers, extents: extents)
          sorter.split(node: 1, level: 0)
        }
      }
    }
  }
}

/// The points that belong to a node: the i-th of the 2^level nodes of a level holds the slots from (i N)/2^level up to those of the next.
@inline(__always)
func slots(ofNode node: Int, level: Int, count: Int) -> Range<Int> {
  let position = node - (1 << level)
  return (position * count) >> level..<((position + 1) * count) >> level
}

private struct Sorter {
  let count: Int
  let dimension: Int
  let depth: Int
  let coordinates: UnsafeMutableBufferPointer<Double>
  let numbers: UnsafeMutableBufferPointer<Int32>
  let extents: UnsafeMutableBufferPointer<Double>

  func split(node: Int, level: Int) {
    let slots = slots(ofNode: node, level: level, count: count)
    let axis = measure(node: node, slots: slots)
    guard level < depth else { return }
    let right = ClausiusEntropyMeasures.slots(ofNode: 2 * node + 1, level: level + 1, count: count)
    place(median: right.lowerBound, of: slots, axis: axis)
    split(node: 2 * node, level: level + 1)
    split(node: 2 * node + 1, level: level + 1)
  }

  /// Notes the extent of the node's points and returns their widest axis.
  private func measure(node: Int, slots: Range<Int>) -> Int {
    var widest = 0
    var width = -1.0
    for axis in 0..<dimension {
      var low = Double.infinity
      var high = -Double.infinity
      for slot in slots {
        let value = coordinates[axis * count + slot]
        low = value < low ? value : low
        high = value > high ? value : high
      }
      extents[node * 2 * dimension + axis] = low
      extents[node * 2 * dimension + dimension + axis] = high
      if high - low > width { (widest, width) = (axis, high - low) }
    }
    return widest
  }

  /// Moves the points so that no point before slot `median` lies above it on `axis`, and none after it below (Hoare 1961).
  private func place(median: Int, of slots: Range<Int>, axis: Int) {
    let first = axis * count
    var low = slots.lowerBound
    var high = slots.upperBound - 1
    while low < high {
      let pivot = medianOfThree(
        coordinates[first + low], coordinates[first + (low + high) / 2], coordinates[first + high])
      var i = low
      var j = high
      while i <= j {
        while coordinates[first + i] < pivot { i += 1 }
        while coordinates[first + j] > pivot { j -= 1 }
        if i <= j {
          swapPoints(i, j)
          i += 1
          j -= 1
        }
      }
      if median <= j { high = j } else if median >= i { low = i } else { return }
    }
  }

  private func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }

  private func swapPoints(_ i: Int, _ j: Int) {
    numbers.swapAt(i, j)
    for axis in 0..<dimension { coordinates.swapAt(axis * count + i, axis * count + j) }
  }
}
