import ClausiusSimulationCore

extension PageColumn {
  /// The numbers of a frame, a component after the other; NaN for individuals that are absent.
  ///
  /// - Parameters:
  ///   - frame: a frame that carries the quantity or lacks it.
  ///   - shown: the numbers of the individuals that are shown.
  ///   - all: the number of all individuals.
  func values(of frame: Frame, shown: [Int], of all: Int) -> [Double] {
    guard let values = frame[quantity.name], !frame.missing.contains(quantity.name) else {
      return [Double](repeating: .nan, count: rows(individuals: shown.count) * sources)
    }
    guard isOfIndividuals else { return values }
    let present = frame.context.individuals
    let width = present > 0 ? values.count / present : 0
    let rowOf = Self.rowsOfIndividuals(frame, all)
    var taken = [Double](repeating: .nan, count: shown.count * sources)
    for (k, individual) in shown.enumerated() {
      let row = rowOf.map { $0[individual] } ?? individual
      guard row >= 0 else { continue }
      for source in 0..<sources {
        taken[source * shown.count + k] = values[row * width + component + source]
      }
    }
    return taken
  }

  /// Numbers of a row of the quantity that make one row of the column.
  private var sources: Int {
    switch content {
    case .position: components
    case .direction, .length: 3
    case .scalar, .category, .grid: 1
    }
  }

  /// The row of each individual, -1 where it is absent; `nil` where rows are individuals.
  private static func rowsOfIndividuals(_ frame: Frame, _ all: Int) -> [Int]? {
    guard let attendance = frame.context.attendance else { return nil }
    var rows = [Int](repeating: -1, count: all)
    for (row, individual) in attendance.numbers.enumerated() where individual < all {
      rows[individual] = row
    }
    return rows
  }
}
