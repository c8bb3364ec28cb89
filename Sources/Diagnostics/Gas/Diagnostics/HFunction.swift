import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// Boltzmann's H of the velocities, H = sum_b f_b ln(f_b/dv^d), over velocity cells alone, wherever
/// the particles are.
///
/// In a uniform gas it falls until the velocities are Maxwellian, where it is -(d/2) ln(2 pi e T/m)
/// as dv goes to 0. The negative of an entropy: in nats, biased high by about (occupied
/// cells - 1)/(2N) when `count` is `plug_in`, the default.
///
/// Of a mixture, `species: masses` (the default) is sum_k c_k H_k, each mass by itself;
/// `species: each` takes each species by itself, and `species: together` all alike.
/// Source: Boltzmann 1872.
public struct HFunction: Diagnostic {
  /// The side of the velocity cells.
  public var velocity = 1.0
  /// How counts become an entropy.
  public var count = CountMethod.plugIn
  /// How a mixture counts.
  public var species = SpeciesRule.masses

  /// The H function with cells of side 1.
  public init() {}

  /// The word in a call.
  public static let name = "h_function"
  /// What it is.
  public static let about = "Boltzmann's H of the distribution of velocities"
  /// What it computes.
  public static let formula = "H = sum_b f_b ln(f_b/dv^d)"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "any number: f has a unit"
  /// Where it is defined.
  public static let source = "Boltzmann 1872"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<HFunction>] = [
    .velocityCell(\.velocity), .count(\.count), .species(\.species),
  ]

  /// H of a frame; undefined without a particle.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let cells = try gas.cells(
      PhaseGrid(position: nil, velocity: velocity, species: species))
    let logVolume = Double(gas.dimension) * Double.log(velocity)
    let populations = try gas.populations(species)
    let entropy =
      populations.masses.count > 1
      ? Estimate(
        cells: cells.cells, within: populations.numbers, groupCount: populations.masses.count,
        logVolume: logVolume, of: gas.count, by: count)
      : Estimate(cells: cells.cells, logVolume: logVolume, of: gas.count, by: count)
    guard let value = entropy.value else { return entropy }
    return Estimate(
      -value, unit: .nat, samples: entropy.samples, biasCorrection: entropy.biasCorrection,
      standardError: entropy.standardError, warnings: entropy.warnings)
  }
}
