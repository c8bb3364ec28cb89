import ClausiusDeclarations

extension CouzinModel {
  /// What other programs call a key.
  public static let misnomers = [
    "blind_angle": "write field_of_perception: 360 degrees less the blind angle",
    "count": "write individuals",
  ]

  /// The keys of the model.
  public static let keys = sizeKeys + traitKeys + ruleKeys + spaceKeys + startKeys + partKeys

  private static let sizeKeys = [
    Key(
      "individuals", \CouzinModel.individuals, in: .positive,
      about: "number of individuals, those of the groups included"),
    Key(
      "dimension", \CouzinModel.dimension, in: IntegerRange(2, 3),
      about: "2 (the plane z = 0) or 3"),
  ]

  /// A trait that the published model has in every school is a number; a width or radius may be
  /// left out.
  private static let traitKeys = Trait.allCases.map { trait in
    guard trait.replacement == nil, let standard = trait.standard else {
      return trait.key(
        \CouzinModel.traits[trait], as: trait.valueKind,
        source: trait == .angularNoise ? "Couzin et al. 2002, table 1" : nil)
    }
    return trait.key(
      \CouzinModel.traits[trait, default: standard], as: trait.valueKind,
      source: "Couzin et al. 2002, table 1")
  }

  private static let ruleKeys = [
    Key(
      "blind_zones", \CouzinModel.blindZones, about: "the zones that the blind cone is cut out of"),
    Key("turning", \CouzinModel.turning, about: "how individuals turn toward their direction"),
    Key("noise", \CouzinModel.noise, about: "how the angular error enters"),
  ]

  private static let spaceKeys = [
    Key("boundary", \CouzinModel.boundary, about: "what happens at the ends of the space"),
    Key(
      "box", \CouzinModel.box, as: .list(of: .real(.positive), count: 2...3), unit: "length",
      about: "side lengths of the box, which begins at the origin"),
    Key(
      "tank_radius", \CouzinModel.tankRadius, in: .positive, unit: "length",
      about: "radius of a spherical tank around the origin"),
  ]

  private static let startKeys = [
    Key("start", \CouzinModel.start, about: "how the school starts"),
    Key(
      "start_radius", \CouzinModel.startRadius, in: .positive, unit: "length",
      about:
        "radius of the ball or of the mill at the start; 5, in a box at most a quarter of a side"
    ),
    Key("start_file", \CouzinModel.startFile, about: "trajectory to start from"),
    Key(
      "start_frame", \CouzinModel.startFrame, in: .any,
      about: "frame of the trajectory to start from; -1 is the last"),
    Key(
      "start_group", \CouzinModel.startGroup,
      about: "group of individuals to start from, where the file has several; by default the first"),
  ]

  private static let partKeys = [
    Key(
      "groups", \CouzinModel.groups,
      about: "named groups, the first individuals in the order of the groups"),
    Key(
      "schedule", \CouzinModel.schedule,
      about: "parameters that take other values from given times on"),
  ]
}
