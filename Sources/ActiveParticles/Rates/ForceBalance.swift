import ClausiusKernelInterface
import ClausiusSimulationCore

/// The force balance (<u.F> + <F^2> + <D div F>)/<F^2> over all samples since `statistics_from`: 0
/// in a stationary state, apart from the error of the time step.
struct ForceBalance: Sendable, Hashable {
  private var defect = BlockedMean()
  private var square = BlockedMean()

  init() {}

  mutating func add(_ sums: ActiveSums) {
    defect.add(sums.propulsionForce + sums.squaredForce + sums.diffusiveDivergence)
    square.add(sums.squaredForce)
  }

  /// The defect with its standard error; `nil` without forces, or with too few samples.
  var relativeDefect: (mean: Double, standardError: Double)? {
    let (mean, error, scale) = (defect.mean, defect.standardError, square.mean)
    guard scale > 0, error.isFinite else { return nil }
    return (mean / scale, error / scale)
  }

  func save(into archive: inout StateArchive, as name: String) {
    defect.save(into: &archive, as: name + "/defect")
    square.save(into: &archive, as: name + "/square")
  }

  init(from archive: StateArchive, as name: String) throws {
    defect = try BlockedMean(from: archive, as: name + "/defect")
    square = try BlockedMean(from: archive, as: name + "/square")
  }
}
