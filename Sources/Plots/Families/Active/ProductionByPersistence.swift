import ClausiusDiagnostics
import ClausiusSimulationCore

extension FigureKind {
  /// The mean rates of each run against its persistence length.
  static let productionByPersistence = FigureKind.overTime(
    "entropy_production_by_persistence",
    about: "the mean rates of each run against its persistence length: a point for each file",
    obstacle: { run in
      if persistenceLength(run.context) == nil {
        return "the file states no self_propulsion_speed and persistence_time of all particles"
      }
      return run.requests(MeanRateCurve.drawn.compactMap { $0.name(in: run) }).isEmpty
        ? ActiveMeasures.obstacle(.even, run.contents) ?? "no rate can be computed" : nil
    },
    collect: { run in
      let calls = MeanRateCurve.drawn.compactMap { $0.name(in: run) }
      return (Analysis(run.requests(calls)), stride: run.stride(frames: 2000, work: 4e7))
    },
    draw: { runs in
      let curves = MeanRateCurve.drawn.enumerated().compactMap { k, rate in
        curve(rate, runs, color: k)
      }
      let lengths = runs.compactMap { persistenceLength($0.run.context) }
      let isWide = (lengths.max() ?? 1) > 4 * (lengths.min() ?? 1)
      return [
        Panel(
          x: Axis("persistence length / diameter", isLogarithmic: isWide),
          y: Axis("rate per particle", unit: "1/time"), layers: curves.map(Layer.curve))
      ]
    })

  /// v0 tau over the diameter; over 1 where the file states none.
  private static func persistenceLength(_ context: FrameContext) -> Double? {
    guard let speed = context.parameters["self_propulsion_speed"],
      let time = context.parameters["persistence_time"], speed * time > 0
    else { return nil }
    let diameter = context.parameters["diameter"] ?? 1
    return speed * time / (diameter > 0 ? diameter : 1)
  }

  private static func curve(
    _ rate: MeanRateCurve, _ runs: [(run: PlotRun, collected: Analysis)], color: Int
  ) -> Curve? {
    let points = runs.compactMap { run, analysis -> (x: Double, y: Double, error: Double)? in
      let found = analysis.results.first { $0.name == rate.name(in: run) }
      guard let mean = found?.series.mean, let x = persistenceLength(run.context) else {
        return nil
      }
      return (x, mean, found?.standardError?.value ?? 0)
    }.sorted { $0.x < $1.x }
    guard !points.isEmpty else { return nil }
    return Curve(
      rate.legend, unit: rate.unit, x: points.map(\.x), y: points.map(\.y),
      errors: points.map(\.error), style: .points, shade: .series(color))
  }
}

/// A mean rate of a run that is drawn against its persistence.
private struct MeanRateCurve {
  let legend: String
  let unit: String
  /// What the run has counted.
  let observable: String
  /// What frames tell where it has not; `nil` where they do not.
  let call: String?

  /// What tells the rate of a run; `nil` where nothing does.
  func name(in run: PlotRun) -> String? {
    run.contents.observables.contains(observable) ? observable : call
  }

  /// The rates of the three conventions, and that of Fodor et al.
  static let drawn =
    ProductionConvention.drawn.map {
      MeanRateCurve(legend: $0.legend, unit: $0.unit, observable: $0.observable, call: $0.call)
    } + [
      MeanRateCurve(
        legend: "Fodor et al.: p = u + F odd", unit: "nat/time",
        observable: "entropy_production_fodor", call: nil)
    ]
}
