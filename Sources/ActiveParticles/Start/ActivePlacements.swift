import ClausiusRandomNumbers
import Foundation

/// Uniform in the box; in open space, in a cube around the origin with room for everybody.
struct RandomStart {
  let model: ActiveParticlesModel
  let seed: UInt64

  func places() -> [SIMD3<Double>] {
    let random = CounterRandom(seed: seed, stream: .startPosition)
    let sides = model.sides
    let center = model.boundary == .open ? 0.5 : 0
    return (0..<model.total).map { i in
      let (x, y) = random.uniforms(step: 0, individual: i)
      let z = random.uniforms(step: 0, individual: i, draw: 1).0
      var place = SIMD3<Double>.zero
      for (axis, u) in [x, y, z].prefix(model.dimension).enumerated() {
        place[axis] = (u - center) * sides[axis]
      }
      return place
    }
  }
}

/// A lattice over the box, every second row shifted by half a spacing, with jitter.
struct LatticeStart {
  let model: ActiveParticlesModel
  let seed: UInt64

  func places() -> [SIMD3<Double>] {
    let center = model.boundary == .open ? 0.5 : 0
    let sides = model.sides
    let sites = JitteredLattice(
      sides: sides, count: model.total, contact: model.diameter, seed: seed, first: 0
    ).places()
    return sites.map { site in
      var place = site
      for axis in 0..<model.dimension { place[axis] -= center * sides[axis] }
      return place
    }
  }
}

/// A dense band across the longest side and a dilute phase beside it, both on lattices.
struct SlabStart {
  let model: ActiveParticlesModel
  let seed: UInt64

  func places() -> [SIMD3<Double>] {
    let sides = model.sides
    let long = sides.indices.max { sides[$0] < sides[$1] } ?? 0
    let packing = model.coveredVolume / sides.reduce(1, *)
    let (dense, dilute) = ActiveParticlesModel.slabPackings
    let share = (packing - dilute) / (dense - dilute)
    let inBand = Int((share * dense / packing * Double(model.total)).rounded())
    var bandSides = sides
    bandSides[long] = share * sides[long]
    var restSides = sides
    restSides[long] = sides[long] - bandSides[long]
    let lattice = { (sides: [Double], count: Int, first: Int) in
      JitteredLattice(
        sides: sides, count: count, contact: model.diameter, seed: seed, first: first
      ).places()
    }
    let band = lattice(bandSides, inBand, 0).map { site in
      var place = site
      place[long] += restSides[long] / 2
      return place
    }
    let rest = lattice(restSides, model.total - inBand, inBand).map { site in
      var place = site
      if place[long] > restSides[long] / 2 { place[long] += bandSides[long] }
      return place
    }
    return band + rest
  }
}

/// `count` sites of a lattice over a box that begins at 0, evenly left out where there are more
/// sites, each moved by up to a tenth of the free way between neighbors.
struct JitteredLattice {
  let sides: [Double]
  let count: Int
  let contact: Double
  let seed: UInt64
  /// The number of the particle on the first site.
  let first: Int

  func places() -> [SIMD3<Double>] {
    guard count > 0 else { return [] }
    let random = CounterRandom(seed: seed, stream: .startPosition)
    let shape = shape
    let sites = shape.reduce(1, *)
    let spacing = zip(sides, shape).map { $0 / Double($1) }
    let free = max(0.02 * contact, (spacing.min() ?? 0) - contact)
    return (0..<count).map { k in
      let site = k * sites / count
      var index = site
      var place = SIMD3<Double>.zero
      var isShifted = false
      for axis in sides.indices {
        let position = index % shape[axis]
        index /= shape[axis]
        place[axis] = (Double(position) + 0.5) * spacing[axis]
        if axis == 1 { isShifted = position % 2 == 1 }
      }
      if isShifted {
        place.x += spacing[0] / 2
        if place.x >= sides[0] { place.x -= sides[0] }
      }
      let jitter = [
        random.uniforms(step: 0, individual: first + k).0,
        random.uniforms(step: 0, individual: first + k).1,
        random.uniforms(step: 0, individual: first + k, draw: 1).0,
      ]
      for axis in sides.indices { place[axis] += 0.1 * free * (2 * jitter[axis] - 1) }
      return place
    }
  }

  /// Sites along each side: rows of a triangular lattice in the plane.
  private var shape: [Int] {
    let volume = sides.reduce(1, *)
    let spacing = pow(volume / Double(count), 1 / Double(sides.count))
    var shape = sides.map { max(1, Int(($0 / spacing).rounded())) }
    if sides.count == 2 {
      let columns = (Double(count) * sides[0] / sides[1] * 0.8660254).squareRoot()
      shape[0] = max(1, Int(columns.rounded()))
      shape[1] = max(1, (count + shape[0] - 1) / shape[0])
      if shape[1] % 2 == 1, shape[1] > 1 { shape[1] += 1 }
    }
    var axis = 0
    while shape.reduce(1, *) < count {
      shape[axis] += 1
      axis = (axis + 1) % shape.count
    }
    return shape
  }
}
