import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// The key under which starts are reported.
  var startsKey: String { initial == nil ? "superpose" : "start" }

  /// Each start begins at the vacuum where the one before it ends; a periodic potential makes it
  /// so.
  func joinContradictions() -> [Contradiction] {
    guard superpose.count > 1, potential.form.period == nil,
      let profiles = profiles(in: startSpace())
    else { return [] }
    for (left, right) in zip(profiles, profiles.dropFirst())
    where abs(left.right - right.left) > 1e-9 {
      return [
        Contradiction(
          at: "superpose",
          "from left to right, one start ends at phi = \(left.right.scenarioText) and the next begins at \(right.left.scenarioText)",
          advice: "in phi4 kinks and antikinks take turns")
      ]
    }
    return []
  }

  /// The field at one end continues at the other as the boundary says, and what has a middle has it
  /// in the domain.
  func endContradictions() -> [Contradiction] {
    for value in extremeValues {
      guard let profile = endProfile(scanned: value) else { continue }
      if let outside = profile.middles.first(where: { $0 < start || $0 > end }) {
        return [
          Contradiction(
            at: startsKey,
            "the middle of a start, x = \(short(outside)), lies outside of the domain",
            advice: "it runs from \(start.scenarioText) to \(end.scenarioText)")
        ]
      }
      if let found = endContradiction(profile) { return [found] }
    }
    return []
  }

  /// The starts as one function of x; noise around a vacuum counts as the vacuum, and a file is
  /// looked at when it is read.
  func endProfile(scanned value: Double?) -> FieldProfile? {
    if case .thermal(let thermal)? = starts.first {
      return .vacuum(thermal.vacuum ?? startSpace().usualVacuum)
    }
    return profile(in: startSpace(), scanned: value)
  }

  private func endContradiction(_ profile: FieldProfile) -> Contradiction? {
    // The published code puts its kink into a periodic box; who repeats it wants the jump.
    if boundary == .periodic, case .kink(let kink) = initial, kink.convention == .amangkurat {
      return nil
    }
    let (first, last) = (profile.value(start), profile.value(end))
    func isNear(_ a: Double, _ b: Double) -> Bool {
      abs(a - b) <= 1e-3 * max(1, abs(a), abs(b))
    }
    let phi = FieldEnds(first: first.phi, last: last.phi)
    if !fits(phi, rise: rise, isNear) {
      var found = endContradiction(phi, at: startsKey)
      let far = FieldEnds(first: profile.left, last: profile.right)
      // Far away it would fit: not the boundary is wrong but the place.
      if !profile.middles.isEmpty, fits(far, rise: rise, isNear) {
        found.advice = "move the start away from the ends of the domain, or use a longer one"
      }
      return found
    }
    let pi = FieldEnds(first: first.pi, last: last.pi)
    guard !fits(pi, rise: 0, isNear) else { return nil }
    return Contradiction(
      at: startsKey,
      "the momentum is \(short(pi.first)) at one end and \(short(pi.last)) at the other, which '\(boundary.scenarioText)' does not join",
      advice: "move the start away from the ends")
  }

  /// Whether values at the ends continue as the boundary says.
  private func fits(
    _ ends: FieldEnds, rise: Double, _ isNear: (Double, Double) -> Bool
  ) -> Bool {
    switch boundary {
    case .periodic: isNear(ends.first, ends.last)
    case .antiperiodic: isNear(ends.first, -ends.last)
    case .winding: isNear(ends.last, ends.first + rise)
    case .dirichlet: isNear(ends.first, 0) && isNear(ends.last, 0)
    case .neumann: true
    }
  }

  /// Says that a field with these values at its ends does not continue as the boundary wants, and
  /// names a boundary that fits.
  ///
  /// - Parameter slack: how much values may differ at the ends of a field that goes on there.
  func endContradiction(
    _ ends: FieldEnds, slack: Double = 0, at key: String
  ) -> Contradiction {
    let (first, last) = (ends.first, ends.last)
    let advice = boundaryAdvice(ends, slack: slack)
    switch boundary {
    case .antiperiodic:
      return Contradiction(
        at: key,
        "the field is \(short(first)) at one end and \(short(last)) at the other: 'antiperiodic' wants opposite values",
        advice: advice)
    case .winding:
      return Contradiction(
        at: key,
        "the field rises by \(short(last - first)) and the boundary wants \(short(rise))",
        advice: advice)
    case .dirichlet:
      return Contradiction(
        at: key, "the field is not 0 at the ends, as 'dirichlet' wants", advice: "use neumann")
    case .periodic, .neumann:
      return Contradiction(
        at: key, "the field jumps from \(short(last)) to \(short(first)) at the boundary",
        advice: advice)
    }
  }

  private func boundaryAdvice(_ ends: FieldEnds, slack: Double) -> String {
    let scale = max(slack, 0.05 * max(1, abs(ends.first), abs(ends.last)))
    let rise = ends.last - ends.first
    if abs(rise) <= scale { return "use the boundary periodic" }
    if let period = potential.form.period {
      let n = (rise / period).rounded()
      if n != 0, abs(rise - n * period) <= scale {
        return
          "for \(abs(n) == 1 ? "one kink" : "\(Int(abs(n))) kinks")\(n < 0 ? " that fall\(abs(n) == 1 ? "s" : "")" : "") use the boundary {winding: \(Int(n))}"
      }
    } else if potential.form.isEven, abs(ends.first + ends.last) <= scale {
      return "for a kink use the boundary antiperiodic"
    }
    return "use the boundary neumann, which takes any values at its ends"
  }

  func short(_ value: Double) -> String {
    ((value * 1e4).rounded() / 1e4).scenarioText
  }
}

/// The values of a field at the first and the last end of its domain.
struct FieldEnds: Sendable, Hashable {
  var first: Double
  var last: Double
}
