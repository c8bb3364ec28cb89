/// The linear diffusion dX = A X dt + sqrt(2 D) dW in its stationary state, whose entropy
/// production is known exactly.
///
/// D is diagonal and may be 0 for some variables; every eigenvalue of A has a negative real part.
/// The covariance S solves A S + S A^T + 2 D = 0 (Lyapunov), by the Schur form of A (Bartels and
/// Stewart 1972).
public struct LinearDiffusion: Sendable, Hashable {
  /// A, row by row.
  public let drift: [[Double]]
  /// The diagonal of D.
  public let diffusivities: [Double]
  /// S, the covariance of the stationary state.
  public let covariance: [[Double]]
  /// The smallest and the largest modulus of the eigenvalues of A.
  let rates: ClosedRange<Double>

  /// A process and its stationary state.
  ///
  /// - Parameters:
  ///   - drift: A, [n][n].
  ///   - diffusivities: the diagonal of D, [n], 0 or above.
  /// - Throws: ``EntropyError/badInput(_:)`` when shapes differ, a number is not finite, a
  ///   diffusivity is negative, or the process has no stationary state.
  public init(drift: [[Double]], diffusivities: [Double]) throws(EntropyError) {
    let size = diffusivities.count
    guard size > 0, drift.count == size, drift.allSatisfy({ $0.count == size }) else {
      throw .badInput("\(size) diffusivities need a drift of \(size) x \(size) numbers")
    }
    guard drift.joined().allSatisfy(\.isFinite),
      diffusivities.allSatisfy({ $0.isFinite && $0 >= 0 })
    else { throw .badInput("drifts are finite, diffusivities finite and 0 or above") }
    guard let schur = SchurForm(drift) else {
      throw .badInput("the eigenvalues of the drift were not found")
    }
    let growth = schur.realParts.max() ?? 0
    guard growth < 0 else {
      throw .badInput(
        "there is no stationary state: an eigenvalue of the drift has the real part \(growth)")
    }
    let moduli = zip(schur.realParts, schur.imaginaryParts).map { ($0 * $0 + $1 * $1).squareRoot() }
    rates = (moduli.min() ?? 1)...(moduli.max() ?? 1)
    covariance = schur.lyapunovSolution(for: diffusivities.map { 2 * $0 })
    self.drift = drift
    self.diffusivities = diffusivities
  }

  /// The rate of entropy production, in nats per time.
  ///
  /// - Parameter parity: 1 for each variable that stays when time runs backward, -1 for each that
  ///   turns its sign.
  /// - Throws: as ``entropyProductions(parity:)``.
  public func entropyProduction(parity: [Double]) throws(EntropyError) -> Double {
    try entropyProductions(parity: parity).reduce(0, +)
  }

  /// What each variable contributes to the rate of entropy production, in nats per time.
  ///
  /// (A_irr S A_irr^T)_ii/D_i + (A_irr)_ii - (A_rev)_ii with A_irr = (A + E A E)/2, A_rev = A -
  /// A_irr, E the diagonal matrix of the parity.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when the parity does not fit, or the rate is infinite
  ///   because A_irr moves a variable without noise.
  public func entropyProductions(parity: [Double]) throws(EntropyError) -> [Double] {
    try check(parity, count: drift.count)
    let irreversible = drift.indices.map { i in
      drift.indices.map { drift[i][$0] * (1 + parity[i] * parity[$0]) / 2 }
    }
    var parts: [Double] = []
    for (i, row) in irreversible.enumerated() {
      let trace = 2 * row[i] - drift[i][i]
      guard diffusivities[i] > 0 else {
        guard row.allSatisfy({ $0 == 0 }) else { throw .infiniteRate(of: i) }
        parts.append(trace)
        continue
      }
      let moved = FullMatrices.product([row], covariance)[0]
      parts.append(zip(moved, row).reduce(0) { $0 + $1.0 * $1.1 } / diffusivities[i] + trace)
    }
    return parts
  }

  /// Refuses a parity of another length, or other numbers than 1 and -1.
  func check(_ parity: [Double], count: Int) throws(EntropyError) {
    guard parity.count == count, parity.allSatisfy({ abs($0) == 1 }) else {
      throw .badInput("parity takes \(count) numbers, each 1 or -1")
    }
  }
}

extension EntropyError {
  fileprivate static func infiniteRate(of variable: Int) -> EntropyError {
    .badInput(
      "the rate is infinite: variable \(variable + 1) has no noise, and its drift is irreversible "
        + "under this parity")
  }
}
