/// A sum of real numbers in fixed point: the same in whatever order they are added.
struct ExactSum: Sendable, Hashable {
  /// The sum in quanta.
  var quanta: Int128 = 0

  /// Adds `value`, rounded to whole quanta of size 1/`perUnit`.
  @inline(__always)
  mutating func add(_ value: Double, perUnit: Double) {
    quanta &+= Int128(Int64(max(-0x1p62, min(0x1p62, value * perUnit))))
  }
}

/// One event, as it is counted once its window is done.
struct EventRecord {
  /// What happened.
  enum Kind: Int32 {
    case collision
    case wallX
    case wallY
  }
  var kind: Kind
  /// Of a collision, the place of the two species in ``EventTally/pairs``.
  var pair: Int32 = 0
  /// The paths of the two discs since their latest collisions; NaN before the first.
  var pathA: Float = .nan
  var pathB: Float = .nan
  /// The virial r . dp of a collision, or the impulse on a wall.
  var impulse: Double
  /// The way that the discs have come since their latest events.
  var distance: Double
}

/// What happened in the run so far, summed up exactly.
struct EventTally: Sendable, Hashable {
  /// Collisions of two discs.
  var collisions = 0
  /// Hits at walls.
  var wallHits = 0
  /// Sum of r . dp over the collisions.
  var virial = ExactSum()
  /// Sum of the impulses on the walls of x and of y.
  var wallImpulseX = ExactSum()
  var wallImpulseY = ExactSum()
  /// Way of all discs up to their latest events.
  var distance = ExactSum()
  /// Completed free paths by length, the last bin for all longer ones.
  var freePaths: [Int]
  /// Collisions of species a and b, a <= b, at a k + b of k species; none for one species.
  var pairs: [PairTally]
  /// The Helfand moments; `nil` where they are not counted.
  var moments: HelfandSums?

  /// Nothing counted yet.
  init(freePathBins: Int, species: Int, countsMoments: Bool = false) {
    moments = countsMoments ? HelfandSums() : nil
    freePaths = [Int](repeating: 0, count: freePathBins + 1)
    pairs = [PairTally](repeating: PairTally(), count: species > 1 ? species * species : 0)
  }

  /// Nothing counted yet, of what `other` counts.
  init(like other: EventTally) {
    moments = other.moments.map { _ in HelfandSums() }
    freePaths = [Int](repeating: 0, count: other.freePaths.count)
    pairs = [PairTally](repeating: PairTally(), count: other.pairs.count)
  }

  /// Counts an event.
  @inline(__always)
  mutating func count(_ event: EventRecord, units: TallyUnits) {
    distance.add(event.distance, perUnit: units.perLength)
    switch event.kind {
    case .collision:
      collisions += 1
      virial.add(event.impulse, perUnit: units.perEnergy)
      if !pairs.isEmpty {
        pairs[Int(event.pair)].collisions += 1
        pairs[Int(event.pair)].virial.add(event.impulse, perUnit: units.perEnergy)
      }
      count(path: event.pathA, units)
      count(path: event.pathB, units)
    case .wallX:
      wallHits += 1
      wallImpulseX.add(event.impulse, perUnit: units.perMomentum)
    case .wallY:
      wallHits += 1
      wallImpulseY.add(event.impulse, perUnit: units.perMomentum)
    }
  }

  /// Counts what an event adds to the Helfand moments.
  @inline(__always)
  mutating func count(_ terms: HelfandTerms, units: TallyUnits) {
    moments?.add(terms, units: units)
  }

  @inline(__always)
  private mutating func count(path: Float, _ units: TallyUnits) {
    guard path >= 0 else { return }
    let bin = min(Float(freePaths.count - 1), path * units.binsPerLength)
    freePaths[Int(bin)] += 1
  }

  /// Adds what another tally has counted.
  mutating func add(_ other: EventTally) {
    collisions += other.collisions
    wallHits += other.wallHits
    virial.quanta &+= other.virial.quanta
    wallImpulseX.quanta &+= other.wallImpulseX.quanta
    wallImpulseY.quanta &+= other.wallImpulseY.quanta
    distance.quanta &+= other.distance.quanta
    if let others = other.moments { moments?.add(others) }
    for bin in freePaths.indices { freePaths[bin] += other.freePaths[bin] }
    // A checkpoint of an earlier version has no counts of pairs: they stay unknown.
    for pair in pairs.indices {
      pairs[pair].collisions += other.pairs[pair].collisions
      pairs[pair].virial.quanta &+= other.pairs[pair].virial.quanta
    }
  }
}

/// What happened between two species.
struct PairTally: Sendable, Hashable {
  /// Their collisions.
  var collisions = 0
  /// Sum of r . dp over these.
  var virial = ExactSum()
}

/// Quanta of the exact sums per unit of each kind: about 2^-44 of a typical value.
struct TallyUnits: Sendable, Hashable {
  var perLength: Double
  var perMomentum: Double
  var perEnergy: Double
  /// Of energy times time, and of energy times length.
  var perAction: Double
  var perHeat: Double
  /// Bins of the free-path histogram per length.
  var binsPerLength: Float

  /// Units for typical values of length, momentum and energy, rounded to powers of two.
  init(length: Double, momentum: Double, energy: Double, freePathBin: Double) {
    perLength = Self.quanta(length)
    perMomentum = Self.quanta(momentum)
    perEnergy = Self.quanta(energy)
    perAction = Self.quanta(momentum * length)
    perHeat = Self.quanta(energy * length)
    binsPerLength = Float(1 / freePathBin)
  }

  private static func quanta(_ typical: Double) -> Double {
    typical > 0 && typical.isFinite ? 0x1p44 / typical.binade : 0x1p44
  }
}
