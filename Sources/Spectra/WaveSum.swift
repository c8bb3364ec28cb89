import Foundation

/// Samples of one period of a periodic function as a sum of waves.
package struct WaveSum {
  /// X_k = sum_j x_j exp(-2 pi i j k/n), k = 0 ... n/2.
  package let coefficients: [(re: Double, im: Double)]
  private let count: Int

  /// The waves of `samples`, which share out one period.
  package init(_ samples: [Double]) {
    count = samples.count
    let row = AlignedRow(samples)
    let out = AlignedRow(count: AlignedRow.padded(count + 2))
    Self.transform(count)?.forward(row.base, into: out.base)
    coefficients = (0...count / 2).map { (out[2 * $0], out[2 * $0 + 1]) }
  }

  /// The derivative at the samples, for the given period; that of the highest wave of an even
  /// number of samples vanishes there.
  package func slope(period: Double) -> [Double] {
    let row = AlignedRow(count: AlignedRow.padded(count + 2))
    for (k, (re, im)) in coefficients.enumerated() where 2 * k != count {
      let wave = 2 * Double.pi * Double(k) / period / Double(count)
      (row[2 * k], row[2 * k + 1]) = (-wave * im, wave * re)
    }
    let values = AlignedRow(count: AlignedRow.padded(count))
    Self.transform(count)?.backward(row.base, into: values.base)
    return values.array(count: count)
  }

  /// FFTW plans every length; `nil` never comes.
  private static func transform(_ length: Int) -> FourierTransform? {
    try? FourierTransform(.real, length: length)
  }
}

/// Weights with which samples of one period add up to the function between them: the sum of their
/// waves at one place.
///
/// Source: Trefethen, Spectral Methods in MATLAB (2000), eq. 3.7 and its form for odd numbers.
package struct WaveInterpolation {
  /// One weight a sample; they add up to 1.
  package let weights: [Double]

  /// The weights for a place that lies `offset` periods behind the first of `count` samples.
  package init(count: Int, offset: Double) {
    let n = Double(count)
    weights = (0..<count).map { j in
      var distance = offset - Double(j) / n
      distance -= distance.rounded()
      let angle = Double.pi * distance
      // At a sample, to rounding, the value is the sample's own.
      guard abs(sin(angle)) > 1e-13 else { return 1 }
      let below = count % 2 == 0 ? tan(angle) : sin(angle)
      return sin(n * angle) / (n * below)
    }
  }
}

extension FieldSymmetry {
  /// Samples of one domain continued to one period: once more with changed sign, mirrored, or as
  /// they are.
  package func continued(_ samples: [Double]) -> [Double] {
    switch self {
    case .periodic: samples
    case .antiperiodic: samples + samples.map { -$0 }
    case .even: samples + samples.reversed()
    case .odd: samples + samples.reversed().map { -$0 }
    }
  }

  /// Domains in one period.
  package var domains: Int { self == .periodic ? 1 : 2 }
}

extension FieldSymmetry {
  /// The mean density of the gradient energy, phi_x^2/2, of the wave whose slope vanishes at every
  /// point: of an even number of points the shortest wave in a periodic domain, (pi N/L a)^2/2 for
  /// a wave of +a and -a in turn, and the last sine between fixed ends; 0 for others.
  package func hiddenGradient(_ samples: [Double], length: Double) -> Double {
    let count = samples.count
    guard self == .odd || (self == .periodic && count % 2 == 0), count > 0 else { return 0 }
    let sum = samples.enumerated().reduce(0) {
      $0 + ($1.offset % 2 == 0 ? $1.element : -$1.element)
    }
    let slope = Double.pi * Double(count) / length * sum / Double(count)
    return slope * slope / 2
  }
}
