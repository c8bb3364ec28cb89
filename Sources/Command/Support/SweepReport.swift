import ClausiusScenarios
import ClausiusSweeps
import Foundation

/// What a user reads of a sweep.
enum SweepReport {
  /// How far it is.
  static func table(_ status: SweepStatus) -> String {
    """
    members   \(status.members)
    complete  \(status.complete)
    failed    \(status.failed)
    pending   \(status.pending)
    """
  }

  /// Where its tables are.
  static func tables(_ folder: SweepFolder) -> String {
    "table     \(folder.csv), \(folder.netCDF)"
  }

  /// What it will need.
  static func needs(
    _ needed: SweepEstimate, of sweep: Sweep, _ status: SweepStatus, jobs: Int
  ) -> String {
    let plan = sweep.plan
    let axes = plan.axes.map { axis in
      plan.isGrid ? "\(axis.name) \(axis.values.count)" : axis.name
    }
    let all = needed.seconds * Double(status.pending) / Double(max(1, min(jobs, status.pending)))
    return """
      members   \(status.members) (\(axes.joined(separator: ", "))), \(status.pending) pending
      first     \(plan.member(0).command(of: plan.scenario))
      last      \(plan.member(plan.count - 1).command(of: plan.scenario))
      time      \(duration(needed.seconds)) for member \(needed.member); about \(duration(all)) for all that are pending, \(jobs) at a time
      memory    \(byteCount(needed.memoryBytes))
      disk      \(byteCount(needed.diskBytes))
      """
  }
}

/// The progress line of a sweep: members that are done, those that failed, rate, time left.
final class SweepProgress {
  private var shown: ProgressLine

  /// A progress line; none where `isQuiet`.
  init(isQuiet: Bool) { shown = ProgressLine(isQuiet: isQuiet) }

  /// Reports when it is time to.
  func report(_ progress: SweepRunner.Progress) { shown.report { Self.line(progress) } }

  /// Leaves the terminal on a fresh line.
  func finish() { shown.finish() }

  /// "12 of 81 members, 1 failed, 3.1 members/s, 22 s left"
  static func line(_ progress: SweepRunner.Progress) -> String {
    let rate = Double(progress.done) / max(progress.seconds, 1e-9)
    let left = Double(progress.members - progress.done) / rate
    return String(
      format: "%d of %d members, %d failed, %.3g members/s, %@", progress.done, progress.members,
      progress.failed, rate, progress.done > 0 ? "\(duration(left)) left" : "time left unknown")
  }
}
