import ClausiusNeighborhoods
import ClausiusSimulationCore

/// Clusters: individuals are in the same cluster when a chain of links of at most `radius` joins
/// them.
///
/// Distances are to the nearest image on periodic axes. Space is cut into cells so small that all
/// individuals of a cell are linked; only neighboring cells that are not yet joined are searched
/// for a link. O(N) for a bounded number of neighboring cells.
struct ClusterLabels {
  /// The cluster of each individual, 0 to ``count`` - 1 in the order of their first individuals,
  /// [N].
  let labels: [Int]
  /// The number of clusters.
  let count: Int

  init(of positions: [SIMD3<Double>], in box: Box, radius: Double) {
    let links = Links(positions, in: box, radius: radius)
    let cells = links.cells
    var forest = Forest(count: cells.count)
    cells.forEachNeighboringPair { first, second in
      if forest.root(of: first) != forest.root(of: second), links.join(first, second) {
        forest.join(first, second)
      }
      return forest.sets > 1
    }
    var rootOfIndividual = [Int](repeating: 0, count: positions.count)
    for cell in 0..<cells.count {
      let root = forest.root(of: cell)
      for individual in cells.individuals(in: cell) { rootOfIndividual[individual] = root }
    }
    var labelOfRoot = [Int](repeating: -1, count: cells.count)
    var count = 0
    labels = rootOfIndividual.map { root in
      if labelOfRoot[root] < 0 {
        labelOfRoot[root] = count
        count += 1
      }
      return labelOfRoot[root]
    }
    self.count = count
  }

  /// The members of each cluster that no other exceeds in size.
  var largest: [[Int]] {
    var sizes = [Int](repeating: 0, count: count)
    for label in labels { sizes[label] += 1 }
    guard let size = sizes.max() else { return [] }
    let largest = sizes.indices.filter { sizes[$0] == size }
    var places = [Int](repeating: 0, count: count)
    for (place, label) in largest.enumerated() { places[label] = place }
    var members = [[Int]](repeating: [], count: largest.count)
    for (individual, label) in labels.enumerated() where sizes[label] == size {
      members[places[label]].append(individual)
    }
    return members
  }
}

/// Individuals in cells so small that all of a cell are linked, and the links between cells.
private struct Links {
  /// Cells whose diagonal is at most the radius.
  let cells: SparseCells
  private let positions: [SIMD3<Double>]
  private let nearestImage: NearestImage
  private let radius: Double

  init(_ positions: [SIMD3<Double>], in box: Box, radius: Double) {
    self.positions = positions
    self.radius = radius
    nearestImage = NearestImage(in: box)
    cells = SparseCells(
      positions, in: box, side: radius / Double(box.spatialDimension).squareRoot(), radius: radius)
  }

  /// Whether any two individuals of two cells are at most the radius apart.
  func join(_ first: Int, _ second: Int) -> Bool {
    for i in cells.individuals(in: first) {
      for j in cells.individuals(in: second) {
        let displacement = nearestImage(positions[i] - positions[j])
        if displacement.dot(displacement) <= radius * radius { return true }
      }
    }
    return false
  }
}

/// Disjoint sets with path halving (Galler and Fisher 1964).
private struct Forest {
  private var parent: [Int]
  /// The number of sets.
  private(set) var sets: Int

  init(count: Int) {
    parent = Array(0..<count)
    sets = count
  }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  /// Joins the sets of two elements, which must differ; the lower root stays.
  mutating func join(_ a: Int, _ b: Int) {
    let (rootA, rootB) = (root(of: a), root(of: b))
    parent[max(rootA, rootB)] = min(rootA, rootB)
    sets -= 1
  }
}
