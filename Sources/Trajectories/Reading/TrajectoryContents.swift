import ClausiusSimulationCore
import Foundation

/// What a trajectory file holds, found when it is opened.
struct TrajectoryContents {
  /// A quantity, where it is stored, and which of its frames belongs to each frame of the trajectory.
  struct Found {
    let description: QuantityDescription
    let element: H5MDElement
    let frames: [Int]
  }

  let context: FrameContext
  let steps: [Int]
  let times: [Double]
  let boxes: BoxReader
  let found: [Found]
  /// Numbers that belong to a whole frame.
  let observables: [FoundObservable]

  /// A number of every frame, and where it is stored.
  struct FoundObservable {
    let name: String
    let unit: String
    let element: H5MDElement
    /// The frame of the element that belongs to each frame of the trajectory.
    let frames: [Int]
  }

  init(
    context: FrameContext, steps: [Int], times: [Double], boxes: BoxReader, found: [Found],
    observables: [FoundObservable] = []
  ) {
    self.context = context
    self.steps = steps
    self.times = times
    self.boxes = boxes
    self.found = found
    self.observables = observables
  }

  /// Refuses a number of `things` that the file cannot hold, before memory is taken for them: deflate packs at most
  /// about 1032 to 1.
  static func requirePlausible(_ count: Int, _ things: String, _ path: String)
    throws(TrajectoryError)
  {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let bytes = (attributes?[.size] as? Int) ?? 0
    guard count <= 100 * max(bytes, 1) else {
      throw TrajectoryError(
        path, "the file claims \(count) \(things) in \(bytes) bytes: it is damaged")
    }
  }
}
