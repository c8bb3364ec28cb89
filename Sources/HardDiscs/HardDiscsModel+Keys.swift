import ClausiusDeclarations

extension HardDiscsModel {
  /// The keys of the model.
  public static let keys = discKeys + spaceKeys + startKeys + velocityKeys + runKeys

  private static let discKeys = [
    Key(
      "count", \HardDiscsModel.count, in: IntegerRange(1, 100_000_000),
      about: "number of discs; by default 1000, or what the species add up to"),
    Key(
      "diameter", \HardDiscsModel.diameter, in: .nonNegative, unit: "length",
      about: "diameter sigma of the discs; 0 gives the gas without interaction"),
    Key(
      "packing_fraction", \HardDiscsModel.packingFraction,
      in: .above(0, upTo: largestPackingFraction),
      about:
        "share of the box that the discs cover, N pi sigma^2/(4 Lx Ly), instead of the diameter; by default 0.1"
    ),
    Key("mass", \HardDiscsModel.mass, in: .positive, unit: "mass", about: "mass of a disc"),
    Key(
      "species", \HardDiscsModel.species,
      about: "species of a mixture, a list of {name, count, diameter, mass}, instead of one kind"),
  ]

  private static let spaceKeys = [
    Key(
      "box", \HardDiscsModel.box, as: .list(of: .real(.positive), count: 2...2), unit: "length",
      about: "side lengths of the box, which begins at the origin"),
    Key(
      "boundary", \HardDiscsModel.boundary,
      about: "what happens at the ends of x and y: [reflecting, periodic], or one word for both"),
  ]

  private static let startKeys = [
    Key("start", \HardDiscsModel.start, about: "where the discs start"),
    Key(
      "start_file", \HardDiscsModel.startFile,
      about: "trajectory to start from; a path from the folder that the command runs in"),
    Key(
      "start_frame", \HardDiscsModel.startFrame, in: .any,
      about: "frame of the trajectory to start from; -1 is the last"),
    Key(
      "start_group", \HardDiscsModel.startGroup,
      about: "group of individuals to start from, where the file has several; by default the first"),
    Key(
      "equilibration", \HardDiscsModel.equilibration, in: .nonNegative,
      about:
        "mean collision times that a random start, within its part of the box, moves before t = 0; by default 20 above packing fraction 0.02 and 0 below"
    ),
  ]

  private static let velocityKeys = [
    Key("velocities", \HardDiscsModel.velocities, about: "how the velocities are drawn"),
    Key(
      "temperature", \HardDiscsModel.temperature, in: .positive, unit: "energy",
      about: "temperature kT of the start"),
    Key(
      "remove_momentum", \HardDiscsModel.removeMomentum,
      about: "whether the total momentum is taken off at the start"),
    Key(
      "rescale", \HardDiscsModel.rescale,
      about:
        "whether the velocities of the start, drawn or read, are scaled to exactly the temperature: drawn ones of N discs differ from it by a share of about 1/sqrt(N)"
    ),
  ]

  private static let runKeys = [
    Key(
      "statistics_from", \HardDiscsModel.statisticsFrom, in: .nonNegative, unit: "time",
      about: "when collisions, pressure and free paths begin to be counted"),
    Key(
      "free_path_bins", \HardDiscsModel.freePathBins, in: IntegerRange(0, 1000),
      about:
        "bins of the free-path histogram among the observables, each a fifth of the mean free path of Enskog's theory wide"
    ),
    Key(
      "helfand_moments", \HardDiscsModel.helfandMoments,
      about:
        "whether the integrals of the currents of momentum and energy are among the observables, summed collision by collision, for shear_viscosity and thermal_conductivity",
      source: "Helfand 1960; Alder, Gass, Wainwright, J. Chem. Phys. 53 (1970) 3813"),
  ]
}
