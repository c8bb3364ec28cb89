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
