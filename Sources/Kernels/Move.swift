import ClausiusKernelInterface

/// Positions one step further: c + s tau v.
@inline(always)
private func advanced(_ school: SchoolView, _ i: Int) -> LaneVector {
  LaneVector(school.heading, at: i).scaled(
    by: school.traits.stride.lanes(at: i), plus: LaneVector(school.position, at: i))
}

@inline(always)
private func moveInOpenSpace(_ school: SchoolView, _ range: Range<Int>) {
  var i = range.lowerBound
  while i < range.upperBound {
    advanced(school, i).store(school.position, at: i)
    i &+= Lanes.scalarCount
  }
}

@inline(always)
private func movePeriodically(_ school: SchoolView, _ range: Range<Int>) {
  let space = school.space
  var i = range.lowerBound
  while i < range.upperBound {
    var c = advanced(school, i)
    c.x = wrapped(c.x, space.lower.x, space.upper.x, space.period.x, school.image.x + i)
    c.y = wrapped(c.y, space.lower.y, space.upper.y, space.period.y, school.image.y + i)
    c.z = wrapped(c.z, space.lower.z, space.upper.z, space.period.z, school.image.z + i)
    c.store(school.position, at: i)
    i &+= Lanes.scalarCount
  }
}

/// A coordinate brought back into [lower, upper) by one period, with the crossing counted.
@inline(always)
private func wrapped(
  _ c: Lanes, _ lower: Double, _ upper: Double, _ period: Double,
  _ image: UnsafeMutablePointer<Int32>
) -> Lanes {
  let isBelow = c .< lower
  let raised = c.replacing(with: c + period, where: isBelow)
  // A coordinate just below the lower end rounds to the upper end when it is raised, and goes back.
  let isAbove = raised .>= upper
  if isAny(isBelow .| isAbove) {
    for lane in 0..<Lanes.scalarCount {
      image[lane] &+= (isAbove[lane] ? 1 : 0) &- (isBelow[lane] ? 1 : 0)
    }
  }
  return raised.replacing(with: raised - period, where: isAbove)
}

@inline(always)
private func moveInBoxTank(_ school: SchoolView, _ range: Range<Int>) {
  let space = school.space
  var i = range.lowerBound
  while i < range.upperBound {
    var c = advanced(school, i)
    var v = LaneVector(school.heading, at: i)
    reflect(&c.x, &v.x, space.lower.x, space.upper.x)
    reflect(&c.y, &v.y, space.lower.y, space.upper.y)
    reflect(&c.z, &v.z, space.lower.z, space.upper.z)
    c.store(school.position, at: i)
    v.store(school.heading, at: i)
    i &+= Lanes.scalarCount
  }
}

/// Mirrors a coordinate, and the heading's component on its axis, where it has passed an end.
@inline(always)
private func reflect(_ c: inout Lanes, _ v: inout Lanes, _ lower: Double, _ upper: Double) {
  let isBelow = c .< lower
  let isAbove = c .> upper
  v.replace(with: -v, where: isBelow .| isAbove)
  c.replace(with: 2 * lower - c, where: isBelow)
  c.replace(with: 2 * upper - c, where: isAbove)
}

@inline(always)
private func moveInSphereTank(_ school: SchoolView, _ range: Range<Int>) {
  let radius = school.space.tankRadius
  var i = range.lowerBound
  while i < range.upperBound {
    var c = advanced(school, i)
    let distance = squareRoot(ofMagnitude: c.dot(c))
    let isOutside = distance .> radius
    if isAny(isOutside) {
      let v = LaneVector(school.heading, at: i)
      let normal = c.scaled(by: 1 / distance)
      let mirrored = normal.scaled(by: -2 * v.dot(normal), plus: v).normalized
      v.replacing(with: mirrored, where: isOutside).store(school.heading, at: i)
      c = c.replacing(with: normal.scaled(by: 2 * radius - distance), where: isOutside)
    }
    c.store(school.position, at: i)
    i &+= Lanes.scalarCount
  }
}

/// The kernel that moves, specialized for the space.
let moveTable: @Sendable (SpaceRule) -> SchoolKernels.Kernel = { rule in
  switch rule {
  case .open: { moveInOpenSpace($0, $1) }
  case .periodic: { movePeriodically($0, $1) }
  case .boxTank: { moveInBoxTank($0, $1) }
  case .sphereTank: { moveInSphereTank($0, $1) }
  }
}
