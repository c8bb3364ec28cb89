import ClausiusDeclarations

/// The rate of entropy production of a linear process from its covariances at equal times and a step apart.
///
/// The divergence between the normal densities of (x_t, x_(t+dt)) and of (e x_(t+dt), e x_t), (tr(B^-1 F) - 2d + ln det B - ln det F)/(2 dt), e the parities of the columns.
/// The process is taken as stationary: one covariance C_0 at equal times, about the mean of the whole series, and one C_1 a step apart.
/// Nats per time in the unit of `time_step`. Exact for Gaussian processes but for what is lost between samples: Brownian gyrator with T = 1, 4 and dt = 0.1: 0.2539 of 0.2813.
/// Source: Roldan and Parrondo 2010; Gaussian case: Landi, Tome and de Oliveira 2013.
public struct GaussianEntropyProduction: NamedEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// What becomes of each column when time runs backward.
  public var parity: [Double] = []

  /// The time step must be given.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [.timeStep(\.timeStep), .parity(\.parity)]

  /// A series of points.
  public static let input = InputShape("a series of points [n] or [n][d]", order: .series)

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "gaussian_entropy_production",
    about:
      "the entropy production of a linear process from covariances at equal times and a step apart",
    formula:
      "(tr(B^-1 F) - 2d + ln det B - ln det F)/(2 dt), F and B covariances of steps and reversed steps",
    unit: .natPerTime, bounds: "0 and above",
    bias: "high by about d(d - 1)/(2 n dt); only the part of the rate that covariances carry",
    source: "Roldan and Parrondo 2010; Landi, Tome and de Oliveira 2013")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let path = arrays[0]
    let parities = try path.parities(parity)
    let width = 2 * path.columns
    guard path.rows > width + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: path.rows, needed: width + 2), unit: .natPerTime,
        samples: path.rows)
    }
    let (forth, back) = LagCovariances(path).steps(parity: parities)
    guard let forthFactor = Cholesky(forth), let backFactor = Cholesky(back) else {
      return Estimate(undefined: .singularCovariance, unit: .natPerTime, samples: path.rows - 1)
    }
    let divergence =
      (backFactor.traceOfInverse(times: forth) - Double(width) + backFactor.logDeterminant
        - forthFactor.logDeterminant) / 2
    return Estimate(
      divergence / timeStep, unit: .natPerTime, samples: path.rows - 1, bounds: .nonNegative)
  }
}

/// The covariances of a stationary series at equal times and a step apart.
private struct LagCovariances {
  private let same: [[Double]]
  /// <x_(t+1) x_t>, row for the later.
  private let later: [[Double]]

  init(_ path: InputArray) {
    let (rows, columns) = (path.rows, path.columns)
    let moments = Covariance(rows: path.values, columns: columns)
    same = moments.matrix
    var sums = [[Double]](repeating: Array(repeating: 0, count: columns), count: columns)
    for t in 0..<rows - 1 {
      for i in 0..<columns {
        let next = path.values[(t + 1) * columns + i] - moments.mean[i]
        for j in 0..<columns {
          sums[i][j] += next * (path.values[t * columns + j] - moments.mean[j])
        }
      }
    }
    later = sums.map { row in row.map { $0 / Double(rows - 1) } }
  }

  /// The covariances of (x_t, x_(t+1)) and of (e x_(t+1), e x_t).
  func steps(parity: [Double]) -> (forward: [[Double]], backward: [[Double]]) {
    let size = same.count
    func element(_ i: Int, _ j: Int, isForward: Bool) -> Double {
      let (a, b) = (i % size, j % size)
      let sign = isForward ? 1 : parity[a] * parity[b]
      if (i < size) == (j < size) { return sign * same[a][b] }
      // The later of the two times belongs to the second half of the forward row and to the first of the backward one.
      let rowIsLater = (i >= size) == isForward
      return sign * (rowIsLater ? later[a][b] : later[b][a])
    }
    func matrix(isForward: Bool) -> [[Double]] {
      (0..<2 * size).map { i in
        (0..<2 * size).map { element(i, $0, isForward: isForward) }
      }
    }
    return (matrix(isForward: true), matrix(isForward: false))
  }
}
