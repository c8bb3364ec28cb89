import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The length of the domains of two phases, by the first moment of the structure factor.
///
/// L = 2 pi int S(k) dk/int k S(k) dk with S averaged over the wave vectors of a shell, from the
/// longest wave of the box to k = `longest` (pi over the mean diameter when left out). Independent
/// particles, whose S is level, read four diameters, a uniform fluid a little more; domains that
/// have grown to the size of the box about half of its side. S is that of the particles counted in
/// cells of at most half a wave of the largest k, whose effect is taken out. The structure factor
/// is averaged only over shells: a frame tells L to the scatter of its longest waves.
/// Source: Stenhammar, Marenduzzo, Allen and Cates, Soft Matter 10 (2014) 1489; Redner, Hagan and
/// Baskaran 2013.
public struct CoarseningLength: Diagnostic {
  /// The largest wave number, or `nil` for pi over the mean diameter.
  public var longest: Double?

  /// The length up to pi over the mean diameter.
  public init() {}

  /// The word in a call.
  public static let name = "coarsening_length"
  /// What it is.
  public static let about = "the length of domains by the first moment of the structure factor"
  /// What it computes.
  public static let formula = "L = 2 pi int S(k) dk/int k S(k) dk up to k = longest"
  /// A length.
  public static let unit = EntropyUnit.length
  /// Its range.
  public static let bounds = "2 pi/longest to the longest side of the box"
  /// Where it is defined.
  public static let source =
    "Stenhammar, Marenduzzo, Allen and Cates 2014; Redner, Hagan and Baskaran 2013"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Sizes tell the largest wave number.
  public static let needs = "position; without longest also the radii of the particles"
  /// The parameters of the call.
  public static let keys: [Key<CoarseningLength>] = [
    Key(
      "longest", \.longest, in: .positive, unit: "1/length",
      about: "the largest wave number; pi over the mean diameter when left out")
  ]

  /// Refuses particles without a size where no wave number is given.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains("position") else { throw .missing("position") }
    _ = try limit(context)
  }

  /// Refuses axes that are not periodic, on which there are no waves.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try WaveVectors.check(box)
  }

  private func limit(_ context: FrameContext) throws(DiagnosticError) -> Double {
    if let longest { return longest }
    return .pi / (try ParticleSizes(context: context).meanDiameter)
  }

  /// The length at a frame; undefined without a particle, and where no wave is short enough.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    guard particles.count > 0 else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: Self.unit, samples: 0)
    }
    let spectrum = try DensitySpectrum(particles, upTo: try limit(frame.frame.context))
    guard let moment = spectrum.firstMoment else {
      return Estimate(undefined: .nothingInRange, unit: Self.unit, samples: particles.count)
    }
    return Estimate(
      2 * .pi / moment, unit: Self.unit, samples: particles.count, bounds: .nonNegative)
  }
}
