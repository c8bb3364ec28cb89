/// Shells of distance: of equal width, or of one width below a distance in contact and of another
/// beyond it, so that no shell holds distances that cannot occur beside those that are frequent.
struct ShellBounds {
  /// The inner radius of the first shell.
  let inner: Double
  /// The outer radius of the last shell.
  let outer: Double
  /// The number of shells.
  let count: Int
  /// The distance in contact and the number of shells below it; `outer` and `count` without one.
  private let contact: (distance: Double, shells: Int)
  private let perLength: (below: Double, beyond: Double)

  /// `shells` shells of equal width from `inner` to `outer`.
  init(from inner: Double = 0, to outer: Double, shells: Int) {
    self.init(
      inner: inner, outer: outer, count: shells, contact: (outer, shells),
      perLength: (Double(shells) / (outer - inner), 0))
  }

  private init(
    inner: Double, outer: Double, count: Int, contact: (distance: Double, shells: Int),
    perLength: (below: Double, beyond: Double)
  ) {
    (self.inner, self.outer, self.count) = (inner, outer, count)
    (self.contact, self.perLength) = (contact, perLength)
  }

  /// `shells` shells from 0 to `outer`, an edge of which is the distance in contact.
  init(to outer: Double, shells: Int, contact distance: Double?) {
    // What rounding leaves of a contact lies beyond it.
    guard let distance = distance.map({ $0 * (1 - 1e-9) }), distance < outer, shells >= 2 else {
      self.init(to: outer, shells: shells)
      return
    }
    let below = max(
      1, min(shells - 1, Int(saturating: (Double(shells) * distance / outer).rounded())))
    self.init(
      inner: 0, outer: outer, count: shells, contact: (distance, below),
      perLength: (Double(below) / distance, Double(shells - below) / (outer - distance)))
  }

  /// The radii between the shells, one more than there are shells.
  var edges: [Double] {
    let below = (0...contact.shells).map { shell in
      inner + (contact.distance - inner) * Double(shell) / Double(contact.shells)
    }
    let rest = count - contact.shells
    guard rest > 0 else { return below }
    return below
      + (1...rest).map { shell in
        contact.distance + (outer - contact.distance) * Double(shell) / Double(rest)
      }
  }

  /// The shell of a distance from `inner` on and below `outer`.
  @inline(__always)
  func shell(at distance: Double) -> Int {
    guard distance >= contact.distance else {
      return max(0, min(contact.shells - 1, Int(saturating: (distance - inner) * perLength.below)))
    }
    let beyond = Int(saturating: (distance - contact.distance) * perLength.beyond)
    return contact.shells + min(count - 1 - contact.shells, beyond)
  }
}
