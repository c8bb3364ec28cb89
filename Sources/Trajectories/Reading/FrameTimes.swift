/// The steps and times of the frames of a trajectory.
struct FrameTimes {
  var steps: [Int]
  var times: [Double]
  /// Whether the file holds the times in single precision.
  var areSinglePrecision = false
  /// What of the rows of the file is no frame, in words.
  var note: String?

  /// Keeps the frames whose box is known; `nil` stands for all.
  ///
  /// - Returns: what is left out, in words.
  mutating func keep(where isKnown: [Bool]?) -> String? {
    guard let isKnown, isKnown.contains(false) else { return nil }
    let kept = steps.indices.filter { isKnown[$0] }
    defer {
      steps = kept.map { steps[$0] }
      times = kept.map { times[$0] }
    }
    return "\(steps.count - kept.count) of \(steps.count) frames are left out: "
      + "the edges of their box are not given"
  }
}
