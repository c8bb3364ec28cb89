import RealModule

extension EqualAreaCells {
  /// An occupancy and whether the samples had an axis of their own.
  public struct FreeOccupancy: Sendable, Hashable {
    /// How many cells hold how many samples.
    public var occupancy: Occupancy
    /// `false` when no axis singles itself out and the z axis of the coordinates was used.
    public var hasAxis: Bool
  }

  /// How many cells hold how many of the unit vectors, in cells that belong to the vectors and not
  /// to the axes of the coordinates: a rotation or reflection of all vectors changes nothing.
  ///
  /// The pole is the ``SymmetricMatrix3/distinctAxis`` of the tensor sum e e^T: the common heading
  /// of an aligned school, the axis of a mill. Where the azimuth starts has no meaning, so the
  /// result is the average over all starts, zone by zone. When the tensor singles out no axis (its
  /// eigenvalues agree to one part in 10^9), the pole is the z axis. O(N log N).
  public func occupancy(independentOfAxes directions: [SIMD3<Double>]) -> FreeOccupancy {
    let axis = SymmetricMatrix3(sumOfOuterSquares: directions).distinctAxis
    let pole = axis ?? SIMD3(0, 0, 1)
    let (first, second) = pole.perpendiculars
    var turns = [[Double]](repeating: [], count: zones.count)
    for direction in directions {
      let zone = zoneIndex(ofHeight: (direction * pole).sum())
      turns[zone].append(Self.turn((direction * first).sum(), (direction * second).sum()))
    }
    var levels = AveragedLevels(samples: directions.count)
    for (zone, turns) in zip(zones, turns) { levels.add(turns: turns, arcs: zone.cells) }
    return FreeOccupancy(
      occupancy: levels.occupancy(outcomes: outcomes), hasAxis: axis != nil)
  }
}

extension SIMD3<Double> {
  /// Two unit vectors that are perpendicular to this unit vector and to each other.
  var perpendiculars: (SIMD3<Double>, SIMD3<Double>) {
    let helper: SIMD3<Double> = abs(x) < 0.6 ? SIMD3(1, 0, 0) : SIMD3(0, 1, 0)
    let raw = helper - self * (self * helper).sum()
    let first = raw / (raw * raw).sum().squareRoot()
    let second = SIMD3(
      y * first.z - z * first.y, z * first.x - x * first.z, x * first.y - y * first.x)
    return (first, second)
  }
}
