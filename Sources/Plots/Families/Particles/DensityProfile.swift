import ClausiusSimulationCore
import Foundation

extension FigureKind {
  /// How many individuals there are along x, beside what theory says where the file states enough.
  public static let densityProfile = FigureKind.atFrame(
    "density_profile",
    about:
      "density along x over its mean, against the uniform one and, without collisions, exact theory",
    obstacle: { run in
      missing("position", run)
        ?? (run.box.boundary[0] == .open ? "the axis x has no ends" : nil)
    },
    survey: { shot, scene in
      let profile = DensityProfile(shot)
      let highest = zip(profile.density, profile.errors).map(+).max() ?? 1
      scene.include(0...(1.05 * max(1, highest)), as: "density")
    },
    draw: { shots, scene in [DensityProfile.panel(shots, scene)] })
}

/// The density of individuals along x.
struct DensityProfile {
  /// The middles of the bins.
  private(set) var places: [Double] = []
  /// Individuals in each bin over the mean of all bins.
  private(set) var density: [Double] = []
  /// The standard errors for independent individuals.
  private(set) var errors: [Double] = []

  init(_ shot: Shot) {
    let box = shot.frame.space
    guard let positions = shot.frame["position"], box.boundary[0] != .open else { return }
    let count = shot.frame.context.individuals
    let bins = min(64, max(8, count / 100))
    let width = box.length(0) / Double(bins)
    var counts = [Double](repeating: 0, count: bins)
    for i in 0..<count {
      var share = (positions[3 * i] - box.lower[0]) / box.length(0)
      if box.boundary[0] == .periodic { share -= share.rounded(.down) }
      counts[Int(min(Double(bins) - 1, max(0, share * Double(bins))))] += 1
    }
    let mean = max(1, Double(count)) / Double(bins)
    places = (0..<bins).map { box.lower[0] + (Double($0) + 0.5) * width }
    density = counts.map { $0 / mean }
    errors = counts.map { ($0 * (1 - $0 / max(1, Double(count)))).squareRoot() / mean }
  }

  static func panel(_ shots: [Shot], _ scene: Scene) -> Panel {
    let box = shots[0].frame.space
    let ends = box.lower[0]...box.upper[0]
    var panel = Panel(
      x: .position("x", range: ends),
      y: Axis("density / mean", range: scene.ranges["density"]), layers: [])
    panel.layers = shots.enumerated().map { k, shot in
      let profile = DensityProfile(shot)
      var curve = Curve(
        shots.count == 1 ? "discs" : shot.timeLabel, x: profile.places, y: profile.density,
        errors: profile.errors, style: .points, shade: .series(k))
      if shots.count > 1 { curve.quantity = panel.y.name }
      return .curve(curve)
    }
    if shots.count == 1 {
      panel.title = shots[0].timeLabel
      if shots[0].run.context.family != .gas { panel.layers = panel.layers.map(\.unnamed) }
    }
    panel.layers.append(
      .curve(
        Curve(
          "uniform", x: [ends.lowerBound, ends.upperBound], y: [1, 1], style: .dashed,
          shade: .theory)))
    for (k, shot) in shots.enumerated() {
      guard let theory = CollisionlessExpansion(shot.run) else { continue }
      let places = (0...400).map {
        ends.lowerBound + (ends.upperBound - ends.lowerBound) * Double($0) / 400
      }
      let name = shots.count == 1 ? "exact, without collisions" : k == 0 ? "exact" : ""
      panel.layers.append(
        .curve(
          Curve(
            name, x: places,
            y: places.map { theory.density(at: $0, time: shot.frame.time) }, shade: .theory)))
    }
    return panel
  }
}

extension Layer {
  /// The layer without a name in the legend.
  fileprivate var unnamed: Layer {
    guard case .curve(var curve) = self else { return self }
    curve.name = ""
    return .curve(curve)
  }
}

/// The density of points without collisions that begin in the left half of a box with walls with
/// Maxwellian velocities, by the method of images: n(x, t)/n = 2 sum_k
/// [Phi((x - 2kL + L/2)/s) - Phi((x - 2kL - L/2)/s)], s = t sqrt(kT/m), Phi the normal
/// distribution.
struct CollisionlessExpansion {
  private let length: Double
  private let lower: Double
  private let thermalSpeed: Double

  /// The theory for a box of `length` from `lower` on, with sqrt(kT/m) = `thermalSpeed`.
  init(length: Double, lower: Double, thermalSpeed: Double) {
    self.length = length
    self.lower = lower
    self.thermalSpeed = thermalSpeed
  }

  /// The theory for a run that the file says to be of this kind; `nil` for any other.
  init?(_ run: PlotRun) {
    let parameters = run.context.parameters
    guard parameters["diameter"] == 0, let temperature = parameters["temperature"],
      run.context.family == .gas, run.word("start") == "half_box",
      run.word("velocities") == "maxwellian", run.box.boundary[0] == .wall
    else { return nil }
    length = run.box.length(0)
    lower = run.box.lower[0]
    let mass = (run.context.properties["mass"] ?? []).first ?? 1
    thermalSpeed = (temperature / mass).squareRoot()
  }

  /// The density over its mean.
  func density(at place: Double, time: Double) -> Double {
    let x = place - lower
    guard time > 0 else { return x < length / 2 ? 2 : 0 }
    let s = thermalSpeed * time
    let images = Int(min(1e6, (6 * s / (2 * length)).rounded(.up))) + 1
    func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
    return 2
      * (-images...images).reduce(0) { sum, k in
        let shifted = x - 2 * Double(k) * length
        return sum + below((shifted + length / 2) / s) - below((shifted - length / 2) / s)
      }
  }
}
