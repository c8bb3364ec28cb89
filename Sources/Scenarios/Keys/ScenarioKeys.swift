import ClausiusDeclarations
import ClausiusSimulationCore

/// When a scenario with expectations is validated.
public enum ValidationSuite: String, DeclaredChoice {
  /// Always.
  case quick
  /// Unless only quick checks are asked for.
  case canonical
  /// Only by name.
  case none

  /// When that is.
  public var about: String {
    switch self {
    case .quick: "always, also with --quick"
    case .canonical: "unless --quick is given"
    case .none: "only when the scenario is named"
    }
  }
}

/// The keys of a scenario that are the same for every system; the system's own group stands beside
/// them under its name.
struct ScenarioKeys: Declared {
  var title: String?
  var source: String?
  var description: String?
  var system = ""
  var units: WorkingUnits?
  var run = RunKeys()
  var output = OutputKeys()
  var diagnostics: [DiagnosticCall] = []
  var expect: [Expectation] = []
  var suite = ValidationSuite.canonical
  var sweep: SweepKeys?
  /// Read and applied before all other keys, and then taken out.
  var settings: [String] = []

  /// Texts such as "run.duration=5".
  static let settingsKind = ValueKind.list(of: .text, count: 0...Int.max)

  static let keys = [
    Key("title", \ScenarioKeys.title, about: "what is simulated, in a few words"),
    Key("source", \ScenarioKeys.source, about: "author, year, figure that the scenario repeats"),
    Key("description", \ScenarioKeys.description, about: "what to look at and what to expect"),
    Key(
      "system", \ScenarioKeys.system, isRequired: true,
      about: "the system; its own keys stand in a group of that name"),
    Key(
      "units", \ScenarioKeys.units,
      about: "the units of lengths and times, written into the file and onto axes"),
    Key("run", \ScenarioKeys.run, isRequired: true, about: "how long, how fine, and on what"),
    Key("output", \ScenarioKeys.output, about: "what is written, and how often"),
    Key(
      "diagnostics", \ScenarioKeys.diagnostics,
      about: "calls of diagnostics that are computed at every frame and written with it"),
    Key(
      "expect", \ScenarioKeys.expect,
      about: "what the numbers must come out as, checked by '\(ProgramName.current) validate'"),
    Key(
      "suite", \ScenarioKeys.suite,
      about: "when '\(ProgramName.current) validate' runs the scenario without being given its name"
    ),
    Key(
      "sweep", \ScenarioKeys.sweep,
      about:
        "many runs of the scenario, for '\(ProgramName.current) sweep'; other verbs run the scenario itself"
    ),
    Key(
      "set", \ScenarioKeys.settings, as: settingsKind,
      about:
        "keys that are set over the rest of the file, as by --set: [run.duration=5]; '\(ProgramName.current) inspect --scenario' writes here what options had set"
    ),
  ]
}
