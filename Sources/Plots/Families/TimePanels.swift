import ClausiusDiagnostics

/// Panels of numbers against time.
enum TimePanels {
  /// How numbers are shown.
  struct Style: Sendable {
    /// The name of the axis where several are shown together.
    var axis: String
    /// Whether the first value is taken away, so that only changes are seen.
    var isRelative = false
    /// Lines that are known beforehand.
    var references: [Panel.Reference] = []
    /// How a column is named in the legend.
    var legend: @Sendable (String) -> String = { $0 }
    /// What all columns have in common.
    var notes: [String] = []
    /// The range of the axis, or `nil` for that of the data.
    var range: ClosedRange<Double>?
    /// What is to be said where a value lies above a limit.
    var above: (limit: Double, note: String)?
  }

  /// Of one run a panel with all columns of a unit; of several runs a panel a column, with all
  /// runs.
  static func panels(
    _ runs: [(run: PlotRun, collected: Analysis)], _ style: Style
  ) throws(PlotError) -> [Panel] {
    guard let first = runs.first else { return [] }
    guard runs.count > 1 else { return single(first.run, first.collected, style) }
    try requireSameUnits(runs)
    return several(runs, style)
  }

  /// Refuses what two files give in different units: one axis cannot show both.
  private static func requireSameUnits(
    _ runs: [(run: PlotRun, collected: Analysis)]
  ) throws(PlotError) {
    let first = runs[0]
    for other in runs.dropFirst() {
      for column in first.collected.series where column.words.isEmpty {
        let (own, theirs) = (first.run.reader.fileUnits, other.run.reader.fileUnits)
        let names = column.request.quantities + [column.name]
        guard let difference = own.difference(from: theirs, in: names) else { continue }
        throw PlotError(
          .request,
          "\(first.run.reader.path) and \(other.run.reader.path) state different units: "
            + difference,
          advice: "draw them one at a time")
      }
    }
  }

  private static func single(
    _ run: PlotRun, _ series: Analysis, _ style: Style
  ) -> [Panel] {
    let measured = series.series.filter { $0.words.isEmpty }
    var units: [String] = []
    for column in measured where !units.contains(column.unit) { units.append(column.unit) }
    let named = series.series.filter { !$0.words.isEmpty }
    return units.map { unit in
      let columns = measured.filter { $0.unit == unit }
      let isAlone = columns.count == 1
      let curves = columns.enumerated().map { k, column in
        curve(
          isAlone ? "" : style.legend(column.name), column, series, style, color: k)
      }
      let axis = isAlone && !style.isRelative ? style.legend(columns[0].name) : style.axis
      let name = isAlone && style.isRelative ? [style.legend(columns[0].name)] : []
      return panel(axis, unit, curves, style, notes: name + notes(run, series))
    } + named.map { words($0, series, run, style) }
  }

  /// The names of the frames of one run, as steps.
  private static func words(
    _ column: TrackedSeries, _ series: Analysis, _ run: PlotRun, _ style: Style,
    title: String = ""
  ) -> Panel {
    var steps = Curve(
      title, x: series.times, y: column.values, style: .steps, shade: .series(0))
    steps.quantity = style.legend(column.name)
    var panel = Panel(
      x: .time, y: Axis(style.legend(column.name), words: column.words), layers: [.curve(steps)])
    panel.isOverTime = true
    panel.isLow = true
    panel.notes = column.notes + notes(run, series)
    return panel
  }

  private static func several(
    _ runs: [(run: PlotRun, collected: Analysis)], _ style: Style
  ) -> [Panel] {
    let names = runs[0].collected.series.map(\.name)
    return names.flatMap { name -> [Panel] in
      let isNamed = runs[0].collected.series.contains { $0.name == name && !$0.words.isEmpty }
      return isNamed ? namedOfEach(name, runs, style) : [together(name, runs, style)]
    }
  }

  /// Names of frames, which would hide each other: a panel for each run.
  private static func namedOfEach(
    _ name: String, _ runs: [(run: PlotRun, collected: Analysis)], _ style: Style
  ) -> [Panel] {
    runs.compactMap { run, collected in
      collected.series.first { $0.name == name }.map {
        words($0, collected, run, style, title: run.label)
      }
    }
  }

  private static func together(
    _ name: String, _ runs: [(run: PlotRun, collected: Analysis)], _ style: Style
  ) -> Panel {
    let curves = runs.enumerated().compactMap { k, pair in
      pair.collected.series.first { $0.name == name }.map { column in
        var curve = curve(pair.run.label, column, pair.collected, style, color: k)
        curve.quantity = (style.isRelative ? "change of " : "") + style.legend(name)
        return curve
      }
    }
    let unit = runs[0].collected.series.first { $0.name == name }?.unit ?? "1"
    return panel(
      style.isRelative ? style.axis : style.legend(name), unit, curves, style,
      notes: (style.isRelative ? [style.legend(name)] : [])
        + runs.flatMap { notes($0.run, $0.collected) }
    )
  }

  private static func curve(
    _ label: String, _ column: TrackedSeries, _ series: Analysis, _ style: Style,
    color: Int
  ) -> Curve {
    let start = style.isRelative ? column.values.first { $0.isFinite } ?? 0 : 0
    return Curve(
      label, unit: column.unit, x: series.times, y: column.values.map { $0 - start },
      shade: .series(color))
  }

  private static func panel(
    _ axis: String, _ unit: String, _ curves: [Curve], _ style: Style, notes: [String]
  ) -> Panel {
    let name = axis
    var panel = Panel(
      x: .time, y: Axis(name, unit: unit, range: style.range), layers: curves.map(Layer.curve))
    panel.isOverTime = true
    panel.references = style.references
    var notes = notes
    if let (limit, note) = style.above, curves.contains(where: { $0.y.contains { $0 > limit } }) {
      notes.append(note)
    }
    var seen: Set<String> = []
    panel.notes = (style.notes + notes).filter { seen.insert($0).inserted }
    return panel
  }

  /// That not every frame was looked at.
  private static func notes(_ run: PlotRun, _ series: Analysis) -> [String] {
    if series.times.count == 1 { return ["one frame"] }
    guard run.every == nil, series.times.count < run.window.count else { return [] }
    return ["\(series.times.count) of \(run.window.count) frames"]
  }

  /// Frames and individuals that a series looks at when nobody says which.
  static func stride(_ run: PlotRun) -> Int { run.stride(frames: 20_000, work: 4e7) }

  /// A kind that shows diagnostics against time.
  static func kind(
    _ name: String, about: String, calls: @escaping @Sendable (PlotRun) -> [String],
    style: @escaping @Sendable ([PlotRun]) -> Style
  ) -> FigureKind {
    .overTime(
      name, about: about,
      obstacle: { run in
        run.requests(calls(run)).isEmpty
          ? "none of its diagnostics can be computed from \(run.quantities.joined(separator: ", "))"
          : nil
      },
      collect: { run in
        (Analysis.curves(run.requests(calls(run))), stride: stride(run))
      },
      draw: { try panels($0, style($0.map(\.run))) })
  }
}
