import ArgumentParser
import ClausiusTrajectories

/// `clausius repair FILE`: trims a damaged trajectory to the frames before the damage.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trim a damaged trajectory to the frames before the damage.",
    discussion: """
      Works in place: every dataset that grows with the frames is cut to the last frame up to which all of them can be \
      read. A sound file is left as it is. Keep a copy if the damaged frames matter.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  func run() throws {
    let report = try TrajectoryRepair.repair(file)
    if report.bytesMissing > 0 {
      Terminal.message("\(file): \(report.bytesMissing) bytes were missing at the end")
    }
    if let damage = report.damage { Terminal.message("\(file): damaged: \(damage)") }
    let text =
      report.framesAfter == report.framesBefore && report.damage == nil
      ? "\(file): sound, \(report.framesAfter) frames"
      : "\(file): \(report.framesAfter) of \(report.framesBefore) frames are left"
    Terminal.output(text)
  }
}
