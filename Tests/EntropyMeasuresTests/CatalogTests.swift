import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Every entry of the catalog is complete, unique and computes a value that is known.
@Suite struct CatalogTests {
  /// For each name of the catalog a computation and its exact result.
  static let knownAnswers: [String: @Sendable () throws -> (found: Double, exact: Double)] = [
    "shannon": { (Shannon().entropy(of: try dyadic()), 1.75 * Double.log(2)) },
    "renyi": { (try Renyi(order: 2).entropy(of: dyadic()), Double.log(64.0 / 22)) },
    "tsallis": { (try Tsallis(order: 2).entropy(of: dyadic()), 0.65625) },
    "uniform_bins": { (Double(UniformBins(count: 4, from: 0, to: 2).outcome(of: 1.2) ?? -1), 2) },
    "equal_area_cells": {
      (Double(EqualAreaCells(count: 288).outcome(of: SIMD3(0, 0, -1)) ?? -1), 287)
    },
    "equal_arcs": { (Double(EqualArcs(count: 4).outcome(of: SIMD2(-1, -0.5)) ?? -1), 2) },
    "theta_phi_cells": {
      (Double(ThetaPhiCells(polar: 2, azimuthal: 4).outcome(of: SIMD3(-1, -0.1, 0)) ?? -1), 4)
    },
    "jensen_shannon": {
      // The orders of three values of the logistic map at r = 4: 1/3, 1/15, 4/15, 2/15, 1/5, 0.
      let orders = try Distribution(weights: [5, 1, 4, 2, 3])
      return (JensenShannonComplexity(outcomes: 6).value(of: orders), 0.16576716623440428)
    },
    "ordinal_patterns": {
      var patterns = OrdinalPatterns(order: 3)
      return (Double([5.0, 1, 3].map { patterns.add($0) ?? 0 }.reduce(0, +)), 4)
    },
    "growing_cells": {
      var cells = GrowingCells(dimension: 1, cellsPerAxis: 4)
      for value in [0.0, 1, 2, 8] { cells.add([value]) }
      return (Double(cells.counts.total.values.reduce(0, +)), 4)
    },
    "blocked_counts": {
      var counts = BlockedCounts()
      for outcome in [3, 3, 5, 3] { counts.add(outcome) }
      return (Double(counts.total[3] ?? 0), 3)
    },
    "nearest_neighbors": {
      let tree = try NeighborTree(rows: [0.5, 9.5, 4], in: Torus(periods: [10]))
      return (tree.nearest(1).distances.reduce(0, +), 1 + 1 + 3.5)
    },
    "running_series": {
      var series = RunningSeries()
      for sample in [1.0, 2, 6] { series.add(sample) }
      return (series.mean ?? .nan, 3)
    },
    "eigenvalues_3x3": {
      let matrix = SymmetricMatrix3(diagonal: SIMD3(2, 2, 0), offDiagonal: SIMD3(0, 0, 1))
      return (matrix.eigenvalues.x, 3)
    },
    "circular_mean": { (CircularMean(of: [1, 2, 3], period: 8).coordinate ?? .nan, 2) },
  ]

  private static func dyadic() throws -> Distribution {
    try Distribution(weights: [4, 2, 1, 1])
  }

  @Test(arguments: EstimatorCatalog.standard.entries.filter { $0.input == nil }.map(\.name))
  func everyEntryHasAKnownAnswer(name: String) throws {
    let answer = try #require(Self.knownAnswers[name], "no known answer for \(name)")
    let (found, exact) = try answer()
    #expect(agree(found, exact, to: 1e-14))
  }

  @Test(arguments: EstimatorCatalog.standard.entries.map(\.name))
  func everyEntryIsComplete(name: String) throws {
    let entry = try #require(EstimatorCatalog.standard.entry(named: name))
    for text in [entry.about, entry.formula, entry.unit, entry.bounds, entry.bias, entry.source] {
      #expect(!text.isEmpty)
    }
    #expect(entry.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
  }

  @Test func namesAreUnique() {
    let names = EstimatorCatalog.standard.entries.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Self.knownAnswers.count + EstimatorCatalog.standard.callableNames.count == names.count)
  }

  @Test func anUnknownNameHasNoEntry() {
    #expect(EstimatorCatalog.standard.entry(named: "entropy_of_everything") == nil)
  }
}
