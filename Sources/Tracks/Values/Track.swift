/// One individual: in which frames it was seen, and where.
public struct Track: Sendable, Hashable {
  /// What the files call it.
  public var name: String
  /// The number that the trajectory gives it.
  public var number: Int
  /// The frames in which it was seen, as indices into ``Tracks/steps``, ascending.
  public var frames: [Int]
  /// Where it was, one place a frame, in units of length.
  public var positions: [SIMD3<Double>]
  /// Its velocities, one a frame, NaN where unknown; empty where nobody told them.
  public var velocities: [SIMD3<Double>]
  /// Its headings in radians from the x axis towards the y axis, one a frame; empty where nobody
  /// told them.
  public var headings: [Double]

  /// The individual `name` with its frames.
  public init(
    name: String, number: Int, frames: [Int] = [], positions: [SIMD3<Double>] = [],
    velocities: [SIMD3<Double>] = [], headings: [Double] = []
  ) {
    self.name = name
    self.number = number
    self.frames = frames
    self.positions = positions
    self.velocities = velocities
    self.headings = headings
  }

  /// The frames of places `range` as a track of its own.
  func part(_ range: Range<Int>, name: String, number: Int) -> Track {
    Track(
      name: name, number: number, frames: Array(frames[range]), positions: Array(positions[range]),
      velocities: velocities.isEmpty ? [] : Array(velocities[range]),
      headings: headings.isEmpty ? [] : Array(headings[range]))
  }
}

/// Individuals that were followed through frames, each in those in which it was seen.
public struct Tracks: Sendable {
  /// The numbers of the frames, ascending; holes tell of frames that are missing.
  public var steps: [Int]
  /// How many numbers lie from a frame to the next. Above 1 where only every so many-th frame of a
  /// film was looked at: it divides all differences of ``steps``, and is more than half of them.
  public let frameStride: Int
  /// The times of the frames, ascending.
  public var times: [Double]
  /// The individuals.
  public var tracks: [Track]
  /// 2 or 3.
  public var dimension: Int

  /// The tracks of frames `steps` at `times`.
  public init(steps: [Int], times: [Double], tracks: [Track], dimension: Int) {
    self.steps = steps
    frameStride = Self.frameStride(zip(steps, steps.dropFirst()).map { $1 - $0 })
    self.times = times
    self.tracks = tracks
    self.dimension = dimension
  }

  private static func frameStride(_ differences: [Int]) -> Int {
    let common = differences.reduce(0, divisor)
    let isUsual = 2 * differences.count { $0 == common } > differences.count
    return differences.count > 2 && isUsual ? common : 1
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  /// The time from a frame to the next: the median over all pairs of frames without a hole between,
  /// 0 where there are none.
  public var interval: Double {
    let all = zip(zip(steps, steps.dropFirst()), zip(times, times.dropFirst()))
      .compactMap { steps, times in steps.1 - steps.0 == frameStride ? times.1 - times.0 : nil }
      .sorted()
    return all.isEmpty ? 0 : all[all.count / 2]
  }

  /// Whether times grow by the interval from frame to frame, holes counted, to a thousandth of it.
  public var isEquallySpaced: Bool {
    let interval = interval
    guard interval > 0, let step = steps.first, let time = times.first else {
      return steps.count < 2
    }
    return zip(steps, times).allSatisfy {
      abs($1 - time - Double(($0 - step) / frameStride) * interval) < 1e-3 * interval
    }
  }
}
