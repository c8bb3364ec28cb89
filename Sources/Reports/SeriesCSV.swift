import ClausiusEntropyMeasures

/// The values of diagnostics as comma-separated text: one row a frame, a column for each
/// diagnostic, the first column time.
///
/// Numbers have the shortest form that reads back to the same value; an undefined value is an empty
/// field. Rows with names, which are known only after the last frame, are kept until then.
public final class SeriesCSV: FrameSeries {
  private let write: (String) throws -> Void
  private let isNamed: [Bool]
  private var waiting = ""
  /// The rows so far, where some columns are named.
  private var rows: [[String]] = []

  /// Writes the header line.
  ///
  /// - Parameters:
  ///   - names: the diagnostics.
  ///   - isNamed: which of them name frames rather than to measure them; none when left out.
  ///   - write: takes text in pieces.
  public init(
    names: [String], isNamed: [Bool] = [], write: @escaping (String) throws -> Void
  ) {
    self.write = write
    self.isNamed = isNamed
    waiting = CSVText.lines([["time"] + names])
  }

  /// Adds a row.
  public func add(time: Double, _ estimates: [Estimate]) throws {
    let row = [time.description] + estimates.map { $0.value?.description ?? "" }
    guard !isNamed.contains(true) else { return rows.append(row) }
    try add(row)
  }

  private func add(_ row: [String]) throws {
    waiting += row.joined(separator: ",") + "\n"
    if waiting.utf8.count > 1 << 16 { try flush() }
  }

  private func flush() throws {
    try write(waiting)
    waiting = ""
  }

  /// Writes the rows that wait.
  public func finish(names: [[String]?] = []) throws {
    for (frame, row) in rows.enumerated() {
      var row = row
      for (column, own) in names.enumerated() {
        if let own { row[column + 1] = CSVText.quoted(own[frame]) }
      }
      try add(row)
    }
    rows = []
    try flush()
  }
}

/// Text of fields separated by commas.
public enum CSVText {
  /// A line for each row.
  public static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A field in quotes when it holds a comma, a quote or a line end (RFC 4180).
  static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\n".contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
