import ClausiusSimulationCore
import Foundation

extension FigureKind {
  /// How components of velocities are distributed, beside the Maxwellian of the same temperature.
  public static let velocityDistribution = FigureKind.atFrame(
    "velocity_distribution",
    about: "components of velocities in units of sqrt(kT/m) against the Maxwellian",
    obstacle: { run in
      run.quantities.contains("velocity") ? nil : "the frames carry no velocity"
    },
    survey: { _, _ in },
    draw: { shots, _ in [try VelocityHistogram.panel(shots)] })
}

/// Histograms of velocities.
enum VelocityHistogram {
  /// Ends of the histogram in thermal velocities.
  private static let end = 5.0
  /// The highest density that is shown, two and a half times that of the Maxwellian.
  private static let highest = 1.0

  static func panel(_ shots: [Shot]) throws -> Panel {
    var panel = Panel(
      x: Axis("v √(m/kT)", range: -end...end, isTight: true),
      y: Axis("probability density"), layers: [])
    let places = (0...200).map { -end + 2 * end * Double($0) / 200 }
    if shots.count == 1 {
      panel.title = shots[0].timeLabel
      let names = ["v_x", "v_y", "v_z"].prefix(shots[0].frame.space.spatialDimension)
      panel.layers = try names.enumerated().map { axis, name in
        .curve(try histogram(shots[0], axis: axis, name: name, color: axis))
      }
    } else {
      panel.x.name = "v_x √(m/kT)"
      panel.layers = try shots.enumerated().map { k, shot in
        var curve = try histogram(shot, axis: 0, name: shot.timeLabel, color: k)
        curve.quantity = "probability density of v_x √(m/kT)"
        return .curve(curve)
      }
    }
    let normal = places.map { exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot() }
    panel.layers.append(
      .curve(Curve("Maxwellian", x: places, y: normal, shade: .theory)))
    // Beams would leave no room for everything else.
    if let extent = Extent.of(panel.layers.flatMap { $0.values(1) }), extent.upperBound > highest {
      panel.y.range = -0.05 * highest...highest
      panel.notes.append("up to \(extent.upperBound.inFourDigits), beyond the panel")
    }
    return panel
  }

  /// Shares of the individuals in equal bins over their width, with the standard errors of
  /// independent ones.
  static func histogram(_ shot: Shot, axis: Int, name: String, color: Int) throws -> Curve {
    let scaled = try scaledVelocities(shot, axis: axis)
    let bins = min(100, max(10, 3 * Int(cbrt(Double(scaled.count)))))
    let width = 2 * end / Double(bins)
    var counts = [Double](repeating: 0, count: bins)
    for value in scaled where abs(value) < end {
      counts[min(bins - 1, Int((value + end) / width))] += 1
    }
    let scale = 1 / (Double(max(1, scaled.count)) * width)
    let total = Double(max(1, scaled.count))
    return Curve(
      name, x: (0..<bins).map { -end + (Double($0) + 0.5) * width }, y: counts.map { $0 * scale },
      errors: counts.map { ($0 * (1 - $0 / total)).squareRoot() * scale }, style: .points,
      shade: .series(color))
  }

  /// One component of all velocities, less its mean, in units of sqrt(kT/m); kT is the mean over
  /// all components.
  static func scaledVelocities(_ shot: Shot, axis: Int) throws -> [Double] {
    let velocities = try shot.rows("velocity")
    let count = shot.frame.context.individuals
    let masses = shot.frame.context.properties["mass"] ?? []
    let dimension = shot.frame.space.spatialDimension
    func mass(_ i: Int) -> Double { masses.count == count ? masses[i] : 1 }
    var mean = SIMD3<Double>.zero
    for i in 0..<count { mean += shot.vector(velocities, i) / Double(max(1, count)) }
    var energy = 0.0
    for i in 0..<count {
      let velocity = shot.vector(velocities, i) - mean
      for k in 0..<dimension { energy += mass(i) * velocity[k] * velocity[k] }
    }
    let temperature = energy / Double(max(1, count * dimension))
    guard temperature > 0 else { return [] }
    return (0..<count).map { i in
      (velocities[3 * i + axis] - mean[axis]) * (mass(i) / temperature).squareRoot()
    }
  }
}
