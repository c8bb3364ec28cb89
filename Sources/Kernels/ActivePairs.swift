import ClausiusKernelInterface

/// What two particles do to each other, lane by lane: with the displacement d from one to the
/// other, r = |d| and the energy U(r).
private struct PairTerms {
  /// U'/r: the force on the one is d U'/r.
  var slope: Lanes
  /// U''
  var curvature: Lanes
  /// Where the two touch.
  var isTouching: Mask

  /// The terms of `force` at the squared distance r^2 for the contact distance sigma.
  ///
  /// Whoever is at the very place of the other, the particle itself among them, is not touched.
  @inline(always)
  init(_ force: PairForce, squaredDistance: Lanes, contact: Lanes, pair: PairParameters) {
    let isApart = squaredDistance .> 0
    switch force {
    case .harmonic:
      let slope =
        pair.stiffness - pair.stiffness * contact / squareRoot(ofMagnitude: squaredDistance)
      self.slope = slope
      curvature = Lanes(repeating: pair.stiffness)
      isTouching = isApart .& (squaredDistance .< contact * contact)
    case .weeksChandlerAndersen:
      let inverse = 1 / squaredDistance
      let ratio = contact * contact * inverse
      let sixth = ratio * ratio * ratio
      let twelfth = sixth * sixth
      let scale = pair.stiffness * inverse
      slope = scale * (24 * sixth - 48 * twelfth)
      curvature = scale * (624 * twelfth - 168 * sixth)
      // 2^(1/3): the square of the distance of the minimum.
      isTouching = isApart .& (squaredDistance .< 1.2599210498948732 * contact * contact)
    case .softplus:
      let distance = squareRoot(ofMagnitude: squaredDistance)
      let depth = contact - distance
      let z = pair.sharpness * depth
      let small = exponential(-z.replacing(with: -z, where: z .< 0))
      let positive = z.replacing(with: 0, where: z .< 0)
      let push = pair.stiffness / pair.sharpness * (positive + naturalLogarithm(1 + small))
      slope = -push / distance
      let numerator = Lanes(repeating: 1).replacing(with: small, where: z .< 0)
      curvature = pair.stiffness * numerator / (1 + small)
      isTouching = isApart .& (depth .> -pair.reach)
    }
  }
}

/// Calls `body` for the neighbors of a group of slots, a row at a time: the displacement from each
/// particle to its neighbor, the terms of the pair, and the row.
@inline(always)
private func forEachNeighbor(
  _ particles: ActiveView, _ position: VectorColumns, slot: Int, _ options: PairForceOptions,
  _ body: (_ displacement: LaneVector, _ terms: PairTerms, _ row: UnsafePointer<Int32>) -> Void
) {
  let group = slot / Lanes.scalarCount
  let own = LaneVector(position, at: slot)
  let radius = particles.traits.radius
  let contact = 2 * radius.lanes(at: slot)
  var row = Int(particles.neighbors.rowStart[group])
  let end = Int(particles.neighbors.rowStart[group &+ 1])
  while row < end {
    let entries = particles.neighbors.neighbor + row &* Lanes.scalarCount
    var d = LaneVector()
    d.x = nearest(
      gather(position.x, entries) - own.x, particles.period.x, particles.inversePeriod.x)
    d.y = nearest(
      gather(position.y, entries) - own.y, particles.period.y, particles.inversePeriod.y)
    var square = multiplyAdd(d.y, d.y, d.x * d.x)
    if options.isSpatial {
      d.z = nearest(
        gather(position.z, entries) - own.z, particles.period.z, particles.inversePeriod.z)
      square = multiplyAdd(d.z, d.z, square)
    }
    let both = options.isMixed ? 0.5 * contact + gather(radius.base, entries) : contact
    body(
      d, PairTerms(options.force, squaredDistance: square, contact: both, pair: particles.pair),
      entries)
    row &+= 1
  }
}

/// The displacement to the nearest image, d - L round(d/L).
@inline(always)
private func nearest(_ d: Lanes, _ period: Double, _ inversePeriod: Double) -> Lanes {
  multiplyAdd(
    nearestWhole(d, times: Lanes(repeating: inversePeriod)), Lanes(repeating: -period), d)
}

