import ClausiusDeclarations
import ClausiusSimulationCore

/// The local entropy production of every particle with even self-propulsion: work u.(u + F)/D_t or
/// heat |u + F|^2/D_t + div F.
struct LocalProductionEven: DerivedQuantity {
  var form: ProductionForm?
  var diffusivity: Double?

  static let description = QuantityDescription(
    "local_entropy_production_even", unit: "nat/time",
    about:
      "entropy production in the medium of each particle, self-propulsion even: work u.(u + F)/D_t or heat |u + F|^2/D_t + div F",
    along: [.individuals])
  static let quantities = ["self_propulsion", "force"]
  static let keys: [Key<LocalProductionEven>] = [
    .productionForm(\.form), .diffusivity(\.diffusivity),
  ]

  private var rate: ProductionRate {
    ProductionRate(convention: .even, form: form, diffusivity: diffusivity)
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try rate.check(quantities: quantities, context: context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.rates(rate)
  }
}

/// The local entropy production of every particle with odd self-propulsion: work -u.F/D_t or heat
/// F^2/D_t + div F.
struct LocalProductionOdd: DerivedQuantity {
  var form: ProductionForm?
  var diffusivity: Double?

  static let description = QuantityDescription(
    "local_entropy_production_odd", unit: "nat/time",
    about:
      "entropy production in the medium of each particle, self-propulsion odd: work -u.F/D_t or heat F^2/D_t + div F",
    along: [.individuals])
  static let quantities = ["self_propulsion", "force"]
  static let keys: [Key<LocalProductionOdd>] = [
    .productionForm(\.form), .diffusivity(\.diffusivity),
  ]

  private var rate: ProductionRate {
    ProductionRate(convention: .odd, form: form, diffusivity: diffusivity)
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try rate.check(quantities: quantities, context: context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.rates(rate)
  }
}

/// The local contraction of every particle, -div F: no entropy production of either parity.
struct LocalContraction: DerivedQuantity {
  static let description = QuantityDescription(
    "local_contraction", unit: "1/time",
    about: "-div F at each particle: how fast volume contracts, no entropy production",
    along: [.individuals])
  static let quantities = ["force_divergence"]
  static let keys: [Key<LocalContraction>] = []

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.rates(ProductionRate(convention: .contraction))
  }
}

/// The velocity without its noise, u + F.
struct DriftVelocity: DerivedQuantity {
  static let description = QuantityDescription(
    "drift_velocity", unit: "length/time",
    about: "self-propulsion plus force: the velocity without translational noise",
    along: [.individuals, .space], parity: .odd)
  static let quantities = ["self_propulsion", "force"]
  static let keys: [Key<DriftVelocity>] = []

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    guard let u = frame.frame["self_propulsion"] else { throw .missing("self_propulsion") }
    guard let force = frame.frame["force"] else { throw .missing("force") }
    return zip(u, force).map { $0 + $1 }
  }
}
