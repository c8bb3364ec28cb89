import ClausiusSimulationCore

/// The particles by their masses.
struct Populations {
  /// The different masses.
  let masses: [Double]
  /// The place of each particle's mass among them.
  let numbers: [UInt32]

  /// The populations of a frame; one of mass 1 when it carries no masses.
  ///
  /// - Throws: for a mass that is not positive.
  init(_ frame: Frame) throws(DiagnosticError) {
    let count = frame.context.individuals
    guard let values = frame.context.properties["mass"] else {
      masses = [1]
      numbers = [UInt32](repeating: 0, count: count)
      return
    }
    guard values.count == count else {
      throw DiagnosticError("there are \(values.count) masses for \(count) individuals")
    }
    if let bad = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw DiagnosticError("the mass of individual \(bad) is \(values[bad])")
    }
    let (cells, numbers) = CellCounts.numbered(keys: values.map(\.bitPattern))
    masses = cells.cells.map { Double(bitPattern: $0.key) }
    self.numbers = numbers
  }
}
