import ClausiusRuns
import ClausiusTrajectories

extension TrajectoryMaker {
  /// This program.
  static var current: TrajectoryMaker {
    TrajectoryMaker(version: Catalogs.current.program.version, commit: Program.commit)
  }
}
