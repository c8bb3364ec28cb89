import ClausiusKernelInterface
import ClausiusSpectra
import Foundation

/// The waves that a field on `points` points is made of, and the transform between both.
///
/// Coefficients stand in a row of `lanes` numbers, real and imaginary parts in turn:
/// - periodic: the real transform of the points.
/// - antiperiodic: z_j = (u_j - i u_(j + N/2)) exp(-i pi j / N), j < N/2, complex transform; its
///   coefficient m belongs to the wave number (4 m + 1) pi / L, folded into [-N pi / L, N pi / L).
/// - even, odd: the points stand in the order 0, 2, 4, ..., 5, 3, 1 (the odd-numbered ones with
///   changed sign when the field is odd), real transform; turned by exp(-i pi k / 2N) the parts of
///   coefficient k are those of the cosines k and N - k (Makhoul, IEEE Trans. ASSP 28 (1980) 27,
///   eqs. 17 and 20). They are never turned: operators are.
///
/// Points lie at x_j = origin + j L / N, and half a spacing further for even and odd fields.
final class SpectralBasis: Sendable {
  /// How the field continues.
  let symmetry: FieldSymmetry
  /// Points, N.
  let points: Int
  /// The length of the domain, L.
  let length: Double
  /// The transform of a row of values. It changes only while a checkpoint is taken up, before any
  /// thread steps.
  private(set) nonisolated(unsafe) var transform: FourierTransform
  /// Numbers in a row of coefficients; rows are padded with zeros to a multiple of 16.
  let lanes: Int
  /// The factor that makes a transform forth and back the identity.
  let normalization: Double
  /// sum_j u_j^2 = sum over lanes of weight u^2.
  let weights: [Double]
  /// The wave number of each pair of lanes, with sign where it has one.
  let waveNumbers: [Double]
  /// Cosines and signed sines of exp(i pi j / N) for antiperiodic points, see
  /// ``ForceParameters/twiddle``.
  let twiddle: AlignedRow?

  /// The waves of a symmetry.
  ///
  /// - Throws: ``TransformError``.
  init(_ symmetry: FieldSymmetry, points: Int, length: Double) throws(TransformError) {
    self.symmetry = symmetry
    self.points = points
    self.length = length
    if symmetry == .antiperiodic {
      precondition(points % 2 == 0)
      transform = try FourierTransform(.complex, length: points / 2)
      lanes = points
      normalization = 2 / Double(points)
      weights = Array(repeating: 2 / Double(points), count: points)
    } else {
      transform = try FourierTransform(.real, length: points)
      lanes = 2 * (points / 2 + 1)
      normalization = 1 / Double(points)
      weights = Self.realWeights(points: points)
    }
    waveNumbers = (0..<lanes / 2).map { pair in
      Self.wavesPerLength(symmetry, pair: pair, points: points) * Double.pi / length
    }
    twiddle = symmetry == .antiperiodic ? Self.twiddle(points: points) : nil
  }

  /// Transforms from now on by the plans that FFTW once measured and kept as `wisdom`.
  ///
  /// - Returns: whether this build of FFTW accepts them.
  func takeUpPlans(_ wisdom: String) -> Bool {
    guard let planned = transform.planned(by: wisdom) else { return false }
    transform = planned
    return true
  }

  /// The wave number of a pair of lanes in units of pi / L.
  private static func wavesPerLength(
    _ symmetry: FieldSymmetry, pair: Int, points: Int
  ) -> Double {
    switch symmetry {
    case .periodic: return Double(2 * pair)
    case .antiperiodic:
      let wave = 4 * pair + 1
      return Double(wave < points ? wave : wave - 2 * points)
    case .even, .odd: return Double(pair)
    }
  }

  private static func realWeights(points: Int) -> [Double] {
    let n = Double(points)
    return (0..<2 * (points / 2 + 1)).map { lane in
      let isUnpaired = lane < 2 || (points % 2 == 0 && lane >= points)
      return isUnpaired ? (lane % 2 == 0 ? 1 / n : 0) : 2 / n
    }
  }

  private static func twiddle(points: Int) -> AlignedRow {
    let padded = AlignedRow.padded(points)
    let row = AlignedRow(count: 2 * padded)
    for pair in 0..<points / 2 {
      let angle = Double.pi * Double(pair) / Double(points)
      row[2 * pair] = cos(angle)
      row[2 * pair + 1] = cos(angle)
      row[padded + 2 * pair] = -sin(angle)
      row[padded + 2 * pair + 1] = sin(angle)
    }
    return row
  }
}

extension SpectralBasis {
  /// The wave numbers of the two cosines (or sines) that pair k holds.
  private func pairedWaveNumbers(_ k: Int) -> (first: Double, second: Double) {
    let mirrored = .pi * Double(points - k) / length
    return symmetry == .even ? (waveNumbers[k], mirrored) : (mirrored, waveNumbers[k])
  }

