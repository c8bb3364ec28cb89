import ClausiusDiagnostics
import Foundation

extension AnalysisReport {
  /// The report as a table for people: a line for each diagnostic, mean and standard error first,
  /// then the warnings.
  ///
  /// - Parameter hasColors: whether names and warnings are colored, for a terminal.
  public func table(hasColors: Bool = false) -> String {
    let header = [
      "diagnostic", "mean", "std. error", "std. dev.", "minimum", "maximum", "first", "last",
      "unit",
    ]
    let rows = results.filter { $0.names == nil }.map { result in
      let series = result.series
      return [
        result.name, Self.number(series.mean), Self.number(result.standardError?.value),
        Self.number(series.standardDeviation), Self.number(series.minimum),
        Self.number(series.maximum), Self.number(series.first), Self.number(series.last),
        result.unit,
      ]
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String], _ style: Style) -> String {
      cells.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - cells[column].count)
        return column == 0
          ? style.apply(cells[column], hasColors) + padding : padding + cells[column]
      }.joined(separator: "  ")
    }
    let origin = system.isEmpty ? holds : system
    var lines = [
      "\(file)\(origin.isEmpty ? "" : " (\(origin))"): \(frames) frames, time \(Self.number(window.lowerBound))"
        + " to \(Self.number(window.upperBound))"
    ]
    if !rows.isEmpty { lines.append(line(header, .faint)) }
    lines += rows.map { line($0, .strong) }
    lines += notes.map { Style.warning.apply($0, hasColors) }
    let stored = results.filter(\.isStored).map(\.name)
    if !stored.isEmpty { lines.append("as stored by the run: \(stored.joined(separator: ", "))") }
    for result in results {
      if let unit = result.dataUnit { lines.append("\(result.name): of numbers in \(unit)") }
    }
    for result in results { lines += result.notes.map { "\(result.name): \($0)" } }
    for result in results {
      lines += (result.whole?.null?.lines ?? []).map { "\(result.name): \($0.0) \($0.1)" }
    }
    for result in results {
      lines += result.warnings.map { Style.warning.apply("\(result.name): \($0)", hasColors) }
    }
    return lines.joined(separator: "\n")
  }

  /// Six significant digits, "undefined" where there is no value.
  private static func number(_ value: Double?) -> String {
    value.map { String(format: "%.6g", $0) } ?? "undefined"
  }
}

/// How a piece of text stands out on a terminal.
private enum Style: String {
  case strong = "1"
  case faint = "2"
  case warning = "33"

  func apply(_ text: String, _ hasColors: Bool) -> String {
    hasColors ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
