import ClausiusEntropyMeasures

/// The values of diagnostics as comma-separated text: one row a frame, a column for each diagnostic, the first column time.
///
/// Numbers have the shortest form that reads back to the same value; an undefined value is an empty field.
public final class SeriesCSV: FrameSeries {
  private let write: (String) throws -> Void
  private var waiting = ""

  /// Writes the header line; `write` takes text in pieces.
  public init(names: [String], write: @escaping (String) throws -> Void) {
    self.write = write
    waiting = CSVText.lines([["time"] + names])
  }

  /// Adds a row.
  public func add(time: Double, _ estimates: [Estimate]) throws {
    waiting += time.description
    for estimate in estimates {
      waiting += ","
      if let value = estimate.value { waiting += value.description }
    }
    waiting += "\n"
    if waiting.utf8.count > 1 << 16 { try finish() }
  }

  /// Writes the rows that wait.
  public func finish() throws {
    try write(waiting)
    waiting = ""
  }
}

/// Text of fields separated by commas.
public enum CSVText {
  /// A line for each row.
  public static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A field in quotes when it holds a comma, a quote or a line end (RFC 4180).
  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\n".contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
