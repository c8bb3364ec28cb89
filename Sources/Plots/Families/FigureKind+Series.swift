import ClausiusDiagnostics

extension FigureKind {
  /// Diagnostics and observables against time: of one run a panel for each unit, of several runs a
  /// panel for each call.
  ///
  /// - Parameters:
  ///   - name: the word in `--what`.
  ///   - about: what it shows, in one clause.
  ///   - calls: calls of diagnostics, and names of observables that the run wrote; those that the
  ///     frames do not allow are left out.
  ///   - axis: the name of the axis where several are shown together.
  public static func series(
    _ name: String, about: String, of calls: [String], axis: String = "value"
  ) -> FigureKind {
    .overTime(
      name, about: about,
      obstacle: { run in
        run.requests(calls).isEmpty
          ? "the frames allow none of \(calls.joined(separator: ", "))" : nil
      },
      collect: { run in (Analysis.curves(run.requests(calls)), stride: TimePanels.stride(run)) },
      draw: { try TimePanels.panels($0, TimePanels.Style(axis: axis, legend: spelled)) })
  }
}
