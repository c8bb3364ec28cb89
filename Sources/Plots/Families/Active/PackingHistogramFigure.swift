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
}

extension SeriesResult {
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
