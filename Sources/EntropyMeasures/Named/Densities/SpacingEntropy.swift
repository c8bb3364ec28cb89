import ClausiusDeclarations
import RealModule

/// Differential entropy of numbers from the spacings of the sorted sample.
///
/// Vasicek: (1/N) sum ln[(N/2m)(x_(i+m) - x_(i-m))], ends repeated. Van Es: (1/(N - m)) sum
/// ln[((N + 1)/m)(x_(i+m) - x_i)] + sum_(k=m)^N 1/k + ln(m/(N + 1)). Ebrahimi: as Vasicek with 2
/// replaced by 1 + (i - 1)/m at the ends. Correa: -(1/N) sum ln of the slope of i/N on x within
/// i - m ... i + m. Nats, any sign. The window m is floor(sqrt(N) + 1/2) when it is left out.
/// Undefined when values are tied over a window, and when more than half of the numbers stand in
/// groups of half a window or more that are equal; fewer ties are warned of. The standard error is
/// that of 20 groups of every 20th number, each left out in turn, with the same window.
/// Source: Vasicek 1976; van Es 1992; Ebrahimi, Pflughoeft and Soofi 1994; Correa 1995.
public struct SpacingEntropy: NamedEstimator {
  /// Which of the four.
  public enum Method: DeclaredChoice {
    case vasicek, vanEs, ebrahimi, correa

    /// What the case selects.
    public var about: String {
      switch self {
      case .vasicek: "Vasicek 1976: low, most of all at the ends"
      case .vanEs: "van Es 1992: one-sided spacings with a correction"
      case .ebrahimi: "Ebrahimi et al. 1994: Vasicek's with a correction at the ends"
      case .correa: "Correa 1995: local slopes"
      }
    }
  }

  /// Which of the four.
  public var method = Method.vasicek
  /// The window, m.
  public var window: Int?

  /// Vasicek's estimator.
  public init() {}

  /// The keys `method` and `window`.
  public static let keys: [Key<Self>] = [
    Key("method", \.method, about: "which of the four"),
    Key("window", \.window, in: .length, about: "the window, m; without it floor(sqrt(N) + 1/2)"),
  ]

  /// Numbers.
  public static let input = InputShape.numbers

  /// The entropy of a density.
  public static let traits: EstimatorTraits = [.density, .distinctSamples]

  /// The entry `spacing_entropy` of the catalog.
  public static let entry = catalogEntry(
    "spacing_entropy",
    about: "the differential entropy of numbers from the spacings of the sorted sample",
    formula: "Vasicek: (1/N) sum ln[(N/2m)(x_(i+m) - x_(i-m))]",
    bounds: "none; ln |a| is added under x -> a x",
    bias:
      "Vasicek is low by about (ln 2m - psi(2m)) and at the ends; tied numbers are warned of, undefined where "
      + "half of them are equal in groups of m/2 or more; one dimension only",
    source: "Vasicek 1976; van Es 1992; Ebrahimi, Pflughoeft and Soofi 1994; Correa 1995")

  /// The entropy of the density of the numbers.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let line = try arrays[0].line()
    let places = SortedOrder(line).places
    let numbers = places.map { line[Int($0)] }
    let count = numbers.count
    let m = window ?? Int(Double(count).squareRoot() + 0.5)
    guard count >= 3, 2 * m < count else {
      return Estimate(
        undefined: .tooFewSamples(found: count, needed: max(3, 2 * m + 1)), unit: .nat,
        samples: count)
    }
    let (terms, constant) = terms(numbers, m)
    let coincident = terms.count { !$0.isFinite }
    guard coincident == 0 else {
      return Estimate(undefined: .coincidentSamples(coincident), unit: .nat, samples: count)
    }
    let groups = Self.tiedGroups(numbers)
    let coarse = groups.reduce(0) { 2 * $1 >= m ? $0 + $1 : $0 }
    guard 2 * coarse <= count else {
      return Estimate(undefined: .coincidentSamples(coarse), unit: .nat, samples: count)
    }
    let mean = terms.reduce(0, +) / Double(terms.count)
    var estimate = Estimate(mean + constant, unit: .nat, samples: count)
    estimate.take(error(numbers, places, m))
    if !groups.isEmpty { estimate.warn(.ties(samples: groups.reduce(0, +))) }
    return estimate
  }

  /// That of groups of numbers left out in turn; the others stay sorted.
  private func error(
    _ numbers: [Double], _ places: [Int32], _ m: Int
  ) -> Result<StandardError, MissingErrorFailure> {
    let groups = Int32(Self.groups)
    let needed = max(2 * Self.groups, 3 * m)
    guard numbers.count >= needed else {
      return .failure(.init(reason: .tooFewSamples(found: numbers.count, needed: needed)))
    }
    var moments = Moments()
    for group in 0..<groups {
      let rest = numbers.indices.filter { places[$0] % groups != group }.map { numbers[$0] }
      let (terms, constant) = terms(rest, m)
      let value = terms.reduce(0, +) / Double(terms.count) + constant
      guard value.isFinite else {
        return .failure(.init(reason: .partWithoutValue(.coincidentSamples(m))))
      }
      moments.add(value)
    }
    let share = Double(groups - 1) / Double(groups)
    return .success(
      StandardError((share * moments.squaredDeviations).squareRoot(), by: .groupJackknife))
  }

  /// Groups of numbers that are left out.
  private static let groups = 20

  /// How many numbers are equal to each other, for every number of sorted ones that occurs more
  /// than once.
  private static func tiedGroups(_ sorted: [Double]) -> [Int] {
    var (groups, first) = ([Int](), 0)
    for place in 1...sorted.count where place == sorted.count || sorted[place] != sorted[first] {
      if place - first > 1 { groups.append(place - first) }
      first = place
    }
    return groups
  }

  private func terms(_ x: [Double], _ m: Int) -> (terms: [Double], constant: Double) {
    let n = x.count
    func spacing(_ i: Int) -> Double { x[min(n - 1, i + m)] - x[max(0, i - m)] }
    switch method {
    case .vasicek:
      return (x.indices.map { Double.log(Double(n) / Double(2 * m) * spacing($0)) }, 0)
    case .ebrahimi:
      return (
        x.indices.map { i in
          let sides = 1 + Double(min(m, i, n - 1 - i)) / Double(m)
          return Double.log(Double(n) * spacing(i) / (sides * Double(m)))
        }, 0
      )
    case .vanEs:
      let scale = Double(n + 1) / Double(m)
      let harmonic = Double.digamma(Double(n + 1)) - Double.digamma(Double(m))
      return (
        (0..<n - m).map { Double.log(scale * (x[$0 + m] - x[$0])) },
        harmonic + Double.log(1 / scale)
      )
    case .correa: return (x.indices.map { -Double.log(slope(x, around: $0, m)) }, 0)
    }
  }

  /// The slope of the distribution function i/N on x by least squares.
  private func slope(_ x: [Double], around i: Int, _ m: Int) -> Double {
    let window = (-m...m).map { x[min(x.count - 1, max(0, i + $0))] }
    let mean = window.reduce(0, +) / Double(window.count)
    var (product, square) = (0.0, 0.0)
    for (offset, value) in window.enumerated() {
      product += (value - mean) * Double(offset - m)
      square += (value - mean) * (value - mean)
    }
    return product / (Double(x.count) * square)
  }
}
