import ClausiusDiagnostics
import ClausiusSimulationCore

extension FigureKind {
  /// Where a snapshot produces entropy, by the three conventions side by side.
  static let productionMaps = FigureKind.atFrame(
    "entropy_production_maps",
    about:
      "where one frame produces entropy: a map for each convention, even, odd and contraction",
    obstacle: { run in
      if run.context.individuals == 0 { return "there are no individuals" }
      guard run.box.spatialDimension == 2 else { return "only the plane can be mapped" }
      guard run.quantities.contains("position") else { return "the frames carry no position" }
      let obstacles = ProductionConvention.drawn.map {
        ActiveMeasures.obstacle($0, run.contents)
      }
      return obstacles.contains(nil) ? nil : obstacles[0]
    },
    survey: { shot, scene in
      for convention in ProductionMapPanel.drawn(shot) {
        scene.include(try ProductionMapPanel.range(shot, convention), as: convention.word)
      }
    },
    draw: { shots, scene in
      try shots.flatMap { shot in
        try ProductionMapPanel.drawn(shot).map { convention in
          try ProductionMapPanel.panel(shot, convention, scene)
        }
      }
    }
  ).besideEachOther(3)
}

/// The local rates of one convention at one frame: of each particle, or of cells where there are
/// too many.
enum ProductionMapPanel {
  /// The most particles that are drawn one by one.
  private static let mostDiscs = 20_000
  /// Cells along the longer axis of a map.
  private static let cells = 96
  /// The share of the values that the colors tell apart.
  private static let shown = 0.95

  /// The conventions whose rates are finite.
  static func drawn(_ shot: Shot) -> [ProductionConvention] {
    ProductionConvention.drawn.filter { ActiveMeasures.obstacle($0, shot.run.contents) == nil }
  }

  private static func isMap(_ shot: Shot) -> Bool {
    shot.frame.context.individuals > mostDiscs
      && shot.frame.space.boundary.prefix(2).allSatisfy { $0 != .open }
  }

  private static func counts(_ shot: Shot) -> [Int] {
    let lengths = (0..<2).map { shot.frame.space.length($0) }
    let longest = lengths.max() ?? 1
    return lengths.map { Int(max(1, min(Double(cells), (Double(cells) * $0 / longest).rounded()))) }
  }

  private static func values(_ shot: Shot, _ convention: ProductionConvention) throws -> [Double] {
    let frame = AnalyzedFrame(shot.frame)
    return isMap(shot)
      ? try ActiveMeasures.map(convention, of: frame, cells: counts(shot))
      : try ActiveMeasures.rates(convention, of: frame)
  }

  /// From the value that all but the largest twentieth stay below to its negative; to 0 where
  /// nothing is negative.
  static func range(
    _ shot: Shot, _ convention: ProductionConvention
  ) throws -> ClosedRange<Double>? {
    let values = try values(shot, convention)
    let sizes = values.map(abs).sorted()
    guard let last = sizes.last, last > 0 else { return nil }
    let size = sizes[Int(shown * Double(sizes.count - 1))]
    let end = size > 0 ? size : last
    return (values.contains { $0 < 0 } ? -end : 0)...end
  }

  static func panel(
    _ shot: Shot, _ convention: ProductionConvention, _ scene: Scene
  ) throws -> Panel {
    var panel = isMap(shot) ? try map(shot, convention) : try discs(shot, convention, scene)
    let area = isMap(shot) ? " per area" : ""
    panel.title = "\(convention.title), \(shot.timeLabel)"
    panel.color = ColorScale(
      convention.formula + area,
      unit: isMap(shot) ? convention.unit + "/length^2" : convention.unit,
      range: scene.ranges[convention.word],
      ramp: scene.ranges[convention.word]?.lowerBound == 0 ? .sequential : .diverging)
    panel.shape = .equalScales
    panel.notes.insert(convention.note, at: 0)
    if let range = scene.ranges[convention.word],
      try values(shot, convention).contains(where: { abs($0) > range.upperBound })
    {
      panel.notes.append("colors hold 95 % of values")
    }
    return panel
  }

  private static func discs(
    _ shot: Shot, _ convention: ProductionConvention, _ scene: Scene
  ) throws -> Panel {
    let values = try values(shot, convention)
    var panel = try DiscSnapshot.panel(shot, scene) { individuals in
      .values(individuals.map { values[$0] })
    }
    panel.title = ""
    return panel
  }

  private static func map(_ shot: Shot, _ convention: ProductionConvention) throws -> Panel {
    let box = shot.frame.space
    let counts = counts(shot)
    let places = (0..<2).map { axis in
      (0..<counts[axis]).map { cell in
        box.lower[axis] + (Double(cell) + 0.5) * box.length(axis) / Double(counts[axis])
      }
    }
    let map = GridMap(
      name: "\(convention.legend) per area", unit: convention.unit + "/length^2", x: places[0],
      y: places[1], values: try values(shot, convention))
    return Panel(
      x: .position("x", range: box.lower[0]...box.upper[0]),
      y: .position("y", range: box.lower[1]...box.upper[1]), layers: [.map(map)])
  }
}
