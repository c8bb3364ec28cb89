/// What one event adds to the Helfand moments of the gas: the free flights that it ends and the
/// collision.
///
/// The moments are the integrals over time of the currents of momentum and energy,
///   G_ij = integral of sum m v_i v_j + sum over collisions of (r_a - r_b)_i dp_a,j,
///   Q_i  = integral of sum (m v^2/2) v_i + sum over collisions of (r_a - r_b)_i de_a,
/// exact between collisions because discs fly freely. Source: Helfand, Phys. Rev. 119 (1960) 1;
/// of hard discs Alder, Gass, Wainwright, J. Chem. Phys. 53 (1970) 3813.
struct HelfandTerms {
  /// Of G_xx, G_xy and G_yy.
  var xx = 0.0
  var xy = 0.0
  var yy = 0.0
  /// Of Q_x and Q_y.
  var heatX = 0.0
  var heatY = 0.0

  @inline(__always)
  static func += (sum: inout HelfandTerms, other: HelfandTerms) {
    sum.xx += other.xx
    sum.xy += other.xy
    sum.yy += other.yy
    sum.heatX += other.heatX
    sum.heatY += other.heatY
  }
}

extension GasLaw {
  /// What the free flight of a disc to `offset` in epoch `base` adds.
  @inline(__always)
  func flight(_ disc: Disc, to offset: Double, in base: Int32) -> HelfandTerms {
    let time = elapsed(disc, to: offset, in: base)
    let mass = mass(disc)
    let (px, py) = (mass * disc.vx * time, mass * disc.vy * time)
    let square = (disc.vx * disc.vx + disc.vy * disc.vy) / 2
    return HelfandTerms(
      xx: px * disc.vx, xy: px * disc.vy, yy: py * disc.vy, heatX: px * square, heatY: py * square)
  }

  /// What the collision of two discs that have been streamed to the same time adds: the same for
  /// (a, b) and (b, a), bit for bit.
  @inline(__always)
  func transfer(_ a: Disc, _ b: Disc) -> HelfandTerms {
    let (first, second) = a.id < b.id ? (a, b) : (b, a)
    let dx = x.displacement(from: first.x, to: second.x)
    let dy = y.displacement(from: first.y, to: second.y)
    let approach = dx * (second.vx - first.vx) + dy * (second.vy - first.vy)
    guard approach < 0 else { return HelfandTerms() }
    // The velocity of the first changes by push (dx, dy), and r_a - r_b = -(dx, dy).
    let push = constants(first, second).share * (approach / (dx * dx + dy * dy))
    let momentum = -mass(first) * push
    let energy =
      momentum * (dx * first.vx + dy * first.vy + push * (dx * dx + dy * dy) / 2)
    return HelfandTerms(
      xx: momentum * dx * dx, xy: momentum * dx * dy, yy: momentum * dy * dy, heatX: energy * dx,
      heatY: energy * dy)
  }
}

/// The Helfand moments summed up exactly, the same in whatever order events are counted.
struct HelfandSums: Sendable, Hashable {
  var xx = ExactSum()
  var xy = ExactSum()
  var yy = ExactSum()
  var heatX = ExactSum()
  var heatY = ExactSum()

  /// Adds the terms of an event.
  @inline(__always)
  mutating func add(_ terms: HelfandTerms, units: TallyUnits) {
    xx.add(terms.xx, perUnit: units.perAction)
    xy.add(terms.xy, perUnit: units.perAction)
    yy.add(terms.yy, perUnit: units.perAction)
    heatX.add(terms.heatX, perUnit: units.perHeat)
    heatY.add(terms.heatY, perUnit: units.perHeat)
  }

  /// Adds other sums.
  mutating func add(_ other: HelfandSums) {
    for path in Self.paths { self[keyPath: path].quanta &+= other[keyPath: path].quanta }
  }

  /// The sums in the order of checkpoints.
  static let paths: [WritableKeyPath<HelfandSums, ExactSum> & Sendable] = [
    \.xx, \.xy, \.yy, \.heatX, \.heatY,
  ]
}

/// The Helfand moments at one time, seen from the center of mass.
///
/// With the velocity u of the center of mass, M the mass and E' the energy of the motion relative
/// to it, the currents lose M u_i u_j and u_i (E' + M u^2/2) + sum_j u_j J'_ij.
struct HelfandMoments: Sendable, Hashable {
  /// integral of J_xy
  var shear: Double
  /// integral of (J_xx - J_yy)/2, the shear along the diagonals
  var stretch: Double
  /// integral of the currents of energy
  var heatX: Double
  var heatY: Double

  /// The moments of the sums at time `time`.
  init(_ sums: HelfandSums, units: TallyUnits, moments: GasMoments, time: Double) {
    let (ux, uy) = (moments.momentumX / moments.mass, moments.momentumY / moments.mass)
    func action(_ sum: ExactSum, _ motion: Double) -> Double {
      Double(sum.quanta) / units.perAction - moments.mass * motion * time
    }
    let (xx, yy) = (action(sums.xx, ux * ux), action(sums.yy, uy * uy))
    shear = action(sums.xy, ux * uy)
    stretch = (xx - yy) / 2
    // E' + M u^2/2 = E
    let carried = moments.energy * time
    heatX = Double(sums.heatX.quanta) / units.perHeat - ux * (carried + xx) - uy * shear
    heatY = Double(sums.heatY.quanta) / units.perHeat - uy * (carried + yy) - ux * shear
  }
}

extension Gas {
  /// The sums of the Helfand moments now, with the flights since the latest events; `nil` where
  /// they are not counted.
  func helfandSums() -> HelfandSums? {
    guard var sums = tally.moments else { return nil }
    for k in 0..<count {
      sums.add(law.flight(workspace.discs[k], to: now.offset, in: now.epoch), units: units)
    }
    return sums
  }
}
