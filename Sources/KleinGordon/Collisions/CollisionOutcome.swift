/// What a collision has come to.
enum CollisionOutcome: Int, Sendable {
  /// The kinks have met again and again and are bound.
  case captured = 0
  /// They have met and left each other.
  case escaped = 1
  /// They have gone through each other.
  case passed = 2
  /// They have not met, or not enough time has gone by since.
  case undecided = 3

  /// Whether the kinks are free.
  var isFree: Bool { self == .escaped || self == .passed }
}

extension CollisionRecord {
  /// Collisions after which a pair that is not free is bound.
  static let bindingBounces = 4
  /// The time in flanks (1/m) without a collision after which a pair has escaped; the time for which the middle of a pair that is
  /// bound stays on the other side.
  static let quietTime = 40.0

  /// The outcome as of the last note.
  ///
  /// - escaped: the kinks are so far apart that nothing brings them back (``isFree``), or have not met again for ``quietTime`` flanks.
  /// - passed: they are free and the field in the middle is on the other side.
  /// - captured: they have met at least ``bindingBounces`` times, or the middle stays on the other side and no kink is beyond 2 flanks.
  /// - undecided: anything else.
  func outcome(flank: Double) -> CollisionOutcome {
    if isFree { return isBelow ? .passed : .escaped }
    let isQuiet = time - sideTime > Self.quietTime * flank
    if isBelow {
      let isEmpty = samples.last.map { $0.distance < 2 * flank || time - $0.time > 10 } ?? true
      return bounceTimes.count >= Self.bindingBounces || (isQuiet && isEmpty)
        ? .captured : .undecided
    }
    guard let last = bounceTimes.last else { return .undecided }
    if time - last > Self.quietTime * flank { return .escaped }
    return bounceTimes.count >= Self.bindingBounces ? .captured : .undecided
  }
}
