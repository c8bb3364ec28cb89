import ClausiusDeclarations
import ClausiusFields
import ClausiusSpectra

/// What a start knows of the field that it fills.
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

  /// The parameters that an ensemble can scan; none by default.
  static var scanned: [EnsembleParameter: WritableKeyPath<Self, Double>] { get }

  /// Whether it is the initial data of a published code; not by default.
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
