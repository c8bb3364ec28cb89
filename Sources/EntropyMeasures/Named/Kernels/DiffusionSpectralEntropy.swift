import ClausiusDeclarations
import RealModule

/// The entropy of the spectrum of a diffusion over the samples: -sum w ln w, w the |eigenvalue|^t
/// of the random walk divided by their sum.
///
/// The walk is that of `DiffusionEstimator`.
/// Nats, 0 to ln n; tends to the logarithm of the number of clusters as t grows.
/// Source: Liu et al. 2023 (2312.04823), whose code has alpha = 0.
public struct DiffusionSpectralEntropy: DiffusionEstimator {
  /// The width of the kernel.
  public var width = 1.0
  /// Steps of the walk, t.
  public var steps = 1
  /// The power of the density that is divided out.
  public var alpha = 0.0

  /// One step of the plain random walk.
  public init() {}

  /// The keys `width`, `steps` and `alpha`.
  public static let keys = walkKeys

  /// Points.
  public static let input = InputShape.samples

  /// Every part of the samples takes n^3 operations again.
  public var missingError: MissingError {
    .because("every part of the samples costs n^3 operations again: ask for it, error: jackknife")
  }

  /// Parameters of a call on a trajectory.
  public static let example: String? = "of: velocity, width: 1"

  /// The entry `diffusion_spectral_entropy` of the catalog.
  public static let entry = catalogEntry(
    "diffusion_spectral_entropy",
    about: "the entropy of the spectrum of a diffusion over the samples",
    formula: "-sum w ln w, w = |l|^t/sum, l of D^-1 K (alpha = 0) with K_ij/(d_i d_j)^alpha",
    bounds: "0 to ln n", bias: "depends on the width, which has the unit of the data; O(n^3)",
    source: "Liu et al. 2023; Coifman and Lafon 2006")

  /// The entropy.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    return Estimate(
      try spectralEntropy(samples), unit: .nat, samples: samples.rows,
      bounds: Bounds(0, Double.log(Double(samples.rows))))
  }
}
