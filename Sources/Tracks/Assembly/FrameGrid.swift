import ClausiusDeclarations
import Foundation

/// The frames that samples belong to: their numbers and times.
struct FrameGrid {
  /// The numbers, ascending.
  private(set) var steps: [Int] = []
  /// The times, ascending.
  private(set) var times: [Double] = []
  /// The frame of each sample, an index into ``steps``.
  private(set) var frames: [Int] = []
  /// How times came about, in words.
  private(set) var note = ""

  /// The frames of `samples`.
  ///
  /// - Throws: ``TrackError`` where nothing tells a time, a frame has two times, or times go back.
  init(_ samples: Samples, _ options: TrackOptions) throws {
    if samples.frames.isEmpty {
      try takeTimes(samples, options)
    } else {
      try takeFrames(samples, options)
    }
  }

  // MARK: - Numbered frames

  /// Numbers of frames beyond this are no whole numbers of a trajectory.
  private static let largestNumber = 1 << 53

  private func requireCountable(_ samples: Samples) throws {
    guard
      let sample = samples.frames.firstIndex(where: { $0.magnitude > UInt(Self.largestNumber) })
    else { return }
    let place = samples.place(sample)
    throw TrackError(
      place.file, line: place.line, "the number of a frame is \(samples.frames[sample])",
      advice: "numbers of frames lie between -2^53 and 2^53")
  }

  private mutating func takeFrames(_ samples: Samples, _ options: TrackOptions) throws {
    try requireCountable(samples)
    steps = Set(samples.frames).sorted()
    let index = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1, $0) })
    frames = samples.frames.map { index[$0] ?? 0 }
    if let rate = options.rate ?? (samples.times.isEmpty ? samples.rate : nil) {
      times = steps.map { Double($0) / rate }
      note = "\(rate.scenarioText) frames a \(options.timeUnit)"
      return
    }
    guard !samples.times.isEmpty else {
      throw TrackError(
        samples.files.first ?? "", "nothing tells how fast frames follow each other",
        advice: "--rate FRAMES, such as 25, or --time COLUMN; --rate 1 for times in frames")
    }
    times = try timesOfFrames(samples)
    try requireAscending(samples)
    note = "times as the file tells them"
    smoothRounding(options)
  }

  /// The one time of each frame.
  private func timesOfFrames(_ samples: Samples) throws -> [Double] {
    var times = [Double](repeating: .nan, count: steps.count)
    for (k, frame) in frames.enumerated() {
      if times[frame].isNaN { times[frame] = samples.times[k] }
      guard abs(times[frame] - samples.times[k]) <= 1e-6 * max(1, abs(times[frame])) else {
        let place = samples.place(k)
        throw TrackError(
          place.file, line: place.line,
          "frame \(steps[frame]) has the time \(samples.times[k]), and \(times[frame]) in another row",
          advice: "--rate FRAMES takes the times from the numbers of the frames")
      }
    }
    return times
  }

  private func requireAscending(_ samples: Samples) throws {
    for k in times.indices.dropFirst() where times[k] <= times[k - 1] {
      let sample = frames.firstIndex(of: k) ?? 0
      let place = samples.place(sample)
      throw TrackError(
        place.file, line: place.line,
        "frame \(steps[k]) has the time \(times[k]), and frame \(steps[k - 1]) before it \(times[k - 1])",
        advice: "--rate FRAMES takes the times from the numbers of the frames")
    }
  }

  /// Takes times that are those of equal steps, rounded to some decimals, for equal steps.
  private mutating func smoothRounding(_ options: TrackOptions) {
    let rounded = RoundedTimes(times)
    guard let rate = rounded.rate(of: steps, second: options.second), let unit = rounded.unit else {
      return
    }
    let (first, begin) = (steps[0], times[0])
    times = steps.map { begin + Double($0 - first) / rate }
    note =
      "\(String(format: "%.6g", rate)) frames a \(options.timeUnit): the file rounds times to "
      + unit.scenarioText
  }

  // MARK: - Times alone

  private mutating func takeTimes(_ samples: Samples, _ options: TrackOptions) throws {
    guard options.rate == nil else {
      throw TrackError(
        samples.files.first ?? "", "--rate counts frames, and no column numbers them",
        advice: "--frame COLUMN, or leave out --rate: the file tells times")
    }
    var all = samples.times
    if let step = options.timeStep { all = all.map { ($0 / step).rounded() * step } }
    times = Set(all).sorted()
    let index = Dictionary(uniqueKeysWithValues: times.enumerated().map { ($1, $0) })
    frames = all.map { index[$0] ?? 0 }
    let rounded = RoundedTimes(times)
    let found = rounded.steps
    steps = found ?? Array(times.indices)
    note = "times as the file tells them"
    if let step = options.timeStep {
      note = "times rounded to multiples of \(step)"
    } else if let found, let rate = rounded.rate(of: found, second: options.second),
      rounded.canTellRate(rate)
    {
      smoothRounding(options)
    }
  }
}
