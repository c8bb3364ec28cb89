import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// A real scalar field in one space dimension: phi_tt = phi_xx - V'(phi), energy integral of
/// pi^2/2 + phi_x^2/2 + V(phi).
public struct KleinGordonModel: SystemModel {
  /// V(phi)
  public var potential = Potential.phi4(Phi4Potential())
  /// Points of the grid, N.
  public var points = 512
  /// The first end of the domain.
  public var start = -30.0
  /// The length of the domain, L.
  public var length = 60.0
  /// What happens at the ends.
  public var boundary = FieldBoundary.periodic
  /// What is done against aliasing.
  public var dealiasing = Dealiasing.none
  /// How time is stepped.
  public var scheme = TimeScheme.blanesMoanSRKN11
  /// Whether a field that is even about the middle is computed on one half.
  public var symmetry = SymmetryUse.automatic
  /// The state at t = 0.
  public var initial: FieldStart?
  /// Several states at once, from left to right.
  public var superpose: [FieldStart] = []
  /// Points at which the field is reported.
  public var probes: [Double] = []
  /// The heat bath of the field; `nil` for none.
  public var thermostat: FieldThermostat?
  /// Many fields that differ in one parameter of the start, or in the temperature.
  public var ensemble: Ensemble?

  /// A phi4 field that still lacks its start.
  public init() {}

  /// `klein_gordon`
  public static let name = "klein_gordon"

  /// What it is.
  public static let about =
    "a nonlinear Klein-Gordon field in one dimension, pseudo-spectral in space, symplectic in time"

  /// Where it comes from.
  public static let source =
    "Dodd, Eilbeck, Gibbon, Morris, Solitons and Nonlinear Wave Equations (1982); Goodman and Haberman, SIAM J. Appl. Dyn. Syst. 4 (2005) 1195"

  /// Fields on a line.
  public static let family = SystemFamily.field
  /// Steps of equal length.
  public static let timeKind = TimeKind.fixedStep
  /// Every scheme retraces its path when the momentum is turned around.
  public static let isReversible = true

  /// The key that sets how large the field is.
  public static let sizeKey: String? = "points"

  /// The keys of the field.
  public static let keys = [
    Key("potential", \KleinGordonModel.potential, about: "the potential V(phi)"),
    Key(
      "points", \KleinGordonModel.points, in: IntegerRange(8, 1 << 26),
      about: "points of the grid, N; products of small primes are fastest"),
    Key("x_min", \KleinGordonModel.start, unit: "length", about: "the first end of the domain"),
    Key(
      "length", \KleinGordonModel.length, in: .positive, unit: "length",
      about:
        "the length of the domain L; points lie at x_min + j L/N, so that its end is not repeated"
    ),
    Key("boundary", \KleinGordonModel.boundary, about: "what happens at the ends of the domain"),
    Key(
      "dealiasing", \KleinGordonModel.dealiasing,
      about: "what is done against the waves that products falsely add"),
    Key("scheme", \KleinGordonModel.scheme, about: "how time is stepped"),
    Key(
      "symmetry", \KleinGordonModel.symmetry,
      about: "whether a field that is even about the middle is computed on one half of the domain"),
    Key(
      "start", \KleinGordonModel.initial, about: "the state at t = 0; 'superpose' gives several"),
    Key(
      "superpose", \KleinGordonModel.superpose,
      about: "several starts at once, from left to right; vacua between them count once"),
    Key(
      "probes", \KleinGordonModel.probes, as: .list(of: .real(.any), count: 0...64),
      unit: "length", about: "points at which the field and its momentum are reported"),
    Key(
      "thermostat", \KleinGordonModel.thermostat,
      about: "a heat bath at every point, {temperature: T, friction: gamma}: Langevin's equation",
      source: "Langevin 1908; Bussi and Parrinello, Phys. Rev. E 75 (2007) 056707"),
    Key(
      "ensemble", \KleinGordonModel.ensemble,
      about:
        "many fields in one run, which differ in one parameter of the start or in the temperature"),
  ]

