import ClausiusSimulationCore

/// What a frame holds that an estimator can be applied to: a vector or a number an individual, a
/// field, a number of the whole frame.
public protocol Quantity: Sendable {
  /// The call as the user wrote it.
  var text: String { get }

  /// What there is one row for; `nil` while only the frames can tell.
  var places: QuantityPlaces? { get }

  /// What becomes of it when time runs backward; even while only the frames can tell.
  var parity: QuantityDescription.Parity { get }

  /// Whether ``places`` and ``parity`` are known only with the frames.
  var dependsOnFrames: Bool { get }

  /// The unit of its numbers, "1" for none.
  var unit: String { get }

  /// Whether its numbers are stored in single precision.
  var isSinglePrecision: Bool { get }

  /// Whether its numbers have a mean; codes of categories have none.
  var hasMean: Bool { get }

  /// The quantities that a frame must carry.
  var needed: [String] { get }

  /// The quantity with what only frames with these contents tell.
  ///
  /// - Throws: what does not suit, and what to do.
  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any Quantity

  /// Checks that frames with these quantities and observables hold it, before any is read.
  ///
  /// - Throws: what is missing, and what to do.
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError)

  /// Checks that frames of this kind hold it, before any is read.
  ///
  /// - Throws: what does not suit, and what to do.
  func check(context: FrameContext, box: Box) throws(DiagnosticError)

  /// Its numbers at a frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks it, or where one of them is not finite.
  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows

  /// The call of a part of it with one number a place, or with one number where `place` is true;
  /// `nil` where there is no such part to name.
  func part(ofOne place: Bool) -> String?
}

extension Quantity {
  /// Numbers of double precision.
  public var isSinglePrecision: Bool { false }

  /// Numbers.
  public var hasMean: Bool { true }

  /// Accepts every frame.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {}

  /// No part.
  public func part(ofOne place: Bool) -> String? { nil }
}

/// What the rows of a quantity stand for.
public enum QuantityPlaces: Sendable, Hashable {
  /// The whole frame, one individual or one point: a single row.
  case one
  /// Individuals or members of an ensemble, in no order.
  case individuals
  /// Points of a grid, one after the other.
  case points
  /// Points of a grid with more axes than one.
  case lattice

  /// The places along axes of these kinds.
  init(_ kinds: [FrameAxis.Kind]) {
    if kinds.contains(where: { $0 == .individuals || $0 == .members }) {
      self = .individuals
    } else {
      let grids = kinds.count { $0 == .grid }
      self = grids == 0 ? .one : grids == 1 ? .points : .lattice
    }
  }

  /// What the axes count that have the same name everywhere.
  static let usualKinds: [FrameAxis.ID: FrameAxis.Kind] = [
    .individuals: .individuals, .members: .members, .space: .components, .x: .grid, .y: .grid,
  ]
}
