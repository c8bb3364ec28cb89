import ClausiusDeclarations
import RealModule

/// Differential entropy -<ln f(x_i)> with f a sum of Gaussian kernels shaped like the data.
///
/// f(x) = (1/N) sum_j normal(x - x_j; b^2 S), S the covariance of the samples (N - 1 in the
/// denominator); where b is left out it is the one under which the samples are most likely, each
/// left out of its own density (`LikelyBandwidth`), or with `rule: scott` N^(-1/(d + 4)), which
/// smears modes. With `leave_one_out` sample i does not
/// count for its own density, 1/(N - 1) in place of 1/N, which removes the bias of measuring a
/// density where it was fitted. With `periods` the kernel reaches around the torus: S is diagonal,
/// its elements the squared circular deviations of the columns, -2 ln|<exp(2 pi i x/L)>| (L/2 pi)^2
/// at most L^2/12, and only the nearest image counts, which asks for kernels narrow beside the
/// period. Nats, any sign. Undefined when a sample is so far from all others that the density there
/// is 0, and when more than half of the density at the samples comes from samples at the same
/// place: symbols, or numbers rounded to more than the kernel is wide; fewer ties are warned of.
/// O(N^2). Tails that are heavier than those of a normal density make all kernels too wide, and the
/// value high: from a kurtosis of 6 on a warning says so, and no standard error is given.
/// Source: Duin 1976, Scott 1992 (bandwidth); Ivanov and Rozhkova 1981, Hall and Morton 1993
/// (leaving out); Mardia and Jupp 2000 (circular deviation).
public struct KernelDensityEntropy: PeriodicEstimator {
  /// How a bandwidth is chosen.
  public enum Rule: String, DeclaredChoice {
    case likelihood, scott

    /// What the case selects.
    public var about: String {
      switch self {
      case .likelihood: "the samples are most likely, each left out of its own density (Duin 1976)"
      case .scott: "N^(-1/(d + 4)), the best for a normal density (Scott 1992)"
      }
    }
  }

  /// The bandwidth in units of the spread of the data.
  public var bandwidth: Double?
  /// How it is chosen where it is left out.
  public var rule = Rule.likelihood
  /// Whether a sample does not count for its own density.
  public var leaveOneOut = true
  /// The period of each axis.
  public var periods: [Double] = []

  /// The most likely bandwidth, leaving out.
  public init() {}

  /// The keys `bandwidth`, `rule`, `leave_one_out` and `periods`.
  public static let keys: [Key<Self>] = [
    Key(
      "bandwidth", \.bandwidth, in: .positive,
      about: "the kernel's width in units of the data's spread, b; without it chosen by rule"),
    Key("rule", \.rule, about: "how the bandwidth is chosen where it is left out"),
    Key("leave_one_out", \.leaveOneOut, about: "whether a sample counts not for its own density"),
    .periods(\.periods),
  ]

  /// Points.
  public static let input = InputShape.samples

  /// The entropy of a density.
  public static let traits: EstimatorTraits = [.density, .distinctSamples]

  /// The entry `kernel_density_entropy` of the catalog.
  public static let entry = catalogEntry(
    "kernel_density_entropy", about: "the differential entropy of a sum of Gaussian kernels",
    formula: "-<ln f(x_i)>, f(x) = (1/N) sum_j normal(x - x_j; b^2 S)",
    bounds: "none; changes by ln |det A| under x -> A x",
    bias:
      "high at edges, which the kernel smears (1.1 for 1 of an exponential), for modes of unlike widths, which one "
      + "bandwidth does not fit (0.8 for 0.6 of widths 1 and 0.05), and for tails: 1.89 for 1.77 of Student's t with 3 degrees of "
      + "freedom and N = 1000 (warned of from a kurtosis of 6 on); low without leave_one_out; tied samples count for each other (warned of, "
      + "undefined where they make up half of the density); O(N^2): not for N above 10^5",
    source: "Duin 1976; Scott 1992; Hall and Morton 1993")

