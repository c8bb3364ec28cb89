import ClausiusDeclarations
import ClausiusFields
import ClausiusSpectra

/// What a start is told about the field that it fills.
struct StartSpace: Sendable {
  /// The potential.
  var potential: any PotentialForm
  /// The first end of the domain.
  var start: Double
  /// The length of the domain.
  var length: Double
  /// What happens at the ends.
  var boundary: FieldBoundary
  /// Points of the grid.
  var points: Int
  /// What is done against aliasing.
  var dealiasing: Dealiasing
  /// The seed of the run.
  var seed: UInt64
  /// The number of the field in an ensemble.
  var member = 0

  /// The vacuum around which waves are put when none is named: the last in the list.
  var usualVacuum: Double { potential.vacua.last ?? 0 }
}

/// A start that is a function of x.
protocol ProfileForm: Declared, Hashable {
  /// The word in a scenario.
  static var word: String { get }

  /// What it is, for `describe`.
  static var about: String { get }

  /// What is wrong with the start in this potential and on this grid; keys are the start's own.
  func contradictions(in space: StartSpace) -> [Contradiction]

  /// The state at t = 0.
  func profile(in space: StartSpace) -> FieldProfile
}

extension ProfileForm {
  func contradictions(in space: StartSpace) -> [Contradiction] { [] }
}

/// The state at t = 0, by its word or with its parameters.
public enum FieldStart: DeclaredValue, Hashable {
  /// The field at rest in a vacuum.
  case vacuum(VacuumStart)
  /// A bump.
  case gaussian(GaussianStart)
  /// One kink.
  case kink(KinkStart)
  /// One antikink.
  case antikink(AntikinkStart)
  /// A kink on the left and an antikink on the right.
  case kinkAntikink(KinkAntikinkStart)
  /// Two kinks.
  case kinkKink(KinkKinkStart)
  /// A sine-Gordon breather, at rest or in motion.
  case breather(BreatherStart)
  /// One wave that travels.
  case planeWave(PlaneWaveStart)
  /// One wave that stands.
  case standingWave(StandingWaveStart)
  /// Waves of equal energy and random phases.
  case randomPhase(RandomPhaseStart)
  /// Gibbs modes at a temperature.
  case thermal(ThermalStart)
  /// A frame of a trajectory.
  case file(FileStart)

  private static let members: [UnionMember<FieldStart>] = [
    UnionMember(VacuumStart.word, FieldStart.vacuum, about: VacuumStart.about),
    UnionMember(GaussianStart.word, FieldStart.gaussian, about: GaussianStart.about),
    UnionMember(KinkStart.word, FieldStart.kink, about: KinkStart.about),
    UnionMember(AntikinkStart.word, FieldStart.antikink, about: AntikinkStart.about),
    UnionMember(KinkAntikinkStart.word, FieldStart.kinkAntikink, about: KinkAntikinkStart.about),
    UnionMember(KinkKinkStart.word, FieldStart.kinkKink, about: KinkKinkStart.about),
    UnionMember(BreatherStart.word, FieldStart.breather, about: BreatherStart.about),
    UnionMember(PlaneWaveStart.word, FieldStart.planeWave, about: PlaneWaveStart.about),
    UnionMember(StandingWaveStart.word, FieldStart.standingWave, about: StandingWaveStart.about),
    UnionMember(RandomPhaseStart.word, FieldStart.randomPhase, about: RandomPhaseStart.about),
    UnionMember(ThermalStart.word, FieldStart.thermal, about: ThermalStart.about),
    UnionMember(FileStart.word, FieldStart.file, about: FileStart.about),
  ]

  /// A word, or a word with parameters.
  public static var kind: ValueKind { UnionMember.kind(of: members) }

  /// Reads `kink` or `{kind: kink, velocity: 0.3}`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    self = try UnionMember.read(node, among: Self.members)
  }

  /// `{kind: kink, position: 0, velocity: 0.3}`
  public var scenarioText: String {
    switch self {
    case .thermal(let form): UnionMember<FieldStart>.text(ThermalStart.word, form.scenarioText)
    case .file(let form): UnionMember<FieldStart>.text(FileStart.word, form.scenarioText)
    default:
      profileForm.map { UnionMember<FieldStart>.text(type(of: $0).word, $0.scenarioText) } ?? ""
    }
  }

  /// The start as a function of x; `nil` for those that are not.
  var profileForm: (any ProfileForm)? {
    switch self {
    case .vacuum(let form): form
    case .gaussian(let form): form
    case .kink(let form): form
    case .antikink(let form): form
    case .kinkAntikink(let form): form
    case .kinkKink(let form): form
    case .breather(let form): form
    case .planeWave(let form): form
    case .standingWave(let form): form
    case .randomPhase(let form): form
    case .thermal, .file: nil
    }
  }

  /// The same start with another value of a parameter; `nil` when it has no such parameter.
  func with(_ parameter: EnsembleParameter, _ value: Double) -> FieldStart? {
    switch (self, parameter) {
    case (.kink(var form), .velocity):
      form.velocity = value
      return .kink(form)
    case (.antikink(var form), .velocity):
      form.velocity = value
      return .antikink(form)
    case (.kinkAntikink(var form), .velocity):
      form.velocity = value
      return .kinkAntikink(form)
    case (.kinkAntikink(var form), .separation):
      form.separation = value
      return .kinkAntikink(form)
    case (.kinkKink(var form), .velocity):
      form.velocity = value
      return .kinkKink(form)
    case (.kinkKink(var form), .separation):
      form.separation = value
      return .kinkKink(form)
    case (.breather(var form), .velocity):
      form.velocity = value
      return .breather(form)
    case (.breather(var form), .frequency):
      form.frequency = value
      return .breather(form)
    case (.gaussian(var form), .velocity):
      form.velocity = value
      return .gaussian(form)
    case (.gaussian(var form), .amplitude):
      form.amplitude = value
      return .gaussian(form)
    case (.planeWave(var form), .amplitude):
      form.amplitude = value
      return .planeWave(form)
    case (.standingWave(var form), .amplitude):
      form.amplitude = value
      return .standingWave(form)
    default: return nil
    }
  }
}
