import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

/// The parameters that the particles of one species share.
struct ResolvedSpecies: Sendable, Hashable {
  var count: Int
  var diameter: Double
  /// v0
  var speed: Double
  /// 1/g
  var persistence: Double
  /// D_t
  var diffusivity: Double
  var trapStiffness: Double
}

extension ActiveParticlesModel {
  /// The species with all their parameters; one where none is listed.
  var resolvedSpecies: [ResolvedSpecies] {
    let one = ResolvedSpecies(
      count: count ?? Self.defaultCount, diameter: diameter, speed: selfPropulsionSpeed,
      persistence: commonPersistence, diffusivity: translationalDiffusivity,
      trapStiffness: trapStiffness)
    guard !species.isEmpty else { return [one] }
    return species.map {
      ResolvedSpecies(
        count: $0.count, diameter: $0.diameter ?? one.diameter,
        speed: $0.selfPropulsionSpeed ?? one.speed,
        persistence: $0.persistenceTime ?? one.persistence,
        diffusivity: $0.translationalDiffusivity ?? one.diffusivity,
        trapStiffness: $0.trapStiffness ?? one.trapStiffness)
    }
  }

  /// 1/g of particles that state none of their own: 1/((d - 1) D_r) where D_r is given, on a line
  /// 1/D_r.
  private var commonPersistence: Double {
    persistenceTime
      ?? rotationalDiffusivity.map { 1 / ($0 * Double(max(1, dimension - 1))) } ?? 10
  }

  /// The number of all particles.
  var total: Int { resolvedSpecies.reduce(0) { $0 + $1.count } }

  /// Whether `holds` is true of every species.
  func everySpecies(_ holds: (ResolvedSpecies) -> Bool) -> Bool {
    resolvedSpecies.allSatisfy(holds)
  }

  /// Whether every particle diffuses, so that rates of even and odd parity are finite.
  var isThermal: Bool { everySpecies { $0.diffusivity > 0 } }

  /// Whether Fodor's rate is defined: Ornstein-Uhlenbeck particles without thermal noise.
  var hasFodorRate: Bool {
    model == .aoup && everySpecies { $0.diffusivity == 0 && $0.speed > 0 }
  }

  /// Whether there is a trap.
  var isTrapped: Bool { !everySpecies { $0.trapStiffness == 0 } }

  /// The root mean square of v0 over all particles.
  var meanSpeed: Double {
    let all = resolvedSpecies
    let sum = all.reduce(0) { $0 + Double($1.count) * $1.speed * $1.speed }
    return (sum / Double(total)).squareRoot()
  }

  /// The volume that all particles take without overlaps.
  var coveredVolume: Double {
    resolvedSpecies.reduce(0) { $0 + Double($1.count) * Self.volume($1.diameter, dimension) }
  }

  private static func volume(_ diameter: Double, _ dimension: Int) -> Double {
    switch dimension {
    case 1: diameter
    case 2: .pi / 4 * diameter * diameter
    default: .pi / 6 * diameter * diameter * diameter
    }
  }

  /// The side lengths of the box: as given, the ring of length 2 pi, or a cube of the packing
  /// fraction.
  var sides: [Double] {
    if let box { return box }
    if dimension == 1, cosineAmplitude != 0 { return [2 * .pi] }
    let volume = coveredVolume / (packingFraction ?? Self.defaultPackingFraction)
    let side = dimension == 1 ? volume : dimension == 2 ? volume.squareRoot() : cbrt(volume)
    return [Double](repeating: side, count: dimension)
  }

  /// The volume of the periodic box; `nil` in open space.
  var volume: Double? { boundary == .periodic ? sides.reduce(1, *) : nil }

  /// The space as it is written to a file.
  var simulationBox: Box {
    guard boundary == .periodic else { return .open(spatialDimension: dimension) }
    let sides = sides
    return Box(
      spatialDimension: dimension,
      boundary: (0..<3).map { $0 < dimension ? .periodic : .open },
      lower: (0..<3).map { $0 < dimension ? 0 : -.infinity },
      upper: (0..<3).map { $0 < dimension ? sides[$0] : .infinity })
  }

  /// The distance beyond which two particles do not act on each other; `nil` without pair forces.
  var cutoff: Double? {
    let widest = resolvedSpecies.map(\.diameter).max() ?? diameter
    switch interaction {
    case .none, .springs: return nil
    case .harmonic: return widest
    case .wca: return 1.122462048309373 * widest
    case .softplus: return widest + softplusReach
    }
  }

  /// How far beyond contact a softplus force is counted: to 10^-10 of k/b.
  var softplusReach: Double { 10 * log(10) / sharpness }

  /// The springs, each once.
  var resolvedSprings: [SpringNetwork.Spring] {
    interaction == .springs ? springs?.resolved(count: total, stiffness: stiffness) ?? [] : []
  }

  /// When the means of the whole run begin.
  var meansFrom: Double {
    statisticsFrom ?? 5 * (resolvedSpecies.map(\.persistence).max() ?? commonPersistence)
  }
}
