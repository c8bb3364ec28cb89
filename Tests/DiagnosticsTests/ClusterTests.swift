import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Clusters against all pairs, in every kind of space.
@Suite struct ClusterTests {
  /// The same by comparing all pairs again and again.
  private func labels(
    _ positions: [SIMD3<Double>], in box: Box, radius: Double
  ) -> [Int] {
    var labels = Array(positions.indices)
    var didChange = true
    while didChange {
      didChange = false
      for i in positions.indices {
        for j in positions.indices where labels[j] < labels[i] {
          var d = positions[i] - positions[j]
          for axis in 0..<3 { d[axis] = box.nearestImage(d[axis], axis: axis) }
          if d.dot(d) <= radius * radius {
            labels[i] = labels[j]
            didChange = true
          }
        }
      }
    }
    let names = Set(labels).sorted()
    return labels.map { names.firstIndex(of: $0) ?? -1 }
  }

  static let boxes = [
    Box.open(), Box.open(spatialDimension: 2), Box(lengths: [10, 10, 10], boundary: .periodic),
    Box(lengths: [10, 10], boundary: .periodic), Box(lengths: [10, 10, 10], boundary: .wall),
    Box(
      spatialDimension: 3, boundary: [.periodic, .open, .periodic], lower: [-2, -.infinity, 1],
      upper: [8, .infinity, 4]),
  ]

  @Test(arguments: boxes)
  func theNearestImageIsThatOfTheBox(box: Box) {
    var numbers = TestNumbers(seed: 8)
    let nearestImage = NearestImage(in: box)
    for _ in 0..<100 {
      let far = 40 * SIMD3(numbers.normal(), numbers.normal(), numbers.normal())
      let near = nearestImage(far)
      for axis in 0..<3 { #expect(near[axis] == box.nearestImage(far[axis], axis: axis)) }
    }
  }

  @Test(arguments: boxes, [0.3, 0.8, 1.5, 2.9, 6, 30])
  func asByAllPairs(box: Box, radius: Double) {
    var numbers = TestNumbers(seed: 9)
    let positions = (0..<120).map { _ in
      SIMD3(
        10 * numbers.uniform(), 10 * numbers.uniform(),
        box.spatialDimension == 3 ? 10 * numbers.uniform() : 0)
    }
    let found = ClusterLabels(of: positions, in: box, radius: radius)
    let expected = labels(positions, in: box, radius: radius)
    #expect(found.labels == expected)
    #expect(found.count == (expected.max() ?? -1) + 1)
  }

  @Test func aChainAcrossTheBoundaryIsOneCluster() throws {
    var school = TestSchool(positions: [], velocities: [])
    for x in [8.0, 9, 0, 1, 4] {
      school.positions.append(SIMD3(x, 5, 5))
      school.velocities.append(SIMD3(1, 0, 0))
    }
    school.box = Box(lengths: [10, 10, 10], boundary: .periodic)
    var clusters = Clusters()
    clusters.radius = 1
    #expect(try clusters.value(school) == 2)
    school.box = .open()
    #expect(try clusters.value(school) == 3)
    clusters.radius = 0.999
    #expect(try clusters.value(school) == 5)
  }

  @Test func theRadiusIsThatOfTheRunUnlessGiven() throws {
    var school = TestSchool.swarm(10, radius: 1)
    let error = #expect(throws: DiagnosticError.self) { try Clusters().value(school) }
    #expect(error?.message == "the trajectory states no attraction radius")
    #expect(throws: DiagnosticError.self) {
      try Clusters().check(context: school.frame.context, box: school.box)
    }
    school.parameters["attraction_radius"] = 10
    #expect(try Clusters().value(school) == 1)
    var tight = Clusters()
    tight.radius = 1e-6
    #expect(try tight.value(school) == 10)
  }

  /// A mill of 60 and an aligned group of 20 far away.
  @Test func theLargestClusterHasItsOwnOrder() throws {
    var school = TestSchool.mill(60, scatter: 0)
    school.parameters["attraction_radius"] = 3
    for k in 0..<20 {
      school.positions.append(SIMD3(100 + Double(k), 0, 0))
      school.velocities.append(SIMD3(0, 0, 1))
    }
    #expect(try Clusters().value(school) == 2)
    #expect(try LargestClusterPolarization().value(school) < 1e-14)
    #expect(abs(try LargestClusterRotation().value(school) - 1) < 1e-12)
    let estimate = try LargestClusterRotation().evaluate(AnalyzedFrame(school.frame))
    #expect(estimate.samples == 60)
  }

  /// Two clusters of 20: the aligned one is meant, whatever the order of the individuals.
  @Test func ofEquallyLargeClustersTheMostPolarizedIsMeant() throws {
    var school = TestSchool.mill(20, scatter: 0)
    school.parameters["attraction_radius"] = 3
    for k in 0..<20 {
      school.positions.append(SIMD3(100 + Double(k), 0, 0))
      school.velocities.append(SIMD3(0, 0, 1))
    }
    for school in [school, school.reversed] {
      #expect(abs(try LargestClusterPolarization().value(school) - 1) < 1e-14)
      #expect(try LargestClusterRotation().value(school) < 1e-12)
    }
  }

  @Test func nobodyAndFarApart() throws {
    var school = TestSchool(positions: [], velocities: [])
    school.parameters["attraction_radius"] = 1
    #expect(
      try Clusters().evaluate(AnalyzedFrame(school.frame)).undefined
        == .tooFewSamples(found: 0, needed: 1))
    #expect(
      try LargestClusterRotation().evaluate(AnalyzedFrame(school.frame)).undefined
        == .tooFewSamples(found: 0, needed: 1))
    school.positions = [SIMD3(1e100, 0, 0), SIMD3(-1e100, 0, 0), SIMD3(0, 1e-300, 0)]
    school.velocities = [SIMD3<Double>](repeating: SIMD3(1, 0, 0), count: 3)
    #expect(try Clusters().value(school) == 3)
  }

  @Test func manyIndividuals() throws {
    var numbers = TestNumbers(seed: 4)
    let side = 100.0
    var school = TestSchool(positions: [], velocities: [])
    school.positions = (0..<20_000).map { _ in
      side * SIMD3(numbers.uniform(), numbers.uniform(), numbers.uniform())
    }
    school.velocities = school.positions
    school.box = Box(lengths: [side, side, side], boundary: .periodic)
    // Far above the percolation threshold of 2.7 neighbors: one cluster holds nearly all.
    let labels = ClusterLabels(of: school.positions, in: school.box, radius: 10)
    #expect(labels.count == 1)
    #expect(ClusterLabels(of: school.positions, in: school.box, radius: 0.01).count > 19_900)
  }
}
