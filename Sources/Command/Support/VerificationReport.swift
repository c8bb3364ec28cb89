import ClausiusDeclarations
import ClausiusRuns
import ClausiusTrajectories
import Foundation

/// What running a scenario again says of its file, for people and for scripts.
enum VerificationReport {
  /// The verdict in a sentence, the first difference, and what was compared.
  static func table(_ result: VerificationResult) -> String {
    var lines = ["\(result.path): \(verdict(result))"]
    if let difference = result.difference { lines.append("  " + sentence(difference)) }
    if result.difference != nil, let reason = result.reason { lines.append("  " + reason) }
    if result.verdict == .drifts { lines += [drift(result), proof(result)] }
    lines.append("  frames   \(result.framesAgreeing) of \(result.framesOfRun) agree")
    lines.append("  kernels  \(result.kernels.file) (file), \(result.kernels.run) (run)")
    lines.append("  content  \(result.content ?? "the file states no hash")")
    return lines.joined(separator: "\n")
  }

  /// One document.
  static func json(_ result: VerificationResult) -> String {
    JSON.object([
      .init("file", .text(result.path)), .init("verdict", .text(result.verdict.rawValue)),
      .init("frames_agreeing", .integer(result.framesAgreeing)),
      .init("frames", .integer(result.frames)),
      .init("frames_of_run", .integer(result.framesOfRun)),
      .init("exact", .boolean(result.isExact)),
      .init("tolerance", result.isExact ? .number(0) : .number(TrajectoryComparison.tolerance)),
      .init("largest_difference", .number(result.largestDifference)),
      .init("first_difference", result.difference.map(json) ?? .null),
      .init("reason", result.reason.map(JSON.text) ?? .null),
      .init("kernels_of_file", .text(result.kernels.file)),
      .init("kernels", .text(result.kernels.run)),
      .init("content_sha256", result.content.map(JSON.text) ?? .null),
    ]).text
  }

  private static func verdict(_ result: VerificationResult) -> String {
    let isPart = result.framesAgreeing < result.framesOfRun
    let frames =
      result.framesAgreeing == 1
      ? (isPart ? "the first frame" : "the only frame")
      : "\(isPart ? "the first" : "all") \(result.framesAgreeing) frames"
    switch result.verdict {
    case .proved: return "proved bit for bit, \(frames)"
    case .agrees:
      let largest = String(format: "%.1e", result.largestDifference)
      return "agrees within rounding, \(frames) "
        + "(largest difference \(largest) of the largest number)"
    case .drifts:
      return "agrees within rounding up to frame \(result.framesAgreeing - 1), and not beyond"
    case .differs:
      guard result.difference != nil else { return "differs: \(result.reason ?? "")" }
      return result.framesAgreeing == 0
        ? "differs from the first frame on" : "differs from frame \(result.framesAgreeing) on"
    }
  }

  private static func sentence(_ difference: FrameDifference) -> String {
    let place = difference.place.isEmpty ? "" : ", \(difference.place)"
    return "first difference: \(difference.path), frame \(difference.frame), time "
      + "\(difference.time.timeText)\(place): \(difference.file) in the file, \(difference.run) in "
      + String(format: "the run, difference %.3g", difference.file - difference.run)
  }

  /// How the two came apart.
  private static func drift(_ result: VerificationResult) -> String {
    let largest = String(format: "%.1e", result.largestDifference)
    return result.largestDifference < gradual
      ? "  before it the largest difference is \(largest) of the largest number: the frames lie too "
        + "far apart to show whether rounding grew, or the file was changed"
      : "  before it the difference grew to \(largest) of the largest number, as rounding does in a "
        + "chaotic system"
  }

  /// A difference that has grown beyond the first rounding.
  private static let gradual = 1e-12

  /// What would prove the rest.
  private static func proof(_ result: VerificationResult) -> String {
    if result.kernels.file.contains(",") {
      return "  the run went on with other kernels, so no single run proves the rest"
    }
    if let start = result.missingStart { return "  the rest is proved with \(start) in its place" }
    let same = result.kernels.file == result.kernels.run
    return "  the rest is proved "
      + (same ? "by the release that made the file" : "with the kernels \(result.kernels.file)")
  }

  private static func json(_ difference: FrameDifference) -> JSON {
    .object([
      .init("dataset", .text(difference.path)), .init("frame", .integer(difference.frame)),
      .init("time", .number(difference.time)),
      .init("index", .list(difference.indices.map(JSON.integer))),
      .init("place", .text(difference.place)), .init("file", number(difference.file)),
      .init("run", number(difference.run)),
      .init("difference", number(difference.file - difference.run)),
      .init("relative_difference", number(difference.scaled)),
    ])
  }

  /// JSON has no NaN: what is undefined is null.
  private static func number(_ value: Double) -> JSON { value.isFinite ? .number(value) : .null }
}
