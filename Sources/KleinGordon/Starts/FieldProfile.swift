import Foundation

/// An initial state as functions of x: the field and its momentum anywhere, and the values that it
/// connects.
struct FieldProfile: Sendable {
  /// phi(x) and pi(x).
  var value: @Sendable (_ x: Double) -> (phi: Double, pi: Double)
  /// phi at minus infinity.
  var left: Double
  /// phi at infinity.
  var right: Double
  /// The solitons in it.
  var solitons: [Soliton] = []
  /// The middles of what else has one, such as a bump.
  var centers: [Double] = []

  /// The shortest length over which its solitons and bumps change; infinite without any.
  var shortest = Double.infinity

  /// Something that should not overlap with its like.
  struct Soliton: Sendable {
    /// Its middle.
    var position: Double
    /// The distance over which its flanks fall by e.
    var flank: Double
  }

  /// Where it has its place: the middle between its outermost solitons or bumps; `nil` for what
  /// fills the whole domain.
  var position: Double? {
    let places = middles
    guard let first = places.min(), let last = places.max() else { return nil }
    return (first + last) / 2
  }

  /// The middles of its solitons and bumps.
  var middles: [Double] { solitons.map(\.position) + centers }

  /// How far the flank of a soliton still reaches at the middle of its neighbor, at most; 0 for one
  /// alone.
  var largestOverlap: Double {
    let inOrder = solitons.sorted { $0.position < $1.position }
    return zip(inOrder, inOrder.dropFirst()).map { left, right in
      exp(-(right.position - left.position) / max(left.flank, right.flank))
    }.max() ?? 0
  }

  /// A field that stays at a vacuum.
  static func vacuum(_ value: Double) -> FieldProfile {
    FieldProfile(value: { _ in (value, 0) }, left: value, right: value)
  }

  /// The profile raised by a constant.
  func raised(by shift: Double) -> FieldProfile {
    var raised = self
    raised.value = { [value] x in
      let (phi, pi) = value(x)
      return (phi + shift, pi)
    }
    raised.left += shift
    raised.right += shift
    return raised
  }

  /// Both at once: what `other` differs from its left end is added, so that the vacuum between them
  /// counts once.
  func joined(with other: FieldProfile) -> FieldProfile {
    FieldProfile(
      value: { [value, left = other.left, second = other.value] x in
        let (a, b) = (value(x), second(x))
        return (a.phi + (b.phi - left), a.pi + b.pi)
      }, left: left, right: right + other.right - other.left,
      solitons: solitons + other.solitons, centers: centers + other.centers,
      shortest: min(shortest, other.shortest))
  }
}

extension KinkProfile {
  /// The kink in motion: phi(gamma (x - x0 - v t)) at t = 0, rising, or falling when it is an
  /// antikink.
  func moving(position: Double, velocity: Double, isAntikink: Bool) -> FieldProfile {
    let gamma = 1 / (1 - velocity * velocity).squareRoot()
    let (value, sign) = (value, isAntikink ? -1.0 : 1.0)
    return FieldProfile(
      value: { x in
        // Beyond 300 the profile is flat to every digit, and its hyperbolic functions would
        // overflow.
        let y = max(-300, min(300, sign * gamma * (x - position)))
        let (phi, slope) = value(y)
        return (phi, -velocity * gamma * sign * slope)
      }, left: isAntikink ? right : left, right: isAntikink ? left : right,
      solitons: [FieldProfile.Soliton(position: position, flank: flank / gamma)],
      shortest: flank / gamma)
  }
}
