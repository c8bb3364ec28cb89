/// Which frames are compared: the lags, and from which frames each begins.
///
/// Lags are 1 to 16 frames, then 18 to 32 by 2, 36 to 64 by 4, and so on: eight for every factor of
/// two. A lag of L frames begins at the multiples of the spacing of the lags around it, so that
/// every lag has about 16 beginnings over its own length and memory grows like the logarithm of the
/// number of frames (Frenkel and Smit 2002, section 4.4.2).
struct LagPlan: Hashable {
  /// A number of frames, and the spacing of the frames from which it begins.
  struct Lag: Hashable {
    var frames: Int
    var spacing: Int
  }

  /// The shortest lag: 0 or 1.
  let shortest: Int
  /// A lag that is wanted whatever the plan, in frames.
  let wanted: Int?

  /// The plan from its shortest lag on, and beside it a lag that is wanted.
  init(shortest: Int = 1, wanted: Int? = nil) {
    self.shortest = shortest
    self.wanted = wanted
  }

  /// The lags of at most `frames` frames, ascending.
  func lags(upTo frames: Int) -> [Lag] {
    var lags = (shortest...16).map { Lag(frames: $0, spacing: 1) }
    var spacing = 2
    while 8 * spacing < frames {
      lags += (9...16).map { Lag(frames: $0 * spacing, spacing: spacing) }
      spacing *= 2
    }
    if let wanted, !lags.contains(where: { $0.frames == wanted }) {
      lags.append(Lag(frames: wanted, spacing: max(1, wanted / 16)))
    }
    return lags.filter { $0.frames <= frames }.sorted { $0.frames < $1.frames }
  }

  /// The last frame at which a frame is still compared as a beginning, when nothing is known of the
  /// end.
  func isNeeded(_ frame: Int, at now: Int) -> Bool {
    if let wanted, frame % max(1, wanted / 16) == 0, now - frame < wanted { return true }
    // A frame begins lags whose spacing divides it.
    let spacing = frame == 0 ? Int.max : 1 << frame.trailingZeroBitCount
    return spacing == Int.max || now - frame < 16 * spacing
  }
}
