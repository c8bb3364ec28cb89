import ClausiusDeclarations

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
