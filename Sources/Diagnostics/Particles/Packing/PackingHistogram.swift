import RealModule

/// How often each packing occurs, and the packings of two coexisting phases that its peaks tell.
struct PackingHistogram {
  /// The width of a bin.
  static let binWidth = 0.01
  /// The standard deviation of the Gaussian by which the histogram is smoothed before peaks are
  /// looked for, in bins.
  private static let smoothing = 2.5
  /// The least distance of two peaks in packing.
  private static let leastDistance = 0.2
  /// The valley is at most this share of the lower peak.
  private static let deepest = 0.8
  /// Each phase holds at least this share.
  private static let leastShare = 0.03

  /// Packings beyond it, which no particles have, share the last bin.
  private static let lastBin = 1 << 16

  /// Occurrences of each bin from packing 0.
  private(set) var counts: [Double]

  /// A histogram of nothing.
  init() { counts = [] }

  /// A histogram of `values`, 0 or more.
  init(_ values: [Double]) {
    counts = []
    for value in values {
      let bin = max(0, min(Self.lastBin, Int(saturating: value / Self.binWidth)))
      if bin >= counts.count { counts += [Double](repeating: 0, count: bin + 1 - counts.count) }
      counts[bin] += 1
    }
  }

  /// Adds the occurrences of another.
  mutating func add(_ other: PackingHistogram) {
    if counts.count < other.counts.count {
      counts += [Double](repeating: 0, count: other.counts.count - counts.count)
    }
    for (bin, count) in other.counts.enumerated() { counts[bin] += count }
  }

  /// The probability density of each bin.
  var density: [Double] {
    let total = counts.reduce(0, +)
    return counts.map { $0 / max(total, 1) / Self.binWidth }
  }

  /// The packing in the middle of a bin.
  static func packing(_ bin: Int) -> Double { (Double(bin) + 0.5) * binWidth }

  /// Two coexisting phases.
  struct Binodals: Hashable {
    /// The packing of the dilute phase.
    var dilute: Double
    /// The packing of the dense phase.
    var dense: Double
  }

  /// The packings at the two peaks; `nil` where there is one phase.
  ///
  /// Of all pairs of local maxima of the smoothed histogram that are far enough apart, with a
  /// valley between them that is deep enough and enough on either side, the one whose lower peak
  /// rises most above the valley. A parabola through three bins gives the place of a peak.
  var binodals: Binodals? {
    let smooth = smoothed
    guard smooth.count > 2 else { return nil }
    let peaks = (0..<smooth.count).filter { k in
      smooth[k] > 0 && (k == 0 || smooth[k] > smooth[k - 1])
        && (k == smooth.count - 1 || smooth[k] >= smooth[k + 1])
    }
    let total = counts.reduce(0, +)
    var best: (rise: Double, low: Int, high: Int)?
    for (k, low) in peaks.enumerated() {
      for high in peaks[(k + 1)...] {
        guard Double(high - low) * Self.binWidth >= Self.leastDistance,
          let valley = (low...high).min(by: { smooth[$0] < smooth[$1] })
        else { continue }
        let lower = min(smooth[low], smooth[high])
        let below = smooth[..<valley].reduce(0, +) / total
        let isParted =
          smooth[valley] <= Self.deepest * lower && min(below, 1 - below) >= Self.leastShare
        let rise = lower - smooth[valley]
        if isParted, rise > best?.rise ?? 0 { best = (rise, low, high) }
      }
    }
    return best.map {
      Binodals(dilute: Self.top(of: smooth, at: $0.low), dense: Self.top(of: smooth, at: $0.high))
    }
  }

  /// Where the parabola through a bin and its neighbors is highest.
  private static func top(of smooth: [Double], at bin: Int) -> Double {
    guard bin > 0, bin + 1 < smooth.count else { return packing(bin) }
    let (left, middle, right) = (smooth[bin - 1], smooth[bin], smooth[bin + 1])
    let bend = left - 2 * middle + right
    return packing(bin) + (bend < 0 ? 0.5 * (left - right) / bend * binWidth : 0)
  }

  /// The counts convolved with a Gaussian; four bins of air at the upper end.
  private var smoothed: [Double] {
    guard !counts.isEmpty else { return [] }
    let reach = Int((4 * Self.smoothing).rounded(.up))
    let kernel = (-reach...reach).map {
      Double.exp(-Double($0 * $0) / (2 * Self.smoothing * Self.smoothing))
    }
    let norm = kernel.reduce(0, +)
    return (0..<counts.count + reach).map { bin in
      (-reach...reach).reduce(0.0) { sum, offset in
        let source = bin + offset
        guard counts.indices.contains(source) else { return sum }
        return sum + counts[source] * kernel[offset + reach] / norm
      }
    }
  }
}
