import ClausiusDeclarations

/// Where a particle is with respect to gas and dense phase, by the Gaussian local packing around
/// it.
public enum DensityClass: String, DeclaredChoice {
  /// All particles.
  case all
  /// Below a packing, where it is not steep.
  case gas
  /// Where the packing is steepest: the fifth of the particles with the largest gradient.
  case interface
  /// Above a packing, where it is not steep.
  case dense
  /// Between the two packings, where it is not steep.
  case between

  /// What the class holds.
  public var about: String {
    switch self {
    case .all: "all particles"
    case .gas: "particles whose local packing is below gas_below, but for the interface"
    case .interface: "the fifth of the particles where the local packing is steepest"
    case .dense: "particles whose local packing is above dense_above, but for the interface"
    case .between: "the others, whose packing lies between the two"
    }
  }
}

/// The rule by which particles are sorted into density classes.
struct DensityRule: Hashable {
  /// The standard deviation of the Gaussian in mean diameters.
  var width = 1.5
  /// The packing below which a particle is in the gas.
  var gasBelow = 0.4
  /// The packing above which a particle is in the dense phase.
  var denseAbove = 0.75

  /// The share of the particles that are taken for the interface.
  static let interfaceShare = 0.2

  /// The class of each particle: each has one of gas, interface, dense and between.
  ///
  /// Of equal slopes the lower numbers come first.
  func classes(of packing: GaussianPacking) -> [DensityClass] {
    let count = packing.values.count
    let steepest = Int((Self.interfaceShare * Double(count)).rounded())
    let order = (0..<count).sorted {
      (packing.slopes[$1], $0) < (packing.slopes[$0], $1)
    }
    var classes = packing.values.map { value -> DensityClass in
      value < gasBelow ? .gas : value > denseAbove ? .dense : .between
    }
    for particle in order.prefix(steepest) { classes[particle] = .interface }
    return classes
  }
}
