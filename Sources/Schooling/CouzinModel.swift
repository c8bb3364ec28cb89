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
public struct CouzinModel: SystemModel, Hashable, TraitHolder {
  /// The number of individuals N.
  public var individuals = 100
  /// 2 or 3.
  public var dimension = 3
  /// The traits of an individual that is in no group, as given; those of the published model
  /// besides, except the widths, which a radius may replace, and the noise, which a rate may.
  public var traits = publishedTraits
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
  /// The group of individuals to start from, where the file has several; `nil` for the first.
  public var startGroup: String?
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

  /// The traits of the published model that have a value in every school.
  private static let publishedTraits: TraitTable<ParameterValue> = {
    var traits = TraitTable<ParameterValue>()
    for trait in Trait.allCases where trait.replacement == nil { traits[trait] = trait.standard }
    return traits
  }()

  /// The school's value of a trait, or `nil` for a radius or width that is not given.
  public subscript(trait: Trait) -> ParameterValue? {
    let isReplaced = trait.replacement.map { traits[$0] != nil } ?? false
    return traits[trait] ?? (isReplaced ? nil : trait.standard)
  }
}