  /// The map that multiplies each wave by `factor` of the magnitude of its wave number.
  func map(_ factor: (_ waveNumber: Double) -> Double) -> LaneOperator {
    var direct = [Double](repeating: 0, count: lanes)
    guard symmetry == .even || symmetry == .odd else {
      for lane in 0..<lanes { direct[lane] = factor(abs(waveNumbers[lane / 2])) }
      return LaneOperator(direct: direct, swapped: nil)
    }
    var swapped = direct
    for k in 0..<lanes / 2 {
      let (first, second) = pairedWaveNumbers(k)
      // Wave N of the cosines and wave 0 of the sines are zero at every point.
      let f = factor(first)
      let g = k == 0 ? 0 : factor(second)
      let c = cos(.pi * Double(k) / Double(2 * points))
      let s = sin(.pi * Double(k) / Double(2 * points))
      direct[2 * k] = c * c * f + s * s * g
      direct[2 * k + 1] = s * s * f + c * c * g
      swapped[2 * k] = c * s * (f - g)
      swapped[2 * k + 1] = c * s * (f - g)
    }
    return LaneOperator(direct: direct, swapped: swapped)
  }

  /// Where value j of a row of values stands among the points, and the sign with which it stands
  /// there.
  func place(ofValue j: Int) -> (point: Int, sign: Double) {
    switch symmetry {
    case .periodic: (j, 1)
    case .antiperiodic: j % 2 == 0 ? (j / 2, 1) : (j / 2 + points / 2, -1)
    case .even, .odd:
      2 * j < points ? (2 * j, 1) : (2 * (points - 1 - j) + 1, symmetry == .odd ? -1 : 1)
    }
  }

  /// The position of a point relative to the beginning of the domain.
  func position(ofPoint j: Int) -> Double {
    let shift = symmetry == .even || symmetry == .odd ? 0.5 : 0
    return (Double(j) + shift) * length / Double(points)
  }

  /// The coefficients of a field given at the points.
  func coefficients(of field: [Double]) -> AlignedRow {
    precondition(field.count == points)
    let values = AlignedRow(count: AlignedRow.padded(points))
    for j in 0..<points {
      let (point, sign) = place(ofValue: j)
      values[j] = sign * field[point]
    }
    if let twiddle { turn(values, by: twiddle, sign: -1) }
    let row = AlignedRow(count: AlignedRow.padded(lanes))
    transform.forward(values.base, into: row.base)
    return row
  }

  /// The field at the points from its coefficients.
  func field(of coefficients: AlignedRow) -> [Double] {
    let row = AlignedRow(count: AlignedRow.padded(lanes))
    row.base.update(from: coefficients.base, count: lanes)
    let values = AlignedRow(count: AlignedRow.padded(points))
    transform.backward(row.base, into: values.base)
    if let twiddle { turn(values, by: twiddle, sign: 1) }
    var field = [Double](repeating: 0, count: points)
    for j in 0..<points {
      let (point, sign) = place(ofValue: j)
      field[point] = sign * normalization * values[j]
    }
    return field
  }

  /// Multiplies the pairs of a row of values by exp(sign i pi j / N).
  private func turn(_ values: AlignedRow, by twiddle: AlignedRow, sign: Double) {
    let padded = AlignedRow.padded(points)
    for pair in 0..<points / 2 {
      let (re, im) = (values[2 * pair], values[2 * pair + 1])
      let c = twiddle[2 * pair]
      let s = sign * twiddle[padded + 2 * pair + 1]
      values[2 * pair] = c * re - s * im
      values[2 * pair + 1] = c * im + s * re
    }
  }

  /// sum over points of u v from the coefficients of both.
  func product(_ u: AlignedRow, _ v: AlignedRow) -> Double {
    var sum = 0.0
    for lane in 0..<lanes { sum += weights[lane] * u[lane] * v[lane] }
    return sum
  }
}

/// A map that mixes at most the two parts of a coefficient, with its memory.
final class LaneOperator: Sendable {
  private let direct: AlignedRow
  private let swapped: AlignedRow?

  init(direct: [Double], swapped: [Double]?) {
    self.direct = AlignedRow(direct)
    self.swapped = swapped.map { AlignedRow($0) }
  }

  /// The map for kernels; valid as long as the operator lives.
  var view: PairOperator {
    PairOperator(direct: direct.base, swapped: swapped.map { UnsafePointer($0.base) })
  }

  /// The sum of the factors over the lanes that have a weight, of a projection the number of waves
  /// that it keeps.
  func trace(weights: [Double]) -> Double {
    weights.indices.reduce(0) { weights[$1] > 0 ? $0 + direct[$1] : $0 }
  }

  /// The map of one row into another.
  func apply(_ row: AlignedRow, into out: AlignedRow, lanes: Int) {
    for lane in 0..<lanes {
      out[lane] = direct[lane] * row[lane] + (swapped.map { $0[lane] * row[lane ^ 1] } ?? 0)
    }
  }
}
