import ClausiusRuns
import ClausiusSimulationCore

extension Run {
  /// Runs with a progress line, heeds Ctrl-C, and shows the warnings before and after.
  func startWatched(replacing: Bool = false, isQuiet: Bool) throws -> RunSummary {
    Interruption.listen()
    defer { Interruption.rest() }
    let progress = Progress(isQuiet: isQuiet, needs: needs)
    defer { progress.finish() }
    let summary = try start(replacing: replacing) { progress.report($0, bytesWritten: $1) }
    progress.finish()
    summary.showWarnings()
    return summary
  }

  /// Shows the warnings, and runs until a signal that somebody listens for.
  func start(
    replacing: Bool, progress: @escaping (_ clock: Clock, _ bytesWritten: () -> Int) -> Void
  ) throws -> RunSummary {
    for warning in warnings { Terminal.message("warning: \(warning)") }
    for note in notes { Terminal.message("note: \(note)") }
    return try start(
      replacing: replacing,
      control: Control(
        shouldStop: { Interruption.isRequested }, progress: progress,
        report: { Terminal.message("warning: \($0)") }))
  }
}

extension RunSummary {
  /// Shows what the system says at the end.
  func showWarnings() {
    for warning in warnings { Terminal.message("warning: \(warning)") }
  }
}
