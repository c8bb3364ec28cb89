import ClausiusDiagnostics
import ClausiusSimulationCore

/// The last frame of a run.
final class LastFrameCollector: FrameFollower {
  private(set) var frame: Frame?

  func add(_ frame: AnalyzedFrame) throws { self.frame = frame.frame }
}

extension FigureKind {
  /// What comes out of collisions: the fractal of bounce windows.
  static let velocityScan = FigureKind.overTime(
    "velocity_scan",
    about:
      "outgoing velocity of kinks against the scanned parameter, colored by bounces, captured pairs marked",
    obstacle: { run in
      missing("outgoing_velocity", run) ?? missing("bounces", run) ?? missing("outcome", run)
        ?? (ScannedParameter(run.context) == nil
          ? "the file does not distinguish its members" : nil)
    },
    collect: { run in (LastFrameCollector(), stride: max(1, run.window.count)) },
    draw: { runs in
      runs.compactMap { run, collected in
        collected.frame.flatMap { VelocityScan.panel(run, $0, isAlone: runs.count == 1) }
      }
    })

  /// The field in the middle of every member over time.
  static let collisionMap = FigureKind.overTime(
    "collision_map",
    about:
      "the field in the middle over the scanned parameter and time: every bounce of every pair",
    obstacle: { run in
      if let reason = missing("center_field", run) { return reason }
      guard let parameter = ScannedParameter(run.context) else {
        return "the file does not distinguish its members"
      }
      return MapCollector.isEven(parameter.values)
        ? nil : "the values of the scanned parameter are not at equal distances"
    },
    collect: { run in
      (
        MapCollector(mostColumns: 1000) { $0.frame["center_field"] ?? [] },
        stride: run.stride(frames: 600)
      )
    },
    draw: { runs in
      runs.compactMap { run, collected in
        guard let parameter = ScannedParameter(run.context) else { return nil }
        let map = collected.map("φ(0, t)", unit: "1", places: parameter.values)
        var panel = Panel(x: parameter.axis, y: .time, layers: [.map(map)])
        panel.color = ColorScale(
          "φ in the middle", range: MapPanels.balanced(map.values), ramp: .diverging)
        panel.title = runs.count == 1 ? "" : run.label
        if collected.times.count == 1 {
          panel.notes = ["one frame: t = \(collected.times[0].inFourDigits)"]
        }
        return panel
      }
    })
}

/// What tells the members of an ensemble apart.
struct ScannedParameter {
  /// Its name.
  let name: String
  /// Its value for every member.
  let values: [Double]

  /// The first of the properties of the members; the velocity where it is one of them.
  init?(_ context: FrameContext) {
    let known = context.properties.filter { $0.value.count == context.members }
    guard let name = known["velocity"] != nil ? "velocity" : known.keys.sorted().first,
      let values = known[name]
    else { return nil }
    self.name = name
    self.values = values
  }

  /// The axis that shows it.
  var axis: Axis {
    let isVelocity = name == "velocity"
    return Axis(
      isVelocity ? "incoming velocity" : name.replacing("_", with: " "),
      unit: isVelocity ? "length/time" : "1", isTight: true)
  }
}

/// Outgoing against incoming velocities.
enum VelocityScan {
  private static let names = [
    "1 bounce", "2 bounces", "3 bounces", "4 bounces", "more bounces", "no bounce", "captured",
  ]

  static func panel(_ run: PlotRun, _ frame: Frame, isAlone: Bool) -> Panel? {
    guard let parameter = ScannedParameter(run.context), let outcome = frame["outcome"],
      let bounces = frame["bounces"], let outgoing = frame["outgoing_velocity"]
    else { return nil }
    let classes = outcome.indices.map { number(outcome: outcome[$0], bounces: bounces[$0]) }
    // A captured pair has no outgoing velocity: its mark is at 0.
    let heights = outcome.indices.map { outcome[$0] == 0 ? 0 : abs(outgoing[$0]) }
    var panel = Panel(
      x: parameter.axis, y: Axis("outgoing velocity", unit: "length/time"),
      layers: [
        .curve(
          Curve(
            "", unit: "length/time", x: parameter.values, y: heights, style: .points,
            shade: .classes(classes, names: names)))
      ])
    panel.title = isAlone ? "after t = \(frame.time.inFourDigits)" : run.label
    return panel
  }

  /// The number of the class of a member.
  static func number(outcome: Double, bounces: Double) -> Int {
    if outcome == 0 { return 6 }
    guard bounces >= 1 else { return 5 }
    return bounces >= 5 ? 4 : Int(bounces) - 1
  }
}
