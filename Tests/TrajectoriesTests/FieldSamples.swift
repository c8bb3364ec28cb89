import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// Field trajectories whose every number is known: value j of frame k is k + j / 1024, both exact
/// in binary.
enum FieldSample {
  private static func quantity(
    _ name: String, _ axis: FrameAxis.ID
  ) -> QuantityDescription {
    QuantityDescription(name, about: "the " + name, along: [axis])
  }

  /// A single field with phi and pi, or an ensemble with energies and times of collisions.
  static func description(
    points: Int, members: Int = 0, compression: TrajectoryDescription.Compression = .gzip
  ) -> TrajectoryDescription {
    TrajectoryDescription(
      context: FrameContext(
        system: "klein_gordon", individuals: 0,
        gridPoints: (0..<points).map { -2 + Double($0) / 8 }, members: members,
        properties: members > 0 ? ["velocity": (0..<members).map { 0.5 - Double($0) / 16 }] : [:],
        parameters: ["dx": 0.125], words: ["boundary": "winding: 1"]),
      box: nil,
      quantities: members > 0
        ? [quantity("energy", .members), quantity("bounce_time", .members)]
        : [quantity("phi", .x), quantity("pi", .x)],
      observables: [
        .init("charge", about: "charge"), .init("first_kink", unit: "length", about: "first kink"),
      ],
      compression: compression, record: Sample.record,
      provenance: Sample.description(individuals: 1).provenance)
  }

  static func value(frame: Int, element: Int) -> Double { Double(frame) + Double(element) / 1024 }

  /// Frame `index`; the second quantity is undefined in the even members of an ensemble, the kink
  /// in even frames.
  static func frame(_ index: Int, of description: TrajectoryDescription) -> Frame {
    var frame = Frame(
      context: description.context, box: description.box, quantities: description.quantities)
    frame.index = index
    frame.step = 10 * index
    frame.time = 0.5 * Double(index)
    frame.observables = [
      Observable(name: "charge", unit: "1", value: Double(index) / 3),
      Observable(name: "first_kink", unit: "length", value: index % 2 == 0 ? .nan : 1),
    ]
    for j in frame.quantities[0].values.indices {
      let value = value(frame: index, element: j)
      frame.quantities[0].values[j] = value
      let isUndefined = description.context.members > 0 && j % 2 == 0
      frame.quantities[1].values[j] = isUndefined ? .nan : -value
    }
    return frame
  }

  /// Writes `frames` frames into a finished file.
  static func write(_ path: String, frames: Int, _ description: TrajectoryDescription) throws {
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    for index in 0..<frames { try writer.observe(frame(index, of: description)) }
    try writer.finish(state: StateArchive())
  }
}
