import RealModule

/// The distribution of the largest distance between the distribution function of n values and the
/// one that they were drawn from.
///
/// Exact formulas where they are quick, else the series of Pelz and Good in powers of 1/sqrt(n),
/// with the limits between them that Simard and L'Ecuyer found: at least five digits everywhere,
/// ten for most values.
/// Source: Simard and L'Ecuyer 2011.
struct KolmogorovDistribution {
  /// The number of values, n.
  let samples: Int

  private var n: Double { Double(samples) }

  /// The probability of a distance of at least `distance`.
  func probability(above distance: Double) -> Double {
    if distance >= 1 { return 0 }
    let steps = n * distance
    if steps <= 0.5 { return 1 }
    if steps <= 1 { return 1 - smallest(2 * steps - 1) }
    if steps >= n - 1 { return 2 * Double.pow(1 - distance, n) }
    if distance >= 0.5 { return 2 * oneSided(distance) }
    let square = steps * distance
    if samples <= 140 {
      return square <= 4 ? 1 - durbin(distance) : 2 * oneSided(distance)
    }
    if square >= 370 { return 0 }
    if square >= 2.2 { return 2 * oneSided(distance) }
    let isSmall = samples <= 100_000 && n * distance * distance.squareRoot() <= 1.4
    return 1 - (isSmall ? durbin(distance) : PelzGood(samples: n, distance: distance).value)
  }

  /// n! ((2 n d - 1)/n)^n, for 1/(2n) <= d <= 1/n (Ruben and Gambino 1982).
  private func smallest(_ width: Double) -> Double {
    Double.exp(Double.logGamma(n + 1) - n * Double.log(n) + n * Double.log(width))
  }

  /// The probability that the distance to one side is at least d: d sum_j C(n, j) (d + j/n)^(j-1)
  /// (1 - d - j/n)^(n-j), j <= n (1 - d).
  ///
  /// Source: Birnbaum and Tingey 1951.
  private func oneSided(_ d: Double) -> Double {
    var sum = 0.0
    for j in 0...Int(n * (1 - d)) {
      let k = Double(j)
      let left = 1 - d - k / n
      guard left > 0 else { continue }
      let choices =
        Double.logGamma(n + 1) - Double.logGamma(k + 1) - Double.logGamma(n - k + 1)
      sum += Double.exp(
        choices + (k - 1) * Double.log(d + k / n) + (n - k) * Double.log(left))
    }
    return d * sum
  }

  /// The probability of a distance of at most d, from the n-th power of a matrix.
  ///
  /// Source: Durbin 1973; Marsaglia, Tsang and Wang 2003.
  private func durbin(_ d: Double) -> Double {
    let k = Int(n * d) + 1
    let size = 2 * k - 1
    let h = Double(k) - n * d
    var matrix = ScaledMatrix(size: size) { i, j in i - j + 1 < 0 ? 0 : 1 }
    for i in 0..<size {
      matrix[i, 0] -= Double.pow(h, i + 1)
      matrix[size - 1, i] -= Double.pow(h, size - i)
    }
    if 2 * h > 1 { matrix[size - 1, 0] += Double.pow(2 * h - 1, size) }
    for i in 0..<size {
      for j in 0..<size where i - j + 1 > 0 {
        for factor in 1...i - j + 1 { matrix[i, j] /= Double(factor) }
      }
    }
    let power = matrix.power(samples)
    let logarithm = Double.logGamma(n + 1) - n * Double.log(n) + power.logScale
    return power[k - 1, k - 1] * Double.exp(logarithm)
  }
}

/// A square matrix times exp(logScale).
private struct ScaledMatrix {
  let size: Int
  private var elements: [Double]
  private(set) var logScale = 0.0

  init(size: Int, _ element: (Int, Int) -> Double) {
    self.size = size
    elements = (0..<size * size).map { element($0 / size, $0 % size) }
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  func times(_ other: ScaledMatrix) -> ScaledMatrix {
    var result = ScaledMatrix(size: size) { _, _ in 0 }
    for i in 0..<size {
      for k in 0..<size {
        let left = elements[i * size + k]
        guard left != 0 else { continue }
        for j in 0..<size {
          result.elements[i * size + j] += left * other.elements[k * size + j]
        }
      }
    }
    result.logScale = logScale + other.logScale
    let middle = result[size / 2, size / 2]
    if middle > 1e100 || (middle > 0 && middle < 1e-100) {
      for index in result.elements.indices { result.elements[index] /= middle }
      result.logScale += Double.log(middle)
    }
    return result
  }

  func power(_ exponent: Int) -> ScaledMatrix {
    var result = ScaledMatrix(size: size) { $0 == $1 ? 1 : 0 }
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest % 2 == 1 { result = result.times(square) }
      rest /= 2
      if rest > 0 { square = square.times(square) }
    }
    return result
  }
}
