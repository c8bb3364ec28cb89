import ClausiusDiagnostics

extension FigureKind {
  /// The mean squared displacement against the lag.
  static let meanSquaredDisplacement = table(
    of: "mean_squared_displacement", about: "the mean squared displacement against the lag",
    abscissa: ("lag", Axis("lag", unit: "time", isLogarithmic: true)),
    ordinate: ("mean_squared_displacement", Axis("⟨Δr²⟩", unit: "length^2", isLogarithmic: true)))

  /// The autocorrelation of velocities against the lag.
  static let velocityAutocorrelation = table(
    of: "velocity_autocorrelation", about: "the autocorrelation of velocities against the lag",
    abscissa: ("lag", Axis("lag", unit: "time")),
    ordinate: ("velocity_autocorrelation", Axis("⟨v(0)·v(lag)⟩", unit: "length^2/time^2")))

  /// The pair correlation function.
  static let pairCorrelationFunction = table(
    of: "pair_correlation_function", about: "the pair correlation function g(r)",
    abscissa: ("distance", Axis("distance", unit: "length")),
    ordinate: ("pair_correlation", Axis("g(r)")))

  /// A figure of the curve that a call of the whole run tells in a table, with its standard errors.
  ///
  /// - Parameters:
  ///   - call: the call, and the name of the figure.
  ///   - about: what it shows, in one clause.
  ///   - abscissa: the column along the axis.
  ///   - ordinate: the column of the values.
  private static func table(
    of call: String, about: String, abscissa: (column: String, axis: Axis),
    ordinate: (column: String, axis: Axis)
  ) -> FigureKind {
    tables(call, about: about, of: call) { runs in
      var panel = Panel(x: abscissa.axis, y: ordinate.axis, layers: [])
      panel.layers = runs.enumerated().map { k, pair in
        let (run, result) = pair
        var curve = Curve(
          runs.count == 1 ? "" : run.label, unit: ordinate.axis.unit,
          x: result.column(abscissa.column), y: result.column(ordinate.column),
          errors: result.column("standard_error"), style: .points, shade: .series(k))
        curve.quantity = ordinate.column.replacing("_", with: " ")
        return .curve(curve)
      }
      panel.notes = runs.flatMap(\.result.notes)
      return [panel]
    }
  }

  /// A figure of the table in which a call of the whole run ends.
  static func tables(
    _ name: String, about: String, of call: String,
    draw: @escaping @Sendable ([(run: PlotRun, result: SeriesResult)]) -> [Panel]
  ) -> FigureKind {
    .overTime(
      name, about: about,
      obstacle: { run in
        run.canCompute(call) ? nil : "the frames do not allow \(call)"
      },
      collect: { run in
        let request = try SeriesCall(call, at: PlotRun.placeOfCalls, in: run.catalog)
          .request(for: run.contents)
        return (Analysis([request]), stride: run.stride(frames: 20_000, work: 4e7))
      },
      draw: { runs in
        draw(
          runs.compactMap { run, analysis in analysis.results.first.map { (run, $0) } })
      })
  }
}

extension SeriesResult {
  /// The numbers of a column of the table.
  func column(_ name: String) -> [Double] {
    guard let table, let index = table.columns.firstIndex(of: name) else { return [] }
    return table.rows.map { Double($0[index]) ?? .nan }
  }
}
