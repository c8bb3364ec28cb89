import ClausiusDeclarations
import RealModule

/// Shannon entropy with ln n replaced by a function G(n) whose mean over samples is nearer to
/// ln(pN): ln N - (1/N) sum n G(n).
///
/// 2003: G(n) = psi(n) + (-1)^n/2 [psi((n + 1)/2) - psi(n/2)]; 1988: G(n) =
/// psi(n) + (-1)^n/(n + 1). Nats. Libraries call both by the same name; the year says which.
/// Source: Grassberger 1988, 2003.
public struct Grassberger: ShannonCountEstimator {
  /// The year of the formula.
  public enum Year: String, DeclaredChoice {
    case later = "2003"
    case earlier = "1988"

    /// What the case selects.
    public var about: String {
      switch self {
      case .later: "G(n) = psi(n) + (-1)^n/2 [psi((n + 1)/2) - psi(n/2)]"
      case .earlier: "G(n) = psi(n) + (-1)^n/(n + 1)"
      }
    }
  }

  /// Which of the two.
  public var year = Year.later
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator of 2003 for counts.
  public init() {}

  /// The keys `year` and `values`.
  public static let keys: [Key<Self>] = [
    Key("year", \.year, about: "which of the two"),
    .values,
  ]

  static let correction = BiasCorrection.grassberger

  /// The entry `grassberger` of the catalog.
  public static let entry = catalogEntry(
    "grassberger", about: "the entropy with ln n replaced by a function of the count",
    formula: "ln N - (1/N) sum n G(n); 2003: G = psi(n) + (-1)^n/2 [psi((n + 1)/2) - psi(n/2)]; "
      + "1988: G = psi(n) + (-1)^n/(n + 1)",
    bounds: "0 to ln M in expectation",
    bias: "low for many unseen outcomes; the form of 2003 less than that of 1988",
    source: "Grassberger 1988; Grassberger 2003")

  func value(_ occupancy: Occupancy) -> Double {
    let samples = Double(occupancy.samples)
    let mean = occupancy.sum { Double($0) * logarithm($0) } / samples
    return Double.log(samples) - mean
  }

  func term(_ count: Int, samples: Int) -> Double? {
    guard count > 0 else { return 0 }
    return Double(count) / Double(samples) * (Double.log(Double(samples)) - logarithm(count))
  }

  /// G(n).
  private func logarithm(_ count: Int) -> Double {
    let n = Double(count)
    let sign = count.isMultiple(of: 2) ? 1.0 : -1.0
    if year == .earlier { return Double.digamma(n) + sign / (n + 1) }
    return Double.digamma(n) + sign / 2 * (Double.digamma((n + 1) / 2) - Double.digamma(n / 2))
  }
}
