/// What a watch has seen: excursions of the field in the middle, and where the outer kink was.
struct CollisionRecord: Sendable, Hashable {
  /// Where the outer kink was at a time.
  struct Sample: Sendable, Hashable {
    var time: Double
    var distance: Double
  }

  /// The time between two looks at the outer kink.
  static let samplePeriod = 2.0
  /// The time over which the outgoing velocity is taken: long beside the oscillations of a kink's shape.
  private static let velocityWindow = 60.0

  /// The times of the collisions that are over.
  private(set) var bounceTimes: [Double] = []
  /// Whether the field in the middle is on the other side now.
  private(set) var isBelow = false
  /// The time of the extremum of the excursion that is not over.
  private(set) var excursionTime = Double.nan
  /// The outer kink, looked at since the last collision began.
  private(set) var samples: [Sample] = []
  /// When the outer kink is looked at next.
  var nextSample = 0.0
  private var lowest = Double.infinity
  /// The time of the last note.
  var time: Double { heights.last?.time ?? 0 }
  /// The last three heights and their times, the newest last.
  private var heights: [Sample] = []

  init() {}

  /// Takes note of the height of the field in the middle over the level of the kink's core.
  mutating func note(height: Double, time: Double) {
    heights.append(Sample(time: time, distance: height))
    if heights.count > 3 { heights.removeFirst() }
    if height < 0 {
      if !isBelow {
        (isBelow, lowest) = (true, .infinity)
        samples.removeAll(keepingCapacity: true)
      }
      noteExtremum()
    } else if isBelow {
      isBelow = false
      if excursionTime.isFinite { bounceTimes.append(excursionTime) }
      excursionTime = .nan
    }
  }

  /// The lowest of three heights lies in their middle: a parabola through them tells its time.
  private mutating func noteExtremum() {
    guard heights.count == 3 else { return }
    let (a, b, c) = (heights[0], heights[1], heights[2])
    guard b.distance <= a.distance, b.distance <= c.distance, b.distance < lowest else { return }
    lowest = b.distance
    let bend = a.distance - 2 * b.distance + c.distance
    let step = (c.time - a.time) / 2
    excursionTime =
      bend > 0 ? b.time + step * (a.distance - c.distance) / (2 * bend) : b.time
  }

  /// Takes note of the distance of the outer kink.
  mutating func sample(_ distance: Double, time: Double) {
    samples.append(Sample(time: time, distance: distance))
    let limit = 4 * Int(Self.velocityWindow / Self.samplePeriod)
    if samples.count > limit { samples.removeFirst(limit / 4) }
  }

  /// The slope of the distance by least squares over the last samples between two distances; NaN when there are fewer than 8.
  func outgoingVelocity(beyond nearest: Double, within farthest: Double) -> Double {
    let usable = samples.filter { $0.distance > nearest && $0.distance < farthest }
    guard let last = usable.last else { return .nan }
    let window = usable.filter { $0.time > last.time - Self.velocityWindow }
    guard window.count >= 8 else { return .nan }
    let n = Double(window.count)
    let meanTime = window.reduce(0) { $0 + $1.time } / n
    let meanDistance = window.reduce(0) { $0 + $1.distance } / n
    var (above, below) = (0.0, 0.0)
    for sample in window {
      above += (sample.time - meanTime) * (sample.distance - meanDistance)
      below += (sample.time - meanTime) * (sample.time - meanTime)
    }
    return above / below
  }

  /// Everything as one row of numbers.
  var numbers: [Double] {
    let lists = [
      bounceTimes, samples.flatMap { [$0.time, $0.distance] },
      heights.flatMap { [$0.time, $0.distance] },
    ]
    return [isBelow ? 1 : 0, excursionTime, nextSample, lowest]
      + lists.flatMap { [Double($0.count)] + $0 }
  }

  /// Takes up ``numbers``; `nil` when they are none.
  init?(numbers: [Double]) {
    guard numbers.count >= 4 else { return nil }
    (isBelow, excursionTime, nextSample, lowest) = (
      numbers[0] == 1, numbers[1], numbers[2], numbers[3]
    )
    var rest = numbers[4...]
    func list() -> [Double]? {
      guard let count = rest.popFirst().flatMap(Int.init(exactly:)), count >= 0,
        count <= rest.count
      else { return nil }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func pairs(_ flat: [Double]) -> [Sample] {
      stride(from: 0, to: flat.count - 1, by: 2).map {
        Sample(time: flat[$0], distance: flat[$0 + 1])
      }
    }
    guard let times = list(), let seen = list(), let last = list() else { return nil }
    bounceTimes = times
    samples = pairs(seen)
    heights = pairs(last)
  }
}

/// Interpolation through equally spaced values.
enum Interpolation {
  /// Where the polynomial through `values` at 0, 1, 2, ... passes `level` between nodes `first` and `first` + 1.
  static func crossing(_ values: [Double], level: Double, between first: Int) -> Double {
    var (low, high) = (Double(first), Double(first + 1))
    let sign = value(values, at: low) - level
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if ((value(values, at: middle) - level) < 0) == (sign < 0) {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// The polynomial through `values` at 0, 1, 2, ..., by Neville's scheme.
  static func value(_ values: [Double], at x: Double) -> Double {
    var row = values
    for order in 1..<row.count {
      for k in 0..<row.count - order {
        row[k] += (x - Double(k)) / Double(order) * (row[k + 1] - row[k])
      }
    }
    return row[0]
  }
}
