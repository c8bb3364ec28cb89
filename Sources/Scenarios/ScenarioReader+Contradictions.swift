import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore

extension ScenarioReader {
  /// What is wrong with keys that were found right alone, now that the system is known.
  func contradictions(
    of keys: ScenarioKeys, with model: any SystemModel.Type, root: Node
  ) -> Problems {
    var problems = Problems()
    for contradiction in Self.contradictions(of: keys.run, with: model) {
      problems.append(contradiction.problem(in: root))
    }
    for problem in quantityProblems(keys.output, of: model, root: root) {
      problems.append(problem)
    }
    for calls in [keys.diagnostics, keys.sweep?.diagnostics ?? []] {
      for problem in Self.repetitions(in: calls) { problems.append(problem) }
    }
    return problems
  }

  /// Expectations of numbers whose calls name frames.
  mutating func noteNames(
    among requests: [DiagnosticCall: DiagnosticRequest], of keys: ScenarioKeys, root: Node
  ) {
    guard case .list(let entries) = root["expect"]?.content else { return }
    for (expectation, entry) in zip(keys.expect, entries) {
      let found = expectation.contradictions(
        measuring: requests[expectation.diagnostic]?.kind,
        over: expectation.relativeTo.flatMap { requests[$0]?.kind })
      for contradiction in found { problems.append(contradiction.problem(in: entry)) }
    }
  }

  private static func contradictions(
    of run: RunKeys, with model: any SystemModel.Type
  ) -> [Contradiction] {
    var found: [Contradiction] = []
    switch (model.timeKind, run.timeStep) {
    case (.fixedStep, nil):
      found.append(
        Contradiction(
          at: "run", "'time_step' is missing",
          advice: "'\(model.name)' moves in steps; give their length"))
    case (.discrete, _?):
      found.append(
        Contradiction(
          at: "run.time_step", "'\(model.name)' has no time step: it moves in steps of length 1",
          advice: "remove 'time_step'; 'duration' and 'output.every' count steps"))
    case (.eventDriven, _?):
      found.append(
        Contradiction(
          at: "run.time_step", "'\(model.name)' has no time step: it moves from event to event",
          advice: "remove 'time_step'; 'output.every' sets the frames"))
    default: break
    }
    if run.reverseAt != nil, !model.isReversible {
      found.append(
        Contradiction(
          at: "run.reverse_at", "'\(model.name)' does not retrace its path",
          advice: "remove 'reverse_at'"))
    }
    return found
  }

  private func quantityProblems(
    _ output: OutputKeys, of model: any SystemModel.Type, root: Node
  ) -> [Problem] {
    guard let names = output.quantities, let node = root["output"]?["quantities"],
      case .list(let elements) = node.content
    else { return [] }
    let known = model.quantities.map(\.name)
    var seen: Set<String> = []
    return zip(names, elements).compactMap { name, element in
      guard known.contains(name) else {
        return Problem(
          "'\(model.name)' has no quantity '\(name)'", at: element.position,
          advice: known.nearestName(to: name).map { "did you mean '\($0)'?" }
            ?? "it has " + known.joined(separator: ", "))
      }
      return seen.insert(name).inserted
        ? nil : Problem("'\(name)' is listed twice", at: element.position)
    }
  }

  private static func repetitions(in calls: [DiagnosticCall]) -> [Problem] {
    var seen: Set<String> = []
    return calls.filter { !seen.insert($0.text).inserted }.map {
      Problem("'\($0.text)' is listed twice", at: $0.position)
    }
  }
}
