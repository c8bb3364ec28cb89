import ClausiusSimulationCore

/// Clusters of particles that are linked, and whether one of them spans the box.
///
/// A cluster spans a periodic axis when following its links leads to another image of the same
/// particle, and an axis between walls when it touches both. O(N) at a given density.
struct ContactClusters {
  /// The number of clusters.
  private(set) var count: Int
  /// The number of particles in the largest.
  private(set) var largest: Int
  /// Whether a largest cluster spans the box along some axis.
  private(set) var largestSpans: Bool

  /// - Parameters:
  ///   - places: where the particles are, within the periods of the box.
  ///   - box: the space that they live in.
  ///   - rule: which particles are linked.
  ///   - frame: the frame that they belong to, whose sizes count where the rule is contact.
  init(
    _ places: [SIMD3<Double>], in box: Box, linkedBy rule: ContactRule, of frame: Frame
  ) {
    let radii =
      (try? ParticleSizes(frame).radii) ?? [Double](repeating: 0, count: places.count)
    let range = ContactRule.range(frame.context)
    let widest = radii.max() ?? 0
    var forest = SpanningForest(count: places.count, in: box)
    // Touching counts as contact, whatever rounding says.
    let reach = rule.distance(widest, widest, range: range) * (1 + 1e-12)
    if reach > 0, !places.isEmpty {
      NeighborPairs(places, in: box, radius: reach).forEach { i, j, apart, squared in
        let contact = rule.distance(radii[i], radii[j], range: range) * (1 + 1e-12)
        if squared < contact * contact { forest.link(i, j, apart: apart) }
      }
    }
    let members = forest.sizes
    count = members.count
    largest = members.values.max() ?? 0
    let most = largest
    largestSpans =
      forest.wrapping.contains { members[forest.root(of: $0)] == most }
      || Self.touchesBothWalls(places, box, reach: reach / 2, &forest, members, most)
  }

  /// Whether a largest cluster has members within `reach` of both walls of an axis.
  private static func touchesBothWalls(
    _ places: [SIMD3<Double>], _ box: Box, reach: Double, _ forest: inout SpanningForest,
    _ members: [Int: Int], _ most: Int
  ) -> Bool {
    for axis in 0..<box.spatialDimension where box.boundary[axis] == .wall {
      var (atLower, atUpper): (Set<Int>, Set<Int>) = ([], [])
      for (i, place) in places.enumerated() {
        let isLow = place[axis] - box.lower[axis] <= reach
        let isHigh = box.upper[axis] - place[axis] <= reach
        guard isLow || isHigh else { continue }
        let root = forest.root(of: i)
        guard members[root] == most else { continue }
        if isLow { atLower.insert(root) }
        if isHigh { atUpper.insert(root) }
      }
      if !atLower.isDisjoint(with: atUpper) { return true }
    }
    return false
  }
}

/// Disjoint sets of particles with the displacement of each from the root of its set, by which a
/// set that closes on itself through the periods of the box is found (Newman and Ziff 2001).
struct SpanningForest {
  private var parent: [Int]
  /// From the parent to the particle, along links.
  private var fromParent: [SIMD3<Double>]
  private var size: [Int]
  /// Particles at which a set was found to close on itself.
  private(set) var wrapping: [Int] = []
  /// Half of each period, infinite where there is none.
  private let half: SIMD3<Double>

  init(count: Int, in box: Box) {
    half = SIMD3(box.periods.map { $0 > 0 ? $0 / 2 : .infinity })

    parent = Array(0..<count)
    fromParent = [SIMD3<Double>](repeating: .zero, count: count)
    size = [Int](repeating: 1, count: count)
  }

  /// The root of the set of a particle, of which the particle becomes a child.
  mutating func root(of particle: Int) -> Int {
    while parent[parent[particle]] != parent[particle] {
      fromParent[particle] += fromParent[parent[particle]]
      parent[particle] = parent[parent[particle]]
    }
    return parent[particle]
  }

  /// Links two particles, the first of which is `apart` from the second.
  mutating func link(_ first: Int, _ second: Int, apart: SIMD3<Double>) {
    let (a, b) = (root(of: first), root(of: second))
    // Of a particle that is its own root the displacement is zero.
    let difference = fromParent[first] - fromParent[second] - apart
    if a == b {
      let isApart = abs(difference.x) > half.x || abs(difference.y) > half.y
      if isApart || abs(difference.z) > half.z { wrapping.append(first) }
    } else if size[a] <= size[b] {
      parent[a] = b
      fromParent[a] = -difference
      size[b] += size[a]
    } else {
      parent[b] = a
      fromParent[b] = difference
      size[a] += size[b]
    }
  }

  /// The number of particles of each set, by its root.
  var sizes: [Int: Int] {
    var sizes: [Int: Int] = [:]
    for particle in parent.indices where parent[particle] == particle {
      sizes[particle] = size[particle]
    }
    return sizes
  }
}
