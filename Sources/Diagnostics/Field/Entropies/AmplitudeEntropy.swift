import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// Differential entropy of the amplitudes of a field, h = -integral of f ln f with f the density of
/// the values of phi over the points.
///
/// Nats, of any sign; under phi -> c phi it rises by ln c. By a histogram between the smallest and
/// the largest value, h = -sum p ln p + ln(bin width), or by Gaussian kernels, as wide as makes the
/// values most likely, each left out of its own density, as in `kernel_density_entropy`. A sine
/// wave of amplitude A has ln(pi A/2), a Gaussian field ln(2 pi e sigma^2)/2. Without `bins` there
/// are 2 N^(1/3) of them for N points, at most 64 (Rice's rule): 64 bins of 128 independent points
/// would read 0.38 too low, and fewer than five points a bin are warned of. Bins blur a density
/// that rises steeply: that of a sine wave reads 0.13 too high with 64 points and 0.07 with 4096.
/// Points of one frame are no independent samples: there is neither a correction for bias nor a
/// standard error.
/// Source: Cover and Thomas 2006, theorem 8.3.1; Duin 1976 for the kernels.
public struct AmplitudeEntropy: Diagnostic {
  /// How the density is found.
  public enum Method: String, DeclaredChoice {
    /// Bins of equal width.
    case histogram
    /// Gaussian kernels.
    case kernelDensity = "kernel_density"

    /// What the method does.
    public var about: String {
      switch self {
      case .histogram: "bins of equal width between the smallest and the largest value"
      case .kernelDensity: "Gaussian kernels of the most likely deviation"
      }
    }
  }

  /// How the density is found.
  public var method = Method.histogram
  /// The number of bins of a histogram, or `nil` for 2 N^(1/3), at most 64.
  public var bins: Int?
  /// The deviation of the kernels, or `nil` for the rule.
  public var bandwidth: Double?

  /// A histogram with as many bins as the points allow.
  public init() {}

  /// The word in a call.
  public static let name = "amplitude_entropy"
  /// What it is.
  public static let about = "how widely the values of a field are spread"
  /// What it computes.
  public static let formula = "h = -integral of f ln f, f the density of phi over the points"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds =
    "none; it changes with the unit of phi; too high where the density has edges: a sine wave by 0.1"
  /// Where it is defined.
  public static let source = "Cover and Thomas 2006"
  /// What a frame must carry.
  public static let quantities = ["phi"]
  /// The parameters of the call.
  public static let keys: [Key<AmplitudeEntropy>] = [
    Key("method", \.method, about: "how the density is found"),
    Key(
      "bins", \.bins, in: IntegerRange(2, 1_000_000),
      about: "the number of bins of a histogram; 2 N^(1/3) for N points, at most 64, when left out"),
    Key(
      "bandwidth", \.bandwidth, in: .positive,
      about: "the deviation of the kernels; the most likely one when left out"),
  ]

  /// Bins belong to the histogram, a bandwidth to the kernels.
  public func contradictions() -> [Contradiction] {
    switch method {
    case .histogram where bandwidth != nil:
      [Contradiction(at: "bandwidth", "a histogram has no bandwidth", advice: "give 'bins'")]
    case .kernelDensity where bins != nil:
      [Contradiction(at: "bins", "kernels have no bins", advice: "give 'bandwidth'")]
    default: []
    }
  }

  /// Refuses frames without a single field.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(["phi"], quantities, context)
  }

  /// The entropy of a frame; undefined for a field that is the same everywhere.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let field: FieldOnGrid = try frame.view()
    let phi = try field.phi()
    if let low = phi.min(), let high = phi.max(), !(high - low).isFinite {
      return Estimate(undefined: .outOfRange, unit: Self.unit, samples: phi.count)
    }
    guard let value = method == .histogram ? histogram(phi) : kernels(phi) else {
      return Estimate(undefined: .noSpread, unit: Self.unit, samples: phi.count)
    }
    var estimate = Estimate(value, unit: Self.unit, samples: phi.count)
    if method == .histogram, phi.count < 5 * binCount(phi.count) {
      estimate.warn(.fewSamplesPerBin(samples: phi.count, bins: binCount(phi.count)))
    }
    return estimate
  }

  /// Points of a field lie on a smooth curve.
  public static var missingError: MissingError {
    .because("the points of one frame are no independent samples")
  }

  /// The bins for so many points.
  private func binCount(_ points: Int) -> Int {
    bins ?? max(2, min(64, Int((2 * Double.root(Double(points), 3)).rounded())))
  }

  private func histogram(_ phi: [Double]) -> Double? {
    let count = binCount(phi.count)
    guard let low = phi.min(), let high = phi.max(), (high - low) / Double(count) > 0 else {
      return nil
    }
    let occupancy = UniformBins(count: count, from: low, to: high).occupancy(of: phi)
    return Shannon().entropy(of: Distribution(occupancy))
      + Double.log((high - low) / Double(count))
  }

  private func kernels(_ phi: [Double]) -> Double? {
    KernelDensity(of: phi, bandwidth: bandwidth ?? KernelDensity.likelyBandwidth(of: phi))?.entropy
  }
}
