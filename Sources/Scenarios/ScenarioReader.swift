import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore

/// Reads one scenario and collects what is wrong with it.
struct ScenarioReader {
  let systems: SystemCatalog
  let diagnostics: DiagnosticCatalog
  /// What is wrong.
  var problems = Problems()
  /// What the run is too short for.
  var unreached = Problems()

  init(systems: SystemCatalog, diagnostics: DiagnosticCatalog) {
    self.systems = systems
    self.diagnostics = diagnostics
  }

  /// The parsed text with the overrides in it.
  mutating func root(
    text: String, path: String, overrides: [ScenarioOverride]
  ) throws(Problems) -> Node {
    let (node, found) = try YAMLReader.read(text, source: path)
    problems.append(contentsOf: found)
    guard var root = node else {
      throw Problems(
        Problem(
          "\(path): is empty", advice: "a scenario needs at least 'system' and 'run'"))
    }
    guard root.entries != nil else {
      throw Problems(
        Problem(
          expected: "keys such as 'system' and 'run'", found: root.whatItIs, at: root.position,
          advice: "write 'key: value' with a space after the colon"))
    }
    for override in ownSettings(&root) + overrides {
      let changed = problems.collect { () throws(Problems) in try override.applied(to: root) }
      root = changed ?? root
    }
    if let place = root["set"]?.position {
      problems.append(
        Problem("'set' cannot be set itself", at: place, advice: "set the keys one by one"))
    }
    return root
  }

  /// What the file sets over the rest of itself: its key `set`, which is taken out of `root`.
  private mutating func ownSettings(_ root: inout Node) -> [ScenarioOverride] {
    guard let list = root["set"] else { return [] }
    root.content = .mapping((root.entries ?? []).filter { $0.key != "set" })
    let assignments = problems.collect { () throws(Problems) in
      try [String](from: list, as: ScenarioKeys.settingsKind)
    }
    return (assignments ?? []).map { ScenarioOverride(option: "set: \($0)", assignment: $0) }
  }

  /// The scenario that `root` describes.
  ///
  /// - Throws: everything that is wrong, in the order of the text.
  mutating func scenario(
    root: Node, text: String, path: String, overrides: [ScenarioOverride]
  ) throws(Problems) -> Scenario {
    var keys = readKeys(root)
    let type = readSystem(root)
    let given = keys?.run.timeStep?.length
    let model = type.flatMap {
      readModel($0, root: root, timeStep: $0.timeKind.step(given: given))
    }
    var grid: TimeGrid?
    var requests: [DiagnosticCall: DiagnosticRequest] = [:]
    if let type, var read = keys {
      fitFrames(into: &read, timeStep: type.timeKind.step(given: given), root: root)
      if let model { read.run.timeStep = timeStep(read, model, root: root) }
      let phase = diagnostics.phase(of: type.family)
      for index in read.expect.indices { read.expect[index].classify(by: phase) }
      requests = self.requests(
        read, of: type, observables: model?.offeredObservables ?? type.observables,
        quantities: model?.offeredQuantities ?? type.quantities)
      noteNames(among: requests, of: read, root: root)
      problems.append(contentsOf: contradictions(of: read, with: type, root: root))
      read.output = Self.resolve(
        read.output, run: read.run, type: type,
        offered: model?.offeredQuantities ?? type.quantities)
      grid = timeGrid(&read.run, every: read.output.every ?? 0, model: type, root: root)
      noteWhatComesAfter(read, root: root)
      keys = read
    }
    guard let keys, let model, let grid, problems.isEmpty else { throw problems.inOrder }
    return Scenario(
      path: path, text: text, overrides: overrides, model: model, grid: grid, keys: keys,
      root: root, requests: requests, catalogs: (systems, diagnostics),
      unreached: unreached.inOrder)
  }

  /// What the calls of `diagnostics` and `expect` mean; those that name one of the `observables` of
  /// the system with its parameters are none. Others may take one number of whatever the frames
  /// carry.
  private mutating func requests(
    _ keys: ScenarioKeys, of type: any SystemModel.Type, observables: [ObservableDescription],
    quantities: [QuantityDescription]
  ) -> [DiagnosticCall: DiagnosticRequest] {
    let observables = Set(observables.map(\.name))
    let carried = observables.union(quantities.map(\.name))
    let expected =
      keys.expect.flatMap { [$0.diagnostic] + [$0.relativeTo].compactMap { $0 } }
      + (keys.sweep?.diagnostics ?? [])
    let catalog = diagnostics
    var requests: [DiagnosticCall: DiagnosticRequest] = [:]
    for call in keys.diagnostics + expected.filter({ !observables.contains($0.text) }) {
      let name = call.text.prefix { $0 != "(" }.filter { $0 != " " }
      requests[call] = problems.collect { () throws(Problems) in
        if carried.contains(name) || catalog.quantities.entry(named: name) != nil,
          let number = try DiagnosticRequest.number(of: call.text, at: call.position, in: catalog)
        {
          return number
        }
        if !catalog.names.contains(name) {
          try type.refuseAbsent(name, among: carried, at: call.position)
        }
        return try catalog.request(call.text, at: call.position)
      }
    }
    for expectation in keys.expect {
      guard let phase = expectation.phase, let request = requests[expectation.diagnostic] else {
        continue
      }
      _ = problems.collect { () throws(Problems) in
        try phase.requireOne(
          of: request.names(of: type.family), calledBy: request.text,
          usual: expectation.classifier?.text ?? "")
      }
    }
    return requests
  }

