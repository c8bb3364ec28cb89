/// A triangular lattice over a region, stretched to fill it evenly.
struct LatticePlacement {
  let region: Region
  let count: Int
  /// The largest radius, kept free of the walls.
  let radius: Double

  /// The first `count` sites of the lattice with the largest nearest distance.
  func places() -> [SIMD2<Double>] {
    let inner = region.inner(radius: radius)
    let size = inner.upper - inner.lower
    let (columns, rows) = shape(size)
    let spacing = size / SIMD2(Double(columns), Double(rows))
    // Between walls the sites span the whole width, row by row shifted by half a spacing.
    let fill = region.isPeriodic.x ? spacing.x : size.x / max(0.5, Double(columns) - 0.5)
    let height = region.isPeriodic.y ? spacing.y : (rows > 1 ? size.y / Double(rows - 1) : 0)
    return (0..<count).map { k in
      let row = k / columns
      let x = (Double(k % columns) + (row % 2 == 1 ? 0.5 : 0)) * fill
      return inner.lower + SIMD2(min(x, size.x), min(Double(row) * height, size.y))
    }
  }

  private func shape(_ size: SIMD2<Double>) -> (columns: Int, rows: Int) {
    var best = (columns: 1, rows: count, distance: -1.0)
    let ideal = (Double(count) * size.x / max(size.y, .leastNormalMagnitude) * 0.866).squareRoot()
    let guess = Int(max(1, min(Double(count), ideal)))
    for columns in max(1, guess / 2 - 2)...min(count, guess * 2 + 2) {
      var rows = (count + columns - 1) / columns
      if region.isPeriodic.y, rows % 2 == 1 { rows += 1 }
      let width = region.isPeriodic.x ? size.x / Double(columns) : size.x / (Double(columns) - 0.5)
      let height =
        region.isPeriodic.y ? size.y / Double(rows) : size.y / max(1, Double(rows - 1))
      var distance = (0.25 * width * width + height * height).squareRoot()
      if columns > 1 || region.isPeriodic.x { distance = min(distance, width) }
      if rows == 1 { distance = width }
      if rows > 2 { distance = min(distance, 2 * height) }
      if distance > best.distance { best = (columns, rows, distance) }
    }
    return (best.columns, best.rows)
  }
}
