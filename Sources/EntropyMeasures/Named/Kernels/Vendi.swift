import ClausiusDeclarations
import RealModule

/// The entropy of the eigenvalues of a matrix of similarities or correlations divided by its trace.
///
/// Of order q: ln(sum p^q)/(1 - q). As an entropy nats, 0 to ln n (von Neumann for q = 1); as a
/// Vendi score, exp of it: the effective number of different samples, 1 to n. Order 2 needs no
/// eigenvalues: tr(K)^2/sum K_ij^2. The cosine kernel of n samples in d < n dimensions is
/// diagonalized in d dimensions. Eigenvalues that are 0 but for rounding (below n ulp of the
/// largest) are 0, which matters for low orders. The standard error up to 1000 samples is that of
/// `SpectrumInfluence`, of more that of eight parts of the samples, each by itself.
/// Source: von Neumann 1927; Friedman and Dieng 2022; orders: Pasarkar and Dieng 2023.
protocol SpectrumEstimator: NamedEstimator {
  /// How alike two samples are.
  var kernel: SimilarityKernel { get }
  /// The width of the Gaussian kernel.
  var width: Double { get }
  /// The order q.
  var order: EntropyOrder { get }
}

extension SpectrumEstimator {
  /// Samples or a matrix.
  public static var input: InputShape {
    InputShape("samples [n][d], or with kernel: given a matrix [n][n]")
  }

  /// The rows of a matrix are no samples.
  public var rowsAreSamples: Bool { kernel != .given }

  /// Its standard error for many samples is that of parts of them.
  public static var traits: EstimatorTraits { [.partsTellError] }

  /// A matrix of correlations is no sample.
  public var missingError: MissingError { .noSamples }

  /// The entropy of order q of the spectrum of the kernel, in nats.
  func spectralEntropy(_ array: InputArray) throws(EntropyError) -> Double {
    guard array.rows > 0 else { throw .badInput("\(array.name) is empty") }
    if order.value == 2, kernel == .gaussian {
      // The trace is n and the sum of squares needs no matrix.
      let size = Double(array.rows)
      return Double.log(size * size / GaussianPairs(array, width: width).squareSum)
    }
    let matrix = try matrix(array)
    if order.value == 2 {
      return Double.log(matrix.trace * matrix.trace / matrix.squareSum)
    }
    let spectrum = try matrix.spectrum(called: array.name)
    return try Renyi(order: order.value).entropy(of: Distribution(weights: spectrum))
  }

  /// The standard error of the entropy, in nats, from the influence of single samples; `nil` where
  /// parts of the samples tell it.
  func influenceError(
    _ array: InputArray
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure>? {
    guard kernel != .given, array.rows <= SpectrumInfluence.most, order.value > 0 else {
      return nil
    }
    let matrix =
      kernel == .gaussian
      ? SimilarityMatrix(gaussian: array, width: width) : SimilarityMatrix(cosine: array)
    return SpectrumInfluence.values(of: matrix, order: order.value).map {
      SampleInfluences(values: $0).standardError(isSeries: false)
    }
  }

  private func matrix(_ array: InputArray) throws(EntropyError) -> SimilarityMatrix {
    guard array.rows <= 20_000 || kernel == .cosine else {
      throw .badInput(
        "\(array.name) has \(array.rows) rows: a kernel matrix of at most 20000 is possible")
    }
    switch kernel {
    case .gaussian: return SimilarityMatrix(gaussian: array, width: width)
    case .given:
      let matrix = try SimilarityMatrix(given: array)
      guard matrix.trace > 0 else {
        throw .badInput("\(array.name): the trace of the matrix is not positive")
      }
      return matrix
    case .cosine: return try cosine(array)
    }
  }

  /// The samples scaled to length 1, multiplied on the side that is smaller: both products have the
  /// same eigenvalues but for zeros.
  private func cosine(_ array: InputArray) throws(EntropyError) -> SimilarityMatrix {
    let (rows, columns) = (array.rows, array.columns)
    var unit = array.values
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let length = unit[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else {
        throw .badInput("\(array.name): \(array.place(ofRow: row)) is zero and has no direction")
      }
      for index in range { unit[index] /= length }
    }
    let isDual = columns < rows
    let size = isDual ? columns : rows
    guard size <= 20_000 else { throw .badInput("\(array.name): at most 20000 rows or columns") }
    var elements = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0...i {
        var sum = 0.0
        if isDual {
          for row in 0..<rows { sum += unit[row * columns + i] * unit[row * columns + j] }
        } else {
          for column in 0..<columns {
            sum += unit[i * columns + column] * unit[j * columns + column]
          }
        }
        elements[i * size + j] = sum
        elements[j * size + i] = sum
      }
    }
    return SimilarityMatrix(size: size, elements: elements)
  }

