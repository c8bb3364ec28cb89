import ClausiusSimulationCore

/// The numbers of frames in units of the time between the first two, by their times.
struct LagClock {
  private var first: Double?
  /// The time between the first two frames; `nil` before the second.
  private(set) var step: Double?

  /// The number of a frame from 0: whole steps since the first.
  ///
  /// - Throws: where the time is no whole number of steps.
  mutating func number(of frame: Frame) throws(DiagnosticError) -> Int {
    guard let first else {
      first = frame.time
      return 0
    }
    let since = frame.time - first
    let step = self.step ?? since
    self.step = step
    guard step > 0, since.isFinite else {
      throw DiagnosticError("the times of the frames do not rise")
    }
    let number = (since / step).rounded()
    guard abs(since - number * step) <= 1e-3 * step, number < 1e15 else {
      throw DiagnosticError(
        "the frame at t = \(frame.time) is no whole number of steps of \(step) after the first",
        advice: "choose frames at equal distances: --from, --to, --every")
    }
    return Int(number)
  }

  /// A lag in frames.
  ///
  /// - Throws: where it is no whole number of steps.
  func frames(in lag: Double, called name: String) throws(DiagnosticError) -> Int? {
    guard let step else { return nil }
    let number = (lag / step).rounded()
    guard number >= 1, number < 1e15, abs(lag - number * step) <= 1e-3 * step else {
      throw DiagnosticError(
        "\(name) \(lag) is no whole number of the steps of \(step) between frames",
        advice: "choose a multiple of \(step)")
    }
    return Int(number)
  }
}
