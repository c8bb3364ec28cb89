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

  /// What the convention selects.
  public var about: String {
    switch self {
    case .even:
      "entropy production where self-propulsion stays as time runs backward: active work over D_t"
    case .odd: "entropy production where self-propulsion turns as time runs backward"
    case .contraction:
      "-div F, which is no entropy production of either parity and has no form"
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
  /// By which expression.
  var form = ProductionForm.work
  /// The translational diffusivity D_t, or `nil` for that of the run.
  var diffusivity: Double?

  /// Whether it needs the divergence of the force.
  private var needsDivergence: Bool { convention == .contraction || form == .heat }

  /// The quantities that a frame must carry.
  var quantities: [String] {
    convention == .contraction
      ? ["force_divergence"]
      : ["self_propulsion", "force"] + (needsDivergence ? ["force_divergence"] : [])
  }

  /// Refuses frames that lack a quantity, or a diffusivity above 0.
  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in self.quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
    if convention != .contraction { _ = try diffusivity(of: context) }
  }

  /// The diffusivity of the call, or else of the run.
  ///
  /// - Throws: where there is none, and where it is 0, so that the rate is infinite.
  func diffusivity(of context: FrameContext) throws(DiagnosticError) -> Double {
    guard let found = diffusivity ?? context.parameters["translational_diffusivity"] else {
      throw DiagnosticError(
        "the frames state no translational_diffusivity", advice: "give diffusivity: ...")
    }
    guard found > 0, found.isFinite else {
      throw DiagnosticError(
        "the \(convention.word) rate is infinite without translational diffusion (D_t = \(found))",
        advice: "use convention: contraction, or of aoup the observable entropy_production_fodor")
    }
    return found
  }

  /// The rate of every particle, [N].
  func values(of particles: Particles) throws(DiagnosticError) -> [Double] {
    if convention == .contraction { return try particles.numbers("force_divergence").map { -$0 } }
    let d = try diffusivity(of: particles.frame.context)
    let (u, force) = (try particles.vectors("self_propulsion"), try particles.vectors("force"))
    let dissipated = zip(u, force).map { u, force in
      switch (convention, form) {
      case (.even, .work): (u * (u + force)).sum() / d
      case (.even, .heat): ((u + force) * (u + force)).sum() / d
      case (.odd, .work): -(u * force).sum() / d
      case (.odd, .heat), (.contraction, _): (force * force).sum() / d
      }
    }
    guard needsDivergence else { return dissipated }
    return zip(dissipated, try particles.numbers("force_divergence")).map { $0 + $1 }
  }
}

extension Key {
  /// The key `form`.
  static func productionForm(_ path: WritableKeyPath<Root, ProductionForm> & Sendable) -> Key {
    Key("form", path, about: "by which of two expressions, equal in the mean")
  }

  /// The key `diffusivity`.
  static func diffusivity(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "diffusivity", path, in: .positive, unit: "length^2/time",
      about: "the translational diffusivity D_t; that of the run when left out")
  }
}
