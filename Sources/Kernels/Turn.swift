import ClausiusKernelInterface

/// v turned toward d along the great circle, by the largest angle at most: v cos a + w sin a with w
/// the unit vector perpendicular to v in the plane of v and d. A target exactly behind has no such
/// plane: `axis` is taken for w.
@inline(always)
private func rotated(
  _ v: LaneVector, toward d: LaneVector, cosine: Lanes, sine: Lanes, axis: () -> LaneVector
) -> LaneVector {
  let projection = v.dot(d)
  let across = v.scaled(by: -projection, plus: d)
  let squaredSine = across.dot(across)
  let isBehind = (squaredSine .< 1e-28) .& (projection .< 0)
  var w = across.scaled(by: 1 / squareRoot(ofMagnitude: squaredSine))
  if isAny(isBehind) { w = w.replacing(with: axis(), where: isBehind) }
  let limited = w.scaled(by: sine, plus: v.scaled(by: cosine)).normalized
  return limited.replacing(with: d, where: projection .>= cosine)
}

/// v turned toward d by blending the two and making the length 1: a turn that is shorter than the
/// limit.
///
/// Source: the Python library dewi-kadita 0.0.4; carried so that its runs can be repeated.
@inline(always)
private func blended(_ v: LaneVector, toward d: LaneVector, limit: Lanes) -> LaneVector {
  let projection = v.dot(d)
  let cosine = projection.replacing(with: 1, where: projection .> 1)
    .replacing(with: -1, where: projection .< -1)
  let angle = arcCosine(cosine)
  let part = limit / angle
  let blend = d.scaled(by: part, plus: v.scaled(by: 1 - part))
  let limited = v.replacing(with: blend.normalized, where: blend.dot(blend) .> 1e-20)
  return limited.replacing(with: d, where: angle .<= limit)
}

/// v + sigma (n1, n2, n3) with its length made 1, n normal numbers.
@inline(always)
private func withAddedError(
  _ v: LaneVector, _ school: SchoolView, _ i: Int, isPlanar: Bool
) -> LaneVector {
  let keys = school.random
  let sigma = school.traits.angularNoise.lanes(at: i)
  let plane = normalPair(keys, stream: keys.noiseStream, individual: i, draw: 0)
  let angle = sineAndCosine(revolutions: plane.revolutions)
  var error = LaneVector(
    plane.length * angle.cosine, plane.length * angle.sine, Lanes(repeating: 0))
  if !isPlanar {
    let third = normalPair(keys, stream: keys.noiseStream, individual: i, draw: 1)
    error.z = third.length * sineAndCosine(revolutions: third.revolutions).cosine
  }
  let sum = error.scaled(by: sigma, plus: v)
  return v.replacing(with: sum.normalized, where: (sigma .> 0) .& (sum.dot(sum) .> 1e-20))
}

/// A random direction perpendicular to the headings, in space or in the plane z = 0.
@inline(always)
private func randomAxis(_ v: LaneVector, _ school: SchoolView, _ i: Int, isPlanar: Bool)
  -> LaneVector
{
  let keys = school.random
  let revolutions = uniforms(keys, stream: keys.axisStream, individual: i, draw: 0).first
  guard isPlanar else { return unitTangent(to: v, revolutions: revolutions) }
  let side = Lanes(repeating: 1).replacing(with: -1, where: revolutions .< 0.5)
  return LaneVector(-v.y * side, v.x * side, Lanes(repeating: 0))
}

/// Turns the individuals of `range`.
@inline(always)
private func turn(_ school: SchoolView, _ range: Range<Int>, rule: TurnRule, error: AddedError) {
  let traits = school.traits
  var i = range.lowerBound
  while i < range.upperBound {
    let v = LaneVector(school.heading, at: i)
    let d = LaneVector(school.desired, at: i)
    var turned =
      rule == .blend
      ? blended(v, toward: d, limit: traits.turnAngle.lanes(at: i))
      : rotated(
        v, toward: d, cosine: traits.turnCosine.lanes(at: i), sine: traits.turnSine.lanes(at: i)
      ) { randomAxis(v, school, i, isPlanar: rule == .rotationInPlane) }
    if error != .none {
      turned = withAddedError(turned, school, i, isPlanar: error == .planar)
    }
    turned.store(school.heading, at: i)
    i &+= Lanes.scalarCount
  }
}

/// The kernel that turns, specialized for its rule and the kind of error.
let turnTable: @Sendable (TurnRule, AddedError) -> SchoolKernels.Kernel = { rule, error in
  switch (rule, error) {
  case (.rotation, .none): { turn($0, $1, rule: .rotation, error: .none) }
  case (.rotation, .spatial): { turn($0, $1, rule: .rotation, error: .spatial) }
  case (.rotation, .planar): { turn($0, $1, rule: .rotation, error: .planar) }
  case (.rotationInPlane, .none): { turn($0, $1, rule: .rotationInPlane, error: .none) }
  case (.rotationInPlane, .spatial): { turn($0, $1, rule: .rotationInPlane, error: .spatial) }
  case (.rotationInPlane, .planar): { turn($0, $1, rule: .rotationInPlane, error: .planar) }
  case (.blend, .none): { turn($0, $1, rule: .blend, error: .none) }
  case (.blend, .spatial): { turn($0, $1, rule: .blend, error: .spatial) }
  case (.blend, .planar): { turn($0, $1, rule: .blend, error: .planar) }
  }
}
