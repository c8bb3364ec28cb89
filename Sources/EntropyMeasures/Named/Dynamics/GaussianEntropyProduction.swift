import ClausiusDeclarations

/// The rate of entropy production of a linear process from its covariances at equal times and a
/// step apart.
///
/// The divergence between the normal densities of (x_t, x_(t+dt)) and of (e x_(t+dt), e x_t),
/// (tr(B^-1 F) - 2d + ln det B - ln det F)/2, e the parities of the columns, less that between x
/// and e x, divided by dt: where velocities turn, states alone tell the direction of time, but a
/// path does so only once. The process is taken as stationary. F is put together from one
/// covariance C_0 at equal times, about the mean of the whole series, and one C_1 a step apart,
/// unless the two ends of the series, which such a matrix counts too often, weigh more than the
/// scatter of its elements: |L^-1 (F - P) L^-T| > sqrt(2/n) in the norm of Frobenius, with P = L
/// L^T the covariance of the n pairs themselves. Then F is P, which always is a covariance: so it
/// is for velocities and positions at short time steps, where the pairs nearly lie on a surface.
/// Nats per time in the unit of `time_step`. Exact for Gaussian processes but for what is lost
/// between samples: Brownian gyrator with T = 1, 4 and dt = 0.1: 0.2539 of 0.2813.
///
/// Bias: the elements of C_1 - C_1^T, which are 0 in equilibrium, have the variance 2/n for
/// independent variables of variance 1, whatever their correlation times, so that the divergence of
/// d even variables is d(d - 1)/n too large. The standard error is that of a jackknife over 20
/// blocks of pairs; it is left out for fewer than 40 pairs or more than 50 columns.
/// Source: Roldan and Parrondo 2010; Gaussian case: Landi, Tome and de Oliveira 2013.
public struct GaussianEntropyProduction: RateEstimator, ParityEstimator, ReversalEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// What becomes of each column when time runs backward; even, with a warning, when it is not
  /// stated.
  public var parity: Parity?
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `parity`, `surrogates` and `seed`.
  public static let keys: [Key<Self>] =
    [.timeStep(\.timeStep), .parity(\.parity)] + Key.surrogateKeys

  /// A series of points.
  public static let input = InputShape("a series of points [n] or [n][d]", order: .series)

  /// Steps, of which a seam makes one that never occurred.
  public static let traits: EstimatorTraits = [.seamless, .heedsBreaks]

  /// The entry `gaussian_entropy_production` of the catalog.
  public static let entry = catalogEntry(
    "gaussian_entropy_production",
    about:
      "the entropy production of a linear process from covariances at equal times and a step apart",
    formula:
      "(D_2 - D_1)/dt, D_2 = (tr(B^-1 F) - 2d + ln det B - ln det F)/2 of steps and reversed steps, D_1 of states alone",
    unit: .natPerTime, bounds: "0 and above",
    bias:
      "high by d(d - 1)/(n dt) for nearly independent even variables, up to twice that for smooth paths with "
      + "velocities; only the part of the rate that covariances carry",
    source: "Roldan and Parrondo 2010; Landi, Tome and de Oliveira 2013")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try rate(arrays, wantsError: true)
  }

  /// The rate without its standard error.
  public func estimateAlone(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try rate(arrays, wantsError: false)
  }

  /// States, of which some turn.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal {
    Reversal(parity: try path.parities(parity), isOfStates: true)
  }

  private func rate(
    _ arrays: [InputArray], wantsError: Bool
  ) throws(EntropyError) -> Estimate {
    let path = arrays[0]
    let parities = try path.parities(parity)
    let width = 2 * path.columns
    guard path.rows > width + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: path.rows, needed: width + 2), unit: .natPerTime,
        samples: path.rows)
    }
    let moments = Covariance(rows: path.values, columns: path.columns)
    let hasError = wantsError && path.rows > 40 && path.columns <= 50
    let pairs = LagPairs(path, mean: moments.mean, blocks: hasError ? 20 : 1)
    let stationary = path.stationaryPairs(moments)
    let found = pairs.covariance
    let isStationary =
      deviation(of: stationary, from: found) <= (2 / Double(pairs.count)).squareRoot()
    guard let divergence = divergence(isStationary ? stationary : found, parities) else {
      return Estimate(undefined: .singularCovariance, unit: .natPerTime, samples: pairs.count)
    }
    var estimate = Estimate(
      divergence / timeStep, unit: .natPerTime, samples: pairs.count,
      standardError: hasError ? error(pairs, parities) : nil, bounds: .nonNegative)
    if parity == nil { estimate.warn(.unstatedParity) }
    return estimate
  }

  /// The divergence of steps from reversed steps, less that of states.
  private func divergence(_ steps: [[Double]], _ parities: [Double]) -> Double? {
    let size = parities.count
    let reversed = steps.indices.map { i in
      steps.indices.map { j in
        parities[i % size] * parities[j % size]
          * steps[(i + size) % (2 * size)][(j + size) % (2 * size)]
      }
    }
    let states = parities.indices.map { i in
      parities.indices.map { (steps[i][$0] + steps[size + i][size + $0]) / 2 }
    }
    let mirrored = parities.indices.map { i in
      parities.indices.map { parities[i] * parities[$0] * states[i][$0] }
    }
    guard let ofSteps = gaussianDivergence(of: steps, from: reversed),
      let ofStates = gaussianDivergence(of: states, from: mirrored)
    else { return nil }
    return ofSteps - ofStates
  }

  /// sqrt((B - 1)/B sum_b (e_b - <e>)^2) over the values without one of B blocks of pairs.
  private func error(_ pairs: LagPairs, _ parities: [Double]) -> StandardError? {
    var moments = Moments()
    for part in pairs.partialCovariances {
      guard let value = divergence(part, parities) else { return nil }
      moments.add(value / timeStep)
    }
    let blocks = Double(moments.count)
    return StandardError(
      ((blocks - 1) / blocks * moments.squaredDeviations).squareRoot(), by: .blockJackknife)
  }
}

