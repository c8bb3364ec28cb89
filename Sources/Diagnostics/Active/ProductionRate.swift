import ClausiusDeclarations
import ClausiusSimulationCore

/// What becomes of the self-propulsion when time runs backward, by which entropy production is
/// defined; or the contraction, which is none.
public enum ProductionConvention: String, DeclaredChoice {
  /// Self-propulsion stays.
  case even
  /// Self-propulsion turns.
  case odd
  /// How fast the flow u + F contracts volume.
  case contraction
  /// The rate of Fodor et al., which only runs measure.
  case fodor

  /// What the convention selects.
  public var about: String {
    switch self {
    case .even:
      "entropy production where self-propulsion stays as time runs backward: active work over D_t"
    case .odd: "entropy production where self-propulsion turns as time runs backward"
    case .contraction:
      "-div F, which is no entropy production of either parity and has no form"
    case .fodor:
      "u + F turns (Fodor et al. 2016): of whole runs alone, the observable entropy_production_fodor"
    }
  }
}

/// Two expressions of one rate, equal in the mean over the stationary state.
public enum ProductionForm: String, DeclaredChoice {
  /// By the work of the self-propulsion.
  case work
  /// By the heat, with the divergence of the force.
  case heat

  /// What the form selects.
  public var about: String {
    switch self {
    case .work: "even u.(u + F)/D_t, odd -u.F/D_t: no divergence is needed, the scatter is smaller"
    case .heat: "even |u + F|^2/D_t + div F, odd F^2/D_t + div F"
    }
  }
}

/// The rate at which a particle produces entropy in the medium, or contracts volume, at one frame.
///
/// dx = (u + F) dt + sqrt(2 D_t) dW, with u the self-propulsion and F the force (mobility 1).
/// With u even: work u.(u + F)/D_t, heat |u + F|^2/D_t + div F. With u odd: work -u.F/D_t, heat
/// F^2/D_t + div F. Contraction: -div F. The work forms add up to u^2/D_t for every particle.
/// Source: Seifert, Rep. Prog. Phys. 75 (2012) 126001; Dabelow, Bo and Eichhorn, Phys. Rev. X 9
/// (2019) 021009.
struct ProductionRate: Hashable {
  /// What becomes of the self-propulsion when time runs backward.
  var convention = ProductionConvention.even
  /// By which expression; `nil` for work, or heat where particles differ in D_t.
  var form: ProductionForm?
  /// The translational diffusivity D_t, or `nil` for that of the run.
  var diffusivity: Double?

  /// Whether it needs the divergence of the force.
  private var needsDivergence: Bool { convention == .contraction || form == .heat }

  /// The rate with the form that it has in frames of `context`.
  ///
  /// - Throws: for the work form where particles differ in D_t: work over several temperatures is
  ///   no rate.
  func settled(in context: FrameContext) throws(DiagnosticError) -> ProductionRate {
    guard convention != .contraction else { return self }
    var settled = self
    let differ = diffusivity == nil && Set(own(context) ?? []).count > 1
    guard differ else {
      settled.form = form ?? .work
      return settled
    }
    guard form != .work else {
      throw DiagnosticError(
        "work over temperature is no rate where particles differ in translational_diffusivity",
        advice: "use form: heat")
    }
    settled.form = .heat
    return settled
  }

  /// The diffusivity of each particle, where particles have one each.
  private func own(_ context: FrameContext) -> [Double]? {
    let found = context.properties["translational_diffusivity"]
    return found?.count == context.individuals ? found : nil
  }

  /// The quantities that a frame must carry.
  var quantities: [String] {
    convention == .contraction
      ? ["force_divergence"]
      : ["self_propulsion", "force"] + (needsDivergence ? ["force_divergence"] : [])
  }

  /// Refuses frames that lack a quantity, or a diffusivity above 0.
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in try settled(in: context).quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
    if convention != .contraction { _ = try diffusivities(of: context) }
  }

  /// The diffusivity of each particle: that of the call, or else its own or that of the run.
  ///
  /// - Throws: where there is none, and where one is 0, so that the rate is infinite.
  func diffusivities(of context: FrameContext) throws(DiagnosticError) -> [Double] {
    if diffusivity == nil, let own = own(context) {
      if let least = own.min() { try requireFiniteRate(least) }
      return own
    }
    guard let found = diffusivity ?? context.parameters["translational_diffusivity"] else {
      throw DiagnosticError(
        "the frames state no translational_diffusivity", advice: "give diffusivity: ...")
    }
    try requireFiniteRate(found)
    return [Double](repeating: found, count: context.individuals)
  }

  private func requireFiniteRate(_ diffusivity: Double) throws(DiagnosticError) {
    guard diffusivity > 0, diffusivity.isFinite else {
      throw DiagnosticError(
        "the \(convention.word) rate is infinite without translational diffusion (D_t = \(diffusivity))",
        advice: "use convention: contraction, or of aoup the observable entropy_production_fodor")
    }
  }

  /// The rate of every particle, [N].
  func values(of particles: Particles) throws(DiagnosticError) -> [Double] {
    if convention == .contraction { return try particles.numbers("force_divergence").map { -$0 } }
    let settled = try settled(in: particles.frame.context)
    let diffusivities = try diffusivities(of: particles.frame.context)
    let (u, force) = (try particles.vectors("self_propulsion"), try particles.vectors("force"))
    let dissipated = u.indices.map { i in settled.dissipated(u[i], force[i], diffusivities[i]) }
    guard settled.needsDivergence else { return dissipated }
    return zip(dissipated, try particles.numbers("force_divergence")).map { $0 + $1 }
  }

  /// The rate without the divergence.
  private func dissipated(_ u: SIMD3<Double>, _ force: SIMD3<Double>, _ d: Double) -> Double {
    switch (convention, form ?? .work) {
    case (.even, .work): (u * (u + force)).sum() / d
    case (.even, .heat): ((u + force) * (u + force)).sum() / d
    case (.odd, .work): -(u * force).sum() / d
    case (.odd, .heat), (.contraction, _), (.fodor, _): (force * force).sum() / d
    }
  }
}

/// What a mean rate is divided by.
public enum ProductionShare: String, DeclaredChoice {
  /// The number of particles.
  case particle
  /// The area of the box: its length on a line, its volume in space.
  case area

  /// What the case selects.
  public var about: String {
    switch self {
    case .particle: "the mean over the particles of the class"
    case .area:
      "the sum over the particles of the class over the area of the box (length, volume)"
    }
  }
}

extension Key {
  /// The key `form`.
  static func productionForm(_ path: WritableKeyPath<Root, ProductionForm?> & Sendable) -> Key {
    Key(
      "form", path,
      about:
        "by which of two expressions, equal in the mean; when left out work, or heat where particles differ in D_t; heat also needs force_divergence"
    )
  }

  /// The key `diffusivity`.
  static func diffusivity(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "diffusivity", path, in: .positive, unit: "length^2/time",
      about: "the translational diffusivity D_t; that of the run when left out")
  }
}
