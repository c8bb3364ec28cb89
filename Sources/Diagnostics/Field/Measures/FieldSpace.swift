import ClausiusSimulationCore
import ClausiusSpectra

/// The domain of a field as a trajectory states it: its length, and how the field continues beyond
/// its ends.
struct FieldSpace: Sendable {
  /// The first end of the domain.
  let start: Double
  /// The length of the domain, L.
  let length: Double
  /// How the field, less its rise, continues.
  let symmetry: FieldSymmetry
  /// phi(x + L) - phi(x) of a winding field.
  let rise: Double
  /// The positions of the points.
  let positions: [Double]

  /// The domain of a trajectory.
  ///
  /// - Throws: ``DiagnosticError`` when the trajectory does not state its parameters.
  init(_ context: FrameContext) throws(DiagnosticError) {
    let boundary = context.words["boundary"] ?? ""
    guard let start = context.parameters["x_min"], let length = context.parameters["length"],
      length > 0, let symmetry = Self.symmetry(boundary)
    else {
      throw DiagnosticError(
        "the trajectory does not state x_min, length and boundary of its domain",
        advice: "write energy_density into the trajectory")
    }
    self.start = start
    self.length = length
    self.symmetry = symmetry
    rise = context.parameters["rise"] ?? 0
    positions = context.gridPoints
  }

  private static func symmetry(_ boundary: String) -> FieldSymmetry? {
    switch boundary {
    case "periodic": .periodic
    case "antiperiodic": .antiperiodic
    case "neumann": .even
    case "dirichlet": .odd
    default: boundary.hasPrefix("{winding") ? .periodic : nil
    }
  }

  /// The distance of neighboring points, dx.
  var spacing: Double { length / Double(positions.count) }

  private var period: Double { Double(symmetry.domains) * length }

  /// What a winding field has risen by at a position.
  private func ramp(at x: Double) -> Double { rise * (x - start) / length }

  /// The field less its rise at the points.
  func waves(of phi: [Double]) -> [Double] {
    rise == 0 ? phi : zip(phi, positions).map { $0 - ramp(at: $1) }
  }

  /// dphi/dx at the points, by the waves.
  func slope(of phi: [Double]) -> [Double] {
    let whole = WaveSum(symmetry.continued(waves(of: phi)))
    return whole.slope(period: period)[..<phi.count].map { $0 + rise / length }
  }

  /// The density of the gradient energy, phi_x^2/2, at the points: of the slope there, and of the
  /// wave whose slope vanishes at them all.
  func gradientEnergy(of phi: [Double]) -> [Double] {
    let hidden = symmetry.hiddenGradient(waves(of: phi), length: length)
    return slope(of: phi).map { $0 * $0 / 2 + hidden }
  }

  /// The value between the points of a quantity that continues as the field does, by the waves.
  func value(of quantity: [Double], at x: Double, rises: Bool) -> Double {
    let first = positions.first ?? start
    let samples = symmetry.continued(rises ? waves(of: quantity) : quantity)
    let weights = WaveInterpolation(count: samples.count, offset: (x - first) / period).weights
    let sum = zip(weights, samples).reduce(0) { $0 + $1.0 * $1.1 }
    return rises ? sum + ramp(at: x) : sum
  }
}
