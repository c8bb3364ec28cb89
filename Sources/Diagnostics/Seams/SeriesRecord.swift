import ClausiusDeclarations
import ClausiusEntropyMeasures

/// What follows the frames of a trajectory one after the other, in memory that does not grow with
/// their number.
public protocol SeriesRecord {
  /// Takes note of the next frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what the record needs.
  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError)

  /// Ends the series, after its last frame: the one number of all frames together, or `nil` when
  /// there are only the values at each.
  ///
  /// - Throws: ``DiagnosticError`` when the frames together do not suit.
  mutating func settle() throws(DiagnosticError) -> Estimate?

  /// A name for each frame, in place of its number; `nil` where there are numbers.
  var names: [String]? { get }

  /// What a document reports of the frames beside the numbers.
  var details: [JSON.Member] { get }

  /// The details in words, for people; one line each.
  var notes: [String] { get }

  /// What a reader should know before trusting the names or the number of all frames.
  var warnings: [String] { get }

  /// The details as rows of a table of their own, where they are one.
  var table: RecordTable? { get }
}

extension SeriesRecord {
  /// Only the values at each frame.
  public mutating func settle() throws(DiagnosticError) -> Estimate? { nil }

  /// Numbers.
  public var names: [String]? { nil }

  /// Nothing.
  public var details: [JSON.Member] { [] }

  /// Nothing.
  public var notes: [String] { [] }

  /// Nothing.
  public var warnings: [String] { [] }

  /// None.
  public var table: RecordTable? { nil }
}

/// Rows of words and numbers under named columns.
public struct RecordTable: Sendable, Hashable {
  /// The names of the columns.
  public var columns: [String]
  /// The fields of each row as text.
  public var rows: [[String]]

  /// A table of `rows` under `columns`.
  public init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}
