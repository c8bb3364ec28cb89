import ClausiusSimulationCore
import Foundation

/// The circle in which individuals were followed, where a trajectory states one: the parameters
/// `arena_radius`, `arena_x` and `arena_y`.
struct CircularArena {
  let radius: Double
  let center: SIMD2<Double>

  /// The arena of a trajectory in the plane; `nil` where it states none.
  init?(_ context: FrameContext) {
    let parameters = context.parameters
    guard let radius = parameters["arena_radius"], radius > 0, radius.isFinite,
      let x = parameters["arena_x"], let y = parameters["arena_y"],
      parameters["spatial_dimension"] == 2
    else { return nil }
    self.radius = radius
    center = SIMD2(x, y)
  }

  /// The axes of a picture with room for the circle.
  var ranges: [ClosedRange<Double>] {
    let room = 1.04 * radius
    return [center.x - room...center.x + room, center.y - room...center.y + room, -room...room]
  }

  /// The circle.
  var layer: Layer {
    let angles = (0...360).map { Double($0) * .pi / 180 }
    return .curve(
      Curve(
        "", unit: "length", x: angles.map { center.x + radius * cos($0) },
        y: angles.map { center.y + radius * sin($0) }, style: .line, shade: .theory))
  }
}
