import ClausiusDeclarations

extension ActiveParticlesModel {
  /// The keys of the model.
  public static let keys =
    particleKeys + propulsionKeys + interactionKeys + spaceKeys + startKeys + runKeys

  /// What others call a key.
  public static let misnomers = [
    "tumble_rate": "write persistence_time: one over the rate",
    "rotational_diffusion": "write rotational_diffusivity (abp), or persistence_time",
    "peclet": "write self_propulsion_speed and persistence_time: their product over the diameter",
  ]

  /// What a persistence time may be.
  static let persistenceTimes = RealRange.from(1e-12, to: 1e12)

  private static let particleKeys = [
    Key(
      "count", \ActiveParticlesModel.count, in: IntegerRange(1, 100_000_000),
      about: "number of particles; by default 1000, or what the species add up to"),
    Key(
      "dimension", \ActiveParticlesModel.dimension, in: IntegerRange(1, 3),
      about: "1 (a line), 2 (the plane z = 0) or 3"),
    Key(
      "diameter", \ActiveParticlesModel.diameter, in: .positive, unit: "length",
      about: "diameter sigma, the distance of contact"),
    Key(
      "species", \ActiveParticlesModel.species,
      about:
        "species of a mixture, a list of {name, count, diameter, self_propulsion_speed, persistence_time, translational_diffusivity, trap_stiffness}; what one leaves out is that of the system"
    ),
  ]

  private static let propulsionKeys = [
    Key("model", \ActiveParticlesModel.model, about: "what the self-propulsion is"),
    Key(
      "self_propulsion_speed", \ActiveParticlesModel.selfPropulsionSpeed, in: .nonNegative,
      unit: "length/time", about: "v0, the speed of self-propulsion; for aoup its root mean square"),
    Key(
      "persistence_time", \ActiveParticlesModel.persistenceTime,
      in: ActiveParticlesModel.persistenceTimes, unit: "time",
      about:
        "1/g: the self-propulsion is correlated as e^(-g t); for abp D_r = g/(dimension - 1), on a line g; 10 when neither is given"
    ),
    Key(
      "rotational_diffusivity", \ActiveParticlesModel.rotationalDiffusivity, in: .positive,
      unit: "1/time",
      about: "D_r of abp, in place of persistence_time = 1/((dimension - 1) D_r), on a line 1/D_r"),
    Key(
      "translational_diffusivity", \ActiveParticlesModel.translationalDiffusivity,
      in: .nonNegative, unit: "length^2/time",
      about: "D_t of the thermal noise; at 0 the rates of even and odd parity are infinite"),
  ]

  private static let interactionKeys = [
    Key("interaction", \ActiveParticlesModel.interaction, about: "how particles act on each other"),
    Key(
      "stiffness", \ActiveParticlesModel.stiffness, in: .positive, unit: "1/time",
      about: "k of the interaction; an energy for wca"),
    Key(
      "sharpness", \ActiveParticlesModel.sharpness, in: .positive, unit: "1/length",
      about: "b of the interaction softplus"),
    Key(
      "springs", \ActiveParticlesModel.springs,
      about:
        "springs of the interaction 'springs': ring, or a symmetric list of [i, j, K] with particles numbered from 0"
    ),
    Key(
      "trap_stiffness", \ActiveParticlesModel.trapStiffness, in: .nonNegative, unit: "1/time",
      about: "stiffness of a harmonic trap around the origin"),
    Key(
      "cosine_amplitude", \ActiveParticlesModel.cosineAmplitude, in: .any, unit: "length^2/time",
      about: "A of the potential A cos x on a ring of length 2 pi"),
  ]

  private static let spaceKeys = [
    Key("boundary", \ActiveParticlesModel.boundary, about: "what happens at the ends of the space"),
    Key(
      "packing_fraction", \ActiveParticlesModel.packingFraction, in: .above(0, upTo: 1.2),
      about:
        "share of the box that the particles cover without overlaps, N pi sigma^2/(4 Lx Ly) in the plane, instead of the box; by default 0.5; for wca at most 0.9; in open space of the cube around the origin in which particles start"
    ),
    Key(
      "box", \ActiveParticlesModel.box, as: .list(of: .real(.positive), count: 1...3),
      unit: "length",
      about:
        "side lengths of the box, which begins at the origin; in open space of the cuboid around the origin in which particles start"
    ),
  ]

  private static let startKeys = [
    Key("start", \ActiveParticlesModel.start, about: "where the particles start"),
    Key("start_file", \ActiveParticlesModel.startFile, about: "trajectory to start from"),
    Key(
      "start_frame", \ActiveParticlesModel.startFrame, in: .any,
      about: "frame of the trajectory to start from; -1 is the last"),
    Key(
      "start_group", \ActiveParticlesModel.startGroup,
      about: "group of individuals to start from, where the file has several; by default the first"),
  ]

  private static let runKeys = [
    Key("scheme", \ActiveParticlesModel.scheme, about: "how the positions move by a step"),
    Key(
      "measure_every", \ActiveParticlesModel.measureEvery, in: .positive,
      about: "steps between two samples of the rates"),
    Key(
      "statistics_from", \ActiveParticlesModel.statisticsFrom, in: .nonNegative, unit: "time",
      about: "when the means of the whole run begin; by default after 5 persistence times"),
    Key(
      "work_and_heat", \ActiveParticlesModel.workAndHeat,
      about:
        "whether the work and the heat of each particle between frames are counted, for the quantities active_work and heat"
    ),
  ]
}
