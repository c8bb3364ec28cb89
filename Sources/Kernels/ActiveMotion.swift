import ClausiusKernelInterface

/// The uniform numbers of the particles in the slots from `slot` on.
@inline(always)
private func uniforms(
  _ particles: ActiveView, _ slot: Int, stream: UInt32, draw: UInt32
) -> (first: Lanes, second: Lanes) {
  let keys = particles.random
  let numbers = UnsafeRawPointer(particles.individual + slot).loadUnaligned(as: HalfWords.self)
  return uniforms(
    seedLow: keys.seedLow, seedHigh: keys.seedHigh, step: keys.step, stream: stream,
    individuals: Words(truncatingIfNeeded: numbers), draw: draw)
}

/// `dimension` independent standard normal numbers for each particle.
@inline(always)
private func normals(
  _ particles: ActiveView, _ slot: Int, stream: UInt32, dimension: Int
) -> LaneVector {
  let plane = polarNormals(uniforms(particles, slot, stream: stream, draw: 0))
  let angle = sineAndCosine(revolutions: plane.revolutions)
  var vector = LaneVector()
  vector.x = plane.length * angle.cosine
  if dimension > 1 { vector.y = plane.length * angle.sine }
  if dimension > 2 {
    let third = polarNormals(uniforms(particles, slot, stream: stream, draw: 1))
    vector.z = third.length * sineAndCosine(revolutions: third.revolutions).cosine
  }
  return vector
}

/// The trial positions x* = x + (u + F) tau + sqrt(2 D tau) n.
@inline(always)
private func predict(_ particles: ActiveView, _ range: Range<Int>, dimension: Int) {
  let step = Lanes(repeating: particles.timeStep)
  let isSpatial = dimension == 3
  var slot = range.lowerBound
  while slot < range.upperBound {
    let drift = LaneVector(particles.propulsion, at: slot, isSpatial: isSpatial)
      .plus(LaneVector(particles.force, at: slot, isSpatial: isSpatial))
    let noise = normals(
      particles, slot, stream: particles.random.translationStream, dimension: dimension)
    noise.scaled(
      by: particles.traits.noise.lanes(at: slot),
      plus: drift.scaled(
        by: step, plus: LaneVector(particles.position, at: slot, isSpatial: isSpatial))
    ).store(particles.trial, at: slot, isSpatial: isSpatial)
    slot &+= Lanes.scalarCount
  }
}

/// Books the work and the way against the force of a step from x to `place`.
///
/// The integral of u.(u + F) is that of the trapezoidal rule, the part of the noise that of
/// Stratonovich: tau (p + p')/2 + (u + u')/2 . n with p = u.(u + F) and the noise n of the step.
/// The force does (F + F')/2 . (x' - x). What belongs to the end of a step needs F' = F(x'), which
/// the next step knows: it is booked then, where the same interval goes on.
@inline(always)
private func bookEnergy(
  _ particles: ActiveView, _ slot: Int, _ u: LaneVector, next: LaneVector, f: LaneVector,
  place: LaneVector, isSpatial: Bool
) {
  let (step, endsBefore) = (particles.timeStep, Lanes(repeating: particles.booksEndBefore))
  let start = LaneVector(particles.position, at: slot, isSpatial: isSpatial)
  let drift = u.plus(f)
  let noise = drift.scaled(
    by: Lanes(repeating: -step),
    plus: LaneVector(particles.trial, at: slot, isSpatial: isSpatial).minus(start))
  let power = (0.5 * step) * u.dot(drift)
  let work = multiplyAdd(endsBefore, power, power) + 0.5 * u.plus(next).dot(noise)
  save(load(particles.work + slot) + work, particles.work + slot)
  let way = place.minus(start)
  let before = LaneVector(particles.way, at: slot, isSpatial: isSpatial)
  let driven = 0.5 * f.dot(before.scaled(by: endsBefore, plus: way))
  save(load(particles.driven + slot) + driven, particles.driven + slot)
  way.store(particles.way, at: slot, isSpatial: isSpatial)
}

