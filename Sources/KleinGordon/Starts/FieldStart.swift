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

/// The state at t = 0 with its parameters; a new one is a type like this and a case of
/// ``FieldStart``.
protocol StartForm: Declared, Hashable {
  /// The word in a scenario.
  static var word: String { get }

  /// What it is, for `describe`.
  static var about: String { get }

  /// The parameters that an ensemble can scan; none unless told otherwise.
  static var scanned: [EnsembleParameter: WritableKeyPath<Self, Double>] { get }

  /// Whether it is the initial data of a published code; not unless told otherwise.
  var isAsPublished: Bool { get }

  /// The vacuum that the start names, by `vacuum`, or by `background` or `value` where that is a
  /// vacuum of the potential; `nil` for none.
  func namedVacuum(in potential: any PotentialForm) -> Double?
}

extension StartForm {
  static var scanned: [EnsembleParameter: WritableKeyPath<Self, Double>] { [:] }
  var isAsPublished: Bool { false }
  func namedVacuum(in potential: any PotentialForm) -> Double? { nil }

  /// The same start with another value of a parameter; `nil` when it has no such parameter.
  func with(_ parameter: EnsembleParameter, _ value: Double) -> Self? {
    guard let path = Self.scanned[parameter] else { return nil }
    var changed = self
    changed[keyPath: path] = value
    return changed
  }
}

/// A start that is a function of x.
protocol ProfileForm: StartForm {
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
    member(FieldStart.vacuum),
    member(FieldStart.gaussian),
    member(FieldStart.kink),
    member(FieldStart.antikink),
    member(FieldStart.kinkAntikink),
    member(FieldStart.kinkKink),
    member(FieldStart.breather),
    member(FieldStart.planeWave),
    member(FieldStart.standingWave),
    member(FieldStart.randomPhase),
    member(FieldStart.thermal),
    member(FieldStart.file),
  ]

  private static func member<Form: StartForm>(
    _ make: @escaping @Sendable (Form) -> FieldStart
  ) -> UnionMember<FieldStart> {
    UnionMember(Form.word, make, about: Form.about)
  }

  /// A word, or a word with parameters.
  public static var kind: ValueKind { UnionMember.kind(of: members) }

  /// Reads `kink` or `{kind: kink, velocity: 0.3}`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    self = try UnionMember.read(node, among: Self.members)
  }

  /// `{kind: kink, position: 0, velocity: 0.3}`
  public var scenarioText: String {
    UnionMember<FieldStart>.text(type(of: form).word, form.scenarioText)
  }

  /// The start with its parameters.
  var form: any StartForm {
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
    case .thermal(let form): form
    case .file(let form): form
    }
  }

  /// The start as a function of x; `nil` for those that are not.
  var profileForm: (any ProfileForm)? { form as? any ProfileForm }

  /// The same start with another value of a parameter; `nil` when it has no such parameter.
  func with(_ parameter: EnsembleParameter, _ value: Double) -> FieldStart? {
    form.with(parameter, value).flatMap { UnionMember.union(of: $0, among: Self.members) }
  }
}
