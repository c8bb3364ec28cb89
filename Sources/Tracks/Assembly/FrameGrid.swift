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

  private mutating func takeFrames(_ samples: Samples, _ options: TrackOptions) throws {
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
    guard times.count > 2, let decimals = decimals, let first = steps.first, let last = steps.last
    else { return }
    let unit = pow(10, -Double(decimals))
    let mean = Double(last - first) / (times[times.count - 1] - times[0])
    func exact(_ rate: Double) -> [Double] { steps.map { times[0] + Double($0 - first) / rate } }
    func fits(_ rate: Double) -> Bool {
      rate > 0 && zip(times, exact(rate)).allSatisfy { abs($0 - $1) <= 1.01 * unit }
    }
    // Cameras have whole rates, or those of television.
    let usual = [mean.rounded(), (mean * 1.001).rounded() / 1.001]
    guard let rate = (usual + [mean]).first(where: fits), unit < 1 / rate else { return }
    let exact = exact(rate)
    guard zip(times, exact).contains(where: { abs($0 - $1) > 1e-9 }) else { return }
    times = exact
    note =
      "\(String(format: "%.6g", rate)) frames a \(options.timeUnit): the file rounds times to "
      + unit.scenarioText
  }

  /// The decimals of the times, where they are few.
  private var decimals: Int? {
    (0...4).first { count in
      let scale = pow(10, Double(count))
      return times.allSatisfy { abs($0 * scale - ($0 * scale).rounded()) < 1e-6 }
    }
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
    steps = Self.steps(times) ?? Array(times.indices)
    note = "times as the file tells them"
    if let step = options.timeStep { note = "times rounded to multiples of \(step)" }
  }

  /// The numbers of frames at times that are multiples of the most usual interval, to a twentieth
  /// of it.
  private static func steps(_ times: [Double]) -> [Int]? {
    let intervals = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    guard let first = times.first, !intervals.isEmpty else { return [0] }
    let interval = intervals[intervals.count / 2]
    let numbers = times.map { (($0 - first) / interval) }
    guard numbers.allSatisfy({ $0 < 1e9 && abs($0 - $0.rounded()) < 0.05 }) else { return nil }
    let steps = numbers.map { Int($0.rounded()) }
    return zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 } ? steps : nil
  }
}
