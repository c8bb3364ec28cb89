import ClausiusDatasets

/// A table with a row for each frame and columns for each individual.
struct WideTable {
  let table: Table
  let columns: TrackColumns
  /// Ends of names of columns that are none of individuals.
  var excludedEndings: [String] = []

  /// Adds an entry for each individual in each row to `samples`.
  ///
  /// - Throws: ``TrackError`` where a column of x has none of y, or there is none.
  func add(to samples: inout Samples) throws {
    let file = Int32(samples.files.count)
    samples.files.append(table.path)
    let individuals = try individuals()
    let frames =
      try columns.frame.map { try TableColumn(table, $0).wholeNumbers() }
      ?? Array(0..<table.rowCount)
    let times = try columns.time.map { try TableColumn(table, $0).times(Array(0..<table.rowCount)) }
    if individuals.first?.columns.count == 3 { samples.dimension = 3 }
    for individual in individuals {
      let number = samples.number(of: individual.name)
      let numbers = try individual.columns.map { try table.numbers(column: $0) }
      if let times { samples.add(times) }
      for row in 0..<table.rowCount {
        samples.individuals.append(number)
        samples.frames.append(frames[row])
        var place = SIMD3<Double>.zero
        for axis in numbers.indices { place[axis] = numbers[axis][row] }
        samples.positions.append(place)
        let line = Int32(clamping: table.line(ofRow: row))
        samples.places.append(SamplePlace(file: file, line: line))
      }
    }
  }

  /// The individuals, and the columns of their places.
  private func individuals() throws -> [(name: String, columns: [Int])] {
    let patterns = [columns.x, columns.y, columns.z].compactMap { $0 }
    let found = try patterns.map(matches)
    guard let first = found.first, !first.isEmpty else {
      throw TrackError(
        table.path, "no column is called '\(patterns.first ?? "x*")'",
        advice: "columns: " + table.columnNames.joined(separator: ", "))
    }
    return try first.map { name, column in
      let others = try zip(patterns, found).dropFirst().map { pattern, columns in
        guard let other = columns.first(where: { $0.name == name }) else {
          let missing = pattern.replacing("*", with: name)
          throw TrackError(
            table.path, "there is no column '\(missing)' to '\(table.columnNames[column])'")
        }
        return other.column
      }
      return (name, [column] + others)
    }
  }

  /// What stands in place of the star, and in which column.
  private func matches(_ pattern: String) throws -> [(name: String, column: Int)] {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw TrackError(table.path, "'\(pattern)' needs one star, which stands for the individual")
    }
    return table.columnNames.enumerated().compactMap { column, name in
      guard name.hasPrefix(parts[0]), name.hasSuffix(parts[1]),
        name.count > parts[0].count + parts[1].count,
        !excludedEndings.contains(where: name.hasSuffix)
      else { return nil }
      return (String(name.dropFirst(parts[0].count).dropLast(parts[1].count)), column)
    }
  }
}
