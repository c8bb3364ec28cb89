import ClausiusSimulationCore

/// The particles by species and mass.
struct Populations {
  /// The mass of each population.
  let masses: [Double]
  /// The population of each particle.
  let numbers: [UInt32]

  /// The populations of a frame by a rule: one of mass 1 where all count alike or the frame says
  /// nothing.
  ///
  /// - Throws: for a mass that is not positive.
  init(_ frame: Frame, _ rule: SpeciesRule) throws(DiagnosticError) {
    let count = frame.context.individuals
    let masses = try Self.masses(frame)
    let species = frame.context.properties["species"].flatMap { $0.count == count ? $0 : nil }
    guard rule != .together, masses != nil || species != nil && rule == .each else {
      self.masses = [1]
      numbers = [UInt32](repeating: 0, count: count)
      return
    }
    let values = masses ?? [Double](repeating: 1, count: count)
    let (byMass, ofMass) = CellCounts.numbered(keys: values.map(\.bitPattern))
    guard rule == .each, let species else {
      self.masses = byMass.cells.map { Double(bitPattern: $0.key) }
      numbers = ofMass
      return
    }
    let ofSpecies = CellCounts.numbered(keys: species.map { ($0 + 0).bitPattern }).numbers
    let (both, numbers) = CellCounts.numbered(
      keys: (0..<count).map { UInt64(ofSpecies[$0]) << 32 | UInt64(ofMass[$0]) })
    self.masses = both.cells.map { values[Int($0.first)] }
    self.numbers = numbers
  }

  private static func masses(_ frame: Frame) throws(DiagnosticError) -> [Double]? {
    guard let values = frame.context.properties["mass"] else { return nil }
    guard values.count == frame.context.individuals else {
      throw DiagnosticError(
        "there are \(values.count) masses for \(frame.context.individuals) individuals")
    }
    if let bad = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw DiagnosticError("the mass of individual \(bad) is \(values[bad])")
    }
    return values
  }
}
