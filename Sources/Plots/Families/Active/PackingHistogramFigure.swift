import ClausiusDiagnostics

extension FigureKind {
  /// How often each local packing occurs, with the packings of coexisting phases.
  static let packingHistogram = tables(
    "packing_histogram",
    about: "how often each local packing occurs over space and time, with the binodals",
    of: "binodal"
  ) { runs in
    var panel = Panel(
      x: Axis("local packing fraction"), y: Axis("probability density"), layers: [])
    for (k, (run, result)) in runs.enumerated() {
      let name = runs.count == 1 ? "" : run.label
      var curve = Curve(
        name, x: result.column("packing"), y: result.column("probability_density"),
        shade: .series(k))
      curve.quantity = "probability density"
      panel.layers.append(.curve(curve))
      panel.notes += result.notes.map { name.isEmpty ? $0 : "\(name): \($0)" }
      let highest = curve.y.max() ?? 1
      for packing in result.binodals {
        panel.layers.append(
          .curve(
            Curve(
              "", x: [packing, packing], y: [0, highest], style: .dashed, shade: .series(k))))
      }
    }
    return [panel]
  }

  /// The mean squared displacement against the lag.
  static let meanSquaredDisplacement = tables(
    "mean_squared_displacement", about: "the mean squared displacement against the lag",
    of: "mean_squared_displacement"
  ) { runs in
    var panel = Panel(
      x: Axis("lag", unit: "time", isLogarithmic: true),
      y: Axis("⟨Δr²⟩", unit: "length^2", isLogarithmic: true), layers: [])
    panel.layers = runs.enumerated().map { k, pair in
      let (run, result) = pair
      var curve = Curve(
        runs.count == 1 ? "" : run.label, unit: "length^2", x: result.column("lag"),
        y: result.column("mean_squared_displacement"), errors: result.column("standard_error"),
        style: .points, shade: .series(k))
      curve.quantity = "mean squared displacement"
      return .curve(curve)
    }
    panel.notes = runs.flatMap(\.result.notes)
    return [panel]
  }

  /// A figure of the table in which a call of the whole run ends.
  private static func tables(
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
  fileprivate func column(_ name: String) -> [Double] {
    guard let table, let index = table.columns.firstIndex(of: name) else { return [] }
    return table.rows.map { Double($0[index]) ?? .nan }
  }

  /// The packings of two phases; none where there is one.
  fileprivate var binodals: [Double] {
    details.compactMap { member in
      guard case .object(let parts) = member.value,
        case .number(let packing)? = parts.first(where: { $0.key == "packing" })?.value
      else { return nil }
      return packing
    }
  }
}