  /// The entropy of the density of the samples.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    let (count, dimension) = (samples.rows, samples.columns)
    guard count > dimension + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: count, needed: dimension + 2), unit: .nat, samples: count)
    }
    let space = try samples.space(periods: periods)
    guard !samples.hasConstantColumn, let shape = Self.shape(of: samples, in: space) else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: count)
    }
    let width = bandwidth ?? chosenBandwidth(shape)
    let own = leaveOneOut ? 0.0 : 1
    let pairs = GaussianPairs(shape.white, width: width, periods: shape.periods)
    let sums = pairs.sums.map { $0 + own }
    let isolated = sums.count { $0 == 0 }
    guard isolated == 0 else {
      return Estimate(undefined: .zeroDensity(samples: isolated), unit: .nat, samples: count)
    }
    let ties = Ties(of: samples, in: space, densities: sums)
    guard ties.share <= 0.5 else {
      return Estimate(undefined: .coincidentSamples(ties.samples), unit: .nat, samples: count)
    }
    let others = Double(leaveOneOut ? count - 1 : count)
    let constant =
      Double.log(others) + Double(dimension) * Double.log(width * (2 * Double.pi).squareRoot())
      + shape.logDeterminant / 2
    var estimate = Estimate(
      mean: sums.map { Double.log($0) }, plus: constant, scale: -1, correction: .none)
    if ties.samples > 0 { estimate.warn(.ties(samples: ties.samples)) }
    let kurtosis = shape.white.largestKurtosis
    if kurtosis >= Self.heavyKurtosis, bandwidth == nil {
      estimate.warn(.heavyTails(kurtosis: kurtosis))
      (estimate.standardError, estimate.missingError) = (nil, .fewDecide)
    }
    if shape.periods.contains(where: { $0 > 0 && $0 < 6 * width }) {
      estimate.warn(
        .belowResolution(
          "the kernel is wide beside the period of an axis: only the nearest image counts"))
    }
    return estimate
  }

  /// The kurtosis of tails that are called heavy; 3 is that of a normal density.
  static let heavyKurtosis = 6.0

  private func chosenBandwidth(_ shape: Shape) -> Double {
    switch rule {
    case .likelihood: LikelyBandwidth.value(shape.white, periods: shape.periods)
    case .scott:
      Double.pow(Double(shape.white.rows), -1 / Double(shape.white.columns + 4))
    }
  }

  /// Samples that are tied with another, and their share in the density at the samples.
  private struct Ties {
    var samples = 0
    var share = 0.0

    init(of samples: InputArray, in space: Torus, densities: [Double]) {
      let wrapped = samples.values.enumerated().map {
        space.wrapped($1, axis: $0 % samples.columns)
      }
      let rows = InputArray(wrapped, shape: [samples.rows, samples.columns])
      for (equal, density) in zip(rows.multiplicities(), densities) where equal > 1 {
        self.samples += 1
        share += Double(equal - 1) / density / Double(samples.rows)
      }
    }
  }

  /// Samples in units of their spread, the periods in these units, and ln det S.
  private struct Shape {
    var white: InputArray
    var periods: [Double]
    var logDeterminant: Double
  }

  private static func shape(of samples: InputArray, in space: Torus) -> Shape? {
    let (count, dimension) = (samples.rows, samples.columns)
    if space.isTorus {
      let spreads = (0..<dimension).map { spread(samples.column($0), period: space.periods[$0]) }
      guard spreads.allSatisfy({ $0 > 0 }) else { return nil }
      let white = samples.values.enumerated().map { $1 / spreads[$0 % dimension] }
      return Shape(
        white: InputArray(white, shape: [count, dimension]),
        periods: zip(space.periods, spreads).map { $0 / $1 },
        logDeterminant: 2 * spreads.reduce(0) { $0 + Double.log($1) })
    }
    let covariance = Covariance(rows: samples.values, columns: dimension, lost: 1)
    guard let factor = Cholesky(covariance.matrix) else { return nil }
    var white: [Double] = []
    white.reserveCapacity(count * dimension)
    for row in 0..<count {
      white += factor.solveLower(Array(samples.values[row * dimension..<(row + 1) * dimension]))
    }
    return Shape(
      white: InputArray(white, shape: [count, dimension]), periods: [],
      logDeterminant: factor.logDeterminant)
  }

  /// The deviation of the numbers of a column, circular on an axis with a period and there at most
  /// that of a uniform density.
  private static func spread(_ column: [Double], period: Double) -> Double {
    guard period > 0 else {
      return Covariance(rows: column, columns: 1, lost: 1).matrix[0][0].squareRoot()
    }
    let turn = 2 * Double.pi / period
    let (x, y) = column.reduce((0.0, 0.0)) {
      ($0.0 + Double.cos(turn * $1), $0.1 + Double.sin(turn * $1))
    }
    let length = (x * x + y * y).squareRoot() / Double(column.count)
    let uniform = period / 12.0.squareRoot()
    guard length > 0 else { return uniform }
    return min(uniform, (max(0, -2 * Double.log(length))).squareRoot() / turn)
  }
}

extension InputArray {
  /// The largest kurtosis of a column, <x^4>/<x^2>^2 about the mean; 3 for normal numbers.
  var largestKurtosis: Double {
    (0..<columns).map { index in
      let numbers = column(index)
      let mean = numbers.reduce(0, +) / Double(max(1, rows))
      let squares = numbers.map { ($0 - mean) * ($0 - mean) }
      let second = squares.reduce(0, +) / Double(max(1, rows))
      let fourth = squares.reduce(0) { $0 + $1 * $1 } / Double(max(1, rows))
      return second > 0 ? fourth / (second * second) : 0
    }.max() ?? 0
  }
}
