import ClausiusDeclarations
import RealModule

/// Differential entropy -<ln f(x_i)> with f a sum of Gaussian kernels shaped like the data.
///
/// f(x) = (1/N) sum_j normal(x - x_j; b^2 S), S the covariance of the samples (N - 1 in the denominator); b = N^(-1/(d + 4)) when it is left out. With
/// `leave_one_out` sample i does not count for its own density, 1/(N - 1) in place of 1/N, which removes the bias of measuring
/// a density where it was fitted. Nats, any sign. Undefined when a sample is so far from all others that the density there is 0. O(N^2).
/// Source: Scott 1992 (bandwidth); Ivanov and Rozhkova 1981, Hall and Morton 1993 (leaving out).
public struct KernelDensityEntropy: NamedEstimator {
  /// The bandwidth in units of the spread of the data.
  public var bandwidth: Double?
  /// Whether a sample does not count for its own density.
  public var leaveOneOut = true

  /// Scott's bandwidth, leaving out.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key(
      "bandwidth", \.bandwidth, in: .positive,
      about: "the kernel's width in units of the data's spread, b; without it N^(-1/(d + 4))"),
    Key("leave_one_out", \.leaveOneOut, about: "whether a sample counts not for its own density"),
  ]

  /// Points.
  public static let input = InputShape.samples

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "kernel_density_entropy", about: "the differential entropy of a sum of Gaussian kernels",
    formula: "-<ln f(x_i)>, f(x) = (1/N) sum_j normal(x - x_j; b^2 S)",
    bounds: "none; changes by ln |det A| under x -> A x",
    bias:
      "high at edges, which the kernel smears; low without leave_one_out; O(N^2): not for N above 10^5",
    source: "Scott 1992; Hall and Morton 1993")

  /// The entropy of the density of the samples.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    let (count, dimension) = (samples.rows, samples.columns)
    guard count > dimension + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: count, needed: dimension + 2), unit: .nat, samples: count)
    }
    let covariance = Covariance(rows: samples.values, columns: dimension, lost: 1)
    guard let factor = Cholesky(covariance.matrix) else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: count)
    }
    let width = bandwidth ?? Double.pow(Double(count), -1 / Double(dimension + 4))
    let sums = kernelSums(samples, factor: factor, width: width)
    let isolated = sums.count { $0 == 0 }
    guard isolated == 0 else {
      return Estimate(undefined: .zeroDensity(samples: isolated), unit: .nat, samples: count)
    }
    let others = Double(leaveOneOut ? count - 1 : count)
    let constant =
      Double.log(others) + Double(dimension) * Double.log(width * (2 * Double.pi).squareRoot())
      + factor.logDeterminant / 2
    return Estimate(
      mean: sums.map { Double.log($0) }, plus: constant, scale: -1, correction: .none)
  }

  /// For each sample the sum of exp(-|z - z'|^2/2) over the others, and itself unless left out.
  private func kernelSums(_ samples: InputArray, factor: Cholesky, width: Double) -> [Double] {
    let (count, dimension) = (samples.rows, samples.columns)
    var white = [Double](repeating: 0, count: count * dimension)
    for row in 0..<count {
      let place = factor.solveLower(
        Array(samples.values[row * dimension..<(row + 1) * dimension]))
      for axis in 0..<dimension { white[axis * count + row] = place[axis] / width }
    }
    var sums = [Double](repeating: leaveOneOut ? 0 : 1, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      white.withUnsafeBufferPointer { white in
        for i in 0..<count {
          var own = 0.0
          for j in 0..<i {
            var square = 0.0
            for axis in 0..<dimension {
              let gap = white[axis &* count &+ i] - white[axis &* count &+ j]
              square += gap * gap
            }
            // Beyond this the kernel is 0 in double precision.
            guard square < 1492 else { continue }
            let kernel = Double.exp(-square / 2)
            own += kernel
            sums[j] += kernel
          }
          sums[i] += own
        }
      }
    }
    return sums
  }
}
