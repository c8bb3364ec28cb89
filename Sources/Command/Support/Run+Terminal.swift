import ClausiusRuns

extension Run {
  /// Runs with a progress line, heeds Ctrl-C, and shows the warnings before and after.
  func startWatched(replacing: Bool = false, isQuiet: Bool) throws -> RunSummary {
    for warning in warnings { Terminal.message("warning: \(warning)") }
    for note in notes { Terminal.message("note: \(note)") }
    Interruption.listen()
    defer { Interruption.rest() }
    let progress = Progress(isQuiet: isQuiet)
    defer { progress.finish() }
    let summary = try start(
      replacing: replacing,
      control: Control(
        shouldStop: { Interruption.isRequested },
        progress: { progress.report($0, bytesWritten: $1) },
        report: { Terminal.message("warning: \($0)") }))
    progress.finish()
    for warning in summary.warnings { Terminal.message("warning: \(warning)") }
    return summary
  }
}
