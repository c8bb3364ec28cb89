/// A line that says how far the work is.
///
/// On a terminal one line is written over several times a second; elsewhere a plain line comes now
/// and then.
struct ProgressLine {
  private let isQuiet: Bool
  private let interval: Duration
  private var nextReport: ContinuousClock.Instant
  private var hasLine = false

  /// A line; none where `isQuiet`.
  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    interval = Terminal.isInteractive ? .milliseconds(200) : .seconds(10)
    nextReport = .now + interval
  }

  /// Writes `text` when it is time to.
  mutating func report(_ text: () -> String) {
    guard !isQuiet, ContinuousClock.now >= nextReport else { return }
    nextReport = .now + interval
    guard Terminal.isInteractive else { return Terminal.message(text()) }
    Terminal.overwrite(text())
    hasLine = true
  }

  /// Leaves the terminal on a fresh line.
  mutating func finish() {
    if hasLine { Terminal.overwrite("") }
    hasLine = false
  }
}
