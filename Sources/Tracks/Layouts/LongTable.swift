import ClausiusDatasets

/// A table with a row for each individual in each frame.
struct LongTable {
  let table: Table
  let columns: TrackColumns
  /// The individual of a table that has no column for it.
  let individual: String

  /// Adds the rows to `samples`.
  ///
  /// - Throws: `DatasetError` for a column that is not there or holds no numbers, ``TrackError``
  ///   for what is no frame or time.
  func add(to samples: inout Samples) throws {
    let rows = try visibleRows()
    let file = Int32(samples.files.count)
    samples.files.append(table.path)
    let names = try columns.id.map { try TableColumn(table, $0).names() }
    let named = rows.filter { names?[$0] != "" }
    samples.unnamed += rows.count - named.count
    let kept = try placed(named)
    samples.unplaced += named.count - kept.count
    for row in kept {
      samples.individuals.append(samples.number(of: names?[row] ?? individual))
      samples.places.append(SamplePlace(file: file, line: Int32(clamping: table.line(ofRow: row))))
    }
    try addTimes(kept, to: &samples)
    let places = [columns.x, columns.y, columns.z]
    samples.positions += try vectors(places, kept)
    if columns.z != nil { samples.dimension = 3 }
    if columns.vx != nil {
      samples.velocities += try vectors([columns.vx, columns.vy, columns.vz], kept)
    }
    if let heading = columns.heading {
      let angles = try TableColumn(table, heading).numbers()
      samples.headings += kept.map { angles[$0] * columns.headingUnit.radians }
    }
  }

  /// The rows that no column marks as wrong.
  private func visibleRows() throws -> [Int] {
    let marks = try columns.hidden.map { hidden in
      (rule: hidden, texts: table.texts(column: try table.column(named: hidden.column)))
    }
    return (0..<table.rowCount).filter { row in
      !marks.contains { $0.rule.hides($0.texts[row]) }
    }
  }

  /// The rows with a place, where others are no frames.
  private func placed(_ rows: [Int]) throws -> [Int] {
    guard columns.skipsRowsWithoutPlace else { return rows }
    let places = try [columns.x, columns.y].compactMap { name in
      try name.map { try TableColumn(table, $0).numbers() }
    }
    return rows.filter { row in places.allSatisfy { $0[row].isFinite } }
  }

  private func addTimes(_ rows: [Int], to samples: inout Samples) throws {
    if let frame = columns.frame {
      let frames = try TableColumn(table, frame).wholeNumbers()
      samples.frames += rows.map { frames[$0] }
    }
    if let time = columns.time {
      samples.add(try TableColumn(table, time).times(rows))
    }
    guard columns.frame == nil, columns.time == nil else { return }
    // A table of one individual may count its rows and say nothing more.
    samples.frames += rows
  }

  private func vectors(_ names: [String?], _ rows: [Int]) throws -> [SIMD3<Double>] {
    var vectors = [SIMD3<Double>](repeating: .zero, count: rows.count)
    for (axis, name) in names.enumerated() {
      guard let name else { continue }
      let numbers = try TableColumn(table, name).numbers()
      for (k, row) in rows.enumerated() { vectors[k][axis] = numbers[row] }
    }
    return vectors
  }
}
