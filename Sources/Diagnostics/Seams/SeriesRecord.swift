import ClausiusDeclarations
import ClausiusEntropyMeasures

/// What follows the frames of a trajectory one after the other, in memory that does not grow with their number.
public protocol SeriesRecord {
  /// Takes note of the next frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what the record needs.
  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError)

  /// The one number of all frames together; `nil` when there are only the values at each.
  var estimate: Estimate? { get }

  /// A name for each frame, in place of its number; `nil` where there are numbers.
  var names: [String]? { get }

  /// What a document tells of the frames beside the numbers.
  var details: [JSON.Member] { get }

  /// The details in words, for people; one line each.
  var notes: [String] { get }
}

extension SeriesRecord {
  /// Only the values at each frame.
  public var estimate: Estimate? { nil }

  /// Numbers.
  public var names: [String]? { nil }

  /// Nothing.
  public var details: [JSON.Member] { [] }

  /// Nothing.
  public var notes: [String] { [] }
}
