import ClausiusDeclarations
import RealModule

/// The entropy of the spectrum of a diffusion over the samples: -sum w ln w, w the |eigenvalue|^t
/// of the random walk divided by their sum.
///
/// Steps between samples have the weight K_ij = exp(-|x_i - x_j|^2/(2 width^2)), divided by (d_i
/// d_j)^alpha with d_i = sum_j K_ij, and made a random walk by dividing each row by its sum. alpha
/// = 0 is the plain random walk, which sees the density of the samples; alpha = 1/2 the
/// Fokker-Planck operator; alpha = 1 the operator of Laplace and Beltrami, free of the density.
/// Nats, 0 to ln n; tends to the logarithm of the number of clusters as t grows.
/// Source: Liu et al. 2023 (2312.04823), whose code has alpha = 0; normalization: Coifman and
/// Lafon 2006.
public struct DiffusionSpectralEntropy: NamedEstimator {
  /// The width of the kernel.
  public var width = 1.0
  /// Steps of the walk, t.
  public var steps = 1
  /// The power of the density that is divided out.
  public var alpha = 0.0

  /// One step of the plain random walk.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key(
      "width", \.width, in: .positive, unit: "that of the data", isRequired: true,
      about: "the width of the kernel"),
    Key("steps", \.steps, in: .length, about: "steps of the walk, t"),
    Key("alpha", \.alpha, in: .fraction, about: "the power of the density that is divided out"),
  ]

  /// Points.
  public static let input = InputShape.samples

  /// What a user is told about it.
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
      try diffusionEntropy(samples, width: width, steps: steps, alpha: alpha), unit: .nat,
      samples: samples.rows, bounds: Bounds(0, Double.log(Double(samples.rows))))
  }
}

/// The entropy of the spectrum of the diffusion over samples, in nats.
///
/// - Throws: ``EntropyError/badInput(_:)`` for too many samples or none.
func diffusionEntropy(
  _ samples: InputArray, width: Double, steps: Int, alpha: Double
) throws(EntropyError) -> Double {
  guard (1...20_000).contains(samples.rows) else {
    throw .badInput("\(samples.name) has \(samples.rows) rows, 1 to 20000 are possible")
  }
  var kernel = SimilarityMatrix(gaussian: samples, width: width)
  if alpha > 0 { kernel.scale(by: kernel.rowSums.map { Double.pow($0, -alpha) }) }
  // The walk D^-1 K has the eigenvalues of the symmetric D^-1/2 K D^-1/2.
  kernel.scale(by: kernel.rowSums.map { 1 / $0.squareRoot() })
  guard let values = SymmetricEigenvalues.of(kernel.elements, size: kernel.size) else {
    throw .badInput("\(samples.name): LAPACK did not find the eigenvalues")
  }
  let weights = values.map { Double.pow(abs($0), steps) }
  return Shannon().entropy(of: try Distribution(weights: weights))
}

extension SimilarityMatrix {
  fileprivate var rowSums: [Double] {
    (0..<size).map { row in elements[row * size..<(row + 1) * size].reduce(0, +) }
  }

  /// Multiplies each element by the factors of its row and of its column.
  fileprivate mutating func scale(by factors: [Double]) {
    for row in 0..<size {
      for column in 0..<size { elements[row * size + column] *= factors[row] * factors[column] }
    }
  }
}
