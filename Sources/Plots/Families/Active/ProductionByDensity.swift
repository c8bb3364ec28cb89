import ClausiusDiagnostics
import ClausiusSimulationCore

extension FigureKind {
  /// The rates of particles against the packing around them.
  static let productionByDensity = FigureKind.overTime(
    "entropy_production_by_density",
    about: "entropy production of both parities and contraction against the local packing",
    obstacle: { run in
      let obstacles = ProductionConvention.drawn.map {
        ActiveMeasures.obstacle($0, run.contents)
      }
      return obstacles.contains(nil)
        ? ActiveMeasures.obstacleOfPacking(run.contents) : obstacles[0]
    },
    collect: { run in
      let drawn = ProductionConvention.drawn.filter {
        ActiveMeasures.obstacle($0, run.contents) == nil
      }
      return (RatesByPacking(drawn), stride: run.stride(frames: 200, work: 4e6))
    },
    draw: { runs in
      ProductionConvention.drawn.isEmpty ? [] : RatesByPacking.panels(runs)
    })
}

/// Means of local rates in bins of the local packing, over frames that pass by.
final class RatesByPacking: FrameFollower {
  /// The width of a bin of packing.
  static let binWidth = 0.05
  /// The fewest particles of a bin that is drawn.
  private static let fewest = 10

  private let conventions: [ProductionConvention]
  private var counts: [Double] = []
  /// Sums of the means of frames, their squares and the frames, for each bin.
  private var sums: [ProductionConvention: [(sum: Double, square: Double, frames: Double)]] = [:]
  private(set) var frames = 0

  init(_ conventions: [ProductionConvention]) { self.conventions = conventions }

  func add(_ frame: AnalyzedFrame) throws {
    let bins = try ActiveMeasures.packing(of: frame).map {
      Int(max(0, min(1e4, $0 / Self.binWidth)))
    }
    let last = bins.max() ?? -1
    while counts.count <= last { counts.append(0) }
    var own = [Double](repeating: 0, count: counts.count)
    for bin in bins { own[bin] += 1 }
    for bin in own.indices { counts[bin] += own[bin] }
    for convention in conventions {
      var total = [Double](repeating: 0, count: own.count)
      for (bin, rate) in zip(bins, try ActiveMeasures.rates(convention, of: frame)) {
        total[bin] += rate
      }
      add(zip(total, own).map { $1 > 0 ? $0 / $1 : .nan }, to: convention)
    }
    frames += 1
  }

  private func add(_ means: [Double], to convention: ProductionConvention) {
    var known = sums[convention] ?? []
    while known.count < means.count { known.append((0, 0, 0)) }
    for (bin, mean) in means.enumerated() where !mean.isNaN {
      known[bin].sum += mean
      known[bin].square += mean * mean
      known[bin].frames += 1
    }
    sums[convention] = known
  }

  /// The mean over frames in each bin that holds enough particles, with the scatter of the frames.
  private func curve(_ convention: ProductionConvention, name: String, color: Int) -> Curve? {
    guard let known = sums[convention] else { return nil }
    let bins = known.indices.filter { counts[$0] >= Double(Self.fewest) && known[$0].frames > 0 }
    guard !bins.isEmpty else { return nil }
    let means = bins.map { known[$0].sum / known[$0].frames }
    let errors = zip(bins, means).map { bin, mean -> Double in
      let n = known[bin].frames
      guard n > 1 else { return 0 }
      return (max(0, known[bin].square / n - mean * mean) / (n - 1)).squareRoot()
    }
    return Curve(
      name, unit: convention.unit, x: bins.map { (Double($0) + 0.5) * Self.binWidth }, y: means,
      errors: errors, style: .points, shade: .series(color))
  }

  /// Of one run a panel with all conventions; of several a panel for each convention.
  static func panels(_ runs: [(run: PlotRun, collected: RatesByPacking)]) -> [Panel] {
    let axis = Axis("local packing fraction")
    if runs.count == 1, let (run, collected) = runs.first {
      var panel = Panel(
        x: axis, y: Axis("rate per particle", unit: "1/time"),
        layers: ProductionConvention.drawn.enumerated().compactMap { k, convention in
          collected.curve(convention, name: convention.legend, color: k).map(Layer.curve)
        })
      panel.notes = note(run, collected)
      return [panel]
    }
    return ProductionConvention.drawn.compactMap { convention in
      let curves = runs.enumerated().compactMap { k, pair in
        pair.collected.curve(convention, name: pair.run.label, color: k).map { curve in
          var curve = curve
          curve.quantity = convention.legend
          return curve
        }
      }
      guard !curves.isEmpty else { return nil }
      return Panel(
        x: axis, y: Axis(convention.legend, unit: convention.unit),
        layers: curves.map(Layer.curve))
    }
  }

  private static func note(_ run: PlotRun, _ collected: RatesByPacking) -> [String] {
    collected.frames < run.window.count
      ? ["\(collected.frames) of \(run.window.count) frames"] : []
  }
}
