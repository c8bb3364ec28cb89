import ClausiusSimulationCore

/// The shortest of the displacements between the images of two places in a box.
struct NearestImage {
  /// The period of each axis, 0 where it has none.
  private let periods: SIMD3<Double>
  private let isPeriodic: Bool

  init(in box: Box) {
    periods = SIMD3(box.periods)
    isPeriodic = box.isPeriodic
  }

  /// d - L round(d/L) on periodic axes, d on the others.
  @inline(__always)
  func callAsFunction(_ displacement: SIMD3<Double>) -> SIMD3<Double> {
    guard isPeriodic else { return displacement }
    let nearest =
      displacement - periods * (displacement / periods).rounded(.toNearestOrAwayFromZero)
    return displacement.replacing(with: nearest, where: periods .> 0)
  }
}