/// The numbers of the slots in `entries`.
@inline(always)
private func gather(_ column: UnsafePointer<Double>, _ entries: UnsafePointer<Int32>) -> Lanes {
  var lanes = Lanes()
  for lane in 0..<Lanes.scalarCount { lanes[lane] = column[Int(entries[lane])] }
  return lanes
}

/// F_i = sum d U'/r over the neighbors; with details also div_i F = - sum (U'' + (D - 1) U'/r) and
/// half the virial, - sum r U'/2.
@inline(always)
private func sumForces(
  _ particles: ActiveView, _ position: VectorColumns, _ force: VectorColumns, _ range: Range<Int>,
  _ options: PairForceOptions
) {
  var slot = range.lowerBound
  while slot < range.upperBound {
    var sum = LaneVector()
    var divergence = Lanes()
    var virial = Lanes()
    forEachNeighbor(particles, position, slot: slot, options) { d, terms, _ in
      let slope = Lanes().replacing(with: terms.slope, where: terms.isTouching)
      sum.x = multiplyAdd(slope, d.x, sum.x)
      sum.y = multiplyAdd(slope, d.y, sum.y)
      if options.isSpatial { sum.z = multiplyAdd(slope, d.z, sum.z) }
      if options.isDetailed {
        let curvature = Lanes().replacing(with: terms.curvature, where: terms.isTouching)
        divergence -= curvature + particles.pair.dimensionsLessOne * slope
        virial -= 0.5 * slope * d.dot(d)
      }
    }
    sum.store(force, at: slot, isSpatial: options.isSpatial)
    if options.isDetailed {
      save(divergence, particles.divergence + slot)
      save(virial, particles.virial + slot)
    }
    slot &+= Lanes.scalarCount
  }
}

/// (H p)_i = sum [U'' (w.n) n + U'/r (w - (w.n) n)] over the neighbors, with w = p_i - p_j and
/// n = d/r; p stands in the view's `trialForce`.
@inline(always)
private func sumCurvature(
  _ particles: ActiveView, _ position: VectorColumns, _ product: VectorColumns,
  _ range: Range<Int>, _ options: PairForceOptions
) {
  let p = particles.trialForce
  var slot = range.lowerBound
  while slot < range.upperBound {
    let own = LaneVector(p, at: slot)
    var sum = LaneVector()
    forEachNeighbor(particles, position, slot: slot, options) { d, terms, row in
      let other = LaneVector(gather(p.x, row), gather(p.y, row), gather(p.z, row))
      let w = own.minus(other)
      let along = (terms.curvature - terms.slope) * w.dot(d) / d.dot(d)
      let pull = d.scaled(by: along, plus: w.scaled(by: terms.slope))
      sum = sum.replacing(with: sum.plus(pull), where: terms.isTouching)
    }
    sum.store(product, at: slot)
    slot &+= Lanes.scalarCount
  }
}

/// The kernel that sums pair forces; what long runs are made of is specialized for its options.
let pairForceKernel: ActiveKernels.PairKernel = { options, particles, position, force, range in
  switch (options.force, options.isMixed || options.isSpatial, options.isDetailed) {
  case (.harmonic, false, false):
    sumForces(particles, position, force, range, plain(.harmonic))
  case (.harmonic, false, true):
    sumForces(particles, position, force, range, detailed(.harmonic))
  case (.weeksChandlerAndersen, false, false):
    sumForces(particles, position, force, range, plain(.weeksChandlerAndersen))
  case (.softplus, false, false):
    sumForces(particles, position, force, range, plain(.softplus))
  default: sumForces(particles, position, force, range, options)
  }
}

/// Like particles in a plane, forces alone.
@inline(always)
private func plain(_ force: PairForce) -> PairForceOptions {
  PairForceOptions(force: force, isSpatial: false, isMixed: false, isDetailed: false)
}

/// Like particles in a plane, with divergence and virial.
@inline(always)
private func detailed(_ force: PairForce) -> PairForceOptions {
  PairForceOptions(force: force, isSpatial: false, isMixed: false, isDetailed: true)
}

/// The kernel that multiplies by the second derivatives of the energy.
let curvatureKernel: ActiveKernels.PairKernel = { options, particles, position, product, range in
  sumCurvature(particles, position, product, range, options)
}
