/// The physics of the gas: free flight, the meeting of two discs, the collision, the wall.
///
/// Every result depends only on the records of the discs involved, and on the two of a pair alike.
/// It is therefore the same, bit for bit, whoever asks, when, and in which order.
struct GasLaw {
  /// The axes of the box.
  let x: FixedAxis
  let y: FixedAxis
  /// The length E of an epoch, a power of two.
  let epochLength: Double
  /// The number of species.
  let speciesCount: Int
  /// The largest diameter.
  let largestDiameter: Double
  // The table itself is kept alive by the owner of the law; a reference here would be counted in
  // every inner loop.
  private let one: UnsafeMutablePointer<SpeciesTable.One>
  private let pair: UnsafeMutablePointer<SpeciesTable.Pair>

  init(x: FixedAxis, y: FixedAxis, epochLength: Double, table: SpeciesTable) {
    self.x = x
    self.y = y
    self.epochLength = epochLength
    speciesCount = table.count
    largestDiameter = table.largestDiameter
    one = table.one
    pair = table.pair
  }

  /// The constants of the pair (a, b).
  @inline(__always)
  func constants(_ a: Disc, _ b: Disc) -> SpeciesTable.Pair {
    pair[Int(a.species) &* speciesCount &+ Int(b.species)]
  }

  /// The place of the pair in ``EventTally/pairs``, the same for (a, b) and (b, a).
  @inline(__always)
  func pairNumber(_ a: Disc, _ b: Disc) -> Int32 {
    let (low, high) = (min(a.species, b.species), max(a.species, b.species))
    return Int32(truncatingIfNeeded: Int(low) &* speciesCount &+ Int(high))
  }

  /// The constants of a species.
  func constants(of species: Int) -> SpeciesTable.One { one[species] }

  /// The mass of a disc.
  @inline(__always)
  func mass(_ disc: Disc) -> Double { one[Int(disc.species)].mass }

  /// The time from a disc's local time to `offset` in epoch `base`.
  @inline(__always)
  func elapsed(_ disc: Disc, to offset: Double, in base: Int32) -> Double {
    Double(base &- disc.epoch) * epochLength + (offset - disc.offset)
  }

  /// Whether the free flight of a disc until `time` is one whose length can be counted.
  func canStream(_ disc: Disc, until time: GasTime) -> Bool {
    let time = elapsed(disc, to: time.offset, in: time.epoch)
    return (disc.vx * time * x.inverseLength).magnitude < x.longestFlight
      && (disc.vy * time * y.inverseLength).magnitude < y.longestFlight
  }

  /// Free flight to `offset` in epoch `base`.
  @inline(__always)
  func stream(_ disc: inout Disc, to offset: Double, in base: Int32) {
    let time = elapsed(disc, to: offset, in: base)
    disc.x = x.moved(disc.x, by: disc.vx * time, image: &disc.imageX)
    disc.y = y.moved(disc.y, by: disc.vy * time, image: &disc.imageY)
    disc.path += Float(disc.speed * time)
    disc.epoch = base
    disc.offset = offset
  }

  /// When two discs next touch, as a time in epoch `base`; +inf when they do not.
  ///
  /// With r, v the relative position and velocity at the later of the two local times, b = r . v
  /// and w = r x v: t = (r^2 - sigma^2) / (-b + sqrt(v^2 sigma^2 - w^2)), which loses no digits for
  /// discs far apart or nearly touching.
  /// - Parameter near: a time in epoch `base` at which the periodic image that is meant is the
  ///   nearest one.
  @inline(__always)
  func meeting(_ a: Disc, _ b: Disc, near: Double, in base: Int32) -> Double {
    let aIsLater = a.isAtOrAfter(b)
    let reference = aIsLater ? a.offset : b.offset
    let epoch = aIsLater ? a.epoch : b.epoch
    var dx: Double
    var dy: Double
    if aIsLater {
      let time = elapsed(b, to: reference, in: epoch)
      dx = x.displacement(from: a.x, to: x.moved(b.x, by: b.vx * time))
      dy = y.displacement(from: a.y, to: y.moved(b.y, by: b.vy * time))
    } else {
      let time = elapsed(a, to: reference, in: epoch)
      dx = x.displacement(from: x.moved(a.x, by: a.vx * time), to: b.x)
      dy = y.displacement(from: y.moved(a.y, by: a.vy * time), to: b.y)
    }
    let ux = b.vx - a.vx
    let uy = b.vy - a.vy
    let epochs = Double(base &- epoch) * epochLength
    let ahead = epochs + (near - reference)
    if ahead > 0 {
      if x.isPeriodic { dx = x.image(dx, near: dx + ux * ahead) }
      if y.isPeriodic { dy = y.image(dy, near: dy + uy * ahead) }
    }
    let approach = dx * ux + dy * uy
    // Slower than rounding can tell from rest: such a pair parts again without a collision.
    let speeds = (a.vx.magnitude + a.vy.magnitude) + (b.vx.magnitude + b.vy.magnitude)
    guard approach < -0x1p-50 * (dx.magnitude + dy.magnitude) * speeds else { return .infinity }
    let contactSquared = constants(a, b).contactSquared
    let moment = dx * uy - dy * ux
    let discriminant = (ux * ux + uy * uy) * contactSquared - moment * moment
    guard discriminant >= 0 else { return .infinity }
    let gap = (dx * dx + dy * dy) - contactSquared
    let wait = gap > 0 ? gap / (discriminant.squareRoot() - approach) : 0
    return (reference + wait) - epochs
  }

