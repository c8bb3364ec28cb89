import ClausiusDeclarations
import ClausiusSimulationCore

/// The three-zone model of a fish school in two or three dimensions.
///
/// Each individual keeps away from whoever is in its zone of repulsion; else it aligns with those
/// in its zone of orientation and swims toward those in its zone of attraction, as far as its field
/// of perception, its turning rate and its error allow.
///
/// Source: Couzin, Krause, James, Ruxton, Franks, J. Theor. Biol. 218 (2002) 1-11; informed
/// individuals: Couzin, Krause, Franks, Levin, Nature 433 (2005) 513.
public struct CouzinModel: SystemModel, Hashable {
  /// The number of individuals N.
  public var individuals = 100
  /// 2 or 3.
  public var dimension = 3
  /// The radius of the zone of repulsion r_r.
  public var repulsionRadius: ParameterValue = 1
  /// The width of the zone of orientation; `nil` where the radius is given or the default holds.
  public var orientationWidth: ParameterValue?
  /// The width of the zone of attraction; `nil` where the radius is given or the default holds.
  public var attractionWidth: ParameterValue?
  /// The outer radius of the zone of orientation r_o.
  public var orientationRadius: ParameterValue?
  /// The outer radius of the zone of attraction r_a.
  public var attractionRadius: ParameterValue?
  /// The field of perception, in degrees.
  public var fieldOfPerception: ParameterValue = 270
  /// The speed s.
  public var speed: ParameterValue = 3
  /// The turning rate, in degrees per unit time.
  public var turningRate: ParameterValue = 40
  /// The standard deviation of the angular error of a step, in radians.
  public var angularNoise: ParameterValue = 0.05
  /// The weight of the orientation sum.
  public var orientationWeight: ParameterValue = 1
  /// Whom the blind cone hides.
  public var blindZones = BlindZoneChoice.orientationAndAttraction
  /// How individuals turn.
  public var turning = TurningChoice.rotation
  /// How the error enters.
  public var noise = NoiseChoice.wrapped
  /// What happens at the ends of the space.
  public var boundary = SchoolBoundary.open
  /// The side lengths of the box.
  public var box: [Double]?
  /// The radius of a spherical tank.
  public var tankRadius: Double?
  /// How the school starts.
  public var start = SchoolStart.ball
  /// The radius of the ball or of the mill at the start; `nil` for the default.
  public var startRadius: Double?
  /// The trajectory to start from.
  public var startFile: String?
  /// The frame of the trajectory to start from; negative numbers count from the end.
  public var startFrame = -1
  /// Named groups with parameters of their own.
  public var groups = SchoolGroups()
  /// Parameters that change while the school swims.
  public var schedule = SchoolSchedule()

  /// The published model with N = 100 in open space.
  public init() {}

  /// `couzin`
  public static let name = "couzin"
  /// What the model is.
  public static let about = "fish school with zones of repulsion, orientation and attraction"
  /// Where it was published.
  public static let source =
    "Couzin, Krause, James, Ruxton, Franks, J. Theor. Biol. 218 (2002) 1-11"
  /// Individuals that align and keep together.
  public static let family = SystemFamily.school
  /// Steps of equal length.
  public static let timeKind = TimeKind.fixedStep

  /// Position and velocity, and the crossings of periodic faces.
  public static let quantities: [QuantityDescription] = [
    .position, .velocity,
    .image(about: "how often the individuals have crossed the periodic faces"),
  ]

  /// The width of the zone of orientation where nothing is said: a mill.
  public static let defaultOrientationWidth: ParameterValue = 2.5
  /// The width of the zone of attraction where nothing is said.
  public static let defaultAttractionWidth: ParameterValue = 14

  /// The school's value of a trait, or `nil` for a radius or width that is not given.
  public subscript(trait: Trait) -> ParameterValue? {
    switch trait {
    case .repulsionRadius: repulsionRadius
    case .orientationWidth:
      orientationWidth ?? (orientationRadius == nil ? Self.defaultOrientationWidth : nil)
    case .attractionWidth:
      attractionWidth ?? (attractionRadius == nil ? Self.defaultAttractionWidth : nil)
    case .orientationRadius: orientationRadius
    case .attractionRadius: attractionRadius
    case .fieldOfPerception: fieldOfPerception
    case .speed: speed
    case .turningRate: turningRate
    case .angularNoise: angularNoise
    case .orientationWeight: orientationWeight
    }
  }
}