  // MARK: - The two halves: what every scenario has, and the system's own group

  private mutating func readKeys(_ root: Node) -> ScenarioKeys? {
    let known = ScenarioKeys.keys.map(\.description.name)
    let system = root["system"].flatMap { try? String(from: $0, as: String.kind) }
    var shared: [Node.Entry] = []
    for entry in root.entries ?? [] {
      if known.contains(entry.key) {
        shared.append(entry)
      } else if let system, entry.key != system {
        problems.append(strayGroup(entry, system: system, known: known))
      } else if system == nil, systems[entry.key] == nil {
        problems.append(.unknownKey(entry, among: known + systems.names))
      }
    }
    if let model = system.flatMap({ systems[$0] }),
      let place = shared.firstIndex(where: { $0.key == "sweep" })
    {
      let angles = SweptAngles(of: model, timeUnit: Self.timeUnit(root))
      let plain = problems.collect { () throws(Problems) in
        try angles.plain(sweep: shared[place].value)
      }
      guard let plain else { return nil }
      shared[place].value = plain
    }
    return problems.collect { () throws(Problems) in
      try ScenarioKeys(from: Node(.mapping(shared), at: root.position))
    }
  }

  /// The word for the unit of time that the scenario states.
  private static func timeUnit(_ root: Node) -> String? {
    root["units"].flatMap { try? WorkingUnits(from: $0) }?.time
  }

  private func strayGroup(_ entry: Node.Entry, system: String, known: [String]) -> Problem {
    guard systems[entry.key] != nil else {
      if let model = systems[system],
        model.keyDescriptions.contains(where: { $0.name == entry.key })
      {
        return Problem(
          "'\(entry.key)' is a key of '\(system)'", at: entry.position,
          advice: "write it into that group: \(system).\(entry.key)")
      }
      return .unknownKey(entry, among: known + (systems[system] == nil ? [] : [system]))
    }
    return Problem(
      "the group '\(entry.key)' belongs to another system than '\(system)'", at: entry.position,
      advice: "remove it, or write 'system: \(entry.key)'")
  }

  private mutating func readSystem(_ root: Node) -> (any SystemModel.Type)? {
    guard let system = root.entries?.first(where: { $0.key == "system" }) else { return nil }
    let catalog = systems
    return problems.collect { () throws(Problems) in try catalog.model(namedBy: system) }
  }

  private mutating func readModel(
    _ type: any SystemModel.Type, root: Node, timeStep: Double?
  ) -> (any SystemModel)? {
    let place = root["system"]?.position ?? root.position
    let group = (root[type.name] ?? Node(.mapping([]), at: place))
      .stating(timeUnit: Self.timeUnit(root))
    do throws(Problems) {
      let model = try type.init(from: group)
      for contradiction in timeStep.map(model.contradictions) ?? [] {
        let isOfRun = contradiction.key.hasPrefix("run.")
        problems.append(contradiction.problem(in: isOfRun ? root : group))
      }
      return model
    } catch {
      problems.append(contentsOf: error.prefixed(with: type.name))
      return nil
    }
  }

  // MARK: - What is filled in

  /// The time step with `auto` replaced by a number: the longest safe one that divides the time
  /// between frames.
  private mutating func timeStep(
    _ keys: ScenarioKeys, _ model: any SystemModel, root: Node
  ) -> TimeStep? {
    let type = type(of: model)
    guard keys.run.timeStep == .automatic, type.timeKind == .fixedStep else {
      return keys.run.timeStep
    }
    guard let safe = model.safeTimeStep else {
      problems.append(
        Contradiction(
          at: "run.time_step", "'\(type.name)' chooses no time step by itself",
          advice: "give its length"
        ).problem(in: root))
      return keys.run.timeStep
    }
    return .fixed(TimeStep.longest(upTo: safe, in: keys.output.every ?? keys.run.duration))
  }

  /// The output with everything filled in that depends on the system.
  private static func resolve(
    _ output: OutputKeys, run: RunKeys, type: any SystemModel.Type,
    offered: [QuantityDescription]
  ) -> OutputKeys {
    var resolved = output
    let timeStep = type.timeKind.step(given: run.timeStep?.length)
    resolved.every =
      output.every ?? OutputKeys.defaultEvery(duration: run.duration, timeStep: timeStep)
    resolved.quantities =
      output.quantities
      ?? OutputKeys.defaultQuantities(among: offered, usual: type.usualQuantities)
    return resolved
  }
}

extension SystemModel {
  /// Refuses an observable that only other parameters give, with the key on which it depends.
  fileprivate static func refuseAbsent(
    _ observable: String, among carried: Set<String>, at position: SourcePosition
  ) throws(Problems) {
    guard !carried.contains(observable) else { return }
    for optional in optionalObservables {
      guard let description = optional.description(of: observable) else { continue }
      throw Problems(
        Problem(
          "with these parameters there is no '\(observable)', which depends on '\(optional.key)'"
            + (optional.reason.map { ": " + $0 } ?? ""),
          at: position, advice: description.about))
    }
  }
}
