/// Holes in the times of frames that are otherwise evenly spaced: frames that were lost.
///
/// Frames are evenly spaced where more than half of the steps between them are within 1 percent of
/// their median; a hole is a step of more than 1.5 medians. What compares neighboring frames must
/// not reach across a hole.
public struct FrameHoles: Sendable, Hashable {
  /// The frames that come after a hole, ascending.
  public let ends: [Int]
  /// The frames that are missing in all holes together.
  public let missingFrames: Int

  /// Finds the holes between `times`, which grow.
  public init(_ times: [Double]) {
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }
    guard steps.count > 2 else {
      (ends, missingFrames) = ([], 0)
      return
    }
    let median = steps.sorted()[steps.count / 2]
    let usual = steps.count { abs($0 - median) <= 0.01 * median }
    guard median > 0, 2 * usual > steps.count else {
      (ends, missingFrames) = ([], 0)
      return
    }
    let holes = steps.indices.filter { steps[$0] > 1.5 * median }
    ends = holes.map { $0 + 1 }
    missingFrames = holes.reduce(0) { sum, hole in
      sum + Int(min(1e9, (steps[hole] / median).rounded())) - 1
    }
  }

  /// The number of holes before a frame.
  public func segment(of frame: Int) -> Int {
    var range = 0..<ends.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        ends[middle] <= frame ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  /// The holes in words; `nil` where there are none.
  public var note: String? {
    guard !ends.isEmpty else { return nil }
    let places = ends.count == 1 ? "one place" : "\(ends.count) places"
    return "about \(missingFrames) frames are missing at \(places)"
  }
}
