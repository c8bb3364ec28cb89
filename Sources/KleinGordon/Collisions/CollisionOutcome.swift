import ClausiusSimulationCore

/// What a collision has come to.
enum CollisionOutcome: Int, Sendable, CaseIterable {
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

  /// What its numbers stand for in a file.
  static let meaning = ValueMeaning.category(allCases.map { "\($0)" })
}

extension CollisionRecord {
  /// Collisions after which a pair that is not free is bound.
  static let bindingBounces = 4
  /// The time in flanks (1/m) without a meeting after which a pair is free; the time for which the
  /// field in the middle of a pair that is bound comes to no side.
  static let quietTime = 40.0

  /// The outcome as of the last note.
  ///
  /// - escaped: the kinks are so far apart that nothing brings them back (``isFree``), or have not
  ///   met again for ``quietTime`` flanks.
  /// - passed: the same, with the field in the middle across, on the side of a third vacuum.
  /// - captured: they have met at least ``bindingBounces`` times, or have been meeting for
  ///   ``quietTime`` flanks and no kink is beyond 2 flanks.
  /// - undecided: anything else.
  func outcome(flank: Double) -> CollisionOutcome {
    let free = isAcross ? CollisionOutcome.passed : .escaped
    if isFree { return free }
    let isBound = bounceTimes.count >= Self.bindingBounces
    if isMeeting {
      let isQuiet = time - sideTime > Self.quietTime * flank
      let isEmpty = samples.last.map { $0.distance < 2 * flank || time - $0.time > 10 } ?? true
      return isBound || (isQuiet && isEmpty) ? .captured : .undecided
    }
    guard let last = bounceTimes.last else { return .undecided }
    if time - last > Self.quietTime * flank { return free }
    return isBound ? .captured : .undecided
  }
}
