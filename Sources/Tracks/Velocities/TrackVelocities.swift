import Foundation

/// Velocities of tracks by local polynomials, with their standard error.
public struct TrackVelocities: Sendable, Hashable {
  /// The root mean square of the error of a component of a velocity, in units of length/time; `nil`
  /// where no fit has more frames than parameters.
  public private(set) var standardError: Double?
  /// Velocities of fits of a lower degree than asked for, since fewer frames were there.
  public private(set) var lowerDegree = 0
  /// Velocities that are unknown: the only frame of its individual within reach.
  public private(set) var unknown = 0

  /// Gives every frame of every track a velocity.
  ///
  /// A fit sees the `window` nearest frames in which the individual was seen, none of them more
  /// than `window - 1` steps away. Times need not be equally spaced.
  public static func add(_ rule: SavitzkyGolay, to tracks: inout Tracks) -> TrackVelocities {
    var work = VelocityWork(rule, tracks)
    for k in tracks.tracks.indices {
      tracks.tracks[k].velocities = work.velocities(tracks.tracks[k])
    }
    var summary = TrackVelocities()
    summary.standardError = work.standardError
    summary.lowerDegree = work.lowerDegree
    summary.unknown = work.unknown
    return summary
  }
}

/// The fits to all tracks, and what they leave over.
private struct VelocityWork {
  private let rule: SavitzkyGolay
  /// Counted from the first frame.
  private let steps: [Int]
  private let times: [Double]
  private let dimension: Int
  /// The time of one step.
  private let unit: Double
  private let isEquallySpaced: Bool
  private let whole: LocalPolynomial
  private var known: [[Int]: LocalPolynomial] = [:]
  /// How often each of ``known`` was used.
  private var uses: [[Int]: Int] = [:]
  private var unequal: [LocalPolynomial] = []
  private var energies: [Double]
  private var windows = 0
  private var residual = (sum: 0.0, freedom: 0)
  private(set) var lowerDegree = 0
  private(set) var unknown = 0

  init(_ rule: SavitzkyGolay, _ tracks: Tracks) {
    self.rule = rule
    steps = tracks.steps.map { ($0 - (tracks.steps.first ?? 0)) / tracks.frameStride }
    (times, dimension) = (tracks.times, tracks.dimension)
    isEquallySpaced = tracks.isEquallySpaced
    unit = tracks.interval > 0 ? tracks.interval : 1
    whole = MotionModel.polynomials(rule)
    let first = MotionModel.firstDegree(rule)
    energies = [Double](repeating: 0, count: max(0, whole.values.count - first))
  }

  mutating func velocities(_ track: Track) -> [SIMD3<Double>] {
    var first = 0
    return track.frames.indices.map { i in
      while distance(track, first, i) > rule.window - 1 { first += 1 }
      return velocity(track, i, neighbors(track, i, from: first))
    }
  }

  private func distance(_ track: Track, _ j: Int, _ i: Int) -> Int {
    abs(steps[track.frames[j]] - steps[track.frames[i]])
  }

  /// The nearest frames, at most a window of them.
  private func neighbors(_ track: Track, _ i: Int, from first: Int) -> Range<Int> {
    var range = i..<i + 1
    while range.count < rule.window {
      let before = range.lowerBound > first ? distance(track, range.lowerBound - 1, i) : Int.max
      let after =
        range.upperBound < track.frames.count ? distance(track, range.upperBound, i) : Int.max
      guard min(before, after) <= rule.window - 1 else { break }
      range =
        before <= after
        ? range.lowerBound - 1..<range.upperBound : range.lowerBound..<range.upperBound + 1
    }
    return range
  }

  private mutating func velocity(_ track: Track, _ i: Int, _ range: Range<Int>) -> SIMD3<Double> {
    guard range.count > 1 else {
      unknown += 1
      return SIMD3(repeating: .nan)
    }
    if range.count <= rule.degree { lowerDegree += 1 }
    let offsets = range.map { steps[track.frames[$0]] - steps[track.frames[i]] }
    let fit = fit(track, i, range, offsets)
    let isWhole =
      isEquallySpaced && range.count == rule.window && offsets.first == -(rule.window / 2)
      && offsets.last == rule.window / 2
    var velocity = SIMD3<Double>.zero
    for axis in 0..<dimension {
      let origin = track.positions[i][axis]
      let numbers = range.map { track.positions[$0][axis] - origin }
      velocity[axis] = zip(fit.weights, numbers).reduce(0) { $0 + $1.0 * $1.1 } / unit
      note(numbers, fit, isWhole: isWhole)
    }
    return velocity
  }

  private mutating func fit(
    _ track: Track, _ i: Int, _ range: Range<Int>, _ offsets: [Int]
  ) -> LocalPolynomial {
    guard isEquallySpaced else {
      let time = times[track.frames[i]]
      let fit = LocalPolynomial(
        degree: rule.degree, at: range.map { (times[track.frames[$0]] - time) / unit })
      unequal.append(fit)
      return fit
    }
    let fit = known[offsets] ?? LocalPolynomial(degree: rule.degree, at: offsets.map(Double.init))
    known[offsets] = fit
    uses[offsets, default: 0] += 1
    return fit
  }

  /// Takes up what a fit leaves over.
  private mutating func note(_ numbers: [Double], _ fit: LocalPolynomial, isWhole: Bool) {
    residual.sum += fit.residual(of: numbers)
    residual.freedom += numbers.count - fit.degree - 1
    guard isWhole else { return }
    windows += 1
    let first = MotionModel.firstDegree(rule)
    for k in energies.indices {
      let part = zip(whole.values[first + k], numbers).reduce(0) { $0 + $1.0 * $1.1 }
      energies[k] += part * part
    }
  }

  var standardError: Double? {
    guard residual.freedom > 0 else { return nil }
    let noise = residual.sum / Double(residual.freedom)
    let model =
      windows >= 10 && !energies.isEmpty
      ? MotionModel(whole, energies: energies.map { $0 / Double(windows) }, windows: windows)
      : MotionModel(whole, noise: noise)
    var (sum, count) = (0.0, 0)
    for offsets in known.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let fit = known[offsets], let times = uses[offsets] else { continue }
      sum += Double(times) * model.errorSquare(of: fit)
      count += times
    }
    for fit in unequal { sum += model.errorSquare(of: fit) }
    return (sum / Double(max(1, count + unequal.count))).squareRoot() / unit
  }
}
