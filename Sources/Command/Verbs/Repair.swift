import ArgumentParser
import ClausiusTrajectories

/// `clausius repair FILE`: takes what cannot be read out of a damaged trajectory.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take what cannot be read out of a damaged trajectory.",
    discussion: """
      Every frame that can be read stays; the others are named. Frames after a gap move up, and their times tell where it \
      is. A file whose writer was killed is brought to its last flush. A sound file is left as it is.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  func run() throws {
    let report = try TrajectoryRepair.repair(file)
    if report.bytesMissing > 0 {
      Terminal.message("\(file): \(report.bytesMissing) bytes were missing at the end")
    }
    if report.isRecovered {
      Terminal.message("\(file): the program that wrote it had died; its last flush is back")
    }
    if let damage = report.damage { Terminal.message("\(file): damaged: \(damage)") }
    let text =
      report.framesAfter == report.framesBefore && report.damage == nil
      ? "\(file): sound, \(report.framesAfter) frames"
      : "\(file): \(report.framesAfter) of \(report.framesBefore) frames are left; "
        + "gone: \(report.lostFrames.map(Self.inWords).joined(separator: ", "))"
    Terminal.output(text)
  }

  private static func inWords(_ frames: ClosedRange<Int>) -> String {
    frames.count == 1
      ? "frame \(frames.lowerBound)" : "frames \(frames.lowerBound) to \(frames.upperBound)"
  }
}
