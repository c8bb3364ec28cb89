import ClausiusSimulationCore
import ClausiusTrajectories

extension TrajectoryReader {
  /// Reads the frames of `window` and shows each to `body`.
  func forEachFrame(in window: Range<Int>, _ body: (Frame) throws -> Void) throws {
    var frame = try makeFrame()
    for index in window {
      try read(index, into: &frame)
      try body(frame)
    }
  }
}
