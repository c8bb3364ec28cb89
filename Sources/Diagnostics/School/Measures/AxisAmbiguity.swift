import ClausiusEntropyMeasures
import RealModule

/// By how much a value that is taken along the distinct axis of a tensor sum l l^T scatters because
/// another sample would have had another axis.
///
/// The axis is the first or the last of the principal axes, whichever eigenvalue lies farther from
/// the middle one: the sign of g = a - 2 b + c of the eigenvalues a >= b >= c decides. With the
/// standard error s of the sum g, another sample decides differently with the probability p =
/// erfc(|g|/(s sqrt2))/2, and p (1 - p) (v_1 - v_3)^2 is added to the variance, v the values along
/// the two. It is 0 for a mill or an aligned school, and most of the variance of a large swarm.
struct AxisAmbiguity {
  private let first: SIMD3<Double>
  private let last: SIMD3<Double>
  /// p (1 - p).
  private let variance: Double

  /// The ambiguity of the axis of `vectors`, the sum of whose outer squares is `tensor`.
  init(_ vectors: [SIMD3<Double>], tensor: SymmetricMatrix3) {
    let axes = tensor.eigensystem.vectors
    (first, last) = (axes[0], axes[2])
    var moments = Moments()
    for vector in vectors {
      let (x, y, z) = (vector.dot(axes[0]), vector.dot(axes[1]), vector.dot(axes[2]))
      moments.add(x * x - 2 * y * y + z * z)
    }
    let count = Double(moments.count)
    let error = (count * moments.squaredDeviations / max(1, count)).squareRoot()
    let gap = abs(count * moments.mean)
    let probability = error > 0 ? Double.erfc(gap / (error * 2.0.squareRoot())) / 2 : 0
    variance = probability * (1 - probability)
  }

  /// Adds the ambiguity to the standard error of an estimate; `value` is that along an axis.
  func widen(_ estimate: inout Estimate, _ value: (SIMD3<Double>) -> Double?) {
    guard variance > 1e-4, let error = estimate.standardError,
      let first = value(first), let last = value(last)
    else { return }
    let gap = first - last
    estimate.standardError?.value =
      (error.value * error.value + variance * gap * gap).squareRoot()
  }
}
