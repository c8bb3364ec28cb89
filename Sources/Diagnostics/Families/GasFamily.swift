import ClausiusDeclarations
import ClausiusSimulationCore
import RealModule

/// The cells with which a gas is analyzed when nobody says which.
///
/// Position cells are powers of two along each axis, as square as they can be, and few enough to
/// hold a given mean number of particles; velocity cells have the side sqrt(T/m), of which a
/// Maxwellian occupies about 40 in the plane.
struct GasDefaults {
  /// The number of position cells along each axis, as in a call.
  let position: String
  /// The side of the velocity cells, as in a call.
  let velocity: String
  /// The number of different species.
  let species: Int

  /// The cells for a gas in a box without open axes; `nil` for anything else.
  init?(context: FrameContext, box: Box) {
    guard let region = try? GasRegion(box, lower: nil, upper: nil) else { return nil }
    let counts = Self.positionCells(region, particles: context.individuals, perCell: 800)
    position = "[" + counts.map(String.init).joined(separator: ", ") + "]"
    let masses = context.properties["mass"] ?? []
    let mass = masses.isEmpty ? 1 : masses.reduce(0, +) / Double(masses.count)
    velocity = Self.rounded((context.parameters["temperature"] ?? 1) / mass).scenarioText
    species = Set(context.properties["species"] ?? []).count
  }

  /// At most 256 cells that hold `perCell` particles each or more on average.
  static func positionCells(_ region: GasRegion, particles: Int, perCell: Int) -> [Int] {
    let lengths = (0..<region.dimension).map { region.length($0) }
    let volume = lengths.reduce(1, *)
    let cells = max(1, min(256, Double(particles) / Double(perCell)))
    let side = Double.root(volume / cells, region.dimension)
    return lengths.map { length in
      let power = max(0, min(10, Double.log2(length / side).rounded()))
      return 1 << Int(power)
    }
  }

  /// The root of a squared speed to two digits; 1 where it is not positive.
  private static func rounded(_ square: Double) -> Double {
    guard square > 0, square.isFinite else { return 1 }
    let speed = square.squareRoot()
    let exponent = 1 - Int(Double.log10(speed).rounded(.down))
    let scale = Double.pow(10, abs(exponent))
    return exponent > 0 ? (speed * scale).rounded() / scale : (speed / scale).rounded() * scale
  }
}

extension DiagnosticFamily {
  /// Gases: particles with mass and radius in a box, which collide.
  static let gas = DiagnosticFamily(
    .gas, about: "gases",
    allows: { contents in
      let known = contents.context.properties
      return known["mass"] != nil && known["radius"] != nil
        && GasDefaults(contents) != nil
    },
    orderParameters: [MaxwellianDivergence.name, PairEntropy.name]
  ) { contents in
    guard let cells = GasDefaults(contents) else {
      return [MaxwellianDivergence.name, PairEntropy.name]
    }
    let phaseSpace = "(position: \(cells.position), velocity: \(cells.velocity)"
    let position = "(position: \(cells.position))"
    return [
      BoltzmannEntropy.name + phaseSpace + ")",
      BoltzmannEntropy.name + phaseSpace + ", count: chao_wang_jost)",
      OccupiedCells.name + phaseSpace + ")", ParticlesPerCell.name + phaseSpace + ")",
      HFunction.name + "(velocity: \(cells.velocity))", HydrodynamicEntropy.name + position,
      MaxwellianDivergence.name,
    ] + (cells.species > 1 ? [MixingEntropy.name + position] : []) + [PairEntropy.name]
      + transportCalls(contents, species: cells.species)
  }
}

/// Viscosity and conductivity, where the run has summed up the moments.
private func transportCalls(_ contents: FrameContents, species: Int) -> [String] {
  guard ShearViscosity.quantities.allSatisfy(contents.observables.contains) else { return [] }
  return [ShearViscosity.name] + (species == 1 ? [ThermalConductivity.name] : [])
}

extension GasDefaults {
  /// The cells for the frames of a trajectory; `nil` in a box with open axes.
  init?(_ contents: FrameContents) { self.init(context: contents.context, box: contents.box) }
}
