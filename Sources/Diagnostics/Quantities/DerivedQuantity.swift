import ClausiusDeclarations
import ClausiusSimulationCore

/// A quantity that follows from what frames carry, under a name of its own: `heading`,
/// `energy_density`.
///
/// The conforming type is the table of its parameters, as a ``Diagnostic`` is, and stands in the
/// list of its ``DiagnosticFamily`` or of a package. Where frames carry a quantity of its name, and
/// the call gives it no parameters of its own, the numbers of the frames count.
public protocol DerivedQuantity: Declared, Hashable {
  /// Its name, unit and meaning, the axes along which it lies, and what becomes of it when time
  /// runs backward.
  static var description: QuantityDescription { get }

  /// The quantities that a frame must carry; none by default.
  static var quantities: [String] { get }

  /// The axes along which it lies with these parameters; those of the description by default.
  var axes: [FrameAxis.ID] { get }

  /// Checks that it follows from frames with these quantities and observables, before any is read;
  /// refuses by default frames that lack one of ``quantities``.
  ///
  /// - Throws: what is missing, and what to do.
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError)

  /// Its numbers at a frame along ``axes``, the last axis fastest.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what it follows from.
  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double]
}

extension DerivedQuantity {
  /// None.
  public static var quantities: [String] { [] }

  /// Those of the description.
  public var axes: [FrameAxis.ID] { Self.description.axes }

  /// Refuses frames that lack one of the quantities.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in Self.quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
  }
}

extension DerivedQuantity {
  /// Whether the call leaves its parameters alone, so that numbers that frames carry under its name
  /// are what it asks for.
  var isPlain: Bool { self == Self() }

  /// Its description with the axes of these parameters.
  var description: QuantityDescription {
    var description = Self.description
    description.axes = axes
    return description
  }
}
