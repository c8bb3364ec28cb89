import ClausiusEntropyMeasures
import RealModule

/// The local equilibrium distribution with the density, mean velocity and temperature of each cell.
struct LocalEquilibrium {
  /// What all particles of a cell have in common.
  private struct Constants {
    var information: Double
    var velocity: SIMD3<Double>
    var inverseTemperature: Double
  }

  private let constants: [Constants?]
  /// The bias of the plug-in entropy per particle: that of the density to order 1/N, and that of ln
  /// T, exact for Maxwellian velocities.
  let leadingBias: Double
  private let dimension: Double

  /// The distribution with `fields`; cells without a temperature are left out.
  init(_ fields: LocalFields, logCellVolume: Double) {
    let d = Double(fields.dimension)
    dimension = d
    let thermal = fields.cells.indices.filter { fields.isThermal($0) }
    let samples = thermal.reduce(0) { $0 + fields.cells[$1].count }
    var constants = [Constants?](repeating: nil, count: fields.cells.count)
    var bias = -(Double(thermal.count) - 1) / (2 * samples)
    for cell in thermal {
      let field = fields.cells[cell]
      let density = logCellVolume - Double.log(field.count / samples)
      constants[cell] = Constants(
        information: density + d / 2 * Double.log(2 * .pi * field.temperature),
        velocity: field.velocity, inverseTemperature: 1 / field.temperature)
      bias += field.count / samples * d / 2 * Self.biasOfLogTemperature(field.count, d)
    }
    self.constants = constants
    leadingBias = bias
  }

  /// -ln of the distribution at a particle, or `nil` in a cell without a temperature.
  @inline(__always)
  func information(
    cell: Int, velocity: SIMD3<Double>, mass: Double, logMass: Double
  ) -> Double? {
    guard let constants = constants[cell] else { return nil }
    let peculiar = velocity - constants.velocity
    let energy = mass * (peculiar * peculiar).sum() / 2 * constants.inverseTemperature
    return constants.information - dimension / 2 * logMass + energy
  }

  /// <ln T> - ln <T> for n Maxwellian velocities around their own mean: n d T is a chi-squared
  /// variable with d (n - 1) degrees of freedom.
  static func biasOfLogTemperature(_ count: Double, _ dimension: Double) -> Double {
    Double.digamma(dimension * (count - 1) / 2) + Double.log(2 / (dimension * count))
  }
}
