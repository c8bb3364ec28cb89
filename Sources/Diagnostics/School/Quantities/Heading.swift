import ClausiusDeclarations
import ClausiusSimulationCore

/// Unit vectors along the velocities, e_i = v_i/|v_i|; zero for individuals at rest.
struct Heading: DerivedQuantity {
  static let description = QuantityDescription(
    "heading", about: "unit vectors along the velocities, zero for those at rest",
    along: [.individuals, .space], parity: .odd)
  static let quantities = ["velocity"]
  static let keys: [Key<Heading>] = []

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let school: School = try frame.view()
    let headings = try school.headings()
    var values: [Double] = []
    values.reserveCapacity(3 * headings.count)
    for heading in headings { for axis in 0..<3 { values.append(heading[axis]) } }
    return values
  }
}
