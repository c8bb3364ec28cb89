import ClausiusDeclarations
import RealModule

/// Shannon entropy as the posterior mean under a mixture of Dirichlet priors that is nearly flat in
/// the entropy.
///
/// H = integral of <S>_b rho(n|b) dxi / integral of rho dxi with xi(b) = psi(K b + 1) - psi(b + 1),
/// rho = Gamma(K b)/Gamma(N + K b) prod Gamma(n + b)/Gamma(b), <S>_b = psi(N + K b + 1) - sum
/// (n + b)/(N + K b) psi(n + b + 1). Nats, 0 to ln K; K must be known. The integral runs over ln b,
/// where the trapezoidal rule converges exponentially. The standard error is the jackknife over
/// samples (`CountJackknife`), with pairs of samples of one outcome alone.
///
/// Source: Nemenman, Shafee and Bialek 2002.
public struct NemenmanShafeeBialek: OutcomeEstimator {
  /// The number of possible outcomes, K.
  public var outcomes: Int?
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for as many outcomes as there are counts.
  public init() {}

  /// The keys `outcomes` and `values`.
  public static let keys: [Key<Self>] = [
    Key(
      "outcomes", \.outcomes, in: .length,
      about: "the number of possible outcomes, K; without it the number of counts"),
    .values,
  ]

  /// Counts.
  public static let input = InputShape.counts

  /// The entry `nsb` of the catalog.
  public static let entry = catalogEntry(
    "nsb", about: "the posterior mean entropy under a prior that is nearly flat in the entropy",
    formula: "int <S>_b rho(n|b) dxi / int rho dxi, xi = psi(K b + 1) - psi(b + 1)",
    bounds: "0 to ln K",
    bias: "small when the ranked probabilities fall off like a power; K is needed",
    source: "Nemenman, Shafee and Bialek 2002")

  /// The posterior mean.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try values.occupancy(of: arrays[0])
    if let nothing = Estimate(ofNothingIn: occupancy, Shannon()) { return nothing }
    let kinds = outcomes ?? occupancy.outcomes ?? Int(occupancy.occupied)
    guard kinds >= Int(occupancy.occupied) else {
      throw .badInput("\(Int(occupancy.occupied)) outcomes were seen, outcomes says \(kinds)")
    }
    guard kinds > 1 else {
      return Estimate(0, unit: .nat, samples: occupancy.samples, outcomes: 1, bounds: Bounds(0, 0))
    }
    let (value, window) = posteriorMean(occupancy, outcomes: Double(kinds))
    let variance = CountJackknife(occupancy, mostLevels: 0).variance {
      posteriorMean($0, outcomes: Double(kinds), over: window).mean
    }
    return Estimate(
      value, unit: .nat, samples: occupancy.samples, outcomes: kinds, biasCorrection: .nsb,
      standardError: variance.map { StandardError($0.squareRoot(), by: .jackknife) },
      bounds: Bounds(0, Double.log(Double(kinds))))
  }

  /// That of too few samples.
  public var missingError: MissingError { .tooFewCounts }

  /// The concentrations over which the integral runs, as tenths of ln b.
  private static let all = -450...450

  /// The posterior mean, and the concentrations that it and its neighbors depend on.
  private func posteriorMean(
    _ occupancy: Occupancy, outcomes: Double, over range: ClosedRange<Int> = Self.all
  ) -> (mean: Double, window: ClosedRange<Int>) {
    let points = range.map { step in
      Concentration(
        Double.exp(-45 + Double(step + 450) * 0.1), occupancy, outcomes: outcomes)
    }
    let largest = points.map(\.logWeight).max() ?? 0
    var (sum, norm) = (0.0, 0.0)
    for point in points {
      let weight = Double.exp(point.logWeight - largest)
      sum += weight * point.entropy
      norm += weight
    }
    let heavy = points.indices.filter { points[$0].logWeight > largest - 50 }
    let first = range.lowerBound + (heavy.first ?? 0) - 5
    let last = range.lowerBound + (heavy.last ?? 0) + 5
    return (
      sum / norm, max(first, range.lowerBound)...min(max(first, last), range.upperBound)
    )
  }
}

/// The prior with concentration b and what the counts say under it.
private struct Concentration {
  /// ln[rho(n|b) b dxi/db] but for a constant.
  var logWeight: Double
  /// <S>_b.
  var entropy: Double

  init(_ b: Double, _ occupancy: Occupancy, outcomes: Double) {
    let samples = Double(occupancy.samples)
    let total = samples + outcomes * b
    let unseen = outcomes - occupancy.occupied
    let slope = outcomes * Double.trigamma(outcomes * b + 1) - Double.trigamma(b + 1)
    let likelihood =
      occupancy.sum { logPochhammer(b, Double($0)) } - logPochhammer(outcomes * b, samples)
    logWeight = slope > 0 ? likelihood + Double.log(b * slope) : -.infinity
    func term(_ count: Double) -> Double { (count + b) / total * Double.digamma(count + b + 1) }
    entropy = Double.digamma(total + 1) - occupancy.sum { term(Double($0)) } - unseen * term(0)
  }
}

/// ln[Gamma(x + n)/Gamma(x)] without loss of digits for large x, by the difference of two series of
/// Stirling.
private func logPochhammer(_ x: Double, _ n: Double) -> Double {
  guard x > 1000 else { return Double.logGamma(x + n) - Double.logGamma(x) }
  let y = x + n
  return (x - 0.5) * Double.log(onePlus: n / x) - n + n * Double.log(y)
    + (1 / y - 1 / x) / 12 - (1 / (y * y * y) - 1 / (x * x * x)) / 360
}
