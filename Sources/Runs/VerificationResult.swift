import ClausiusTrajectories

/// What running a scenario again says of its trajectory.
public struct VerificationResult: Sendable {
  /// How far the run and the file agree.
  public enum Verdict: String, Sendable, Hashable {
    /// All numbers of all frames have the same bits.
    case proved
    /// All frames agree within rounding, made by another build.
    case agrees
    /// The first frames agree within rounding, then the two drift apart as a chaotic system does.
    case drifts
    /// A number differs that rounding does not change.
    case differs
  }

  /// The trajectory.
  public let path: String
  /// How far the run and the file agree.
  public let verdict: Verdict
  /// The frames from the first on that agree.
  public let framesAgreeing: Int
  /// The frames of the file, or of the part that was asked for.
  public let frames: Int
  /// The frames of the whole run.
  public let framesOfRun: Int
  /// What ended the agreement; where everything agrees within rounding, the first number with other
  /// bits.
  public let difference: FrameDifference?
  /// The largest difference of the frames that agree.
  public let largestDifference: Double
  /// What is wrong beside the numbers of a frame, in words.
  public let reason: String?
  /// The kernels that made the file, and those that made the run.
  public let kernels: (file: String, run: String)
  /// The hash of the content that the file states; `nil` where it states none.
  public let content: String?
  /// Whether the very bits were asked for.
  public let isExact: Bool
  /// The file that the run starts from, where it is gone; `nil` where nothing is missing.
  public let missingStart: String?

  /// Whether everything that was asked for is shown.
  public var isShown: Bool { verdict == .proved || verdict == .agrees }

  init(
    path: String, _ comparison: TrajectoryComparison, _ context: ContextComparison,
    framesOfRun: Int, content: String?, maker: String, kernels: String,
    missingStart: String?, isExact: Bool
  ) {
    self.path = path
    self.framesOfRun = framesOfRun
    self.content = content
    self.isExact = isExact
    self.missingStart = missingStart
    self.kernels = (maker, kernels)
    frames = comparison.frames
    let end = isExact ? comparison.firstDifference : comparison.firstBeyond
    framesAgreeing = end?.frame ?? comparison.framesCompared
    largestDifference = comparison.largestDifference
    difference = end ?? comparison.firstDifference
    reason = Self.reason(comparison, context, framesOfRun)
    verdict =
      if reason != nil || (isExact && end != nil) || end?.frame == 0 {
        .differs
      } else if end != nil {
        .drifts
      } else if comparison.firstDifference == nil && context.isExact {
        .proved
      } else {
        .agrees
      }
  }

  private static func reason(
    _ comparison: TrajectoryComparison, _ context: ContextComparison, _ framesOfRun: Int
  ) -> String? {
    if let difference = context.difference { return difference }
    if let frame = comparison.agreesAgain {
      return "frame \(frame) agrees again, which frames do not once rounding has driven them apart"
    }
    if comparison.isOutOfStep { return "rounding does not change such a number" }
    guard comparison.firstDifference == nil, comparison.framesCompared < comparison.frames else {
      return nil
    }
    return "the file holds \(comparison.frames) frames, the run has \(framesOfRun)"
  }
}
