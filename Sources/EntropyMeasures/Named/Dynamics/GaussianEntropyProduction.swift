import ClausiusDeclarations

/// The rate of entropy production of a linear process from its covariances at equal times and a step apart.
///
/// The divergence between the normal densities of (x_t, x_(t+dt)) and of (e x_(t+dt), e x_t), (tr(B^-1 F) - 2d + ln det B - ln det F)/2, e the parities of the columns, less
/// that between x and e x, divided by dt: where velocities turn, states alone tell the direction of time, but a path does so only once.
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
      "(D_2 - D_1)/dt, D_2 = (tr(B^-1 F) - 2d + ln det B - ln det F)/2 of steps and reversed steps, D_1 of states alone",
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
    let covariances = LagCovariances(path)
    let (forth, back) = covariances.steps(parity: parities)
    let (state, mirrored) = covariances.states(parity: parities)
    guard let ofSteps = gaussianDivergence(of: forth, from: back),
      let ofStates = gaussianDivergence(of: state, from: mirrored)
    else {
      return Estimate(undefined: .singularCovariance, unit: .natPerTime, samples: path.rows - 1)
    }
    return Estimate(
      (ofSteps - ofStates) / timeStep, unit: .natPerTime, samples: path.rows - 1,
      bounds: .nonNegative)
  }
}

/// D(p||q) of two normal densities of mean 0 with the covariances P and Q: (tr(Q^-1 P) - d + ln det Q - ln det P)/2; `nil` for singular ones.
func gaussianDivergence(of p: [[Double]], from q: [[Double]]) -> Double? {
  guard let first = Cholesky(p), let second = Cholesky(q) else { return nil }
  return
    (second.traceOfInverse(times: p) - Double(p.count) + second.logDeterminant
    - first.logDeterminant) / 2
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

  /// The covariances of x and of e x.
  func states(parity: [Double]) -> (forward: [[Double]], backward: [[Double]]) {
    let mirrored = same.indices.map { i in same.indices.map { parity[i] * parity[$0] * same[i][$0] }
    }
    return (same, mirrored)
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
