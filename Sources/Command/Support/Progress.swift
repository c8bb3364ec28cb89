import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore
import Foundation

/// The progress line of a run: step, simulated time, rate, time left, file size.
final class Progress {
  private let start = ContinuousClock.now
  private var firstTick: Int?
  private var shown: ProgressLine
  /// What is said once, when a second shows how long the run will take.
  private var needs: ResourceEstimate?

  /// A progress line; none where `isQuiet`.
  ///
  /// - Parameter needs: what the run will need besides time, to be said at its start.
  init(isQuiet: Bool, needs: ResourceEstimate? = nil) {
    shown = ProgressLine(isQuiet: isQuiet)
    self.needs = isQuiet ? nil : needs
  }

  /// Reports when it is time to, with the size of the file.
  func report(_ run: Clock, bytesWritten: () -> Int) {
    if firstTick == nil { firstTick = run.tick - 1 }
    if let needs, ContinuousClock.now - start > .seconds(1) {
      let ticks = Double(run.tick - (firstTick ?? 0))
      let all = Double(run.grid.lastTick - (firstTick ?? 0))
      let seconds = (ContinuousClock.now - start) / .seconds(1) * all / max(ticks, 1)
      shown.finish()
      Terminal.message(RunReport.needs(seconds, needs))
      self.needs = nil
    }
    shown.report {
      line(run, elapsed: (ContinuousClock.now - start) / .seconds(1), bytes: bytesWritten())
    }
  }

  /// Leaves the terminal on a fresh line.
  func finish() { shown.finish() }

  private func line(_ clock: Clock, elapsed: Double, bytes: Int) -> String {
    let rate = Double(clock.tick - (firstTick ?? 0)) / max(elapsed, 1e-9)
    let left = Double(clock.grid.lastTick - clock.tick) / max(rate, 1e-9)
    let percent = 100 * Double(clock.tick) / Double(max(clock.grid.lastTick, 1))
    return String(
      format: "%5.1f %%  step %d of %d  time %.6g  %.3g steps/s  %@ left  %@", percent, clock.tick,
      clock.grid.lastTick, clock.time, rate, duration(left), byteCount(Double(bytes)))
  }
}

/// "2 h 05 min", "3 min 20 s", "12 s", "0.21 s".
func duration(_ seconds: Double) -> String {
  guard seconds < 1e7 else { return "months" }
  let whole = Int(seconds.rounded())
  if whole >= 3600 { return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60) }
  if whole >= 60 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
  return seconds < 10 ? String(format: "%.2f s", seconds) : "\(whole) s"
}

/// "1.2 GB", with powers of ten as file managers show them.
func byteCount(_ bytes: Double) -> String {
  for (unit, size) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where bytes >= size {
    return String(format: "%.3g %@", bytes / size, unit)
  }
  return String(format: "%.0f B", bytes)
}
