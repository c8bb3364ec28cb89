import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Something that can be computed from frames with parameters already chosen: a ``Diagnostic``, or
/// an estimator on a quantity of the frames.
public protocol FrameMeasure: Sendable {
  /// The unit of the values.
  var unit: EntropyUnit { get }

  /// The unit of the values in words, "1" for none; that of the frames where values are taken from
  /// them as they are.
  var unitName: String { get }

  /// The unit of the data that the value belongs to, as the entropy of a density does; `nil` where
  /// it belongs to none, or the data have none.
  var dataUnit: String? { get }

  /// Why a value has no standard error, where it has none and no reason of its own.
  var missingError: MissingError { get }

  /// Whether it is one number for all frames together, which a ``SeriesRecord`` finds, and
  /// undefined at each.
  var isOfWholeSeries: Bool { get }

  /// The words that its values 0, 1, 2, ... stand for; none where they are numbers.
  var names: [String] { get }

  /// The words that its values can stand for in trajectories of a family, known before there are
  /// frames.
  func names(of family: SystemFamily?) -> [String]

  /// The quantities that a frame must carry.
  var quantities: [String] { get }

  /// Whether something of it is known only with the frames, such as ``isOfWholeSeries``.
  var dependsOnFrames: Bool { get }

  /// The measure with what only frames with these contents tell.
  ///
  /// - Throws: what does not suit, and what to do.
  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure

  /// Checks that frames with these quantities and observables can be evaluated, before any is.
  ///
  /// - Throws: what is missing, and what to do.
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError)

  /// Checks that frames of this kind can be evaluated, before any is.
  ///
  /// - Throws: what is missing, and what to do.
  func check(context: FrameContext, box: Box) throws(DiagnosticError)

  /// Whether its record ends in a table of its own.
  var hasTable: Bool { get }

  /// What follows the frames beside the values at each, or `nil` for nothing.
  func makeRecord(for context: FrameContext) -> (any SeriesRecord)?

  /// Computes ahead what its record will ask of a frame, beside the value: the frame keeps it.
  ///
  /// - Throws: what the record will throw.
  func prepare(_ frame: AnalyzedFrame) throws(DiagnosticError)

  /// The value at a frame, or why it has none.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what is needed, which no other frame of the
  ///   trajectory will mend.
  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate
}

extension FrameMeasure {
  /// The word for the unit.
  public var unitName: String { unit.rawValue }

  /// None.
  public var dataUnit: String? { nil }

  /// It is exact for its frame.
  public var missingError: MissingError { .exactForFrame }

  /// Numbers.
  public var names: [String] { [] }

  /// Those of every family.
  public func names(of family: SystemFamily?) -> [String] { names }

  /// Nothing.
  public var dependsOnFrames: Bool { false }

  /// The measure as it is.
  public func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    self
  }

  /// No table.
  public var hasTable: Bool { false }

  /// Accepts every frame.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {}

  /// Nothing: records ask for little more than the value.
  public func prepare(_ frame: AnalyzedFrame) throws(DiagnosticError) {}

  /// Nothing.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? { nil }
}
