import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusRuns
import ClausiusScenarios

/// The summary of a run, for people and for scripts.
enum RunReport {
  /// What the run did, its observables, and the file.
  static func table(_ summary: RunSummary) -> String {
    var lines = [
      "\(summary.scenario.title)",
      "  system    \(summary.scenario.systemName)",
      "  steps     \(summary.steps) in \(duration(summary.seconds))"
        + rate(summary).map { String(format: " (%.4g steps/s)", $0) }.joined(),
      "  time      0 to \(summary.clock.time.timeText)",
      "  frames    \(summary.clock.framesObserved)",
    ]
    if let step = summary.scenario.run.timeStep?.length {
      let choice = summary.scenario.hasAutomaticTimeStep ? " (auto)" : ""
      lines.insert("  time step \(step.scenarioText)\(choice)", at: 3)
    }
    let width = summary.observables.map(\.name.count).max() ?? 0
    if !summary.observables.isEmpty {
      lines.append(
        "  " + "observable".padded(to: width) + "  " + "mean".leftPadded(to: 12)
          + "  " + "last".leftPadded(to: 12) + "  unit")
    }
    if summary.observables.contains(where: { $0.name.contains("entropy_production") }) {
      lines.append("  (means over all frames, the start included: 'analyze --from' leaves it out)")
    }
    for observable in summary.observables {
      lines.append(
        "  " + observable.name.padded(to: width)
          + "  " + column(observable.mean) + "  " + column(observable.last) + "  " + observable.unit
      )
    }
    for series in summary.categories {
      let shares = series.shares.map { "\($0.name) \(percent($0.share))" }
      lines.append("  \(series.name): \(shares.joined(separator: ", "))")
    }
    lines.append("  file      \(summary.path) (\(byteCount(Double(summary.bytes))))")
    return lines.joined(separator: "\n")
  }

  /// "about 3 min 20 s, 12 MB of memory, up to 45 MB on the disk for 1001 frames"
  static func needs(_ seconds: Double?, _ needs: ResourceEstimate) -> String {
    let time = seconds.map { "about \(duration($0))" } ?? "an unknown time"
    return "\(time), \(byteCount(needs.memoryBytes)) of memory, "
      + "up to \(byteCount(needs.fileBytes)) on the disk for \(needs.frames) frames"
  }

  /// The same for scripts.
  static func json(_ estimates: [(scenario: Scenario, estimate: RunEstimate)]) -> String {
    let documents = estimates.map { scenario, estimate -> JSON in
      .object([
        .init("scenario", .text(scenario.path)),
        .init("seconds", estimate.seconds.map(JSON.number) ?? .null),
        .init("memory_bytes", .number(estimate.needs.memoryBytes)),
        .init("disk_bytes", .number(estimate.needs.fileBytes)),
        .init("frames", .number(Double(estimate.needs.frames))),
      ])
    }
    return documents.count == 1 ? documents[0].text : JSON.list(documents).text
  }

  /// One document: an object for one run, a list of objects for several.
  ///
  /// - Parameter isList: whether several were asked for, of which one may be left.
  static func json(_ summaries: [RunSummary], isList: Bool = false) throws -> String {
    let documents = summaries.map { summary -> JSON in
      .object([
        .init("file", .text(summary.path)), .init("title", .text(summary.scenario.title)),
        .init("system", .text(summary.scenario.systemName)),
        .init("steps", .number(Double(summary.steps))),
        .init("frames", .number(Double(summary.clock.framesObserved))),
        .init("time", .number(summary.clock.time)),
        .init(
          "time_step", summary.scenario.run.timeStep?.length.map(JSON.number) ?? .null),
        .init("seconds", .number(summary.seconds)),
        .init("steps_per_second", .number(rate(summary).first ?? 0)),
        .init("bytes", .number(Double(summary.bytes))),
        .init(
          "observables",
          .object(
            summary.observables.map {
              .init(
                $0.name,
                .object([
                  .init("unit", .text($0.unit)), .init("mean", number($0.mean)),
                  .init("last", number($0.last)),
                ]))
            } + summary.categories.map { .init($0.name, categories($0)) })),
      ])
    }
    return documents.count == 1 && !isList ? documents[0].text : JSON.list(documents).text
  }

  /// The shares of the names of frames, and the name of the last frame.
  private static func categories(_ series: SeriesResult) -> JSON {
    .object([
      .init("unit", .text(series.unit)),
      .init("shares", .object(series.shares.map { .init($0.name, .number($0.share)) })),
      .init("last", series.names?.last { !$0.isEmpty }.map(JSON.text) ?? .null),
    ])
  }

  private static func percent(_ share: Double) -> String {
    ((share * 1000).rounded() / 10).scenarioText + " %"
  }

  /// Six significant digits, "undefined" where there is no value.
  private static func column(_ value: Double) -> String {
    (value.isNaN ? "undefined" : String(format: "%.6g", value)).leftPadded(to: 12)
  }

  private static func rate(_ summary: RunSummary) -> [Double] {
    summary.seconds > 0 && summary.steps > 0 ? [Double(summary.steps) / summary.seconds] : []
  }

  /// JSON has no NaN: what is undefined is null.
  private static func number(_ value: Double) -> JSON { value.isFinite ? .number(value) : .null }
}
