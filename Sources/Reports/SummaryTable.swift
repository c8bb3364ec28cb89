import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures

/// What analyses of several trajectories found, in one long table: a row for each file and
/// diagnostic.
///
/// Columns are the file; the parameters that differ between the files, by the last word of their
/// key or by the whole key where two would have the same column; the diagnostic, its unit and the
/// number of frames; mean, standard error and deviation; the first and the last value, and the
/// change from one to the other with its standard error. A diagnostic that names frames has a row
/// for the share of each name. What is undefined is an empty field.
public struct SummaryTable {
  /// The names of the columns.
  public let columns: [String]
  /// The fields of each row.
  public let rows: [[String]]

  private static let head = ["diagnostic", "unit", "frames"]
  private static let numbers = [
    "mean", "standard_error", "standard_deviation", "first", "last", "change",
    "change_standard_error",
  ]

  /// The table of `reports`.
  public init(_ reports: [AnalysisReport]) {
    let keys = Self.differing(reports)
    columns = ["file"] + Self.columns(of: keys) + Self.head + Self.numbers
    rows = reports.flatMap { report in
      let start =
        [report.file] + keys.map { key in report.parameters[key].map(Self.field) ?? "" }
      return report.results.flatMap(Self.rows).map { start + $0 }
    }
  }

  /// The table as comma-separated text, the names of the columns first.
  public var csv: String { CSVText.lines([columns] + rows) }

  // MARK: - Columns

  /// The keys of parameters that are not the same in all files, in the order of their paths.
  private static func differing(_ reports: [AnalysisReport]) -> [String] {
    let all = Set(reports.flatMap { $0.parameters.map(\.key) })
    return all.sorted().filter { key in Set(reports.map { $0.parameters[key] }).count > 1 }
  }

  private static func columns(of keys: [String]) -> [String] {
    let words = keys.map { String($0.split(separator: ".").last ?? "") }
    let taken = ["file"] + head + numbers
    return zip(keys, words).map { key, word in
      taken.contains(word) || words.count { $0 == word } > 1 ? key : word
    }
  }

  // MARK: - Rows

  private static func rows(_ result: SeriesResult) -> [[String]] {
    guard result.names == nil else {
      return result.shares.map { name, share in
        ["\(result.name): \(name)", "1", "\(result.samples)", share.scenarioText]
          + numbers.dropFirst().map { _ in "" }
      }
    }
    let (series, change) = (result.series, result.change)
    let values = [
      series.mean, result.standardError?.value, series.standardDeviation, series.first,
      series.last, change?.value, change?.standardError,
    ]
    return [
      [result.name, result.unit, "\(result.samples)"] + values.map { $0?.scenarioText ?? "" }
    ]
  }

  private static func field(_ value: JSON) -> String {
    if case .text(let text) = value { text } else { value.text }
  }
}

extension [JSON.Member] {
  /// The value under `key`.
  fileprivate subscript(key: String) -> JSON? { first { $0.key == key }?.value }
}
