import ClausiusSimulationCore

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
  /// The lengths of the axes along which the rows lie, the last fastest: [y][x] of a lattice.
  public var axes: [Int]

  /// The rows `values`, each of `columns` numbers.
  public init(
    _ values: [Double], columns: Int = 1, periods: [Double]? = nil, individuals: [Int]? = nil
  ) {
    self.values = values
    self.columns = columns
    self.periods = periods ?? [Double](repeating: 0, count: columns)
    parity = [Double](repeating: 1, count: columns)
    self.individuals = individuals
    axes = [columns > 0 ? values.count / columns : 0]
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
    joined.axes = axes(of: count) ?? other.axes(of: count) ?? [count]
    return joined
  }

  /// The axes along which `count` rows lie, where there are several.
  private func axes(of count: Int) -> [Int]? {
    self.count == count && axes.count > 1 ? axes : nil
  }

  /// Refuses numbers that are not finite, which are named by quantity, place and frame.
  func requireFinite(_ name: String, _ places: QuantityPlaces, frame: Int) throws(DiagnosticError) {
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = bad / columns
    let place =
      switch places {
      case .one: individuals.map { " of individual \($0[row])" } ?? ""
      case .individuals: " of individual \(individuals?[row] ?? row)"
      case .points, .lattice: " at grid point \(row)"
      }
    let isPoint = places == .points || places == .lattice
    throw DiagnosticError(
      "\(name)\(place) in frame \(frame) is \(values[bad]), not a finite number",
      advice: isPoint
        ? "fill the gap, or take points by themselves, such as \(name)(x: 0)"
        : "leave the frame out with --from and --to")
  }
}
