import ClausiusSimulationCore

/// What a frame holds that an estimator can be applied to: a vector or a number an individual, a
/// field, a number of the whole frame.
public protocol Quantity: Sendable {
  /// The call as the user wrote it.
  var text: String { get }

  /// What there is one row for.
  var places: QuantityPlaces { get }

  /// The quantities that a frame must carry.
  var needed: [String] { get }

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
}

extension Quantity {
  /// Accepts every frame.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {}
}

/// What the rows of a quantity stand for.
public enum QuantityPlaces: Sendable, Hashable {
  /// The whole frame, one individual or one point: a single row.
  case one
  /// Individuals or members of an ensemble, in no order.
  case individuals
  /// Points of a grid, one after the other.
  case points
}

/// The numbers of a quantity at one frame, row by row.
public struct QuantityRows: Sendable, Hashable {
  /// The numbers, [rows][columns].
  public var values: [Double]
  /// Numbers in a row: the components of a vector.
  public var columns: Int
  /// The period of each column, 0 where it has none.
  public var periods: [Double]
  /// What becomes of each column when time runs backward: 1 for what stays, -1 for what turns.
  public var parity: [Double]
  /// The numbers of the individuals that the rows belong to, where not all of them have one.
  public var individuals: [Int]?

  /// The rows `values`, each of `columns` numbers.
  public init(
    _ values: [Double], columns: Int = 1, periods: [Double]? = nil, individuals: [Int]? = nil
  ) {
    self.values = values
    self.columns = columns
    self.periods = periods ?? [Double](repeating: 0, count: columns)
    parity = [Double](repeating: 1, count: columns)
    self.individuals = individuals
  }

  /// The number of rows.
  public var count: Int { columns > 0 ? values.count / columns : 0 }

  /// The rows side by side with those of `other`; a single row goes with each of many.
  func joined(with other: QuantityRows) -> QuantityRows {
    let count = max(self.count, other.count)
    var values: [Double] = []
    values.reserveCapacity(count * (columns + other.columns))
    for row in 0..<count {
      for part in [self, other] {
        let source = part.count == 1 ? 0 : row
        values += part.values[source * part.columns..<(source + 1) * part.columns]
      }
    }
    var joined = QuantityRows(
      values, columns: columns + other.columns, periods: periods + other.periods,
      individuals: individuals ?? other.individuals)
    joined.parity = parity + other.parity
    return joined
  }

  /// Refuses numbers that are not finite, which are named by quantity, place and frame.
  func requireFinite(_ name: String, _ places: QuantityPlaces, frame: Int) throws(DiagnosticError) {
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = bad / columns
    let place =
      switch places {
      case .one: individuals.map { " of individual \($0[row])" } ?? ""
      case .individuals: " of individual \(individuals?[row] ?? row)"
      case .points: " at grid point \(row)"
      }
    throw DiagnosticError(
      "\(name)\(place) in frame \(frame) is \(values[bad]), not a finite number",
      advice: "leave the frame out with --from and --to")
  }
}
