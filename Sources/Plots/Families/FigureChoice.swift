import ClausiusDeclarations
import ClausiusDiagnostics

/// Finds the figures that a user names.
struct FigureChoice {
  let family: FigureFamily
  /// All families, to say where a figure belongs that this one has not.
  let catalog: FigureCatalog
  let runs: [PlotRun]
  /// Whether calls of diagnostics are drawn less their first value.
  let isRelative: Bool

  /// The figures of the usual picture that the files allow; every figure that they allow when none
  /// of those is.
  func overview() throws(PlotError) -> [FigureKind] {
    let names = runs.count == 1 ? family.overview : family.comparison
    let usual = names.compactMap { name in family.kinds.first { $0.name == name } }
    let possible = usual.filter(isPossible)
    if !possible.isEmpty { return possible }
    let others = family.kinds.filter(isPossible)
    guard !others.isEmpty else {
      throw PlotError(
        .request,
        "\(runs[0].reader.path): no figure can be made of \(runs[0].quantities.joined(separator: ", "))"
      )
    }
    return others
  }

  /// The figures under `names`; calls of diagnostics share one figure.
  func kinds(_ names: [String]) throws(PlotError) -> [FigureKind] {
    var kinds: [FigureKind] = []
    var calls: [String] = []
    for name in names {
      if let kind = family.kinds.first(where: { $0.name == name }) {
        if let reason = obstacle(kind) { throw PlotError(.request, reason) }
        if !kinds.contains(where: { $0.name == name }) { kinds.append(kind) }
      } else {
        try check(call: name)
        if !calls.contains(name) { calls.append(name) }
      }
    }
    if !calls.isEmpty { kinds.append(Self.series(calls, isRelative: isRelative)) }
    return kinds
  }

  private var diagnostics: DiagnosticCatalog { runs[0].catalog }

  private func isPossible(_ kind: FigureKind) -> Bool { obstacle(kind) == nil }

  private func obstacle(_ kind: FigureKind) -> String? {
    runs.lazy.compactMap { run in
      kind.obstacle(run).map { "\(run.reader.path): \(kind.name): \($0)" }
    }.first
  }

  /// Refuses what is neither a figure nor a diagnostic nor anything that has a name in the files.
  private func check(call: String) throws(PlotError) {
    let name = String(call.prefix { $0 != "(" }).trimmingCharacters(in: .whitespaces)
    if runs.allSatisfy({ $0.contents.observables.contains(call) }) { return }
    let isKnown =
      diagnostics.entry(named: name) != nil || diagnostics.estimators.factory(named: name) != nil
      || diagnostics.quantities.entry(named: name) != nil
      || runs.allSatisfy { $0.contents.carries(name) }
    guard isKnown else { throw unknown(name) }
    do throws(Problems) {
      for run in runs { _ = try run.request(call) }
    } catch {
      throw PlotError(.request, error.description)
    }
  }

  private func unknown(_ name: String) -> PlotError {
    let figures = family.kinds.filter(isPossible).map(\.name)
    let others = catalog.families.filter { other in
      other.kinds.contains { $0.name == name }
    }
    if !others.isEmpty {
      return PlotError(
        .request,
        "--what: '\(name)' is a figure of \(others.map(\.about).joined(separator: ", of ")); \(runs[0].reader.path) holds \(family.about)",
        advice: "its figures: \(figures.joined(separator: ", "))")
    }
    let near = (figures + diagnostics.names + runs[0].reader.observables).nearestName(to: name)
    let known = "figures of \(runs[0].reader.path): \(figures.joined(separator: ", "))"
    return PlotError(
      .request, "--what: unknown figure '\(name)'",
      advice: (near.map { "did you mean '\($0)'? " } ?? "") + known
        + "; any diagnostic can be drawn too, and any estimator with a value at each frame")
  }

  /// Diagnostics and observables against time.
  private static func series(_ calls: [String], isRelative: Bool) -> FigureKind {
    .overTime(
      "series", about: "diagnostics against time", obstacle: { _ in nil },
      collect: { run in
        (Analysis.curves(run.requests(calls)), stride: TimePanels.stride(run))
      },
      draw: { runs in
        let words = Set(calls.map { String($0.prefix { $0 != "(" }) })
        let name = words.count == 1 ? FigureKind.spelled(words.first ?? "") : "value"
        let axis = isRelative ? "change of \(name)" : name
        return try TimePanels.panels(
          runs, TimePanels.Style(axis: axis, isRelative: isRelative, legend: FigureKind.spelled))
      })
  }
}
