import ClausiusDeclarations

/// The phases of successive frames, named from their evidence so that noise does not make them
/// flicker.
struct PhaseSequence {
  /// A stretch of frames in one phase.
  struct Stretch: Hashable {
    var phase: SchoolPhase
    var frames: Range<Int>
  }

  /// The stretches, in order, of different phases one after the other.
  let stretches: [Stretch]

  /// The phase of each frame.
  var names: [SchoolPhase] {
    stretches.flatMap { stretch in stretch.frames.map { _ in stretch.phase } }
  }

  /// Names the frames at `times` (rising).
  ///
  /// 1. Evidence is averaged over the frames at most half of `window` away.
  /// 2. Each frame keeps the phase of the one before unless its evidence speaks against it
  ///    (``PhaseRule``).
  ///    The frames at the start, which have none before, take the first phase reached where their
  ///    evidence does not speak against it.
  /// 3. A phase that lasts shorter than `dwell` is none: its frames are intermediate, and an
  ///    intermediate stretch shorter than `dwell` is shared by the phases before and after. The
  ///    first stretch stays, however short: it may have lasted long before the first frame.
  init(times: [Double], evidence: [PhaseEvidence?], window: Double, dwell: Double) {
    let means = Self.averaged(evidence, times, window)
    let lasting = Self.stretches(Self.remembered(means)).enumerated().map { k, stretch in
      k > 0 && Self.duration(stretch, times) < dwell
        ? Stretch(phase: .intermediate, frames: stretch.frames) : stretch
    }
    stretches = Self.absorbed(Self.joined(lasting), times, dwell)
  }

  /// The phase of each frame with the memory of the one before, at the start of the first reached.
  private static func remembered(_ means: [PhaseEvidence?]) -> [SchoolPhase] {
    let rule = PhaseRule()
    var phases: [SchoolPhase] = []
    for mean in means {
      guard let mean else {
        phases.append(.intermediate)
        continue
      }
      phases.append(phases.last.map { rule.next(after: $0, mean) } ?? rule.entered(mean))
    }
    let reached = phases.firstIndex { $0 != .intermediate } ?? 0
    for k in (0..<reached).reversed() {
      guard let mean = means[k], rule.next(after: phases[reached], mean) == phases[reached] else {
        break
      }
      phases[k] = phases[reached]
    }
    return phases
  }

  private static func averaged(
    _ evidence: [PhaseEvidence?], _ times: [Double], _ window: Double
  ) -> [PhaseEvidence?] {
    let half = window / 2 * (1 + 1e-9)
    var (first, end) = (0, 0)
    return times.map { time in
      while times[first] < time - half { first += 1 }
      while end < times.count, times[end] <= time + half { end += 1 }
      return PhaseEvidence(meanOf: evidence[first..<end].compactMap { $0 })
    }
  }

  /// Runs of equal phases.
  private static func stretches(_ phases: [SchoolPhase]) -> [Stretch] {
    joined(phases.indices.map { Stretch(phase: phases[$0], frames: $0..<$0 + 1) })
  }

  private static func joined(_ stretches: [Stretch]) -> [Stretch] {
    var joined: [Stretch] = []
    for stretch in stretches {
      if let last = joined.last, last.phase == stretch.phase {
        joined[joined.count - 1].frames = last.frames.lowerBound..<stretch.frames.upperBound
      } else {
        joined.append(stretch)
      }
    }
    return joined
  }

  /// Gives one half of a short intermediate stretch to the phase before and the other to the one
  /// after, and all of it at the end; one at the start stays.
  private static func absorbed(
    _ stretches: [Stretch], _ times: [Double], _ dwell: Double
  ) -> [Stretch] {
    var shared: [Stretch] = []
    for (k, stretch) in stretches.enumerated() {
      guard k > 0, stretch.phase == .intermediate, duration(stretch, times) < dwell else {
        shared.append(stretch)
        continue
      }
      let before = stretches[k - 1].phase
      let after = k + 1 < stretches.count ? stretches[k + 1].phase : before
      let frames = stretch.frames
      let middle = frames.lowerBound + frames.count / 2
      shared.append(Stretch(phase: before, frames: frames.lowerBound..<middle))
      shared.append(Stretch(phase: after, frames: middle..<frames.upperBound))
    }
    return joined(shared.filter { !$0.frames.isEmpty })
  }

  /// From the first frame of a stretch to the first frame after it; the last frame of all lasts as
  /// long as the others on average.
  private static func duration(_ stretch: Stretch, _ times: [Double]) -> Double {
    let first = times[stretch.frames.lowerBound]
    guard stretch.frames.upperBound == times.count else {
      return times[stretch.frames.upperBound] - first
    }
    let spacing = (times[times.count - 1] - times[0]) / Double(max(1, times.count - 1))
    return times[times.count - 1] - first + spacing
  }
}