/// The positions x* + ((u' - u) + (F* - F)) tau/2, Heun's step; work and heat grow where they are
/// counted.
@inline(always)
private func correct(
  _ particles: ActiveView, _ range: Range<Int>, isSpatial: Bool, countsWork: Bool
) {
  let half = Lanes(repeating: particles.timeStep / 2)
  var slot = range.lowerBound
  while slot < range.upperBound {
    let u = LaneVector(particles.propulsion, at: slot, isSpatial: isSpatial)
    let next = LaneVector(particles.nextPropulsion, at: slot, isSpatial: isSpatial)
    let f = LaneVector(particles.force, at: slot, isSpatial: isSpatial)
    let trial = LaneVector(particles.trialForce, at: slot, isSpatial: isSpatial)
    let change = next.minus(u).plus(trial.minus(f))
    let place = change.scaled(
      by: half, plus: LaneVector(particles.trial, at: slot, isSpatial: isSpatial))
    if countsWork {
      bookEnergy(particles, slot, u, next: next, f: f, place: place, isSpatial: isSpatial)
    }
    place.store(particles.position, at: slot, isSpatial: isSpatial)
    slot &+= Lanes.scalarCount
  }
}

/// How far the particles of `range` have gone from their references.
@inline(always)
private func excursion(
  _ particles: ActiveView, _ range: Range<Int>, isSpatial: Bool
) -> Excursion {
  var farthest = Lanes()
  var isOutside = Mask(repeating: false)
  var slot = range.lowerBound
  while slot < range.upperBound {
    let way = LaneVector(particles.position, at: slot, isSpatial: isSpatial)
      .minus(LaneVector(particles.reference, at: slot, isSpatial: isSpatial))
    let square = way.dot(way)
    // Padding moves too and does not count; a distance that is no number lies outside.
    let isParticle =
      laneNumbers() .< Words(repeating: UInt64(truncatingIfNeeded: range.upperBound &- slot))
    farthest = farthest.replacing(with: square, where: isParticle .& (square .> farthest))
    isOutside = isOutside .| (isParticle .& .!(square .<= particles.squaredLimit))
    slot &+= Lanes.scalarCount
  }
  var largest = 0.0
  for lane in 0..<Lanes.scalarCount { largest = max(largest, farthest[lane]) }
  return Excursion(squaredDistance: largest, isWithinLimit: !isAny(isOutside))
}

/// The kernel that makes trial positions, specialized for the dimension.
let predictTable: @Sendable (Int) -> ActiveKernels.Kernel = { dimension in
  switch dimension {
  case 1: { predict($0, $1, dimension: 1) }
  case 2: { predict($0, $1, dimension: 2) }
  default: { predict($0, $1, dimension: 3) }
  }
}

/// The kernel that corrects the trial positions, specialized.
let correctTable: @Sendable (Bool, Bool) -> ActiveKernels.Kernel = { isSpatial, countsWork in
  switch (isSpatial, countsWork) {
  case (false, false): { correct($0, $1, isSpatial: false, countsWork: false) }
  case (false, true): { correct($0, $1, isSpatial: false, countsWork: true) }
  case (true, false): { correct($0, $1, isSpatial: true, countsWork: false) }
  case (true, true): { correct($0, $1, isSpatial: true, countsWork: true) }
  }
}

/// The kernel that looks how far particles have gone, specialized.
let excursionTable: @Sendable (Bool) -> ActiveKernels.ExcursionKernel = { isSpatial in
  if isSpatial { return { excursion($0, $1, isSpatial: true) } }
  return { excursion($0, $1, isSpatial: false) }
}

/// The angle of the self-propulsion one step further, and the components of its direction.
@inline(always)
private func turnAngle(_ particles: ActiveView, _ range: Range<Int>, isOnLine: Bool) {
  var slot = range.lowerBound
  while slot < range.upperBound {
    let n = normals(
      particles, slot, stream: particles.random.propulsionStream, dimension: 1
    ).x
    let turned = multiplyAdd(
      n, particles.traits.change.lanes(at: slot), load(particles.angle + slot))
    let angle = turned - nearestWhole(turned, times: Lanes(repeating: 1))
    save(angle, particles.angle + slot)
    let direction = sineAndCosine(revolutions: angle)
    let speed = particles.traits.speed.lanes(at: slot)
    save(speed * direction.cosine, particles.nextPropulsion.x + slot)
    if !isOnLine { save(speed * direction.sine, particles.nextPropulsion.y + slot) }
    slot &+= Lanes.scalarCount
  }
}

