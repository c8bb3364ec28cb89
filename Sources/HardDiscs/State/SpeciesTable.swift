/// What the discs of one species share.
struct Species: Sendable, Hashable {
  /// The name, for messages.
  var name: String
  /// The number of discs.
  var count: Int
  /// The diameter sigma.
  var diameter: Double
  /// The mass m.
  var mass: Double
}

/// The constants of all species and pairs of species, laid out for the inner loops.
final class SpeciesTable: @unchecked Sendable {
  /// The constants of one species.
  struct One {
    var mass: Double
    /// Where the center turns at the walls, in fixed point.
    var lowX: UInt64
    var highX: UInt64
    var lowY: UInt64
    var highY: UInt64
  }

  /// The constants of one pair of species.
  struct Pair {
    /// ((sigma_a + sigma_b)/2)^2
    var contactSquared: Double
    /// (sigma_a + sigma_b)/2
    var contact: Double
    /// 2 m_b/(m_a + m_b), the share of a in an impulse.
    var share: Double
  }

  /// The species.
  let species: [Species]
  /// The axes of the box.
  let x: FixedAxis
  let y: FixedAxis
  /// The number of species.
  let count: Int
  /// The largest diameter.
  let largestDiameter: Double
  /// The constants of each species.
  let one: UnsafeMutablePointer<One>
  /// The constants of the pair (a, b) at a count + b.
  let pair: UnsafeMutablePointer<Pair>

  init(_ species: [Species], x: FixedAxis, y: FixedAxis) {
    self.species = species
    self.x = x
    self.y = y
    count = species.count
    largestDiameter = species.map(\.diameter).max() ?? 0
    one = .allocate(capacity: max(1, count))
    pair = .allocate(capacity: max(1, count * count))
    for (a, first) in species.enumerated() {
      let radius = first.diameter / 2
      let margin = { (axis: FixedAxis) in UInt64(radius * axis.unitsPerLength * 0.25) &* 4 }
      let top: UInt64 = 1 << 63
      (one + a).initialize(
        to: One(
          mass: first.mass, lowX: x.origin &+ margin(x), highX: top &- margin(x),
          lowY: y.origin &+ margin(y), highY: top &- margin(y)))
      for (b, second) in species.enumerated() {
        let contact = (first.diameter + second.diameter) / 2
        (pair + a * count + b).initialize(
          to: Pair(
            contactSquared: contact * contact, contact: contact,
            share: 2 * second.mass / (first.mass + second.mass)))
      }
    }
  }

  deinit {
    one.deallocate()
    pair.deallocate()
  }
}
