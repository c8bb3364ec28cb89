import ClausiusKernelInterface

/// The direction that an individual wants, before its error: a unit vector.
///
/// The sum over neighbors with its length made 1; the own heading e_i when nobody was sensed or the
/// sum is zero (shorter than 1e-10, what rounding leaves of one). Whoever is informed and not
/// repelled blends in its preferred direction g: d' = (d + w g)/|d + w g| (Couzin, Krause, Franks,
/// Levin, Nature 433 (2005) 513).
@inline(always)
private func wanted(
  sum: LaneVector, heading: LaneVector, preference: LaneVector, isRepelled: Mask
) -> LaneVector {
  let social = heading.replacing(with: sum.normalized, where: sum.dot(sum) .> 1e-20)
  let isInformed = (preference.dot(preference) .> 0) .& .!isRepelled
  guard isAny(isInformed) else { return social }
  let blend = preference.scaled(by: Lanes(repeating: 1), plus: social)
  return social.replacing(
    with: blend.normalized, where: isInformed .& (blend.dot(blend) .> 1e-20))
}

/// d rotated by an angle in radians toward the tangent in a direction given in revolutions: the
/// exponential map of the sphere, d cos rho + t sin rho.
@inline(always)
private func rotated(_ d: LaneVector, by angle: Lanes, toward revolutions: Lanes) -> LaneVector {
  let rho = sineAndCosine(revolutions: angle * (0.5 / Double.pi))
  let tangent = unitTangent(to: d, revolutions: revolutions)
  return tangent.scaled(by: rho.sine, plus: d.scaled(by: rho.cosine))
}

/// d rotated in the plane z = 0 by an angle in radians.
@inline(always)
private func rotatedInPlane(_ d: LaneVector, by angle: Lanes) -> LaneVector {
  let rho = sineAndCosine(revolutions: angle * (0.5 / Double.pi))
  let tangent = LaneVector(-d.y, d.x, Lanes(repeating: 0))
  return tangent.scaled(by: rho.sine, plus: d.scaled(by: rho.cosine))
}

/// d with the error of the individuals from i on: rotated by an angle whose root mean square is
/// sigma; `draw` tells errors of one step apart.
///
/// In space two normal numbers of standard deviation sigma/sqrt 2 span the tangent plane; in polar
/// form they are the angle sigma sqrt(-ln u) and a uniform direction. In the plane one normal
/// number of standard deviation sigma is the angle.
@inline(always)
private func withError(
  _ d: LaneVector, _ keys: RandomKeys, _ i: Int, sigma: Lanes, draw: UInt32, error: AngularError
) -> LaneVector {
  guard error != .none else { return d }
  let (length, revolutions) = normalPair(keys, stream: keys.noiseStream, individual: i, draw: draw)
  if error == .wrappedInPlane {
    return rotatedInPlane(d, by: sigma * length * sineAndCosine(revolutions: revolutions).cosine)
  }
  return rotated(d, by: sigma * length * 0.5.squareRoot(), toward: revolutions)
}

/// A unit vector perpendicular to the unit vector n, at an angle that is given in revolutions from
/// an arbitrary start.
///
/// Source of the basis: Duff et al., "Building an orthonormal basis, revisited", J. Comput. Graph.
/// Tech. 6 (2017) 1.
@inline(always)
func unitTangent(to n: LaneVector, revolutions: Lanes) -> LaneVector {
  let sign = Lanes(repeating: 1).replacing(with: -1, where: n.z .< 0)
  let a = -1 / (sign + n.z)
  let b = n.x * n.y * a
  let first = LaneVector(
    multiplyAdd(sign * n.x * n.x, a, Lanes(repeating: 1)), sign * b, -sign * n.x)
  let second = LaneVector(b, multiplyAdd(n.y * n.y, a, sign), -n.y)
  let angle = sineAndCosine(revolutions: revolutions)
  return second.scaled(by: angle.sine, plus: first.scaled(by: angle.cosine))
}

/// Decides for the individuals of `range`.
@inline(always)
private func decide(_ school: SchoolView, _ range: Range<Int>, error: AngularError) {
  let traits = school.traits
  var i = range.lowerBound
  while i < range.upperBound {
    let d = wanted(
      sum: LaneVector(school.desired, at: i), heading: LaneVector(school.heading, at: i),
      preference: LaneVector(
        traits.preferenceX.lanes(at: i), traits.preferenceY.lanes(at: i),
        traits.preferenceZ.lanes(at: i)),
      isRepelled: load(school.repelled + i) .> 0)
    let sigma = traits.angularNoise.lanes(at: i)
    withError(d, school.random, i, sigma: sigma, draw: 0, error: error).store(
      school.desired, at: i)
    i &+= Lanes.scalarCount
  }
}

/// The kernel that decides, specialized for the kind of error.
let decideTable: @Sendable (AngularError) -> SchoolKernels.Kernel = { error in
  switch error {
  case .none: { decide($0, $1, error: .none) }
  case .wrapped: { decide($0, $1, error: .wrapped) }
  case .wrappedInPlane: { decide($0, $1, error: .wrappedInPlane) }
  }
}

/// Rotates the headings of the individuals of `range` by the diffusion of half a step.
@inline(always)
private func diffuse(_ school: SchoolView, _ range: Range<Int>, error: AngularError, draw: UInt32) {
  var i = range.lowerBound
  while i < range.upperBound {
    let sigma = school.traits.headingNoise.lanes(at: i)
    withError(
      LaneVector(school.heading, at: i), school.random, i, sigma: sigma, draw: draw, error: error
    ).store(school.heading, at: i)
    i &+= Lanes.scalarCount
  }
}

/// The kernel that lets headings diffuse, specialized for the kind of error and the half.
let diffuseTable: @Sendable (AngularError, DiffusionHalf) -> SchoolKernels.Kernel = { error, half in
  switch (error, half) {
  case (.none, _): { _, _ in }
  case (.wrapped, .first): { diffuse($0, $1, error: .wrapped, draw: 2) }
  case (.wrapped, .last): { diffuse($0, $1, error: .wrapped, draw: 3) }
  case (.wrappedInPlane, .first): { diffuse($0, $1, error: .wrappedInPlane, draw: 2) }
  case (.wrappedInPlane, .last): { diffuse($0, $1, error: .wrappedInPlane, draw: 3) }
  }
}
