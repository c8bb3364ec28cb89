import ClausiusSimulationCore

/// The packing fraction of equal cells that fill the box: the area (length, volume) of the
/// particles whose centers lie in a cell over that of the cell.
struct PackingCells {
  /// The number of cells along each axis.
  let counts: [Int]
  /// The packing fraction of each cell, x fastest.
  let values: [Double]
  /// The cell of each particle, [N].
  let cellOfParticle: [Int]

  /// Cells whose sides are at least `side` mean diameters.
  ///
  /// - Throws: on open axes, and in boxes of fewer than two cells along every axis.
  init(_ particles: Particles, side: Double) throws(DiagnosticError) {
    let sizes = try ParticleSizes(particles.frame)
    let box = particles.frame.space
    counts = try Self.counts(in: box, side: side * sizes.meanDiameter)
    let places = try particles.places()
    let counts = counts
    cellOfParticle = places.map { Self.cell(of: $0, in: box, counts: counts) }
    let volume = counts.indices.reduce(1.0) { $0 * box.length($1) / Double(counts[$1]) }
    var values = [Double](repeating: 0, count: counts.reduce(1, *))
    for (cell, own) in zip(cellOfParticle, sizes.volumes(dimension: particles.dimension)) {
      values[cell] += own / volume
    }
    self.values = values
  }

  /// The number of cells along each axis whose sides are at least `side`.
  ///
  /// - Throws: on open axes, and in boxes of fewer than two cells along every axis.
  static func counts(in box: Box, side: Double) throws(DiagnosticError) -> [Int] {
    let counts = try (0..<box.spatialDimension).map { axis throws(DiagnosticError) in
      guard box.boundary[axis] != .open else {
        throw DiagnosticError(
          "axis \("xyz".dropFirst(axis).prefix(1)) of the box is open, so that its cells have no volume",
          advice: "use a Gaussian packing, which needs no box")
      }
      return max(1, Int(saturating: (box.length(axis) / side * (1 + 1e-9)).rounded(.down)))
    }
    guard counts.reduce(1.0, { $0 * Double($1) }) < 1e8 else {
      throw DiagnosticError(
        "the box holds more than 10^8 cells of side \(side)", advice: "choose larger cells")
    }
    guard counts.contains(where: { $0 > 1 }) else {
      throw DiagnosticError(
        "the box holds only one cell of side \(side)", advice: "choose smaller cells")
    }
    return counts
  }

  /// The cell of a place within the box, x fastest; places beyond its ends count as in the outer
  /// cells.
  static func cell(of place: SIMD3<Double>, in box: Box, counts: [Int]) -> Int {
    var (cell, stride) = (0, 1)
    for axis in counts.indices {
      let share = (place[axis] - box.lower[axis]) / box.length(axis)
      let index = max(0, min(counts[axis] - 1, Int(saturating: share * Double(counts[axis]))))
      cell += index * stride
      stride *= counts[axis]
    }
    return cell
  }

  /// The mean square deviation of the packing of the cells from their mean.
  var variance: Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }
}
