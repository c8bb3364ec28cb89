import ClausiusDeclarations
import RealModule

/// An estimator from a random walk over the samples.
///
/// Steps between samples have the weight K_ij = exp(-|x_i - x_j|^2/(2 width^2)), divided by (d_i
/// d_j)^alpha with d_i = sum_j K_ij, and made a random walk by dividing each row by its sum. alpha
/// = 0 is the plain random walk, which sees the density of the samples; alpha = 1/2 the
/// Fokker-Planck operator; alpha = 1 the operator of Laplace and Beltrami, free of the density.
/// Source: Coifman and Lafon 2006.
protocol DiffusionEstimator: NamedEstimator {
  /// The width of the kernel.
  var width: Double { get set }
  /// Steps of the walk, t.
  var steps: Int { get set }
  /// The power of the density that is divided out.
  var alpha: Double { get set }
}

extension DiffusionEstimator {
  /// The keys of the walk.
  static var walkKeys: [Key<Self>] {
    [
      Key(
        "width", \Self.width, in: .positive, unit: "that of the data", isRequired: true,
        about: "the width of the kernel"),
      Key("steps", \Self.steps, in: .length, about: "steps of the walk, t"),
      Key(
        "alpha", \Self.alpha, in: .fraction, about: "the power of the density that is divided out"),
    ]
  }

  /// -sum w ln w in nats, w the |eigenvalue|^t of the walk divided by their sum.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for too many samples or none.
  func spectralEntropy(_ samples: InputArray) throws(EntropyError) -> Double {
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
