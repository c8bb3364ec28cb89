import ClausiusDeclarations
import ClausiusSimulationCore

/// The Ising model on a square lattice that closes on itself, E = -J sum_<ij> s_i s_j, in a heat
/// bath.
///
/// Energies and temperatures are in units of J, with k = 1; time is counted in sweeps.
struct IsingModel: SystemModel {
  /// How the spins are at the start.
  enum Start: String, DeclaredChoice {
    case up, random

    var about: String {
      switch self {
      case .up: "all spins 1"
      case .random: "each spin 1 or -1 with equal probability"
      }
    }
  }

  var length = 32
  var temperature = 2.0
  var start = Start.up

  static let name = "ising"
  static let about = "the Ising model on a square torus in a heat bath"
  static let source = "Ising, Z. Phys. 31 (1925) 253; Onsager, Phys. Rev. 65 (1944) 117"
  static let family = SystemFamily.lattice
  static let timeKind = TimeKind.discrete
  static let quantities = [
    QuantityDescription("spin", about: "spins, -1 or 1", along: [.y, .x], storage: .int8)
  ]
  static let observables = SpinLattice.observables.map(\.description)
  static let keys = [
    Key("length", \IsingModel.length, in: IntegerRange(2, 4096), about: "spins along each side"),
    Key("temperature", \IsingModel.temperature, in: .positive, unit: "energy", about: "kT/J"),
    Key("start", \IsingModel.start, about: "the spins at the start"),
  ]

  func contradictions() -> [Contradiction] {
    length.isMultiple(of: 2)
      ? []
      : [
        Contradiction(
          at: "length", "\(length) spins along a side leave two neighbors on one sublattice",
          advice: "make it even")
      ]
  }

  func memory(run: RunSettings) -> MemoryEstimate {
    MemoryEstimate(
      count: length * length, bytesPerElement: 1, axes: [.y: length, .x: length])
  }

  func makeSystem(run: RunSettings) throws -> any System { IsingSystem(self, run: run) }
}
