import ClausiusDeclarations

/// One species of a mixture; what is not given is that of the whole system.
public struct ActiveSpecies: Declared, Hashable {
  /// The name of the species.
  public var name: String?
  /// The number of particles.
  public var count = 1
  /// The diameter.
  public var diameter: Double?
  /// v0, for Ornstein-Uhlenbeck particles the root mean square.
  public var selfPropulsionSpeed: Double?
  /// 1/g
  public var persistenceTime: Double?
  /// D_t
  public var translationalDiffusivity: Double?
  /// The stiffness of the trap.
  public var trapStiffness: Double?

  /// A species to be filled in by reading.
  public init() {}

  /// The keys of a species.
  public static let keys = [
    Key("name", \ActiveSpecies.name, about: "name of the species"),
    Key(
      "count", \ActiveSpecies.count, in: .positive, isRequired: true,
      about: "number of its particles"),
    Key(
      "diameter", \ActiveSpecies.diameter, in: .positive, unit: "length", about: "their diameter"),
    Key(
      "self_propulsion_speed", \ActiveSpecies.selfPropulsionSpeed, in: .nonNegative,
      unit: "length/time", about: "their v0"),
    Key(
      "persistence_time", \ActiveSpecies.persistenceTime, in: ActiveParticlesModel.persistenceTimes,
      unit: "time",
      about: "their persistence time 1/g"),
    Key(
      "translational_diffusivity", \ActiveSpecies.translationalDiffusivity, in: .nonNegative,
      unit: "length^2/time", about: "their D_t"),
    Key(
      "trap_stiffness", \ActiveSpecies.trapStiffness, in: .nonNegative, unit: "1/time",
      about: "stiffness of their trap"),
  ]
}
