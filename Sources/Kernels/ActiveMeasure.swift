import ClausiusKernelInterface

/// The sums over the slots of `range`, padding left out.
private func measure(_ particles: ActiveView, _ range: Range<Int>) -> ActiveSums {
  var sums = ActiveSums()
  var slot = range.lowerBound
  var lanes = LaneSums()
  while slot &+ Lanes.scalarCount <= range.upperBound {
    lanes.add(particles, slot, weight: Lanes(repeating: 1))
    slot &+= Lanes.scalarCount
  }
  if slot < range.upperBound {
    let isLane =
      laneNumbers() .< Words(repeating: UInt64(truncatingIfNeeded: range.upperBound &- slot))
    lanes.add(particles, slot, weight: Lanes().replacing(with: 1, where: isLane))
  }
  lanes.write(into: &sums)
  return sums
}

/// The sums lane by lane.
private struct LaneSums {
  var uf = Lanes()
  var ff = Lanes()
  var uu = Lanes()
  var divergence = Lanes()
  var scaledUF = Lanes()
  var scaledFF = Lanes()
  var scaledUU = Lanes()
  var diffusiveDivergence = Lanes()
  var work = Lanes()
  var virial = Lanes()

  @inline(always)
  mutating func add(_ particles: ActiveView, _ slot: Int, weight: Lanes) {
    let u = LaneVector(particles.propulsion, at: slot)
    let f = LaneVector(particles.force, at: slot)
    let traits = particles.traits
    let inverse = traits.inverseDiffusivity.lanes(at: slot)
    let div = weight * load(particles.divergence + slot)
    let (uf, ff, uu) = (weight * u.dot(f), weight * f.dot(f), weight * u.dot(u))
    self.uf += uf
    self.ff += ff
    self.uu += uu
    divergence += div
    scaledUF += inverse * uf
    scaledFF += inverse * ff
    scaledUU += inverse * uu
    diffusiveDivergence += traits.diffusivity.lanes(at: slot) * div
    work += traits.persistence.lanes(at: slot) * (uu + uf)
    virial += weight * load(particles.virial + slot)
  }

  @inline(always)
  func write(into sums: inout ActiveSums) {
    sums.propulsionForce = total(uf)
    sums.squaredForce = total(ff)
    sums.squaredPropulsion = total(uu)
    sums.divergence = total(divergence)
    sums.scaledPropulsionForce = total(scaledUF)
    sums.scaledSquaredForce = total(scaledFF)
    sums.scaledSquaredPropulsion = total(scaledUU)
    sums.diffusiveDivergence = total(diffusiveDivergence)
    sums.persistentWork = total(work)
    sums.virial = total(virial)
  }
}

/// The kernel that sums what rates are made of.
let measureKernel: @Sendable (ActiveView, Range<Int>) -> ActiveSums = { measure($0, $1) }
