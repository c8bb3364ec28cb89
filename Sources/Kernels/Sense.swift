import ClausiusKernelInterface

/// The individual that looks around: the same in all lanes.
struct Viewer {
  let position: LaneVector
  let heading: LaneVector
  let repulsionSquared: Lanes
  let orientationSquared: Lanes
  let attractionSquared: Lanes
  let viewCosine: Lanes
  let orientationWeight: Lanes

  @inline(always)
  init(_ school: SchoolView, _ i: Int, position: LaneVector, heading: LaneVector) {
    self.position = position
    self.heading = heading
    repulsionSquared = school.traits.repulsionSquared.repeating(at: i)
    orientationSquared = school.traits.orientationSquared.repeating(at: i)
    attractionSquared = school.traits.attractionSquared.repeating(at: i)
    viewCosine = school.traits.viewCosine.repeating(at: i)
    orientationWeight = school.traits.orientationWeight.repeating(at: i)
  }
}

/// What an individual senses: sums over the neighbors in its zones, lane by lane.
///
/// Source: Couzin et al., J. Theor. Biol. 218 (2002) 1, equations 1 to 3.
struct Sensed {
  /// sum e_j over the zone of orientation.
  var orientation = LaneVector()
  /// sum r_ij/|r_ij| over the zone of attraction.
  var attraction = LaneVector()
  /// - sum r_ij/|r_ij| over the zone of repulsion.
  var repulsion = LaneVector()
  /// Where somebody is in the zone of repulsion.
  var isRepelled = Mask(repeating: false)

  @inline(always)
  init() {}

  /// Adds the neighbors at `displacement` r_ij with their headings, those of the lanes
  /// `isCandidate` if it is given.
  ///
  /// Whoever is at the very place of the viewer, the viewer itself among them, is no neighbor: its
  /// direction is NaN, and no comparison with NaN holds.
  @inline(always)
  mutating func add(
    _ displacement: LaneVector, headings: LaneVector, to viewer: Viewer, blindZones: BlindZones,
    where isCandidate: Mask? = nil
  ) {
    let squaredDistance = displacement.dot(displacement)
    let inverseDistance = 1 / squaredDistance.squareRoot()
    let isOther = isCandidate.map { $0 .& (squaredDistance .> 0) } ?? (squaredDistance .> 0)
    var isSeen = isOther
    if blindZones != .none {
      isSeen = viewer.heading.dot(displacement) * inverseDistance .> viewer.viewCosine
      if let isCandidate { isSeen = isSeen .& isCandidate }
    }
    let isNear = isSeen .& (squaredDistance .< viewer.orientationSquared)
    let isFar = isSeen .& (squaredDistance .< viewer.attractionSquared) .& .!isNear
    orientation = orientation.replacing(with: orientation.plus(headings), where: isNear)
    attraction = attraction.replacing(
      with: displacement.scaled(by: inverseDistance, plus: attraction), where: isFar)

    let isTooNear =
      (squaredDistance .< viewer.repulsionSquared)
      .& (blindZones == .all ? isSeen : isOther)
    // Few pairs are this close: a branch costs less than three more additions for every pair.
    if isAny(isTooNear) {
      repulsion = repulsion.replacing(
        with: displacement.scaled(by: -inverseDistance, plus: repulsion), where: isTooNear)
      isRepelled = isRepelled .| isTooNear
    }
  }

  /// Writes the sum that counts: repulsion where anybody is too near, else w
  /// orientation + attraction. The factor 1/2 for two occupied zones does not change a direction
  /// and is left out.
  @inline(always)
  func store(_ school: SchoolView, at i: Int, for viewer: Viewer) {
    let isRepelled = isAny(isRepelled)
    let social = orientation.scaled(by: viewer.orientationWeight, plus: attraction)
    let sum = isRepelled ? repulsion : social
    school.desired.x[i] = total(sum.x)
    school.desired.y[i] = total(sum.y)
    school.desired.z[i] = total(sum.z)
    school.repelled[i] = isRepelled ? 1 : 0
  }
}

/// The displacements to the nearest image: d - L round(d/L) on each axis.
@inline(always)
func nearestImage(_ d: LaneVector, _ space: SchoolSpace) -> LaneVector {
  LaneVector(
    nearestImage(d.x, space.period.x, space.inversePeriod.x),
    nearestImage(d.y, space.period.y, space.inversePeriod.y),
    nearestImage(d.z, space.period.z, space.inversePeriod.z))
}

@inline(always)
private func nearestImage(_ d: Lanes, _ period: Double, _ inversePeriod: Double) -> Lanes {
  multiplyAdd(
    nearestWhole(d, times: Lanes(repeating: inversePeriod)), Lanes(repeating: -period), d)
}
