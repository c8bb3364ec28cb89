import RealModule

/// What each sample does to the entropy of the spectrum of a kernel.
///
/// The spectrum of K/n is that of the mean of phi phi^T over the samples, phi their places in the
/// space of the kernel. To first order the entropy of order q changes by <phi, f'(C) phi>: with
/// eigenvalues w_a of K/n and eigenvectors u_a, <phi_i, e_a>^2 = n w_a u_a(i)^2, so that L_i = -n
/// sum_a w_a ln w_a u_a(i)^2 - n sum_a w_a u_a(i)^2 for q = 1 and q/(1 - q) n sum_a w_a^q
/// u_a(i)^2/sum w^q otherwise. Source: Kato 1966 (perturbation); Jaeckel 1972.
enum SpectrumInfluence {
  /// Samples up to which the eigenvectors are found, which take several times as long as the
  /// eigenvalues.
  static let most = 1000

  /// The influences; `nil` where the eigenvectors are not found.
  static func values(of matrix: SimilarityMatrix, order: Double) -> [Double]? {
    let size = matrix.size
    guard let system = SymmetricEigenvalues.system(of: matrix.elements, size: size) else {
      return nil
    }
    let rounding = Double(size) * .ulpOfOne * (system.values.last ?? 0)
    let kept = system.values.map { $0 > rounding ? $0 : 0 }
    let trace = kept.reduce(0, +)
    let slopes = slopes(kept.map { $0 / trace }, order: order)
    var influences = [Double](repeating: 0, count: size)
    for (a, slope) in slopes.enumerated() where slope != 0 {
      for sample in 0..<size {
        let element = system.vectors[a &* size &+ sample]
        influences[sample] += Double(size) * slope * element * element
      }
    }
    return influences
  }

  /// w f'(w) of every eigenvalue.
  static func slopes(_ weights: [Double], order: Double) -> [Double] {
    if order == 1 { return weights.map { $0 > 0 ? -$0 * (1 + Double.log($0)) : 0 } }
    if order == .infinity {
      let last = weights.indices.last ?? 0
      return weights.indices.map { $0 == last ? -1 : 0 }
    }
    let powers = weights.map { $0 > 0 ? Double.pow($0, order) : 0 }
    let sum = powers.reduce(0, +)
    return powers.map { order / (1 - order) * $0 / sum }
  }
}
