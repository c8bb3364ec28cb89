import ClausiusDeclarations
import ClausiusSimulationCore

/// The space and the axes of a trajectory, as the page is told of them.
enum PageSpace {
  /// A box: its ends, null where open, and its boundaries.
  static func json(_ box: Box) -> JSON {
    .object([
      .init("lower", .list(box.lower.map(JSON.number))),
      .init("upper", .list(box.upper.map(JSON.number))),
      .init("boundary", .list(box.boundary.map { .text($0.rawValue) })),
    ])
  }

  /// The boxes of the frames that are shown; null where they are all the first one.
  static func json(changing boxes: [Box?]) -> JSON {
    guard let first = boxes.first, boxes.contains(where: { $0 != first }) else { return .null }
    return .list(boxes.map { $0.map(json) ?? .null })
  }

  /// A circular arena in the plane, where the parameters name one.
  static func arena(_ parameters: [String: Double]) -> JSON {
    guard let radius = parameters["arena_radius"], radius > 0, radius.isFinite,
      let x = parameters["arena_x"], let y = parameters["arena_y"]
    else { return .null }
    return .object([
      .init("radius", .number(radius)), .init("x", .number(x)), .init("y", .number(y)),
    ])
  }

  /// The axes of places: grids with their coordinates, members with what tells them apart.
  static func axes(_ context: FrameContext) -> JSON {
    .object(
      context.axes.filter { $0.kind == .grid || $0.kind == .members }.map { axis in
        let scanned = context.properties.sorted { $0.key < $1.key }
          .first { axis.kind == .members && $0.value.count == axis.count }
        let places = axis.coordinates ?? scanned?.value ?? (0..<axis.count).map(Double.init)
        return JSON.Member(
          axis.id.name,
          .object([
            .init("kind", .text(axis.kind.rawValue)), .init("unit", .text(axis.unit)),
            .init("label", .text(scanned?.key ?? axis.id.name)),
            .init("places", .list(places.map(JSON.number))),
          ]))
      })
  }
}
