import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Where individuals are with respect to their center, as if space had no periods.
struct Placement {
  /// From the center to each individual, by the nearest image on periodic axes, [N].
  ///
  /// The center is the mean on axes that are not periodic and the circular mean on those that are.
  let fromCenter: [SIMD3<Double>]
  /// From the centroid of the unwrapped individuals to each of them, [N]: the sum is zero.
  ///
  /// For a group that spans less than half of each period this is what it would be in open space,
  /// whatever the period.
  let fromCentroid: [SIMD3<Double>]
  /// Whether the individuals have a center on every periodic axis.
  let hasCenter: Bool

  init(of positions: [SIMD3<Double>], in box: Box) {
    var center = positions.isEmpty ? .zero : positions.total / Double(positions.count)
    var hasCenter = true
    for axis in 0..<3 where box.boundary[axis] == .periodic {
      let (lower, period) = (box.lower[axis], box.length(axis))
      let mean = CircularMean(of: positions.map { $0[axis] - lower }, period: period)
      // Below this concentration rounding would decide where the center lies.
      let isDefined = mean.concentration > 1e-9
      center[axis] = lower + (isDefined ? mean.coordinate ?? period / 2 : period / 2)
      if !isDefined && !positions.isEmpty { hasCenter = false }
    }
    self.hasCenter = hasCenter
    let nearestImage = NearestImage(in: box)
    let unwrapped = positions.map { nearestImage($0 - center) }
    fromCenter = unwrapped
    let centroid = unwrapped.isEmpty ? .zero : unwrapped.total / Double(unwrapped.count)
    fromCentroid = unwrapped.map { $0 - centroid }
  }

  /// The mean squared distance from the centroid: the sum of the eigenvalues of the covariance.
  var squaredRadiusOfGyration: Double {
    fromCentroid.reduce(0) { $0 + $1.dot($1) } / Double(max(1, fromCentroid.count))
  }
}
