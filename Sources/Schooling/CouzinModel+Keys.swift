import ClausiusDeclarations

extension CouzinModel {
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

  private static let traitKeys = [
    Trait.repulsionRadius.key(\CouzinModel.repulsionRadius),
    Trait.orientationWidth.key(\CouzinModel.orientationWidth),
    Trait.attractionWidth.key(\CouzinModel.attractionWidth),
    Trait.orientationRadius.key(\CouzinModel.orientationRadius),
    Trait.attractionRadius.key(\CouzinModel.attractionRadius),
    Trait.fieldOfPerception.key(\CouzinModel.fieldOfPerception),
    Trait.speed.key(\CouzinModel.speed),
    Trait.turningRate.key(\CouzinModel.turningRate),
    Trait.angularNoise.key(\CouzinModel.angularNoise),
    Trait.orientationWeight.key(\CouzinModel.orientationWeight),
  ]

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
