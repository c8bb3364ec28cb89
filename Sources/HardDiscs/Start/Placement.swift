import ClausiusSimulationCore

/// A rectangle for disc centers; a periodic axis has no ends.
struct Region: Sendable {
  /// The lower left and the upper right corner.
  var lower: SIMD2<Double>
  var upper: SIMD2<Double>
  /// Whether x and y close on themselves.
  var isPeriodic: (x: Bool, y: Bool)

  /// Side lengths.
  var size: SIMD2<Double> { upper - lower }

  /// Where the center of a disc of `radius` may be.
  func inner(radius: Double) -> (lower: SIMD2<Double>, upper: SIMD2<Double>) {
    // A hair's breadth is kept free so that rounding to fixed point cannot cross the wall.
    let margin = SIMD2(isPeriodic.x ? 0 : radius, isPeriodic.y ? 0 : radius)
    let hair = size * 1e-15
    return (lower + margin + hair, upper - margin - hair)
  }

  /// The shortest displacement.
  @inline(__always)
  func nearest(_ displacement: SIMD2<Double>) -> SIMD2<Double> {
    var result = displacement
    if isPeriodic.x { result.x -= size.x * (result.x / size.x).rounded() }
    if isPeriodic.y { result.y -= size.y * (result.y / size.y).rounded() }
    return result
  }

  /// The point moved into the region for discs of `radius`.
  func clamped(_ point: SIMD2<Double>, radius: Double) -> SIMD2<Double> {
    let inner = inner(radius: radius)
    var result = point
    for axis in 0..<2 {
      if axis == 0 ? isPeriodic.x : isPeriodic.y {
        result[axis] -= size[axis] * ((result[axis] - lower[axis]) / size[axis]).rounded(.down)
        if result[axis] >= upper[axis] { result[axis] = lower[axis] }
      } else {
        result[axis] = min(max(result[axis], inner.lower[axis]), inner.upper[axis])
      }
    }
    return result
  }
}

/// Discs in cells about as wide as the largest of them: who is near a place.
///
/// It is no `CellGrid`, which sorts all individuals at once and is made again when one moves: here
/// discs are placed one after the other, each as soon as it has found room among those before it.
/// A cell is a chain of discs, the last one first; which of them a new disc meets first decides
/// where it ends up.
struct PlacementGrid {
  let region: Region
  let columns: Int
  let rows: Int
  private var first: [Int32]
  private var next: [Int32]

  init(region: Region, width: Double, count: Int) {
    self.region = region
    let side = max(
      width * 1.000001, (region.size.x * region.size.y / Double(4 * count + 4)).squareRoot())
    let pieces = { (length: Double, isPeriodic: Bool) in
      let pieces = Int(min(1e6, length / side))
      return pieces < (isPeriodic ? 3 : 1) ? 1 : pieces
    }
    columns = pieces(region.size.x, region.isPeriodic.x)
    rows = pieces(region.size.y, region.isPeriodic.y)
    first = [Int32](repeating: -1, count: columns * rows)
    next = [Int32](repeating: -1, count: count)
  }

  /// Empties the cells.
  mutating func clear() {
    for cell in first.indices { first[cell] = -1 }
  }

  /// Puts disc `index` into the cell of `point`.
  mutating func insert(_ index: Int, at point: SIMD2<Double>) {
    let cell = column(point.x) + columns * row(point.y)
    next[index] = first[cell]
    first[cell] = Int32(index)
  }

  /// Calls `body` with every disc in the cells around `point`, until it returns false.
  @inline(__always)
  func forEach(near point: SIMD2<Double>, _ body: (Int) -> Bool) {
    let row = row(point.y)
    let column = column(point.x)
    for dy in rows == 1 ? 0...0 : -1...1 {
      guard let y = wrapped(row + dy, rows, region.isPeriodic.y) else { continue }
      for dx in columns == 1 ? 0...0 : -1...1 {
        guard let x = wrapped(column + dx, columns, region.isPeriodic.x) else { continue }
        var index = first[x + columns * y]
        while index >= 0 {
          if !body(Int(index)) { return }
          index = next[Int(index)]
        }
      }
    }
  }

  @inline(__always)
  private func wrapped(_ index: Int, _ count: Int, _ isPeriodic: Bool) -> Int? {
    if index >= 0, index < count { return index }
    return isPeriodic ? (index < 0 ? index + count : index - count) : nil
  }

  private func column(_ x: Double) -> Int {
    min(columns - 1, max(0, Int((x - region.lower.x) / region.size.x * Double(columns))))
  }

  private func row(_ y: Double) -> Int {
    min(rows - 1, max(0, Int((y - region.lower.y) / region.size.y * Double(rows))))
  }
}