  /// What can be written of a field, the usual ones first.
  public static let quantities = FieldQuantity.allCases.map(\.description)

  /// One value a point of a single field, one value a field of an ensemble.
  public var offeredQuantities: [QuantityDescription] {
    FieldQuantity.allCases.filter {
      $0.isPerMember == (ensemble != nil) && (thermostat != nil || !$0.isOfThermostat)
    }.map(\.description)
  }

  /// The last end of the domain.
  var end: Double { start + length }
}

/// Whether the mirror symmetry of a field about the middle of a periodic domain is used.
public enum SymmetryUse: String, DeclaredChoice, Hashable {
  /// In ensembles whose starts have it.
  case automatic
  /// Never.
  case none
  /// Always; a start without it is refused.
  case even

  /// What the choice does.
  public var about: String {
    switch self {
    case .automatic: "used in ensembles whose starts have it"
    case .none: "never used"
    case .even: "used always; a start without it is refused"
    }
  }
}

/// A parameter of a start that an ensemble can scan.
enum EnsembleParameter: String, CaseIterable, Sendable {
  case velocity, separation, frequency, amplitude, temperature
}

/// Many fields that differ in one parameter of the start, or in the temperature.
public struct Ensemble: Declared, Hashable {
  var velocity: ParameterScan?
  var separation: ParameterScan?
  var frequency: ParameterScan?
  var amplitude: ParameterScan?
  var temperature: ParameterScan?

  /// No parameter yet.
  public init() {}

  /// The keys of an ensemble.
  public static let keys = [
    Key("velocity", \Ensemble.velocity, about: "the velocities that are run"),
    Key("separation", \Ensemble.separation, about: "the separations that are run"),
    Key("frequency", \Ensemble.frequency, about: "the frequencies that are run"),
    Key("amplitude", \Ensemble.amplitude, about: "the amplitudes that are run"),
    Key(
      "temperature", \Ensemble.temperature,
      about:
        "the temperatures of the thermostat and of a thermal start that are run; from the same to the same gives fields that differ in their random numbers alone"
    ),
  ]

  /// Exactly one parameter is scanned.
  public func contradictions() -> [Contradiction] {
    let names = EnsembleParameter.allCases.map(\.rawValue).joined(separator: ", ")
    return scans.count == 1
      ? []
      : [
        Contradiction(
          at: scans.last?.0.rawValue ?? "velocity", "an ensemble scans one parameter",
          advice: "give one of \(names)")
      ]
  }

  private var scans: [(EnsembleParameter, ParameterScan)] {
    let all = [velocity, separation, frequency, amplitude, temperature]
    return zip(EnsembleParameter.allCases, all).compactMap { name, scan in
      scan.map { (name, $0) }
    }
  }

  /// The parameter that is scanned, and its values.
  var scan: (parameter: EnsembleParameter, values: [Double]) {
    scans.first.map { ($0.0, $0.1.values) } ?? (.velocity, [])
  }
}

/// Equally spaced values, both ends included.
public struct ParameterScan: Declared, Hashable {
  /// The first value.
  public var from = 0.0
  /// The last value.
  public var to = 0.0
  /// How many values.
  public var count = 1

  /// Nothing yet.
  public init() {}

  /// The keys of a scan.
  public static let keys = [
    Key("from", \ParameterScan.from, isRequired: true, about: "the first value"),
    Key("to", \ParameterScan.to, isRequired: true, about: "the last value"),
    Key(
      "count", \ParameterScan.count, in: IntegerRange(1, 1_000_000), isRequired: true,
      about: "the number of values, both ends among them"),
  ]

  /// from + (to - from) k/(count - 1)
  var values: [Double] {
    (0..<count).map { k in
      count == 1 ? from : from + (to - from) * Double(k) / Double(count - 1)
    }
  }
}
