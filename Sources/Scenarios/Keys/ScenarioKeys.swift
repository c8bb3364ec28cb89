import ClausiusDeclarations

/// The keys of a scenario that are the same for every system; the system's own group stands beside them under its name.
struct ScenarioKeys: Declared {
  var title: String?
  var source: String?
  var description: String?
  var system = ""
  var run = RunKeys()
  var output = OutputKeys()
  var diagnostics: [DiagnosticCall] = []
  var expect: [Expectation] = []

  static let keys = [
    Key("title", \ScenarioKeys.title, about: "what is simulated, in a few words"),
    Key("source", \ScenarioKeys.source, about: "author, year, figure that the scenario repeats"),
    Key("description", \ScenarioKeys.description, about: "what to look at and what to expect"),
    Key(
      "system", \ScenarioKeys.system, isRequired: true,
      about: "the system; its own keys stand in a group of that name"),
    Key("run", \ScenarioKeys.run, isRequired: true, about: "how long, how fine, and on what"),
    Key("output", \ScenarioKeys.output, about: "what is written, and how often"),
    Key(
      "diagnostics", \ScenarioKeys.diagnostics,
      about: "calls of diagnostics that are computed at every frame and written with it"),
    Key(
      "expect", \ScenarioKeys.expect,
      about: "what the numbers must come out as, checked by 'clausius validate'"),
  ]
}