/// A direction on the sphere turned by a Gaussian vector in its tangent plane.
@inline(always)
private func turnDirection(_ particles: ActiveView, _ range: Range<Int>) {
  var slot = range.lowerBound
  while slot < range.upperBound {
    let speed = particles.traits.speed.lanes(at: slot)
    let e = LaneVector(particles.propulsion, at: slot)
    let length = squareRoot(ofMagnitude: e.dot(e))
    let isMoving = length .> 0
    let unit = e.scaled(by: 1 / length)
    let n = normals(
      particles, slot, stream: particles.random.propulsionStream, dimension: 3
    ).scaled(by: particles.traits.change.lanes(at: slot))
    let tangent = unit.scaled(by: -n.dot(unit), plus: n)
    let angle = squareRoot(ofMagnitude: tangent.dot(tangent))
    let turn = sineAndCosine(revolutions: angle * (0.5 / Double.pi))
    let turned = tangent.scaled(by: turn.sine / angle, plus: unit.scaled(by: turn.cosine))
      .normalized.scaled(by: speed)
    e.replacing(with: turned, where: isMoving .& (angle .> 0))
      .store(particles.nextPropulsion, at: slot)
    slot &+= Lanes.scalarCount
  }
}

/// The exact step of an Ornstein-Uhlenbeck process in each component.
@inline(always)
private func relax(_ particles: ActiveView, _ range: Range<Int>, dimension: Int) {
  var slot = range.lowerBound
  while slot < range.upperBound {
    let n = normals(
      particles, slot, stream: particles.random.propulsionStream, dimension: dimension)
    n.scaled(
      by: particles.traits.change.lanes(at: slot),
      plus: LaneVector(particles.propulsion, at: slot, isSpatial: dimension == 3)
        .scaled(by: particles.traits.decay.lanes(at: slot))
    ).store(particles.nextPropulsion, at: slot, isSpatial: dimension == 3)
    slot &+= Lanes.scalarCount
  }
}

/// A new direction with the probability of a tumble within the step.
@inline(always)
private func tumble(_ particles: ActiveView, _ range: Range<Int>, dimension: Int) {
  let stream = particles.random.propulsionStream
  var slot = range.lowerBound
  while slot < range.upperBound {
    let u = LaneVector(particles.propulsion, at: slot, isSpatial: dimension == 3)
    let (chance, place) = uniforms(particles, slot, stream: stream, draw: 0)
    let isTumbling = chance .< particles.traits.change.lanes(at: slot)
    var next = u
    if isAny(isTumbling) {
      let speed = particles.traits.speed.lanes(at: slot)
      var drawn = LaneVector()
      if dimension == 1 {
        drawn.x = speed.replacing(with: -speed, where: place .< 0.5)
      } else {
        let angle = sineAndCosine(revolutions: place)
        var across = speed
        if dimension == 3 {
          let height = 2 * uniforms(particles, slot, stream: stream, draw: 1).first - 1
          across = speed * squareRoot(ofMagnitude: 1 - height * height)
          drawn.z = speed * height
        }
        drawn.x = across * angle.cosine
        drawn.y = across * angle.sine
      }
      next = u.replacing(with: drawn, where: isTumbling)
    }
    next.store(particles.nextPropulsion, at: slot, isSpatial: dimension == 3)
    slot &+= Lanes.scalarCount
  }
}

/// The kernel that moves the self-propulsion, specialized.
let propelTable: @Sendable (Propulsion, Int) -> ActiveKernels.Kernel = { propulsion, dimension in
  switch (propulsion, dimension) {
  case (.diffusingAngle, _): { turnAngle($0, $1, isOnLine: false) }
  case (.diffusingAngleOnLine, _): { turnAngle($0, $1, isOnLine: true) }
  case (.diffusingDirection, _): { turnDirection($0, $1) }
  case (.ornsteinUhlenbeck, 1): { relax($0, $1, dimension: 1) }
  case (.ornsteinUhlenbeck, 2): { relax($0, $1, dimension: 2) }
  case (.ornsteinUhlenbeck, _): { relax($0, $1, dimension: 3) }
  case (.tumbling, 1): { tumble($0, $1, dimension: 1) }
  case (.tumbling, 2): { tumble($0, $1, dimension: 2) }
  case (.tumbling, _): { tumble($0, $1, dimension: 3) }
  }
}
