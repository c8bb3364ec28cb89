import RealModule

/// The discrete Fourier transform X_k = sum_j x_j exp(-2 pi i j k/n) of one series of any length.
///
/// Mixed radices (Cooley and Tukey 1965) for the small prime factors of n; a large one by a convolution of a power of two (Bluestein 1970).
struct FourierSum {
  private let length: Int
  private let factors: [Int]
  private let cosines: [Double]
  private let sines: [Double]
  private static let largestRadix = 50

  init(length: Int) {
    self.length = length
    factors = Self.primeFactors(length)
    let angles = (0..<length).map { 2 * Double.pi * Double($0) / Double(length) }
    cosines = angles.map { Double.cos($0) }
    sines = angles.map { -Double.sin($0) }
  }

  /// |X_k|^2 for k = 0, ..., n/2.
  static func power(_ series: [Double]) -> [Double] {
    let (real, imaginary) = FourierSum(length: series.count).transform(
      series, [Double](repeating: 0, count: series.count))
    return (0...series.count / 2).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
  }

  /// The transform of real and imaginary parts.
  func transform(_ real: [Double], _ imaginary: [Double]) -> ([Double], [Double]) {
    if (factors.last ?? 1) > Self.largestRadix { return bluestein(real, imaginary) }
    var (outReal, outImaginary) = (real, imaginary)
    real.withUnsafeBufferPointer { inReal in
      imaginary.withUnsafeBufferPointer { inImaginary in
        outReal.withUnsafeMutableBufferPointer { outReal in
          outImaginary.withUnsafeMutableBufferPointer { outImaginary in
            combine(
              Rows(inReal, inImaginary, outReal, outImaginary), from: 0, step: 1, to: 0,
              count: length, level: 0)
          }
        }
      }
    }
    return (outReal, outImaginary)
  }

  private struct Rows {
    let inReal, inImaginary: UnsafeBufferPointer<Double>
    let real, imaginary: UnsafeMutableBufferPointer<Double>

    init(
      _ inReal: UnsafeBufferPointer<Double>, _ inImaginary: UnsafeBufferPointer<Double>,
      _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>
    ) {
      (self.inReal, self.inImaginary) = (inReal, inImaginary)
      (self.real, self.imaginary) = (real, imaginary)
    }
  }

  /// Transforms every `step`-th number and joins the parts by butterflies of the next prime factor.
  private func combine(_ rows: Rows, from: Int, step: Int, to: Int, count: Int, level: Int) {
    guard count > 1 else {
      rows.real[to] = rows.inReal[from]
      rows.imaginary[to] = rows.inImaginary[from]
      return
    }
    let radix = factors[level]
    let part = count / radix
    for r in 0..<radix {
      combine(
        rows, from: from + r * step, step: step * radix, to: to + r * part, count: part,
        level: level + 1)
    }
    let (turn, root) = (length / count, length / radix)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * radix) { parts in
      for k in 0..<part {
        for r in 0..<radix {
          let (c, s) = (cosines[r * k * turn], sines[r * k * turn])
          let (x, y) = (rows.real[to + r * part + k], rows.imaginary[to + r * part + k])
          parts[2 * r] = x * c - y * s
          parts[2 * r + 1] = x * s + y * c
        }
        for q in 0..<radix {
          var (x, y) = (parts[0], parts[1])
          var index = 0
          for r in 1..<radix {
            index += q * root
            if index >= length { index %= length }
            let (c, s) = (cosines[index], sines[index])
            x += parts[2 * r] * c - parts[2 * r + 1] * s
            y += parts[2 * r] * s + parts[2 * r + 1] * c
          }
          rows.real[to + q * part + k] = x
          rows.imaginary[to + q * part + k] = y
        }
      }
    }
  }

  /// j k = (j^2 + k^2 - (k - j)^2)/2 turns the transform into a convolution.
  private func bluestein(_ real: [Double], _ imaginary: [Double]) -> ([Double], [Double]) {
    var size = 1
    while size < 2 * length { size *= 2 }
    let inner = FourierSum(length: size)
    // exp(-i pi j^2/n), with j^2 taken modulo 2n so that the angle stays small.
    let chirp = (0..<length).map { j -> (c: Double, s: Double) in
      let angle = Double.pi * Double(j * j % (2 * length)) / Double(length)
      return (Double.cos(angle), -Double.sin(angle))
    }
    var (a, b) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    var (u, v) = (a, a)
    for j in 0..<length {
      a[j] = real[j] * chirp[j].c - imaginary[j] * chirp[j].s
      b[j] = real[j] * chirp[j].s + imaginary[j] * chirp[j].c
      for place in [j, (size - j) % size] { (u[place], v[place]) = (chirp[j].c, -chirp[j].s) }
    }
    let (fa, fb) = inner.transform(a, b)
    let (fu, fv) = inner.transform(u, v)
    let product = fa.indices.map { k in
      (fa[k] * fu[k] - fb[k] * fv[k], -(fa[k] * fv[k] + fb[k] * fu[k]))
    }
    // The inverse transform is the conjugate of the transform of the conjugate.
    let (x, y) = inner.transform(product.map(\.0), product.map(\.1))
    let scale = 1 / Double(size)
    return (
      (0..<length).map { (x[$0] * chirp[$0].c + y[$0] * chirp[$0].s) * scale },
      (0..<length).map { (x[$0] * chirp[$0].s - y[$0] * chirp[$0].c) * scale }
    )
  }

  private static func primeFactors(_ number: Int) -> [Int] {
    var (factors, rest, divisor) = ([Int](), number, 2)
    while divisor * divisor <= rest {
      while rest % divisor == 0 {
        factors.append(divisor)
        rest /= divisor
      }
      divisor += 1
    }
    return rest > 1 ? factors + [rest] : factors
  }
}
