import ClausiusDeclarations
import RealModule

/// The relative entropy D(f||M) of velocities f to the Maxwellian M of the same mean and
/// temperature, and its parts.
///
/// all: (d/2) ln(2 pi e T) - h(f) with T the mean of the variances and h by Kozachenko and
/// Leonenko; anisotropy: ln(T^d/det P)/2 with P the covariances; shape: all less anisotropy, the
/// divergence from the normal density of the same covariances. Nats per particle, at least 0; an
/// estimate of all or shape may be below. The standard error is that of the difference, in which
/// the scatter of ln f and that of the squared velocities cancel for a Maxwellian; none from a
/// kurtosis of 6 on, where a few velocities decide the temperature. Source: Kaufmann
/// and Paterson 2009; Liang et al. 2019.
public struct MaxwellianRelativeEntropy: NamedEstimator {
  /// Which part.
  public enum Part: String, DeclaredChoice {
    case all, anisotropy, shape

    /// What the case selects.
    public var about: String {
      switch self {
      case .all: "the whole"
      case .anisotropy: "what the covariances tell"
      case .shape: "the rest"
      }
    }
  }

  /// Which part.
  public var part = Part.all
  /// Which neighbor's distance is taken.
  public var k = 4

  /// The whole, with k = 4.
  public init() {}

  /// The keys `part` and `k`.
  public static let keys: [Key<Self>] = [
    Key("part", \.part, about: "which part"), .neighbor(\.k),
  ]

  /// Velocities.
  public static let input = InputShape("velocities [n][d]")

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .distinctSamples]

  /// The entry `maxwellian_relative_entropy` of the catalog.
  public static let entry = catalogEntry(
    "maxwellian_relative_entropy",
    about: "the relative entropy of velocities to the Maxwellian of the same mean and temperature",
    formula: "(d/2) ln(2 pi e T) - h(f) = ln(T^d/det P)/2 + shape",
    bounds: "0 and above",
    bias: "that of kozachenko_leonenko with the other sign: +0.027 for N = 2000, d = 3; "
      + "anisotropy: + (d + 2)(d - 1)/(4N)",
    source: "Kaufmann and Paterson 2009; Liang et al. 2019")

  /// The relative entropy of the velocities.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let velocities = arrays[0]
    let (count, dimension) = (velocities.rows, velocities.columns)
    guard count > dimension else {
      return Estimate(
        undefined: .tooFewSamples(found: count, needed: dimension + 1), unit: .nat, samples: count)
    }
    let covariance = Covariance(rows: velocities.values, columns: dimension)
    let pressure = covariance.matrix
    guard let factor = Cholesky(pressure) else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: count)
    }
    // The temperature of such tails is that of a few velocities.
    let isHeavy = velocities.largestKurtosis >= KernelDensityEntropy.heavyKurtosis
    let d = Double(dimension)
    let temperature = (0..<dimension).reduce(0) { $0 + pressure[$1][$1] } / d
    let anisotropy = (d * Double.log(temperature) - factor.logDeterminant) / 2
    if part == .anisotropy {
      var estimate = Estimate(anisotropy, unit: .nat, samples: count, bounds: .nonNegative)
      estimate.standardError = anisotropyError(velocities, covariance.mean, factor, temperature)
      if isHeavy { (estimate.standardError, estimate.missingError) = (nil, .fewDecide) }
      return estimate
    }
    var entropy = KozachenkoLeonenko()
    entropy.k = k
    let squares = SquaredSpeeds(
      velocities, covariance.mean, part == .shape ? factor : nil, temperature)
    let differential = try entropy.estimate(from: arrays) { -squares[$0] / 2 }
    guard let value = differential.value else {
      return Estimate(
        undefined: differential.undefined ?? .undefinedPart("kozachenko_leonenko"), unit: .nat,
        samples: count)
    }
    let maxwellian = d / 2 * Double.log(2 * .pi * Double.exp(1) * temperature)
    var estimate = Estimate(
      maxwellian - value - (part == .shape ? anisotropy : 0), unit: .nat, samples: count,
      biasCorrection: .digamma, standardError: differential.standardError, bounds: .nonNegative,
      warnings: differential.warnings)
    if isHeavy { (estimate.standardError, estimate.missingError) = (nil, .fewDecide) }
    return estimate
  }
}

extension MaxwellianRelativeEntropy {
  /// A velocity c from the mean deviates by (c.c/T - c.P^-1.c)/2; what its scatter counts twice for
  /// isotropic velocities, where d (d + 1)/2 - 1 squares remain, is taken off.
  private func anisotropyError(
    _ velocities: InputArray, _ mean: [Double], _ factor: Cholesky, _ temperature: Double
  ) -> StandardError? {
    let count = Double(velocities.rows)
    let d = Double(velocities.columns)
    let whole = SquaredSpeeds(velocities, mean, nil, temperature)
    let shaped = SquaredSpeeds(velocities, mean, factor, temperature)
    let deviations = (0..<velocities.rows).map { (whole[$0] - shaped[$0]) / 2 }
    guard let first = Moments(of: deviations).squaredErrorOfMean else { return nil }
    let second = (d * (d + 1) / 2 - 1) / (2 * count * count)
    return StandardError(max(first - second, second).squareRoot(), by: .deltaMethod)
  }
}

/// The squared distance of each velocity from the mean in units of the temperature, or of all
/// covariances: twice what it does to the entropy of the Maxwellian.
private struct SquaredSpeeds {
  private let velocities: InputArray
  private let mean: [Double]
  private let factor: Cholesky?
  private let temperature: Double

  init(
    _ velocities: InputArray, _ mean: [Double], _ factor: Cholesky?, _ temperature: Double
  ) {
    self.velocities = velocities
    self.mean = mean
    self.factor = factor
    self.temperature = temperature
  }

  subscript(sample: Int) -> Double {
    let columns = velocities.columns
    let deviation = (0..<columns).map { velocities.values[sample * columns + $0] - mean[$0] }
    let scaled = factor.map { $0.solveLower(deviation) } ?? deviation
    let square = scaled.reduce(0) { $0 + $1 * $1 }
    return factor == nil ? square / temperature : square
  }
}
