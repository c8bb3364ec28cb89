import RealModule

extension LinearDiffusion {
  /// The rate of entropy production that paths of some variables alone show, in nats per time: the
  /// relative entropy per time of their paths to the paths of the reversed film.
  ///
  /// (1/2) int dw/(2 pi) [tr(R(w)^-1 C(w)) - n] with the spectral density C(w) of the variables and
  /// that of the reversed film, R(w) = E C(-w) E; the rule of equal steps in arctan(w/s) is doubled
  /// until two agree to 1e-12.
  ///
  /// - Parameters:
  ///   - variables: the variables that are seen, each once.
  ///   - parity: 1 or -1 for each of them.
  /// - Throws: ``EntropyError/badInput(_:)`` when they do not fit, or the integral was not found.
  public func observedEntropyProduction(
    of variables: [Int], parity: [Double]
  ) throws(EntropyError) -> Double {
    try check(parity, count: variables.count)
    guard !variables.isEmpty, variables.allSatisfy(drift.indices.contains),
      Set(variables).count == variables.count
    else {
      throw .badInput("variables are numbers from 0 to \(drift.count - 1), each named once")
    }
    var before = try integral(variables, parity, points: 32)
    for power in 6..<15 {
      let now = try integral(variables, parity, points: 1 << power)
      if abs(now - before) <= 1e-12 * max(1, abs(now)) { return now }
      before = now
    }
    throw .badInput("the integral over frequencies did not converge")
  }

  private func integral(
    _ variables: [Int], _ parity: [Double], points: Int
  ) throws(EntropyError) -> Double {
    let scale = (rates.lowerBound * rates.upperBound).squareRoot()
    var sum = 0.0
    for point in 0..<points {
      let angle = (Double(point) + 0.5) * .pi / Double(points) - .pi / 2
      guard let trace = contrast(at: scale * Double.tan(angle), variables, parity) else {
        throw .badInput("a spectral density of the variables seen has no inverse")
      }
      sum += trace * scale / (Double.cos(angle) * Double.cos(angle))
    }
    return sum / Double(4 * points)
  }

  /// tr(R^-1 C) - n at a frequency; `nil` for a singular R.
  private func contrast(
    at frequency: Double, _ variables: [Int], _ parity: [Double]
  ) -> Double? {
    let size = drift.count
    var resolvent = ComplexMatrix(size: size)
    for i in 0..<size {
      for j in 0..<size { resolvent[i, j].real = -drift[i][j] }
      resolvent[i, i].imaginary = frequency
    }
    guard let response = ComplexMatrix.identity(size).solution(of: resolvent) else { return nil }
    var (density, reversed) = (
      ComplexMatrix(size: variables.count), ComplexMatrix(size: variables.count)
    )
    for (i, row) in variables.enumerated() {
      for (j, other) in variables.enumerated() {
        let value = power(response, row, other)
        density[i, j] = value
        let sign = parity[i] * parity[j]
        reversed[i, j] = (sign * value.real, -sign * value.imaginary)
      }
    }
    guard let ratio = density.solution(of: reversed) else { return nil }
    return variables.indices.reduce(0) { $0 + ratio[$1, $1].real } - Double(variables.count)
  }

  /// sum_k r_ik 2 D_k conj(r_jk).
  private func power(
    _ response: ComplexMatrix, _ i: Int, _ j: Int
  ) -> (real: Double, imaginary: Double) {
    diffusivities.indices.reduce((0, 0)) { sum, k in
      let (a, b) = (response[i, k], response[j, k])
      let weight = 2 * diffusivities[k]
      return (
        sum.0 + weight * (a.real * b.real + a.imaginary * b.imaginary),
        sum.1 + weight * (a.imaginary * b.real - a.real * b.imaginary)
      )
    }
  }
}
