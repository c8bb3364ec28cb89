import RealModule

/// The bounds of the complexity-entropy plane in closed form.
///
/// For a given entropy the complexity is largest for distributions of one probability p, n equal
/// ones and M - 1 - n zeros with p below the equal ones, and smallest for one probability p and
/// M - 1 equal ones with p above them. On the upper curve the pieces n = 0, ..., M - 2 meet in the
/// corners of n + 1 equal probabilities. Source: Martin, Plastino and Rosso 2006.
public struct ComplexityPlane: Sendable, Hashable {
  /// The number of possible outcomes, M.
  public let outcomes: Int

  /// The plane for `outcomes` outcomes, at least 2.
  public init(outcomes: Int) {
    precondition(outcomes >= 2)
    self.outcomes = outcomes
  }

  /// The largest complexity of the corners: n equal probabilities and zeros.
  public var largest: Double { (1...outcomes).map { complexity(1, 0, equal: $0) }.max() ?? 0 }

  /// The largest complexity of distributions whose entropy is `entropy` ln M.
  public func largest(at entropy: Double) -> Double {
    guard entropy > 0, entropy < 1 else { return 0 }
    let states = Double.exp(entropy * Double.log(Double(outcomes)))
    // n equal probabilities have the entropy ln n; with one more that is smaller, between ln n and
    // ln(n + 1).
    let n = min(outcomes - 1, max(1, Int(saturating: states.nextUp)))
    return solve(entropy, from: 0, to: 1 / Double(n + 1)) { p in ((1 - p) / Double(n), p, n) }
  }

  /// The smallest complexity of distributions whose entropy is `entropy` ln M.
  public func smallest(at entropy: Double) -> Double {
    guard entropy > 0, entropy < 1 else { return 0 }
    let rest = Double(outcomes - 1)
    return solve(entropy, from: 1, to: 1 / Double(outcomes)) { p in
      ((1 - p) / rest, p, outcomes - 1)
    }
  }

  /// The complexity where a family of distributions reaches an entropy, by bisection; the entropy
  /// grows from `first` to `last`.
  private func solve(
    _ entropy: Double, from first: Double, to last: Double,
    _ family: (Double) -> (equal: Double, single: Double, number: Int)
  ) -> Double {
    var (low, high) = (first, last)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      let (q, p, n) = family(middle)
      if self.entropy(q, p, equal: n) < entropy { low = middle } else { high = middle }
    }
    let (q, p, n) = family((low + high) / 2)
    return complexity(q * Double(n), p, equal: n)
  }

  private func entropy(_ q: Double, _ p: Double, equal n: Int) -> Double {
    func term(_ x: Double) -> Double { x > 0 ? -x * Double.log(x) : 0 }
    return (Double(n) * term(q) + term(p)) / Double.log(Double(outcomes))
  }

  /// The complexity of n probabilities that share `total` and one of `p`.
  private func complexity(_ total: Double, _ p: Double, equal n: Int) -> Double {
    let m = Double(outcomes)
    let uniform = 1 / m
    func term(_ x: Double) -> Double { x > 0 ? -x * Double.log(x) : 0 }
    let q = total / Double(n)
    let hasSingle = n < outcomes
    let own = Double(n) * term(q) + (hasSingle ? term(p) : 0)
    let zeros = Double(outcomes - n - (hasSingle ? 1 : 0))
    let mixed =
      Double(n) * term((q + uniform) / 2) + (hasSingle ? term((p + uniform) / 2) : 0)
      + zeros * term(uniform / 2)
    let divergence = mixed - own / 2 - Double.log(m) / 2
    let largest = -((m + 1) / m * Double.log(m + 1) - 2 * Double.log(2 * m) + Double.log(m)) / 2
    return own / Double.log(m) * divergence / largest
  }
}