/// |L^-1 (A - P) L^-T| in the norm of Frobenius for P = L L^T; infinite for a singular P.
private func deviation(of matrix: [[Double]], from reference: [[Double]]) -> Double {
  guard let factor = Cholesky(reference) else { return .infinity }
  let half = matrix.indices.map { column in
    factor.solveLower(matrix.indices.map { matrix[$0][column] - reference[$0][column] })
  }
  let square = matrix.indices.reduce(0) { sum, row in
    sum + factor.solveLower(half.map { $0[row] }).reduce(0) { $0 + $1 * $1 }
  }
  return square.squareRoot()
}

/// D(p||q) of two normal densities of mean 0 with the covariances P and Q: (tr(Q^-1 P) - d + ln det
/// Q - ln det P)/2; `nil` for singular ones.
func gaussianDivergence(of p: [[Double]], from q: [[Double]]) -> Double? {
  guard let first = Cholesky(p), let second = Cholesky(q) else { return nil }
  return
    (second.traceOfInverse(times: p) - Double(p.count) + second.logDeterminant
    - first.logDeterminant) / 2
}

extension InputArray {
  /// The covariance of (x_t, x_(t+1)) of a stationary series, from one covariance at equal times
  /// and one a step apart.
  fileprivate func stationaryPairs(_ moments: Covariance) -> [[Double]] {
    // <x_(t+1) x_t>, row for the later.
    var sums = [[Double]](repeating: Array(repeating: 0, count: columns), count: columns)
    let starts = stepStarts
    for t in starts {
      for i in 0..<columns {
        let next = values[(t + 1) * columns + i] - moments.mean[i]
        for j in 0..<columns { sums[i][j] += next * (values[t * columns + j] - moments.mean[j]) }
      }
    }
    let later = sums.map { row in row.map { $0 / Double(starts.count) } }
    let size = columns
    return (0..<2 * size).map { i in
      (0..<2 * size).map { j in
        if (i < size) == (j < size) { return moments.matrix[i % size][j % size] }
        return i >= size ? later[i - size][j] : later[j - size][i]
      }
    }
  }
}
