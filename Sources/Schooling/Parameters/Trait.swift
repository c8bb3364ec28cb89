import ClausiusDeclarations

/// A parameter that individuals may have each of their own: the one table of names, ranges, units
/// and meanings.
///
/// Its raw value numbers the draws of its random numbers: a value, once used, keeps its meaning.
public enum Trait: Int, Sendable, CaseIterable {
  /// The radius of the zone of repulsion.
  case repulsionRadius = 0
  /// The width of the zone of orientation.
  case orientationWidth = 1
  /// The width of the zone of attraction.
  case attractionWidth = 2
  /// The outer radius of the zone of orientation, in place of its width.
  case orientationRadius = 3
  /// The outer radius of the zone of attraction, in place of its width.
  case attractionRadius = 4
  /// The field of perception.
  case fieldOfPerception = 5
  /// The speed.
  case speed = 6
  /// The turning rate.
  case turningRate = 7
  /// The angular noise.
  case angularNoise = 8
  /// The weight of the orientation sum.
  case orientationWeight = 9
  /// The rate of the angular noise, in place of the noise of a step.
  case angularNoiseRate = 10

  /// The word in a scenario.
  public var name: String { meaning.name }
  /// The values it takes.
  public var range: RealRange { meaning.range }
  /// Its unit.
  public var unit: String { meaning.unit }
  /// The value of the published model, which a school has where nothing is said; `nil` for what
  /// may stand in place of something else.
  public var standard: ParameterValue? { meaning.standard }
  /// What it is.
  public var about: String { meaning.about }

  /// The radius that may stand in place of a width, the rate in place of the noise of a step.
  var replacement: Trait? {
    switch self {
    case .angularNoise: .angularNoiseRate
    case .orientationWidth: .orientationRadius
    case .attractionWidth: .attractionRadius
    default: nil
    }
  }

  private var meaning:
    (name: String, range: RealRange, unit: String, standard: ParameterValue?, about: String)
  {
    switch self {
    case .repulsionRadius:
      ("repulsion_radius", .nonNegative, "length", 1, "radius of the zone of repulsion")
    case .orientationWidth:
      (
        "orientation_width", .nonNegative, "length", 2.5,
        "width of the zone of orientation; 2.5 unless orientation_radius is given"
      )
    case .attractionWidth:
      (
        "attraction_width", .nonNegative, "length", 14,
        "width of the zone of attraction; 14 unless attraction_radius is given"
      )
    case .orientationRadius:
      (
        "orientation_radius", .nonNegative, "length", nil,
        "outer radius of the zone of orientation, in place of orientation_width"
      )
    case .attractionRadius:
      (
        "attraction_radius", .nonNegative, "length", nil,
        "outer radius of the zone of attraction, in place of attraction_width"
      )
    case .fieldOfPerception:
      (
        "field_of_perception", .above(0, upTo: 360), "degree", 270,
        "the full angle in which neighbors are perceived; behind lies a blind cone"
      )
    case .speed: ("speed", .nonNegative, "length/time", 3, "speed, the same at all times")
    case .turningRate:
      ("turning_rate", .nonNegative, "degree/time", 40, "largest turn per unit time")
    case .angularNoise:
      (
        "angular_noise", .nonNegative, "radian", 0.05,
        "standard deviation of the error of the direction in each step: the root mean square of its angle; 0.05 unless angular_noise_rate is given"
      )
    case .angularNoiseRate:
      (
        "angular_noise_rate", .nonNegative, "radian/time^(1/2)", nil,
        "in place of angular_noise: the heading diffuses, in each step by an angle of the root mean square angular_noise_rate x sqrt(time_step), half before and half after the turn; what comes of it does not depend on short time steps"
      )
    case .orientationWeight:
      (
        "orientation_weight", .nonNegative, "1", 1,
        "weight of the orientation sum against the attraction sum; 1 is the published model"
      )
    }
  }

  /// The key of this trait in a school, a group or a schedule.
  func key<Root: Declared, Value: DeclaredValue>(
    _ path: WritableKeyPath<Root, Value> & Sendable, as kind: ValueKind? = nil,
    about: String? = nil, source: String? = nil
  ) -> Key<Root> {
    Key(name, path, as: kind, unit: unit, about: about ?? self.about, source: source)
  }

  /// The values of this trait of one individual.
  var valueKind: ValueKind { ParameterValue.kind(in: range) }
}
