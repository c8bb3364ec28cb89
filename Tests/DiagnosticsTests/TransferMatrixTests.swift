import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Who leads whom, in schools whose leader is known.
@Suite struct TransferMatrixTests {
  /// Individual 2 turns at random; the others turn to where it headed `lag` frames before, with
  /// errors of their own.
  private func frames(_ count: Int, lag: Int = 1) -> [Frame] {
    var numbers = TestNumbers(seed: 11)
    var leader: [Double] = []
    for k in 0..<count { leader.append((k > 0 ? 0.9 * leader[k - 1] : 0) + 0.3 * numbers.normal()) }
    return (0..<count).map { k in
      let angles = (0..<5).map { individual in
        individual == 2 ? leader[k] : leader[max(0, k - lag)] + 0.3 * numbers.normal()
      }
      var frame = TestSchool(
        positions: angles.indices.map { SIMD3(Double($0), 0, 0) },
        velocities: angles.map { SIMD3(.cos($0), .sin($0), 0) },
        box: .open(spatialDimension: 2)
      ).frame
      frame.time = Double(k)
      frame.index = k
      return frame
    }
  }

  private func record(_ call: String, _ frames: [Frame]) throws -> (SeriesResult, [Int]) {
    let request = try DiagnosticCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1))
    let analysis = Analysis([request])
    for frame in frames { try analysis.add(frame) }
    try analysis.finish()
    let rows = try #require(analysis.results[0].table).rows
    let significant = rows.filter { (Double($0[4]) ?? 1) < 0.05 }
    return (analysis.results[0], significant.map { 10 * (Int($0[0]) ?? 0) + (Int($0[1]) ?? 0) })
  }

  @Test func theLeaderIsFound() throws {
    let (result, significant) = try record(
      "transfer_entropy_matrix(condition: others)", frames(600))
    #expect(Set([20, 21, 23, 24]).isSubset(of: significant))
    #expect(result.notes[1].hasPrefix("leaders first: 2 "))
    #expect(result.table?.rows.count == 20)
    #expect(result.details.contains { $0.key == "matrix" })
  }

  @Test func theLagMustBeThatOfTheReaction() throws {
    let frames = frames(600, lag: 3)
    func given(_ lag: Int) throws -> Double {
      let rows = try #require(
        try record("transfer_entropy_matrix(lag: \(lag))", frames).0.table
      ).rows
      return rows.filter { $0[0] == "2" }.compactMap { Double($0[2]) }.reduce(0, +)
    }
    #expect(try given(3) > 2 * given(1))
  }

  @Test func nearestNeighborsFindItToo() throws {
    let (result, _) = try record(
      "transfer_entropy_matrix(method: nearest_neighbor, surrogates: 39)", frames(300))
    #expect(result.notes[1].hasPrefix("leaders first: 2 "))
    let pairs = try #require(result.table).rows.filter { $0[0] == "2" }
    #expect(pairs.compactMap { Double($0[3]) } == [0.025, 0.025, 0.025, 0.025])
  }

  /// The least probability for all pairs together is 1/(S + 1) over the 0.8 of all
  /// shifts that can be drawn, below 0.05 from S = 25 on.
  @Test func tooFewSurrogatesAreToldWithTheNumberNeeded() throws {
    let (result, _) = try record("transfer_entropy_matrix(surrogates: 19)", frames(60))
    #expect(result.whole?.warnings.contains(.tooFewSurrogates(19, needed: 25)) == true)
    #expect(
      result.warnings.contains { $0.hasSuffix("at least 25 are needed") }, "\(result.warnings)")
    for call in ["surrogates: 25", "surrogates: 0", "surrogates: 19, level: 0.08"] {
      let (enough, _) = try record("transfer_entropy_matrix(\(call))", frames(60))
      #expect(!enough.warnings.contains { $0.hasSuffix("are needed") }, "\(enough.warnings)")
    }
  }

  @Test("Everyone follows 2, and 2 alone is a leader: the others depend on each other through it")
  func leadersAreSourcesOfSignificantPairs() throws {
    let (result, _) = try record("transfer_entropy_matrix", frames(600))
    let members = Dictionary(uniqueKeysWithValues: result.details.map { ($0.key, $0.value) })
    #expect(members["significant_pairs"] == .integer(4))
    guard case .list(let leaders) = members["leaders"], case .object(let first) = leaders.first
    else {
      Issue.record("no leaders: \(result.details)")
      return
    }
    #expect(leaders.count == 1)
    #expect(first.first?.value == .integer(2))
    #expect(first.last?.value == .integer(4))
  }

  @Test("Individuals that circle by themselves have nothing to transfer, and there is no leader")
  func rotationsHaveNoLeader() throws {
    let rotations = (0..<300).map { k in
      var frame = TestSchool(
        positions: (0..<4).map { SIMD3(Double($0), 0, 0) },
        velocities: (0..<4).map { individual in
          let angle = Double(k) * (0.05 + 0.02 * Double(individual))
          return SIMD3(.cos(angle), .sin(angle), 0)
        }, box: .open(spatialDimension: 2)
      ).frame
      (frame.time, frame.index) = (Double(k), k)
      return frame
    }
    let (result, significant) = try record("transfer_entropy_matrix", rotations)
    #expect(significant.isEmpty)
    #expect(result.whole?.undefined == .noInnovation)
    #expect(result.notes[1] == "no leaders: no pair transfers significantly")
    #expect(result.details.contains { $0.key == "leaders" && $0.value == .list([]) })
  }

  /// Two numbers a series: the transfer is that of regressions on scalars, known in closed form for
  /// first-order series.
  @Test func theTransferOfAFirstOrderSeriesIsKnown() throws {
    var numbers = TestNumbers(seed: 5)
    var (x, y) = ([0.0], [0.0])
    for t in 0..<20_000 {
      x.append(0.5 * x[t] + numbers.normal())
      y.append(0.6 * y[t] + 0.4 * x[t] + numbers.normal())
    }
    var network = TransferNetwork()
    (network.lag, network.targetHistory, network.shifts) = (1, 1, 0)
    network.condition = .none
    let pairs = try network.pairs(of: [InputArray(x), InputArray(y)])
    let there = try #require(pairs[0, 1])
    // 0.092280 for infinitely long series; its standard error is about sqrt(2 T/n) = 0.003.
    #expect(abs((there.estimate.value ?? 0) - 0.092280) < 0.01)
    #expect((pairs[1, 0]?.estimate.value ?? 1) < 0.0005)
    #expect((there.probability ?? 1) < 1e-100)
    let scalar = try EstimatorCatalog.standard.request(
      "transfer_entropy(method: linear)", at: SourcePosition(source: "", line: 1, column: 1)
    ).estimate(from: [InputArray(x), InputArray(y)])
    // The network leaves out the first step, whose lags it could look at.
    #expect(abs((scalar.value ?? 0) - (there.estimate.value ?? 1)) < 1e-4)
  }

  @Test(arguments: [
    ("transfer_entropy_matrix(of: polarization)", "is one series"),
    ("transfer_entropy_matrix(of: speedd(species: 1))", "did you mean 'speed'?"),
    ("transfer_entropy_matrix(lag: 0)", "expected a whole number from 1"),
  ])
  func wrongCallsAreExplained(call: String, words: String) {
    do throws(Problems) {
      // What a file may carry under a name is known only with the file.
      try DiagnosticCatalog.standard.request(
        call, at: SourcePosition(source: "test", line: 1, column: 1)
      ).check(
        quantities: ["velocity"], context: FrameContext(system: "", individuals: 3), box: .open())
      Issue.record("understood: \(call)")
    } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }
}
