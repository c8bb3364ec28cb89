import RealModule

/// What the axes and the ties of a joint space allow to be said.
///
/// A sample is tied when one of its coordinates occurs again, constant columns aside. Ties do harm
/// where several samples lie exactly at the radius: `open` is by how much the value changes when
/// all of them are counted instead of those nearer, one always among them. Continuous data have 0,
/// whatever their number; two discrete variables far apart beside a radius too.
struct TieReport {
  /// Samples of which a coordinate occurs again.
  var tied = 0
  /// The change of the value, in nats.
  var open = 0.0
  /// Samples whose k-th neighbor is at the same place.
  var coincident = 0
  /// The number of samples.
  var samples: Int

  /// A warning from one tied sample in twenty and a hundredth of a nat on.
  var isWorthAWarning: Bool { 20 * tied >= samples && open >= 0.01 }
  /// No value from one coincident sample in twenty or half a nat on.
  var forbidsAValue: Bool {
    20 * coincident >= samples && coincident > 0 || 20 * tied >= samples && open > 0.5
  }
}

extension JointSpace {
  /// What some of the variables count within their radii, and with which sign the digamma of the
  /// count enters what is subtracted.
  typealias Counted = (radii: [Double], parts: [Int], sign: Double)

  /// The largest ratio of standard deviations of columns that goes without a warning.
  static var likeScales: Double { 10 }

  /// The constant less the mean of `terms`, judged by ties and scales.
  ///
  /// Undefined or warned of by the rules of ``TieReport``; a warning where the standard deviations
  /// of the columns differ by more than a factor of ten.
  func judged(
    _ terms: [Double], plus constant: Double, counted: [Counted]
  ) throws(EntropyError) -> Estimate {
    var estimate = Estimate(mean: terms, plus: constant, scale: -1, bounds: .nonNegative)
    let report = try ties(counted)
    if report.forbidsAValue {
      return Estimate(
        undefined: .tiedCoordinates(samples: max(report.tied, report.coincident), of: samples),
        unit: .nat, samples: samples)
    }
    estimate.ties = report.tied
    if report.isWorthAWarning {
      estimate.warn(.tiedCoordinates(samples: report.tied, of: samples, open: report.open))
    }
    if report.coincident > 0 { estimate.warn(.coincidentSamples(report.coincident)) }
    let ratio = spreadRatio
    if ratio > Self.likeScales { estimate.warn(.unlikeScales(ratio: ratio)) }
    return estimate
  }

  private func ties(_ counted: [Counted]) throws(EntropyError) -> TieReport {
    var report = TieReport(samples: samples)
    if counted.allSatisfy({ $0.radii.contains(0) }) {
      report.coincident = (0..<samples).count { sample in
        counted.allSatisfy { $0.radii[sample] == 0 }
      }
    }
    report.tied = tiedSamples
    guard 20 * report.tied >= samples else { return report }
    // Decimal numbers that differ by the same amount do so only up to rounding.
    let slack = 4 * largestMagnitude.ulp
    var open = 0.0
    for part in counted {
      let inner = part.radii.map { max(0, $0 * (1 - 1e-9) - slack) }
      let outer = part.radii.map { ($0 * (1 + 1e-9) + slack).nextUp }
      let nearer = try counts(within: inner, of: part.parts)
      let within = try counts(within: outer, of: part.parts)
      var change = 0.0
      for (near, all) in zip(nearer, within) where all > near + 1 {
        change += Double.digamma(Double(all)) - Double.digamma(Double(near + 1))
      }
      open += part.sign * change / Double(samples)
    }
    report.open = abs(open)
    return report
  }

  /// Samples of which a coordinate of a column that is not constant occurs again.
  private var tiedSamples: Int {
    var isTied = [Bool](repeating: false, count: samples)
    for case .some(let line) in lines { line.forEachTied { isTied[$0] = true } }
    return isTied.count { $0 }
  }

  private var largestMagnitude: Double {
    columns.joined().reduce(0) { max($0, abs($1)) }
  }

  /// The largest standard deviation of a column over the smallest that is not 0.
  private var spreadRatio: Double {
    let columns = columns
    let deviations = [Double](sharedOut: columns.count, many: samples < 4096 ? .max : 2) { place in
      let scale = columns[place].binaryScale
      return (Moments(of: columns[place].map { $0 * scale }).variance?.squareRoot() ?? 0) / scale
    }.filter { $0 > 0 }
    guard let least = deviations.min(), let most = deviations.max() else { return 1 }
    return most / least
  }
}
