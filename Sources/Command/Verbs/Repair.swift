import ArgumentParser
import ClausiusTrajectories
import Foundation

/// `clausius repair FILE`: takes what cannot be read out of a damaged trajectory.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take what cannot be read out of a damaged trajectory.",
    discussion: """
      Every frame that can be read stays; the others are named. Frames after a gap move up, and their times tell where it \
      is. A file whose writer was killed is brought to its last flush. A sound file is left as it is. A file that another \
      program wrote is repaired only into a copy, with -o.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  @Option(
    name: .shortAndLong, help: "Write the repaired trajectory there and leave the file as it is.",
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file of -o if there is one.")
  var force = false

  func run() throws {
    if let output {
      try OutputPath.prepare(output, for: .trajectory, inputs: [file])
      guard try force || OutputPath.presence(of: output) == .absent else {
        throw Failure(
          .wrongInput, "\(output): the file is there already (use --force to replace it)")
      }
    }
    let report = try TrajectoryRepair.repair(file, into: output)
    if report.bytesMissing > 0 {
      Terminal.message("\(file): \(report.bytesMissing) bytes were missing at the end")
    }
    if report.isInWriting {
      Terminal.message("\(file): a run is writing it; the copy holds its last flush")
    }
    if report.isRecovered {
      Terminal.message("\(file): the program that wrote it had died; its last flush is back")
    }
    if let loss = report.loss { Terminal.message("\(file): \(loss)") }
    if let damage = report.damage { Terminal.message("\(file): damaged: \(damage)") }
    let text =
      report.framesAfter == report.framesBefore && report.damage == nil
      ? "\(file): sound, \(report.framesAfter) frames"
      : "\(file): \(report.framesAfter) of \(report.framesBefore) frames are left; "
        + "gone: \((report.lostFrames.map(Self.inWords) + report.lostDatasets).joined(separator: ", "))"
    Terminal.output(text)
  }

  private static func inWords(_ frames: ClosedRange<Int>) -> String {
    frames.count == 1
      ? "frame \(frames.lowerBound)" : "frames \(frames.lowerBound) to \(frames.upperBound)"
  }
}
