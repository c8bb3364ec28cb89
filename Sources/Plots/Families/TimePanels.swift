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
  }

  /// Of one run a panel with all columns of a unit; of several runs a panel a column, with all runs.
  static func panels(
    _ runs: [(run: PlotRun, collected: SeriesCollector)], _ style: Style
  ) -> [Panel] {
    guard let first = runs.first else { return [] }
    return runs.count == 1 ? single(first.run, first.collected, style) : several(runs, style)
  }

  private static func single(
    _ run: PlotRun, _ series: SeriesCollector, _ style: Style
  ) -> [Panel] {
    var units: [String] = []
    for column in series.columns where !units.contains(column.unit) { units.append(column.unit) }
    return units.map { unit in
      let columns = series.columns.filter { $0.unit == unit }
      let isAlone = columns.count == 1
      let curves = columns.enumerated().map { k, column in
        curve(
          isAlone ? "" : style.legend(column.name), column, series, style, color: k)
      }
      let axis = isAlone && !style.isRelative ? style.legend(columns[0].name) : style.axis
      let name = isAlone && style.isRelative ? [style.legend(columns[0].name)] : []
      return panel(axis, unit, curves, style, notes: name + notes(run, series))
    }
  }

  private static func several(
    _ runs: [(run: PlotRun, collected: SeriesCollector)], _ style: Style
  ) -> [Panel] {
    let names = runs[0].collected.columns.map(\.name)
    return names.map { name in
      let curves = runs.enumerated().compactMap { k, pair in
        pair.collected.columns.first { $0.name == name }.map { column in
          curve(pair.run.label, column, pair.collected, style, color: k)
        }
      }
      let unit = runs[0].collected.columns.first { $0.name == name }?.unit ?? "1"
      return panel(
        style.isRelative ? style.axis : style.legend(name), unit, curves, style,
        notes: (style.isRelative ? [style.legend(name)] : [])
          + runs.flatMap { notes($0.run, $0.collected) }
      )
    }
  }

  private static func curve(
    _ label: String, _ column: SeriesCollector.Column, _ series: SeriesCollector, _ style: Style,
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
    var seen: Set<String> = []
    panel.notes = (style.notes + notes).filter { seen.insert($0).inserted }
    return panel
  }

  /// That not every frame was looked at.
  private static func notes(_ run: PlotRun, _ series: SeriesCollector) -> [String] {
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
        SeriesItem.possible(calls(run), run).isEmpty
          ? "none of its diagnostics can be computed from \(run.quantities.joined(separator: ", "))"
          : nil
      },
      collect: { run in
        (SeriesCollector(SeriesItem.possible(calls(run), run)), stride: stride(run))
      },
      draw: { panels($0, style($0.map(\.run))) })
  }
}
