/// What a build with `CLAUSIUS_INVARIANTS` checks at every event: the order of the calendar,
/// contact, energy.
///
/// Other builds check frames only.
struct EventChecks {
  /// The largest overlap, as a share of the contact distance, that rounding explains.
  static let deepestOverlap = 1e-12
  /// The largest relative change of the energy of a pair that rounding explains.
  static let largestEnergyChange = 1e-13

  private var instant = -Double.infinity

  /// Checks that an event does not come before the one resolved before it; says what is wrong.
  mutating func next(at time: Double) -> String? {
    defer { instant = time }
    return time >= instant ? nil : "an event at \(time) comes after one at \(instant)"
  }

  /// Checks a collision: the pair is in contact, and keeps its energy; says what is wrong.
  static func collision(
    _ law: GasLaw, before: (Disc, Disc), after: (Disc, Disc), at time: GasTime
  ) -> String? {
    let pair = "the collision of discs \(before.0.id) and \(before.1.id)"
    let overlap = law.overlap(before.0, before.1, at: time)
    guard overlap < deepestOverlap else {
      return "\(pair) begins with an overlap of \(overlap) of the contact distance"
    }
    let energy = { (discs: (Disc, Disc)) in
      law.mass(discs.0) * discs.0.speed * discs.0.speed
        + law.mass(discs.1) * discs.1.speed * discs.1.speed
    }
    let change = energy(after) / energy(before) - 1
    guard change.magnitude < largestEnergyChange else {
      return "\(pair) changes their energy by \(change)"
    }
    return nil
  }
}
