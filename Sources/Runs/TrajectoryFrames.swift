import ClausiusDatasets
import ClausiusSimulationCore
import ClausiusTrajectories

/// Frames of trajectories, and fields of other files, that a run starts from.
public enum TrajectoryFrames {
  /// Reads a field of a file that is no trajectory, or whose parts the request names; `nil` for
  /// a trajectory.
  ///
  /// - Throws: `DatasetError` when the file holds no such field; what reading throws.
  public static func field(_ request: FieldRequest) throws -> FieldSamples? {
    if request.namesNothing, TrajectoryReader.isTrajectory(request.path) { return nil }
    let file = try FieldFile(
      path: request.path, frame: request.frame,
      names: FieldFile.Names(
        phi: request.phi, pi: request.pi, x: request.x, piPath: request.piPath))
    return FieldSamples(
      phi: file.phi, pi: file.pi, points: file.points, frame: file.frame, notes: file.notes)
  }

  /// Reads one frame of a trajectory, for `start: file`; negative numbers count from the end.
  ///
  /// - Throws: `TrajectoryError` when there is no such frame; what reading throws.
  public static func load(_ number: Int, of path: String) throws -> Frame {
    try load(FrameRequest(path: path, frame: number)).frame
  }

  /// Reads a frame of one group of individuals, and says which where there are several.
  ///
  /// - Throws: `TrajectoryError` when there is no such group or frame; what reading throws.
  public static func load(_ request: FrameRequest) throws -> StartFrame {
    let (path, number) = (request.path, request.frame)
    let reader = try TrajectoryReader(path, options: .init(group: request.group))
    defer { reader.close() }
    let index = number < 0 ? reader.frameCount + number : number
    guard (0..<reader.frameCount).contains(index) else {
      throw TrajectoryError(
        path, "there is no frame \(number)", advice: "the file holds \(reader.frameCount) frames")
    }
    var frame = try reader.makeFrame()
    try reader.read(index, into: &frame)
    let elsewhere = frame.missing.compactMap { quantity in
      reader.nearestFrame(to: index, with: quantity).map { (quantity, $0) }
    }
    return StartFrame(
      frame, notes: request.group == nil ? [reader.groupNote].compactMap { $0 } : [],
      elsewhere: Dictionary(uniqueKeysWithValues: elsewhere))
  }
}
