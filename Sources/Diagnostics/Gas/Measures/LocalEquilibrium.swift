import ClausiusEntropyMeasures
import RealModule

/// The local equilibrium distribution of each species: its density in each cell, and the mean
/// velocity and the temperature that all species of the cell share.
struct LocalEquilibrium {
  /// What all particles of a species in a cell have in common.
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

  /// A species in a position cell.
  private struct Share {
    var cell = 0
    var population = 0
    var count = 0.0
  }

  /// The distribution with `fields`; cells without a temperature are left out.
  init(
    _ fields: LocalFields, positions: PositionCells, populations: Populations, outer: OuterCells,
    logCellVolume: Double
  ) {
    let d = Double(fields.dimension)
    dimension = d
    let shares = Self.shares(positions, populations, outer)
    let thermal = shares.indices.filter {
      shares[$0].count > 0 && fields.isThermal(shares[$0].cell)
    }
    var samples = [Double](repeating: 0, count: populations.masses.count)
    for share in thermal { samples[shares[share].population] += shares[share].count }
    let all = samples.reduce(0, +)
    var constants = [Constants?](repeating: nil, count: outer.count)
    var bias = -Double(thermal.count - samples.count { $0 > 0 }) / (2 * all)
    for number in thermal {
      let (share, field) = (shares[number], fields.cells[shares[number].cell])
      let density = logCellVolume - Double.log(share.count / samples[share.population])
      constants[number] = Constants(
        information: density + d / 2 * Double.log(2 * .pi * field.temperature),
        velocity: field.velocity, inverseTemperature: 1 / field.temperature)
      bias += share.count / all * d / 2 * Self.biasOfLogTemperature(field.count, d)
    }
    self.constants = constants
    leadingBias = bias
  }

  /// The number of particles of each species in each cell.
  private static func shares(
    _ positions: PositionCells, _ populations: Populations, _ outer: OuterCells
  ) -> [Share] {
    var shares = [Share](repeating: Share(), count: outer.count)
    for i in outer.numbers.indices where outer.numbers[i] != CellCounts.noCell {
      let number = Int(outer.numbers[i])
      shares[number].cell = Int(positions.numbers[i])
      shares[number].population = Int(populations.numbers[i])
      shares[number].count += 1
    }
    return shares
  }

  /// -ln of the distribution at a particle in an outer cell, or `nil` in a cell without a
  /// temperature.
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
