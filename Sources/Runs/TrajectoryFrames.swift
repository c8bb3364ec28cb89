import ClausiusSimulationCore
import ClausiusTrajectories

/// Frames of trajectories that a run starts from.
public enum TrajectoryFrames {
  /// Reads one frame of a trajectory, for `start: file`; negative numbers count from the end.
  ///
  /// - Throws: `TrajectoryError` when there is no such frame; what reading throws.
  public static func load(_ number: Int, of path: String) throws -> Frame {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    let index = number < 0 ? reader.frameCount + number : number
    guard (0..<reader.frameCount).contains(index) else {
      throw TrajectoryError(
        path, "there is no frame \(number)", advice: "the file holds \(reader.frameCount) frames")
    }
    var frame = try reader.makeFrame()
    try reader.read(index, into: &frame)
    return frame
  }
}
