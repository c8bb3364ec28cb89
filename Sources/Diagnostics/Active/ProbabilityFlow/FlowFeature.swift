import ClausiusDeclarations
import ClausiusSimulationCore

/// The sets of features that a call can ask for.
public enum FlowFeature: String, DeclaredChoice {
  /// Those of each particle by itself.
  case single
  /// Those of a whole system of few particles.
  case global
  /// Those of pairs.
  case pair
  /// Those of particles in contact.
  case contact

  /// What the set holds.
  public var about: String {
    switch self {
    case .single:
      "of each particle by itself: u, with x in a trap, Fourier and Hermite functions on a ring"
    case .global:
      "linear in all positions and self-propulsions of up to "
        + "\(GlobalFeatures.mostParticles) particles in open space"
    case .pair: "of pairs: hats in the distance times r^, (r^.w) r^ and w, w = u_i - u_j"
    case .contact: "of the velocities u + F of particles in contact, for the self-propulsion"
    }
  }

  /// The sets for a run that nobody chose: those of the forces between its particles.
  static func usual(for context: FrameContext, motion: ActiveMotion) -> [FlowFeature] {
    switch context.words["interaction"] {
    case nil, "none": [.single]
    case "springs": [.global]
    default: motion.movesPositions ? [.single, .pair] : [.single, .pair, .contact]
    }
  }

  /// Refuses a run for which the set makes no sense.
  func check(_ context: FrameContext, box: Box, motion: ActiveMotion) throws(DiagnosticError) {
    switch self {
    case .single: return
    case .global:
      guard context.individuals <= GlobalFeatures.mostParticles else {
        throw DiagnosticError(
          "global features are for up to \(GlobalFeatures.mostParticles) particles, here are "
            + "\(context.individuals)", advice: "use features: [single]")
      }
      guard !box.isPeriodic else {
        throw DiagnosticError(
          "global features are linear in positions, which a periodic box does not allow",
          advice: "use features: [single] or [single, pair]")
      }
    case .pair, .contact:
      let interaction = context.words["interaction"] ?? "none"
      guard interaction != "none", interaction != "springs" else {
        throw DiagnosticError(
          "\(word) features need particles that repel each other (interaction: \(interaction))",
          advice: "use features: [\(interaction == "springs" ? "global" : "single")]")
      }
      guard self != .contact || motion.turning != .none else {
        throw DiagnosticError("contact features need a self-propulsion with noise")
      }
    }
  }

  /// The features of a set; `edges` are those of the hats.
  func features(
    _ context: FrameContext, box: Box, motion: ActiveMotion, edges: [Double]
  ) -> any ScoreFeatures {
    switch self {
    case .single: context.singleFeatures(box, motion)
    case .global: GlobalFeatures(particles: context.individuals)
    case .pair: PairFeatures(motion, edges: edges)
    case .contact: ContactFeatures(motion)
    }
  }
}

extension FrameContext {
  /// The features of each particle by itself that suit what holds it. Where nothing states traps,
  /// particles of several species in open space are taken as trapped.
  fileprivate func singleFeatures(_ box: Box, _ motion: ActiveMotion) -> any ScoreFeatures {
    if box.spatialDimension == 1, box.boundary[0] == .periodic {
      return RingFeatures(motion, length: box.length(0))
    }
    let species = properties["species"] ?? []
    let isStated = parameters["trap_stiffness"] != nil || properties["trap_stiffness"] != nil
    let isTrapped =
      (parameters["trap_stiffness"] ?? 0) > 0
      || properties["trap_stiffness"]?.contains { $0 > 0 } == true
      || !isStated && Set(species).count > 1
    return SingleFeatures(motion, isTrapped: isTrapped && !box.isPeriodic, species: species)
  }
}
