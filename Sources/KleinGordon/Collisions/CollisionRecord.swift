/// What a watch has seen: meetings in the middle, and where the outer kink was.
///
/// The height of the field in the middle counts from the core of the kink at 0: above it the field
/// is on the side of the inner vacuum. The outer vacuum lies at -depth. Where a third vacuum
/// mirrors the inner one, below -2 depth the field is across, on the third one's side. A meeting
/// lasts from when the field leaves one side until it arrives at a side: at the same, and the kinks
/// have bounced, or at the other, and they have passed through each other.
struct CollisionRecord: Sendable, Hashable {
  /// Where the outer kink was at a time.
  struct Sample: Sendable, Hashable {
    var time: Double
    var distance: Double
  }

  /// The time between two looks at the outer kink: short beside the oscillations of its shape.
  static let samplePeriod = 1.0

  /// The times of the meetings that are over.
  private(set) var bounceTimes: [Double] = []
  /// Whether the field in the middle has left one side and arrived at none.
  private(set) var isMeeting = false
  /// Whether the side where the field in the middle last was is that of the third vacuum.
  private(set) var isAcross = false
  /// When the field in the middle last left or reached a side.
  private(set) var sideTime = 0.0
  /// The time of the extremum of the meeting that is not over.
  private var extremumTime = Double.nan
  /// When the field in the middle last went through the outer vacuum in the meeting that is not
  /// over.
  private var passageTime = Double.nan
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
  var hasMet: Bool { isMeeting || !bounceTimes.isEmpty }

  /// Takes note of the height of the field in the middle over the level of the kink's core.
  ///
  /// - Parameter depth: how far the outer vacuum lies below that level; `nil` where no third vacuum
  ///   lies beyond it.
  mutating func note(height: Double, time: Double, depth: Double?) {
    self.time = time
    guard !isFree else { return }
    heights.append(Sample(time: time, distance: height))
    if heights.count > 3 { heights.removeFirst() }
    let fromSide = isAcross ? mirrored(height, depth) : height
    if fromSide < 0, !isMeeting {
      (isMeeting, lowest, sideTime) = (true, .infinity, time)
      (extremumTime, passageTime) = (.nan, .nan)
      samples.removeAll(keepingCapacity: true)
    }
    guard isMeeting else { return }
    notePassage(depth)
    if fromSide >= 0 {
      endMeeting(at: extremumTime)
    } else if let depth, fromSide < -2 * depth {
      isAcross.toggle()
      endMeeting(at: passageTime)
    } else {
      noteExtremum(depth)
    }
  }

  private mutating func endMeeting(at meetingTime: Double) {
    (isMeeting, sideTime) = (false, time)
    if meetingTime.isFinite { bounceTimes.append(meetingTime) }
  }

  /// A height as seen from the third vacuum.
  private func mirrored(_ height: Double, _ depth: Double?) -> Double { -height - 2 * (depth ?? 0) }

  /// The field went through the outer vacuum between the last two heights: a parabola through three
  /// tells when.
  private mutating func notePassage(_ depth: Double?) {
    guard let depth, heights.count >= 2 else { return }
    let last = heights.count - 2
    let (a, b) = (heights[last], heights[last + 1])
    guard (a.distance > -depth) != (b.distance > -depth) else { return }
    let place = Interpolation.crossing(heights.map(\.distance), level: -depth, between: last)
    passageTime = a.time + (place - Double(last)) * (b.time - a.time)
  }

  /// The lowest of three heights lies in their middle: a parabola through them gives its time.
  private mutating func noteExtremum(_ depth: Double?) {
    guard heights.count == 3 else { return }
    let seen = heights.map {
      Sample(time: $0.time, distance: isAcross ? mirrored($0.distance, depth) : $0.distance)
    }
    let (a, b, c) = (seen[0], seen[1], seen[2])
    guard b.distance <= a.distance, b.distance <= c.distance, b.distance < lowest else { return }
    lowest = b.distance
    let bend = a.distance - 2 * b.distance + c.distance
    let step = (c.time - a.time) / 2
    extremumTime =
      bend > 0 ? b.time + step * (a.distance - c.distance) / (2 * bend) : b.time
  }

  /// Takes note of the distance of the outer kink.
  ///
  /// - Parameters:
  ///   - apart: the distance from which on a pair that has met, and is not meeting, is free.
  ///   - farthest: the distance beyond which the outgoing velocity is no longer looked at.
  mutating func sample(_ distance: Double, time: Double, apart: Double, farthest: Double) {
    guard !isComplete else { return }
    if distance > apart, !isMeeting { isFree = true }
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
    let flags = [isMeeting, isFree, isComplete, isAcross].map { $0 ? 1.0 : 0 }
    return flags + [sideTime, extremumTime, passageTime, nextSample, lowest, time]
      + lists.flatMap { [Double($0.count)] + $0 }
  }

  /// Takes up ``numbers``; `nil` when they are none.
  init?(numbers: [Double]) {
    guard numbers.count >= 10 else { return nil }
    (isMeeting, isFree) = (numbers[0] == 1, numbers[1] == 1)
    (isComplete, isAcross) = (numbers[2] == 1, numbers[3] == 1)
    (sideTime, extremumTime, passageTime) = (numbers[4], numbers[5], numbers[6])
    (nextSample, lowest, time) = (numbers[7], numbers[8], numbers[9])
    var rest = numbers[10...]
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
    guard let times = list(), let seen = list(), let last = list(), rest.isEmpty else {
      return nil
    }
    bounceTimes = times
    samples = pairs(seen)
    heights = pairs(last)
  }
}
