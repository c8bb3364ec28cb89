import ClausiusDeclarations
import ClausiusFields
import ClausiusKernelInterface

/// One of the potentials V(phi), with its parameters.
protocol PotentialForm: Declared, Hashable {
  /// The word in a scenario.
  static var word: String { get }

  /// Formula, vacua, mass, kink and energy, for `describe`.
  static var about: String { get }

  /// V(phi)
  func energy(_ phi: Double) -> Double

  /// V'(phi)
  func slope(_ phi: Double) -> Double

  /// V''(phi)
  func curvature(_ phi: Double) -> Double

  /// The minima of V, of a periodic V those of one period.
  var vacua: [Double] { get }

  /// The period of V, `nil` when it has none.
  var period: Double? { get }

  /// Whether V(-phi) = V(phi).
  var isEven: Bool { get }

  /// How V' is computed.
  var force: ForceExpansion { get }

  /// The static kink that rises through x = 0; `nil` when there is none in closed form.
  var kink: KinkProfile? { get }

  /// The values of the field between neighboring vacua at which a kink's middle is found, of a
  /// periodic V those of one period.
  var kinkLevels: [Double] { get }

  /// Whether V stays above some value.
  var isBoundedBelow: Bool { get }
}

extension PotentialForm {
  var period: Double? { nil }
  var kink: KinkProfile? { nil }
  var kinkLevels: [Double] { kink.map { [$0.value(0).phi] } ?? [] }
  var isBoundedBelow: Bool { true }
}

extension PotentialForm {
  /// The potential as a trajectory states it.
  ///
  /// - Parameter namedVacuum: the vacuum that the start names.
  func stated(namedVacuum: Double? = nil) -> FieldPotential {
    var coefficients = [energy(0)]
    var sines = (full: 0.0, half: 0.0)
    switch force {
    case .polynomial(let slope): coefficients += slope.enumerated().map { $1 / Double($0 + 1) }
    case .sines(let full, let half): sines = (full, half)
    }
    return FieldPotential(
      coefficients: coefficients, sine: sines.full, halfSine: sines.half, period: period,
      vacua: vacua, namedVacuum: namedVacuum)
  }
}

/// A static kink: the field and its slope at a distance from the middle, and what it connects.
struct KinkProfile: Sendable {
  /// phi(x) and phi'(x).
  var value: @Sendable (_ x: Double) -> (phi: Double, slope: Double)
  /// phi at minus infinity.
  var left: Double
  /// phi at infinity.
  var right: Double
  /// The energy at rest.
  var energy: Double
  /// The distance over which its flanks fall by e, the larger of the two: 1/m.
  var flank: Double
}

/// V' in a form that has a kernel.
enum ForceExpansion: Sendable, Hashable {
  /// c0 + c1 phi + c2 phi^2 + ...
  case polynomial([Double])
  /// full sin phi + half sin(phi / 2)
  case sines(full: Double, half: Double)
}

/// A potential, by its word or with its parameters.
public enum Potential: DeclaredValue, Hashable {
  /// V = m^2 phi^2 / 2
  case linear(LinearPotential)
  /// V = lambda/4 (phi^2 - v^2)^2
  case phi4(Phi4Potential)
  /// V = lambda/2 phi^2 (phi^2 - v^2)^2
  case phi6(Phi6Potential)
  /// V = 1 - cos phi
  case sineGordon(SineGordonPotential)
  /// V = 4/(1 + 4 eta) (eta (1 - cos phi) + 1 + cos(phi / 2))
  case doubleSineGordon(DoubleSineGordonPotential)
  /// V = c0 + c1 phi + c2 phi^2 + ...
  case polynomial(PolynomialPotential)

  private static let members: [UnionMember<Potential>] = [
    UnionMember(LinearPotential.word, Potential.linear, about: LinearPotential.about),
    UnionMember(Phi4Potential.word, Potential.phi4, about: Phi4Potential.about),
    UnionMember(Phi6Potential.word, Potential.phi6, about: Phi6Potential.about),
    UnionMember(SineGordonPotential.word, Potential.sineGordon, about: SineGordonPotential.about),
    UnionMember(
      DoubleSineGordonPotential.word, Potential.doubleSineGordon,
      about: DoubleSineGordonPotential.about),
    UnionMember(PolynomialPotential.word, Potential.polynomial, about: PolynomialPotential.about),
  ]

  /// A word, a word with parameters, or the coefficients of a polynomial.
  public static var kind: ValueKind { UnionMember.kind(of: members) }

  /// Reads `phi4`, `{kind: phi4, lambda: 2}` or `{polynomial: [0, 0, 0.5]}`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if let entry = node.entries?.first, node.entries?.count == 1,
      entry.key == PolynomialPotential.word
    {
      let coefficients = try [Double](from: entry.value, as: PolynomialPotential.coefficientKind)
      self = .polynomial(PolynomialPotential(coefficients: coefficients))
    } else {
      self = try UnionMember.read(node, among: Self.members)
    }
  }

  /// `{kind: phi4, lambda: 1, v: 1}`
  public var scenarioText: String {
    UnionMember<Potential>.text(type(of: form).word, form.scenarioText)
  }

  /// The formulas.
  var form: any PotentialForm {
    switch self {
    case .linear(let form): form
    case .phi4(let form): form
    case .phi6(let form): form
    case .sineGordon(let form): form
    case .doubleSineGordon(let form): form
    case .polynomial(let form): form
    }
  }
}
