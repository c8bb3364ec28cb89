/// What a watch has seen: excursions of the field in the middle, and where the outer kink was.
struct CollisionRecord: Sendable, Hashable {
  /// Where the outer kink was at a time.
  struct Sample: Sendable, Hashable {
    var time: Double
    var distance: Double
  }

  /// The time between two looks at the outer kink: short beside the oscillations of its shape.
  static let samplePeriod = 1.0

  /// The times of the collisions that are over.
  private(set) var bounceTimes: [Double] = []
  /// Whether the field in the middle is on the other side now.
  private(set) var isBelow = false
  /// When the field in the middle last changed its side.
  private(set) var sideTime = 0.0
  /// The time of the extremum of the excursion that is not over.
  private(set) var excursionTime = Double.nan
  /// The outer kink, looked at since the last collision began.
  private(set) var samples: [Sample] = []
  /// When the outer kink is looked at next.
  var nextSample = 0.0
  /// Whether the kinks have left each other for good: from then on nothing in the middle counts.
  private(set) var isFree = false
  /// Whether all has been seen that the outgoing velocity is taken from.
  private(set) var isComplete = false
  private var lowest = Double.infinity
  /// The time of the last note.
  private(set) var time = 0.0
  /// The last three heights and their times, the newest last.
  private var heights: [Sample] = []

  init() {}

  /// Whether the kinks have met, or are meeting.
  var hasMet: Bool { isBelow || !bounceTimes.isEmpty }

  /// Takes note of the height of the field in the middle over the level of the kink's core.
  mutating func note(height: Double, time: Double) {
    self.time = time
    guard !isFree else { return }
    heights.append(Sample(time: time, distance: height))
    if heights.count > 3 { heights.removeFirst() }
    if height < 0 {
      if !isBelow {
        (isBelow, lowest, sideTime) = (true, .infinity, time)
        samples.removeAll(keepingCapacity: true)
      }
      noteExtremum()
    } else if isBelow {
      (isBelow, sideTime) = (false, time)
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
  ///
  /// - Parameters:
  ///   - apart: the distance from which on a pair that has met is free.
  ///   - farthest: the distance beyond which the outgoing velocity is no longer looked at.
  mutating func sample(_ distance: Double, time: Double, apart: Double, farthest: Double) {
    guard !isComplete else { return }
    if distance > apart { isFree = true }
    if isFree, distance > farthest {
      isComplete = true
      return
    }
    samples.append(Sample(time: time, distance: distance))
    let limit = Int(OutgoingVelocity.window / Self.samplePeriod)
    if samples.count > limit + limit / 4 { samples.removeFirst(limit / 4) }
  }

  /// Everything as one row of numbers.
  var numbers: [Double] {
    let lists = [
      bounceTimes, samples.flatMap { [$0.time, $0.distance] },
      heights.flatMap { [$0.time, $0.distance] },
    ]
    let flags = [isBelow, isFree, isComplete].map { $0 ? 1.0 : 0 }
    return flags + [sideTime, excursionTime, nextSample, lowest, time]
      + lists.flatMap { [Double($0.count)] + $0 }
  }

  /// Takes up ``numbers``; `nil` when they are none.
  init?(numbers: [Double]) {
    guard numbers.count >= 8 else { return nil }
    (isBelow, isFree, isComplete) = (numbers[0] == 1, numbers[1] == 1, numbers[2] == 1)
    (sideTime, excursionTime, nextSample) = (numbers[3], numbers[4], numbers[5])
    (lowest, time) = (numbers[6], numbers[7])
    var rest = numbers[8...]
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
