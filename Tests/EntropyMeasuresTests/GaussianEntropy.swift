import ClausiusDeclarations
import RealModule

@testable import ClausiusEntropyMeasures

/// Differential entropy of samples taken as normal: (d ln(2 pi e) + ln det S)/2, S their
/// covariances.
///
/// Nats, any sign; an upper bound of the entropy of any density with these covariances.
/// Source: Cover and Thomas 2006, theorem 8.6.5.
public struct GaussianEntropy: NamedEstimator {
  /// Degrees of freedom that the mean has used.
  public var lost = 1

  /// The unbiased covariances.
  public init() {}

  /// The key `lost`.
  public static let keys: [Key<Self>] = [
    Key("lost", \.lost, in: IntegerRange(0, 1), about: "degrees of freedom that the mean has used")
  ]

  /// Points.
  public static let input = InputShape.samples

  /// The entropy of a density.
  public static let traits: EstimatorTraits = [.density]

  /// The entry `gaussian_entropy` of the catalog.
  public static let entry = catalogEntry(
    "gaussian_entropy", about: "the differential entropy of samples taken as normal",
    formula: "(d ln(2 pi e) + ln det S)/2", bounds: "none; changes by ln |det A| under x -> A x",
    bias: "high for densities that are not normal", source: "Cover and Thomas 2006")

  /// The entropy of the normal density with the covariances of the samples.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    guard samples.rows > samples.columns else {
      return Estimate(
        undefined: .tooFewSamples(found: samples.rows, needed: samples.columns + 1), unit: .nat,
        samples: samples.rows)
    }
    let covariance = Covariance(rows: samples.values, columns: samples.columns, lost: lost)
    guard let factor = Cholesky(covariance.matrix) else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples.rows)
    }
    let constant = Double(samples.columns) * (1 + Double.log(2 * .pi))
    return Estimate((constant + factor.logDeterminant) / 2, unit: .nat, samples: samples.rows)
  }
}
