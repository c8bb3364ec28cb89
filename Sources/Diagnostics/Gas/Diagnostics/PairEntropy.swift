import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The pair entropy per particle, s2 = -(rho/2) int (g ln g - g + 1) dr: what correlations between
/// pairs take from the entropy of the ideal gas.
///
/// In nats (k_B per particle), 0 or less; in two dimensions dr is 2 pi r dr, in three 4 pi r^2 dr,
/// up to `range` in `bins` shells. g is the number of pairs in a shell over that of an uncorrelated
/// gas, share of the shell times N(N - 1)/2, with exact shells: whole ones on periodic axes, and
/// cut off by the walls elsewhere, where the integral runs over the pairs that the walls allow.
/// Particles are one species.
///
/// One frame of an ideal gas gives -bins/(2N) instead of 0, because g is noisy.
/// `count: miller_madow`, the default, adds 1/(2N) for each shell that holds a pair; `plug_in`
/// leaves the bias in. The standard error is that of the sums over regions of space, without what
/// the number of particles in them explains (`PairRegions`); where the density varies by more than
/// chance there is none. `range` left out is the distance
/// within which a particle of the uniform gas has 60 neighbors, but no more than the box allows.
/// For particles of one known radius their distance in contact is the edge of a shell, with shells
/// of nearly the same width below and beyond: a shell across it would mix the empty inside with the
/// largest g. A thousand discs at
/// the packing fraction 0.45 have -1.161, and `range: 0.2, bins: 400` would read -1.13 with one.
/// Source: Nettleton and Green 1958; Baranyai and Evans 1989.
public struct PairEntropy: Diagnostic {
  /// The distance up to which pairs are counted, or `nil` for one that the frame chooses.
  public var range: Double?
  /// The number of shells.
  public var bins = 200
  /// How counts become an entropy: `plug_in` or `miller_madow`.
  public var count = CountMethod.millerMadow
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// The pair entropy up to a distance that the frame chooses.
  public init() {}

  /// The word in a call.
  public static let name = "pair_entropy"
  /// What it is.
  public static let about = "what correlations between pairs take from the entropy"
  /// What it computes.
  public static let formula = "s2 = -(rho/2) int (g ln g - g + 1) d^d r"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 or less"
  /// Where it is defined.
  public static let source = "Nettleton and Green 1958; Baranyai and Evans 1989"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The methods that there are.
  private static let methods: [CountMethod] = [.plugIn, .millerMadow]
  /// The parameters of the call.
  public static let keys: [Key<PairEntropy>] = [
    Key(
      "range", \.range, as: .real(.positive), unit: "length",
      about:
        "the distance up to which pairs are counted; left out: that within which a particle of the uniform gas has 60 neighbors, at most what the box allows"
    ),
    Key("bins", \.bins, in: IntegerRange(1, 100_000), about: "the number of shells"),
    .count(
      \.count, among: methods,
      about: "miller_madow removes the bias -bins/(2N) of a single frame"),
    .lower(\.lower), .upper(\.upper),
  ]

  /// Refuses the exact count, which pairs do not have.
  public func contradictions() -> [Contradiction] {
    count.contradictions(allowing: Self.methods, of: "pairs")
  }

  /// Refuses open axes without explicit ranges, and ranges that reach beyond what the box allows.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try region(box)
  }

  /// The pair entropy of a frame; undefined for fewer than two particles.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let region = try region(frame.frame.space)
    let range = range ?? PairRange.standard(for: frame.frame.context, in: region)
    let shells = ShellBounds(
      to: range, shells: bins, contact: PairRange.contact(frame.frame.context))
    let pairs = PairCounts(
      try gas.rows("position"), count: gas.count, in: region, shells: shells)
    let bounds = Bounds(nil, 0)
    guard pairs.particles >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: pairs.particles, needed: 2), unit: .nat,
        samples: pairs.particles, bounds: bounds)
    }
    let correlation = PairShells(pairs, shells: ShellShares(edges: shells.edges, in: region))
    var estimate = Estimate(
      count == .millerMadow
        ? correlation.entropy - correlation.leadingBias : correlation.entropy,
      unit: .nat, samples: pairs.particles, outcomes: bins, biasCorrection: count.correction,
      standardError: correlation.isUniform ? correlation.errorOfEntropy : nil,
      bounds: bounds)
    if !correlation.isUniform { estimate.missingError = PairShells.notUniform }
    if pairs.particles < gas.count {
      estimate.warn(.excluded(samples: gas.count - pairs.particles))
    }
    return estimate
  }

  private func region(_ box: Box) throws(DiagnosticError) -> GasRegion {
    let region = try GasRegion(box, lower: lower, upper: upper)
    if let range { try PairRange.check(range, called: "range", in: region) }
    return region
  }
}
