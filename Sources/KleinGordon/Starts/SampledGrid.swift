import ClausiusFields

/// Equally spaced points of a file that cover the domain of a field, and the waves through them.
///
/// Within a period points may begin anywhere, and the last may repeat the first. Between reflecting
/// ends they lie half a distance from them, at them, or, where the field is 0 there, a whole
/// distance from them.
struct SampledGrid {
  private let first: Double
  private let layout: Layout
  private let domain: FieldDomain
  private let count: Int

  private enum Layout {
    /// n points share the domain out.
    case open
    /// The last point is the other end of the domain.
    case closed
    /// The ends, at which the field is 0, are left out.
    case inner
  }

  /// How far points may lie off their places, in distances: single precision does it.
  static let slack = 1e-3

  /// The grid of these points; `nil` where they do not cover the domain with equal distances.
  init?(_ points: [Double], of domain: FieldDomain) {
    guard Self.isEven(points), let first = points.first, let last = points.last else { return nil }
    let intervals = Double(points.count - 1)
    let spacing = (last - first) / intervals
    let slack = Self.slack * spacing
    func covers(_ distances: Double, from offset: Double) -> Bool {
      let begins = !domain.boundary.isReflecting || abs(first - domain.start - offset) <= slack
      return begins && abs(distances * spacing - domain.length) <= slack
    }
    if covers(intervals + 1, from: spacing / 2) {
      layout = .open
    } else if covers(intervals, from: 0) {
      layout = .closed
    } else if domain.boundary == .dirichlet, covers(intervals + 2, from: spacing) {
      layout = .inner
    } else {
      return nil
    }
    (self.first, self.domain, count) = (first, domain, points.count)
  }

  /// Whether points ascend by equal distances.
  static func isEven(_ points: [Double]) -> Bool {
    guard points.count > 1, let first = points.first, let last = points.last, last > first else {
      return false
    }
    let spacing = (last - first) / Double(points.count - 1)
    return points.enumerated().allSatisfy {
      abs($0.element - first - Double($0.offset) * spacing) <= slack * spacing
    }
  }

  /// The field with these samples at the points of `target`.
  ///
  /// - Parameter rise: phi(x + L) - phi(x) of a winding field.
  func field(_ samples: [Double], at target: FieldDomain, rise: Double) -> [Double] {
    let image = image(samples, rise: rise)
    let points = target.positions.count
    let values = image.samples(
      isDoubled ? 2 * points : points, from: target.positions[0], derivative: false)
    return zip(values.prefix(points), target.positions).map { $0 + ramp(at: $1, rise) }
  }

  /// How far the field at the points of `target` misses the samples, at most.
  func largestMiss(
    _ samples: [Double], by field: [Double], on target: FieldDomain, rise: Double
  ) -> Double {
    guard field.count < count, let own = SampledGrid(target.positions, of: target) else { return 0 }
    let image = own.image(field, rise: rise)
    let values = image.samples(
      isDoubled ? 2 * intervals : intervals, from: first, derivative: false)
    return zip(values, samples).enumerated().map { index, pair in
      abs(
        pair.0 + ramp(at: first + Double(index) * domain.length / Double(intervals), rise) - pair.1)
    }.max() ?? 0
  }

  private var isDoubled: Bool { domain.boundary.symmetry != .periodic }

  /// Distances in the domain.
  private var intervals: Int {
    switch layout {
    case .open: count
    case .closed: count - 1
    case .inner: count + 1
    }
  }

  private func ramp(at x: Double, _ rise: Double) -> Double {
    rise * (x - domain.start) / domain.length
  }

  /// The samples without their ramp, continued to a period.
  private func image(_ samples: [Double], rise: Double) -> PeriodicImage {
    let spacing = domain.length / Double(intervals)
    var values = samples.enumerated().map {
      $0.element - ramp(at: first + Double($0.offset) * spacing, rise)
    }
    var begin = first
    switch (domain.boundary.symmetry, layout) {
    case (.periodic, .open): break
    case (.periodic, _): values.removeLast()
    case (.antiperiodic, _):
      if layout != .open { values.removeLast() }
      values += values.map { -$0 }
    case (.even, .open): values += values.reversed()
    case (.odd, .open): values += values.reversed().map { -$0 }
    case (.even, _): values += values.dropFirst().dropLast().reversed()
    case (.odd, _):
      let inner = layout == .inner ? values : Array(values.dropFirst().dropLast())
      values = [0] + inner + [0] + inner.reversed().map { -$0 }
      begin = domain.start
    }
    return PeriodicImage(
      values, period: isDoubled ? 2 * domain.length : domain.length, origin: begin)
  }
}
