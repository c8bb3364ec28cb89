import RealModule

/// Statistical complexity by the divergence from the uniform distribution, C = (H/ln M) J(p,
/// u)/J_max.
///
/// J(p, u) = H((p + u)/2) - H(p)/2 - H(u)/2 over M outcomes, J_max its value for one certain
/// outcome. A pure number, 0 for one certain outcome and for the uniform distribution, below 1
/// between them. For M = 6 and 120 it is at most 0.291452 and 0.424820.
/// Source: Lamberti et al. 2004; Rosso et al. 2007.
public struct JensenShannonComplexity: Sendable, Hashable {
  /// The number of possible outcomes, M.
  public let outcomes: Int

  /// The complexity over `outcomes` outcomes, at least 2.
  public init(outcomes: Int) {
    precondition(outcomes >= 2)
    self.outcomes = outcomes
  }

  /// The complexity of a distribution over at most M outcomes.
  public func value(of distribution: Distribution) -> Double {
    let m = Double(outcomes)
    let entropy = Shannon().entropy(of: distribution)
    var mixed = 0.0
    for level in distribution.levels {
      mixed -= level.multiplicity * Self.term((level.probability + 1 / m) / 2)
    }
    mixed -= (m - distribution.support) * Self.term(1 / (2 * m))
    let divergence = mixed - entropy / 2 - Double.log(m) / 2
    return entropy / Double.log(m) * divergence / largestDivergence
  }

  /// J_max = -((M + 1)/M ln(M + 1) - 2 ln 2M + ln M)/2.
  private var largestDivergence: Double {
    let m = Double(outcomes)
    return -((m + 1) / m * Double.log(m + 1) - 2 * Double.log(2 * m) + Double.log(m)) / 2
  }

  private static func term(_ p: Double) -> Double { p > 0 ? p * Double.log(p) : 0 }
}
