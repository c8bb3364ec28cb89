import ClausiusDatasets
import ClausiusDeclarations
import ClausiusScenarios
import Foundation

/// A CSV file of settings: keys of the scenario as columns, a member in each row.
struct SettingsFile {
  /// The members.
  let entries: [SweepList.Entry]

  /// Reads the file at `path`, as seen from the current folder or from that of the scenario.
  ///
  /// - Throws: `Problems` where there is no such table, a column is given twice, or a cell is
  ///   empty.
  init(
    _ path: String, namedAt position: SourcePosition, of scenario: Scenario
  ) throws(Problems) {
    let table = try Self.table(Self.found(path, scenario), position)
    let keys = table.headers.last ?? []
    if let key = keys.first(where: { key in keys.count { $0 == key } > 1 }) {
      throw Problems(Problem("\(table.path): the axis '\(key)' is given twice"))
    }
    guard !keys.isEmpty, table.rowCount > 0, keys.count == table.columnCount else {
      throw Problems(
        Problem(
          "\(table.path): is no table of settings", at: position,
          advice: "its first line names keys, such as run.duration, and each other line a member"))
    }
    let angles = scenario.sweptAngles
    entries = try (0..<table.rowCount).map { row throws(Problems) in
      let place = SourcePosition(source: table.path, line: table.line(ofRow: row), column: 1)
      let settings = try keys.indices.map { column throws(Problems) in
        let cell = table.cell(row: row, column: column)
        let node = try angles.plain(
          Node(.scalar(text: cell, isQuoted: false), at: place), ofKey: keys[column])
        do throws(Problems) {
          return SweepList.Entry.Setting(
            keys[column], try SweepValue(from: node, as: SweepValue.kind))
        } catch {
          throw Problems(Problem("'\(keys[column])' has no value", at: place))
        }
      }
      return SweepList.Entry(settings, at: place)
    }
  }

  private static func table(
    _ path: String, _ position: SourcePosition
  ) throws(Problems) -> Table {
    do throws(DatasetError) {
      return try Table.read(path: path)
    } catch {
      throw Problems(Problem(error.description, at: position))
    }
  }

  /// The file as all paths of a scenario are seen, else beside the scenario.
  private static func found(_ path: String, _ scenario: Scenario) -> String {
    guard !path.hasPrefix("/"), !FileManager.default.fileExists(atPath: path) else { return path }
    let folder = URL(fileURLWithPath: scenario.path).deletingLastPathComponent()
    let beside = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: beside) ? beside : path
  }
}
