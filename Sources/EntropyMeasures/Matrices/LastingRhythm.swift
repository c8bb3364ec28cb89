import ClausiusSpectra
import RealModule

/// How alike the steps of a series are to those long before, which tells whether shifted sources
/// stand for chance.
///
/// Two independent series of n steps have a correlation whose variance is sum_k r(k) r'(k)/n over
/// all lags k, with their autocorrelations r and r' (Bartlett 1946). Shifting one of them says what
/// chance makes of it as long as lags beyond the least shift add nothing. They do where both swing
/// with one period and keep their phases: then every shift finds as much as there is, and so would
/// a transfer. ``isShared(with:)`` is true where the mean of r(k) r'(k) from the least shift to
/// half of the series is above 0.02 and four of its standard errors: 0.5 for two that swing alike,
/// a few thousandths for turns that are forgotten.
///
/// Steps are the turns of directions and of vectors, and the steps from value to value of numbers.
struct LastingRhythm: Sendable {
  /// The largest mean of r(k) r'(k) beside which shifts are taken for chance.
  private static let most = 0.02
  /// The standard errors above which a mean is more than a few long turns make by chance.
  private static let errors = 4.0

  /// r(k) at the lags from the least shift on.
  private let correlations: [Double]

  /// The rhythm of a series at lags from `least` to half of its steps.
  init(_ series: PreparedSeries, from least: Int) throws(EntropyError) {
    let steps = series.steps
    let count = steps.first?.count ?? 0
    let lags = least..<max(least, count / 2)
    var (variance, sums) = (0.0, [Double](repeating: 0, count: lags.count))
    for column in steps {
      let products = try AutoProducts(column)
      variance += products[0]
      for (place, lag) in lags.enumerated() { sums[place] += products[lag] }
    }
    correlations = variance > 0 ? sums.map { $0 / variance } : sums
  }

  /// Whether both series come back to where they were at the same lags, all along.
  func isShared(with other: LastingRhythm) -> Bool {
    var products = BlockingLevels()
    var sum = 0.0
    for (own, others) in zip(correlations, other.correlations) {
      products.add(own * others)
      sum += own * others
    }
    let mean = sum / Double(max(1, correlations.count))
    let error = products.largestSquaredError.squareRoot()
    return mean > max(Self.most, Self.errors * error)
  }

  /// Why transfer from a series of another rhythm cannot be tested; `nil` where it can.
  func refusal(of source: LastingRhythm) -> Undefined? {
    isShared(with: source) ? .sharedRhythm : nil
  }
}

extension LagPlan {
  /// The rhythms of series at lags as long as the shifts.
  func rhythms(of series: [PreparedSeries]) throws(EntropyError) -> [LastingRhythm] {
    var rhythms: [LastingRhythm] = []
    for one in series { rhythms.append(try LastingRhythm(one, from: shifts.lowerBound)) }
    return rhythms
  }
}

/// sum_t x_t x_(t+k) of the deviations of a series from its mean at every lag k, by the transform
/// of as many zeros behind it.
private struct AutoProducts {
  private let products: AlignedRow
  private let length: Double

  init(_ series: [Double]) throws(EntropyError) {
    let mean = series.reduce(0, +) / Double(max(1, series.count))
    let room = 2 * max(1, series.count)
    length = Double(room)
    products = AlignedRow(count: room)
    for (place, value) in series.enumerated() { products.base[place] = value - mean }
    let spectrum = AlignedRow(count: room + 2)
    do throws(TransformError) {
      let transform = try FourierTransform(.real, length: room, usesTable: false)
      transform.forward(products.base, into: spectrum.base)
      for k in 0...room / 2 {
        let (real, imaginary) = (spectrum[2 * k], spectrum[2 * k + 1])
        spectrum.base[2 * k] = real * real + imaginary * imaginary
        spectrum.base[2 * k + 1] = 0
      }
      transform.backward(spectrum.base, into: products.base)
    } catch {
      throw .badInput("\(error)")
    }
  }

  subscript(lag: Int) -> Double { products[lag] / length }
}
