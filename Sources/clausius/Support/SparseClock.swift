/// A clock that is looked at about once a millisecond, however short ticks are: a look costs as much as a small system's step.
struct SparseClock {
  private var ticksBetweenLooks = 1
  private var ticksLeft = 1
  private var lastLook = ContinuousClock.now

  /// The time now, when it is worth a look; to be asked once a tick.
  mutating func look() -> ContinuousClock.Instant? {
    ticksLeft -= 1
    guard ticksLeft == 0 else { return nil }
    let now = ContinuousClock.now
    let isEarly = now - lastLook < .milliseconds(1)
    ticksBetweenLooks = isEarly ? min(2 * ticksBetweenLooks, 4096) : max(1, ticksBetweenLooks / 2)
    ticksLeft = ticksBetweenLooks
    lastLook = now
    return now
  }
}
