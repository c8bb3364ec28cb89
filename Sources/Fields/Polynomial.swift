/// Polynomials by their coefficients, the constant one first.
package enum Polynomial {
  /// c0 + c1 x + c2 x^2 + ...
  package static func value(_ coefficients: [Double], at x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The coefficients of the derivative.
  package static func derivative(_ coefficients: [Double]) -> [Double] {
    coefficients.count > 1 ? (1..<coefficients.count).map { Double($0) * coefficients[$0] } : [0]
  }

  /// The coefficients of p(x + shift).
  package static func shifted(_ coefficients: [Double], by shift: Double) -> [Double] {
    var result = coefficients
    for first in result.indices.dropLast() {
      for k in (first..<result.count - 1).reversed() { result[k] += shift * result[k + 1] }
    }
    return result
  }

  /// The real roots where the sign changes, rising: between the extrema, by bisection.
  package static func realRoots(_ coefficients: [Double]) -> [Double] {
    guard let degree = coefficients.lastIndex(where: { $0 != 0 }), degree > 0 else { return [] }
    let p = Array(coefficients[...degree])
    if degree == 1 { return [-p[0] / p[1]] }
    // Cauchy's bound on the magnitude of every root.
    let bound = 1 + (p.dropLast().map { abs($0 / p[degree]) }.max() ?? 0)
    let ends = [-bound] + realRoots(derivative(p)) + [bound]
    return zip(ends, ends.dropFirst()).compactMap { root(of: p, from: $0, to: $1) }
  }

  private static func root(of p: [Double], from first: Double, to last: Double) -> Double? {
    var (low, high) = (first, last)
    let sign = value(p, at: low)
    if sign == 0 { return nil }
    let end = value(p, at: high)
    if end == 0 { return high }
    guard (sign < 0) != (end < 0) else { return nil }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if (value(p, at: middle) < 0) == (sign < 0) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