  /// The elastic collision of two discs that have been streamed to the same time.
  ///
  /// v_a += 2 m_b/(m_a + m_b) (b/r^2) r, v_b -= 2 m_a/(m_a + m_b) (b/r^2) r with b = r . v.
  /// - Returns: the virial r . dp of the pair, 0 when rounding has made the discs part already.
  @inline(__always)
  func collide(_ a: inout Disc, _ b: inout Disc) -> Double {
    let dx = x.displacement(from: a.x, to: b.x)
    let dy = y.displacement(from: a.y, to: b.y)
    let approach = dx * (b.vx - a.vx) + dy * (b.vy - a.vy)
    guard approach < 0 else { return 0 }
    let impulse = approach / (dx * dx + dy * dy)
    let shareA = constants(a, b).share * impulse
    let shareB = constants(b, a).share * impulse
    a.vx += shareA * dx
    a.vy += shareA * dy
    b.vx -= shareB * dx
    b.vy -= shareB * dy
    return -approach * constants(a, b).share * mass(a)
  }

  /// When a disc next reaches a wall, as a time in epoch `base` (+inf for never), and which axis
  /// the wall bounds.
  @inline(__always)
  func wall(_ disc: Disc, in base: Int32) -> (time: Double, axis: Int32) {
    let walls = one[Int(disc.species)]
    var waitX = Double.infinity
    var waitY = Double.infinity
    if !x.isPeriodic { waitX = x.wait(disc.x, disc.vx, low: walls.lowX, high: walls.highX) }
    if !y.isPeriodic { waitY = y.wait(disc.y, disc.vy, low: walls.lowY, high: walls.highY) }
    let wait = min(waitX, waitY)
    let epochs = Double(base &- disc.epoch) * epochLength
    return ((disc.offset + wait) - epochs, waitX <= waitY ? 0 : 1)
  }

  /// The specular reflection at a wall of a disc that has been streamed to it.
  ///
  /// - Returns: the impulse 2 m |v| that the wall takes.
  @inline(__always)
  func reflect(_ disc: inout Disc, axis: Int32) -> Double {
    let velocity = axis == 0 ? disc.vx : disc.vy
    if axis == 0 { disc.vx = -velocity } else { disc.vy = -velocity }
    return 2 * mass(disc) * velocity.magnitude
  }
}

extension FixedAxis {
  /// The image of a displacement for which `later`, the same displacement at another time, is the
  /// nearest one.
  @inline(__always)
  func image(_ displacement: Double, near later: Double) -> Double {
    guard later.magnitude * 2 > length else { return displacement }
    return displacement - (later * inverseLength).rounded() * length
  }

  /// The time until a center at `position` with `velocity` reaches one of its two turning points;
  /// never negative.
  @inline(__always)
  func wait(_ position: UInt64, _ velocity: Double, low: UInt64, high: UInt64) -> Double {
    if velocity > 0 { return max(0, displacement(from: position, to: high)) / velocity }
    if velocity < 0 { return max(0, displacement(from: low, to: position)) / -velocity }
    return .infinity
  }
}
