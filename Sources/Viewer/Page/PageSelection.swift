/// Which frames and which individuals of a trajectory a page shows.
struct PageSelection: Sendable, Hashable {
  /// The numbers of the frames, ascending.
  let frames: [Int]
  /// The numbers of the individuals, ascending.
  let individuals: [Int]
  /// Every how many-th frame is shown.
  let every: Int

  /// Every `every`-th of `frameCount` frames and the last, and `shown` of `individualCount`
  /// individuals.
  ///
  /// The individuals are spread over all numbers without a period, and the same each time.
  init(frameCount: Int, every: Int, individualCount: Int, shown: Int) {
    self.every = every
    var frames = Array(stride(from: 0, to: frameCount, by: every))
    if frames.last != frameCount - 1 { frames.append(frameCount - 1) }
    self.frames = frames
    guard shown < individualCount else {
      individuals = Array(0..<individualCount)
      return
    }
    // Multiples of the golden ratio spread evenly whatever the number of them.
    let keys = (0..<individualCount).map { (UInt32(truncatingIfNeeded: $0) &* 2_654_435_769, $0) }
    individuals = keys.sorted { $0 < $1 }.prefix(shown).map(\.1).sorted()
  }

  /// The same selection with fewer bytes by `factor`, above 1: fewer frames as long as
  /// `leastFrames` are left, then fewer individuals.
  func thinned(
    by factor: Double, leastFrames: Int, frameCount: Int, individualCount: Int
  ) -> PageSelection {
    let count = Double(frames.count)
    let least = min(count, Double(leastFrames))
    // No larger step leaves so many frames.
    let largest = max(every, Int(Double(every) * count / least))
    let step = min(largest, Int((Double(every) * factor).rounded(.up)))
    // What fewer frames do not save, fewer individuals must.
    let missing = min(1, Double(step) / (Double(every) * factor))
    let shown = Int(Double(individuals.count) * missing)
    return PageSelection(
      frameCount: frameCount, every: step, individualCount: individualCount,
      shown: max(min(1, individualCount), shown))
  }
}