  /// The keys of the kernel.
  static func kernelKeys(
    kernel: WritableKeyPath<Self, SimilarityKernel> & Sendable,
    width: WritableKeyPath<Self, Double> & Sendable,
    order: WritableKeyPath<Self, EntropyOrder> & Sendable
  ) -> [Key<Self>] {
    [
      Key("kernel", kernel, about: "how alike two samples are"),
      Key(
        "width", width, in: .positive, unit: "that of the data",
        about: "the width of the Gaussian kernel"),
      Key("order", order, about: "the order q"),
    ]
  }
}

/// The Vendi score of samples: the effective number of different ones.
///
/// exp of the entropy of order q of the eigenvalues of K/tr K, a pure number, 1 to n. Source:
/// Friedman and Dieng 2022; Pasarkar and Dieng 2023.
public struct Vendi: SpectrumEstimator {
  /// How alike two samples are.
  public var kernel = SimilarityKernel.gaussian
  /// The width of the Gaussian kernel.
  public var width = 1.0
  /// The order q.
  public var order = EntropyOrder(1)

  /// The score of order 1 with a Gaussian kernel of width 1.
  public init() {}

  /// The keys `kernel`, `width` and `order`.
  public static let keys = kernelKeys(kernel: \.kernel, width: \.width, order: \.order)

  /// The entry `vendi` of the catalog.
  public static let entry = catalogEntry(
    "vendi", about: "the effective number of different samples",
    formula: "exp H_q(eigenvalues of K/tr K); q = 2: tr(K)^2/sum K_ij^2 without eigenvalues",
    unit: .dimensionless, bounds: "1 to n",
    bias: "grows with n until the kernel resolves no more; the width decides what is different",
    source: "Friedman and Dieng 2022; Pasarkar and Dieng 2023")

  /// The score.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    var estimate = try estimateAlone(from: arrays)
    if let score = estimate.value, let error = try influenceError(arrays[0]) {
      estimate.take(error.map { StandardError(score * $0.value, by: $0.method) })
    }
    return estimate
  }

  /// The score without an error.
  public func estimateAlone(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    Estimate(
      Double.exp(try spectralEntropy(arrays[0])), unit: .dimensionless, samples: arrays[0].rows,
      bounds: Bounds(1, Double(max(1, arrays[0].rows))))
  }
}

/// The von Neumann entropy of a matrix of correlations, of a density matrix or of a kernel, of any
/// order.
///
/// -sum w ln w of the eigenvalues w of K/tr K, or of order q. Nats, 0 to ln n. Source: von Neumann
/// 1927; Page 1993 (random states).
public struct VonNeumann: SpectrumEstimator {
  /// How alike two samples are.
  public var kernel = SimilarityKernel.given
  /// The width of the Gaussian kernel.
  public var width = 1.0
  /// The order q.
  public var order = EntropyOrder(1)

  /// The entropy of order 1 of a given matrix.
  public init() {}

  /// The keys `kernel`, `width` and `order`.
  public static let keys = kernelKeys(kernel: \.kernel, width: \.width, order: \.order)

  /// Parameters of a call on a trajectory.
  public static let example: String? = "of: velocity, kernel: gaussian"

  /// The entry `von_neumann` of the catalog.
  public static let entry = catalogEntry(
    "von_neumann",
    about: "the entropy of the eigenvalues of a matrix of correlations or similarities",
    formula: "-sum w ln w, or ln(sum w^q)/(1 - q); w the eigenvalues of K/tr K",
    bounds: "0 to ln n",
    bias: "low for correlations from fewer samples than variables", source: "von Neumann 1927")

  /// The entropy.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    var estimate = try estimateAlone(from: arrays)
    if let error = try influenceError(arrays[0]) { estimate.take(error) }
    return estimate
  }

  /// The entropy without an error.
  public func estimateAlone(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    Estimate(
      try spectralEntropy(arrays[0]), unit: .nat, samples: arrays[0].rows,
      bounds: Bounds(0, Double.log(Double(max(1, arrays[0].rows)))))
  }
}
