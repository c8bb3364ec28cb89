import Foundation

/// Reads the rows of all parts of a sweep.
public struct RowReader {
  private let folder: SweepFolder
  private let sweep: String

  /// The rows of the sweep with the hash `sweep` in `folder`.
  init(_ folder: SweepFolder, sweep: String) {
    self.folder = folder
    self.sweep = sweep
  }

  /// The row of each member that has one; one that is complete stands over one that failed.
  ///
  /// - Throws: ``SweepError`` where a file cannot be read, or a line but the last one is no row of
  ///   this sweep.
  func rows() throws(SweepError) -> [MemberIdentity: MemberRow] {
    var rows: [MemberIdentity: MemberRow] = [:]
    for path in try PartLines.files(in: folder.rows) { try add(path, to: &rows) }
    return rows
  }

  private func add(
    _ path: String, to rows: inout [MemberIdentity: MemberRow]
  ) throws(SweepError) {
    try PartLines(path).forEach { (number, line) throws(SweepError) in
      guard let found = MemberRow.read(line) else { throw torn("\(path):\(number)") }
      guard found.sweep == sweep else { throw foreign("\(path):\(number)") }
      Self.keep(found.row, in: &rows)
    }
  }

  private static func keep(_ row: MemberRow, in rows: inout [MemberIdentity: MemberRow]) {
    if rows[row.identity]?.status == .complete { return }
    rows[row.identity] = row
  }

  private func torn(_ place: String) -> SweepError {
    SweepError(
      .request,
      "\(place): this is no row of a sweep, or it was damaged (remove the line: its member is run again)"
    )
  }

  private func foreign(_ place: String) -> SweepError {
    SweepError(
      .request, "\(place): this row belongs to another sweep (move the file out of the folder)")
  }
}
