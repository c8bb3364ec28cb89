import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The pair correlation function g of one shell: the number of pairs from `from` to `to` apart over
/// that of an uncorrelated gas.
///
/// The uncorrelated gas has the exact share of the shell, walls and periods included, of N(N - 1)/2
/// pairs, so that g has the expectation 1 for an ideal gas of any number of particles. A thin shell
/// from the diameter of hard discs gives their contact value, to which pressure and collision rate
/// belong. The standard error is that of the sums over regions of space, without what the number of
/// particles in them explains (`PairRegions`); of fewer than 200 particles or 50 pairs that of
/// independent pairs.
/// Source: Hansen and McDonald, Theory of Simple Liquids, section 2.5.
public struct PairCorrelation: Diagnostic {
  /// The inner radius of the shell.
  public var from = 0.0
  /// The outer radius of the shell.
  public var to = 1.0
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// g between 0 and 1.
  public init() {}

  /// The word in a call.
  public static let name = "pair_correlation"
  /// What it is.
  public static let about = "the pair correlation function in a shell of distances"
  /// What it computes.
  public static let formula = "g = pairs in the shell/(N(N - 1)/2 times the share of the shell)"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 or more; 1 without correlations"
  /// Where it is defined.
  public static let source = "Hansen and McDonald, Theory of Simple Liquids"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<PairCorrelation>] = [
    Key(
      "from", \.from, in: .nonNegative, unit: "length", isRequired: true,
      about: "the inner radius of the shell"),
    Key(
      "to", \.to, in: .positive, unit: "length", isRequired: true,
      about: "the outer radius of the shell"),
    .lower(\.lower), .upper(\.upper),
  ]

  /// Refuses a shell without an inside.
  public func contradictions() -> [Contradiction] {
    guard from >= to else { return [] }
    return [Contradiction(at: "to", "the shell from \(from) to \(to) is empty")]
  }

  /// Refuses open axes without explicit ranges, and shells that reach beyond what the box allows.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try region(box)
  }

  /// g of a frame; undefined for fewer than two particles.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let region = try region(frame.frame.space)
    let pairs = PairCounts(
      try gas.rows("position"), count: gas.count, in: region, from: from, range: to, bins: 1)
    guard pairs.particles >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: pairs.particles, needed: 2), unit: Self.unit,
        samples: pairs.particles, bounds: .nonNegative)
    }
    let shells = PairShells(pairs, shells: ShellShares(edges: [from, to], in: region))
    var estimate = Estimate(
      shells.values[0], unit: Self.unit, samples: pairs.particles,
      standardError: shells.isUniform ? shells.errorOfOnlyShell : nil,
      bounds: .nonNegative)
    if !shells.isUniform { estimate.missingError = PairShells.notUniform }
    if pairs.particles < gas.count {
      estimate.warn(.excluded(samples: gas.count - pairs.particles))
    }
    return estimate
  }

  private func region(_ box: Box) throws(DiagnosticError) -> GasRegion {
    let region = try GasRegion(box, lower: lower, upper: upper)
    try PairRange.check(to, called: "to", in: region)
    return region
  }
}
