import ClausiusDeclarations
import RealModule

/// The entropy of field modes from the covariances of their amplitudes phi and momenta pi, each
/// mode taken as Gaussian.
///
/// classical: sum over modes of ln(sqrt(det S)/h) + 1; quantum: sum of (n + 1) ln(n + 1) - n ln n
/// with n = sqrt(det S)/h - 1/2, S the covariance of (phi, pi) of a mode and h the constant of
/// Planck over 2 pi. Nats; the quantum entropy is at least 0 and undefined where sqrt(det S) < h/2.
/// Constant under linear evolution. Samples are members of an ensemble or times. The standard error
/// is that of L_i = sum over modes of s (z S^-1 z - 2)/2, z = (phi, pi) of sample i from their
/// means, s = 1 for classical modes and area ln(1 + 1/n) for quantum ones, with the correlation of
/// successive samples by blocking. Source: Serafini 2017; coarse-graining: Calzetta and Hu 2008.
public struct GaussianModeEntropy: NamedEstimator {
  /// Which statistics.
  public enum Statistics: String, DeclaredChoice {
    case classical, quantum

    /// What the case selects.
    public var about: String {
      switch self {
      case .classical: "ln(sqrt(det S)/h) + 1"
      case .quantum: "(n + 1) ln(n + 1) - n ln n, n = sqrt(det S)/h - 1/2"
      }
    }
  }

  /// Which statistics.
  public var statistics = Statistics.classical
  /// The constant of Planck over 2 pi in the units of phi pi.
  public var planck = 1.0

  /// Classical modes.
  public init() {}

  /// The keys `statistics` and `planck`.
  public static let keys: [Key<Self>] = [
    Key("statistics", \.statistics, about: "which statistics"),
    Key(
      "planck", \.planck, in: .positive, unit: "action",
      about: "Planck's constant over 2 pi in the units of phi pi"),
  ]

  /// Amplitudes and momenta.
  public static let input = InputShape(
    "amplitudes and momenta [n][modes + modes], or two arrays [n][modes]", arrays: 1...2,
    order: .field)

  /// Parameters of a call on a trajectory.
  public static let example: String? = "of: mode_amplitude, to: mode_momentum"

  /// The entry `gaussian_mode_entropy` of the catalog.
  public static let entry = catalogEntry(
    "gaussian_mode_entropy", about: "the entropy of field modes from the covariances of phi and pi",
    formula:
      "sum ln(sqrt(det S)/h) + 1, or sum (n + 1) ln(n + 1) - n ln n, n = sqrt(det S)/h - 1/2",
    bounds: "classical: none; quantum: 0 and above",
    bias: "low by about 3/(2N) a mode; an upper bound for modes that are not Gaussian; "
      + "columns must be modes, not grid points (correlated columns are warned of)",
    source: "Serafini 2017; Calzetta and Hu 2008")

  /// The sum over the modes.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let variables = try arrays.variables(2)
    let (amplitudes, momenta) = (variables[0], variables[1])
    guard amplitudes.columns == momenta.columns else {
      throw .badInput("\(amplitudes.columns) amplitudes and \(momenta.columns) momenta")
    }
    let samples = amplitudes.rows
    guard samples > 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: samples, needed: 3), unit: .nat, samples: samples)
    }
    guard !amplitudes.hasConstantColumn, !momenta.hasConstantColumn else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples)
    }
    var sum = 0.0
    var influences = [Double](repeating: 0, count: samples)
    for mode in 0..<amplitudes.columns {
      let pair = [amplitudes, momenta].map { $0.columns(mode..<mode + 1) }
      let rows = InputArray.joined(pair)
      let covariance = Covariance(rows: rows, columns: 2)
      let s = covariance.matrix
      let determinant = s[0][0] * s[1][1] - s[0][1] * s[1][0]
      guard determinant > 1e-12 * s[0][0] * s[1][1], determinant > 0 else {
        return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples)
      }
      let area = determinant.squareRoot() / planck
      guard statistics == .classical || area >= 0.5 else {
        return Estimate(
          undefined: .undefinedPart("mode \(mode): its area \(area) is below 1/2 and"), unit: .nat,
          samples: samples)
      }
      sum += entropy(area)
      for sample in 0..<samples {
        let phi = rows[2 * sample] - covariance.mean[0]
        let pi = rows[2 * sample + 1] - covariance.mean[1]
        let cross = s[1][1] * phi * phi - 2 * s[0][1] * phi * pi + s[0][0] * pi * pi
        influences[sample] += slope(area) * (cross / determinant - 2) / 2
      }
    }
    var estimate = Estimate(
      sum, unit: .nat, samples: samples, bounds: statistics == .quantum ? .nonNegative : .unbounded)
    estimate.take(SampleInfluences(values: influences).standardError(isSeries: true))
    let square = max(correlation(amplitudes), correlation(momenta))
    if square > 0.25 + 2 / Double(samples - 1) { estimate.warn(.correlatedModes(square)) }
    return estimate
  }

  /// The mean squared correlation of adjacent columns, 1/(N - 1) for independent ones.
  private func correlation(_ array: InputArray) -> Double {
    guard array.columns > 1 else { return 0 }
    var sum = 0.0
    for column in 1..<array.columns {
      let pair = array.columns(column - 1..<column + 1)
      let c = Covariance(rows: pair.values, columns: 2).matrix
      let scale = c[0][0] * c[1][1]
      if scale > 0 { sum += c[0][1] * c[0][1] / scale }
    }
    return sum / Double(array.columns - 1)
  }

  /// d(entropy)/d ln(area).
  private func slope(_ area: Double) -> Double {
    if statistics == .classical { return 1 }
    return area > 0.5 ? area * Double.log(onePlus: 1 / (area - 0.5)) : 0
  }

  private func entropy(_ area: Double) -> Double {
    if statistics == .classical { return Double.log(area) + 1 }
    let n = area - 0.5
    return (n + 1) * Double.log(onePlus: n) - (n > 0 ? n * Double.log(n) : 0)
  }
}
