import ClausiusDeclarations
import ClausiusDiagnostics

extension Scenario {
  /// Reads the scenario file at `path`.
  ///
  /// - Parameters:
  ///   - path: a YAML file.
  ///   - overrides: keys that are set from outside the file; later ones win.
  ///   - systems: the systems that a scenario can name.
  ///   - diagnostics: the diagnostics that `diagnostics` and `expect` can call.
  /// - Throws: everything that is wrong, each with its place; nothing has been written or
  ///   allocated.
  public static func read(
    path: String, overrides: [ScenarioOverride] = [], systems: SystemCatalog = .standard,
    diagnostics: DiagnosticCatalog = .standard
  ) throws(Problems) -> Scenario {
    try read(
      text: ScenarioFile.text(path: path), path: path, overrides: overrides, systems: systems,
      diagnostics: diagnostics)
  }

  /// Reads the text of a scenario, such as one that a trajectory keeps; `path` is its name in
  /// messages.
  ///
  /// - Throws: as ``read(path:overrides:systems:diagnostics:)``.
  public static func read(
    text: String, path: String, overrides: [ScenarioOverride] = [],
    systems: SystemCatalog = .standard, diagnostics: DiagnosticCatalog = .standard
  ) throws(Problems) -> Scenario {
    var reader = ScenarioReader(systems: systems, diagnostics: diagnostics)
    let root = try reader.root(text: text, path: path, overrides: overrides)
    return try reader.scenario(root: root, text: text, path: path, overrides: overrides)
  }

  /// Reads the scenario of a run that is to go on, from what its trajectory keeps.
  ///
  /// The resolved configuration counts, not the text, so that what was a default stays as it was:
  /// frames keep their times when the run gets longer, and a later version with other defaults
  /// changes nothing.
  ///
  /// - Parameters:
  ///   - configuration: the text that ``resolvedText()`` gave when the run began.
  ///   - text: the text of the scenario file.
  ///   - path: the path of the scenario file.
  ///   - overrides: what was set from outside the file when the run began.
  ///   - changes: what is set now, such as a later end.
  ///   - systems: the systems that a scenario can name.
  ///   - diagnostics: the diagnostics that `diagnostics` and `expect` can call.
  /// - Returns: the scenario with the original text, and with `overrides` and `changes` as its
  ///   overrides.
  /// - Throws: as ``read(path:overrides:systems:diagnostics:)``; places are those in the
  ///   configuration.
  public static func resume(
    configuration: String, text: String, path: String, overrides: [ScenarioOverride],
    changes: [ScenarioOverride], systems: SystemCatalog = .standard,
    diagnostics: DiagnosticCatalog = .standard
  ) throws(Problems) -> Scenario {
    var reader = ScenarioReader(systems: systems, diagnostics: diagnostics)
    let root = try reader.root(text: configuration, path: path, overrides: changes)
    return try reader.scenario(
      root: root, text: text, path: path, overrides: overrides + changes)
  }

  /// The scenario with more keys set from outside, read again with the same catalogs.
  ///
  /// - Throws: as ``read(path:overrides:systems:diagnostics:)``.
  public func setting(_ more: [ScenarioOverride]) throws(Problems) -> Scenario {
    try Scenario.read(
      text: text, path: path, overrides: overrides + more, systems: catalogs.systems,
      diagnostics: catalogs.diagnostics)
  }

  /// The scenario with more keys set from outside, as ``setting(_:)`` gives it, but without its
  /// `sweep`: a member of one. The text is not parsed again.
  ///
  /// - Throws: as ``read(path:overrides:systems:diagnostics:)``.
  public func member(setting more: [ScenarioOverride]) throws(Problems) -> Scenario {
    var reader = ScenarioReader(systems: catalogs.systems, diagnostics: catalogs.diagnostics)
    var member = Node(
      .mapping((root.entries ?? []).filter { $0.key != "sweep" }), at: root.position)
    for override in more { member = try override.applied(to: member) }
    return try reader.scenario(
      root: member, text: text, path: path, overrides: overrides + more)
  }
}
