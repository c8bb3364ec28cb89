import ClausiusDeclarations
import RealModule

/// Shannon entropy with the weight of unseen outcomes inferred from those seen once, -sum q ln
/// q/(1 - (1 - q)^N).
///
/// q = C n/N with the coverage C = 1 - f_1/N, f_1 the number of outcomes seen once; when all were
/// seen once f_1 counts as N - 1. Nats. For undersampled cells. Source: Chao and Shen 2003; Horvitz
/// and Thompson 1952.
public struct ChaoShen: ShannonCountEstimator {
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for counts.
  public init() {}

  /// The key `values`.
  public static let keys: [Key<Self>] = [.values]

  static let correction = BiasCorrection.chaoShen

  /// The entry `chao_shen` of the catalog.
  public static let entry = catalogEntry(
    "chao_shen",
    about: "the entropy with the weight of unseen outcomes inferred from those seen once",
    formula: "-sum q ln q/(1 - (1 - q)^N), q = C n/N, C = 1 - f_1/N (f_1 = N counts as N - 1)",
    bounds: "0 to ln M in expectation",
    bias: "small for many unseen outcomes; large scatter when nearly all outcomes were seen once",
    source: "Chao and Shen 2003")

  func value(_ occupancy: Occupancy) -> Double {
    let samples = Double(occupancy.samples)
    let once = min(occupancy.cells(holding: 1), samples - 1)
    let coverage = 1 - once / samples
    guard coverage > 0 else { return 0 }
    return occupancy.sum { count in
      let q = coverage * Double(count) / samples
      let seen = -Double.expMinusOne(samples * Double.log(onePlus: -q))
      return -q * Double.log(q) / seen
    }
  }
}
