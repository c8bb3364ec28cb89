import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Points of a plane counted by ranks against counting by a tree.
@Suite struct RankPlaneTests {
  /// Planes with and without equal coordinates, and with heavy tails.
  static let planes: [@Sendable (inout TestNumbers) -> Double] = [
    { $0.normal() }, { Double($0.integer(below: 12)) },
    { Double.tan(.pi * ($0.uniform() - 0.5)) }, { _ in 3 },
  ]

  @Test(arguments: planes.indices, [1, 2, 63, 64, 65, 500, 5000])
  func squaresCountAsTheTree(plane: Int, count: Int) throws {
    var random = TestNumbers(seed: 41)
    let rows = (0..<2 * count).map { _ in Self.planes[plane](&random) }
    let (x, y) = (
      SortedLine((0..<count).map { rows[2 * $0] }), SortedLine((0..<count).map { rows[2 * $0 + 1] })
    )
    let tree = try NeighborTree(rows: rows, in: .open(dimension: 2))
    var radii = tree.distances(toNeighbor: min(30, max(1, count - 1)), metric: .maximum)
      .map { $0.isFinite ? $0 : 1 }
    for number in stride(from: 0, to: count, by: 7) { radii[number] = .greatestFiniteMagnitude }
    for number in stride(from: 3, to: count, by: 11) { radii[number] = 0 }
    let found = RankPlane(x, y).counts(
      within: x.intervals(within: radii), y.intervals(within: radii))
    #expect(found == tree.counts(within: radii, metric: .maximum))
  }

  /// The influence on the counts of a plane, some of whose squares stand for all, beside that of
  /// all.
  @Test func someSquaresStandForAll() throws {
    var random = TestNumbers(seed: 42)
    let samples = 40_000
    let (x, y, z) = (random.uniforms(samples), random.uniforms(samples), random.uniforms(samples))
    let arrays = [x, y, z].map { InputArray($0, shape: [samples, 1]) }
    func error(_ window: String) throws -> Double {
      let call = "conditional_mutual_information(k: 4\(window))"
      let estimate = try EstimatorCatalog.standard.request(
        call, at: .init(source: "test", line: 1, column: 1)
      ).estimate(from: arrays)
      return try #require(estimate.standardError?.value)
    }
    // A window of 1 leaves nearly everything as it is, and counts by trees with all samples.
    #expect(abs(try error("") / error(", window: 1") - 1) < 0.1)
  }
}
