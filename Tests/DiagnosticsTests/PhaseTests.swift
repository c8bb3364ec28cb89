import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

@Suite("Phases of a school, from schools")
struct PhaseTests {
  /// A result of a whole series of schools, `every` apart.
  private func analysis(
    _ schools: [TestSchool], every: Double = 1, call: String = "phase(radius: 20)"
  ) throws -> SeriesResult {
    let position = SourcePosition(source: "test", line: 1, column: 1)
    let analysis = Analysis([try DiagnosticCatalog.standard.request(call, at: position)])
    for (k, school) in schools.enumerated() {
      var frame = school.frame
      frame.index = k
      frame.time = every * Double(k)
      try analysis.add(frame)
    }
    try analysis.finish()
    return analysis.results[0]
  }

  private func detail(_ key: String, _ result: SeriesResult) -> JSON? {
    result.details.first { $0.key == key }?.value
  }

  private func single(_ school: TestSchool, radius: Double? = 20) throws -> SchoolPhase {
    var phase = Phase()
    phase.radius = radius
    return SchoolPhase.allCases[Int(try phase.value(school))]
  }

  @Test("One frame alone shows swarm, mill and parallel group")
  func frames() throws {
    #expect(try single(.swarm(200)) == .swarm)
    #expect(try single(.mill(200)) == .torus)
    #expect(try single(.mill(200, counterRotating: true)) == .swarm)
    // 1 - p = (1 - cos(angle))/2: 0.0003, 0.01, 0.06, 0.51.
    #expect(try single(.parallel(200, cone: 0.035)) == .highlyParallel)
    #expect(try single(.parallel(200, cone: 0.2)) == .dynamicParallel)
    #expect(try single(.parallel(200, cone: 0.5)) == .dynamicParallel)
    #expect(try single(.parallel(200, cone: 1.6)) == .intermediate)
  }

  @Test("Moved, turned and across a periodic boundary a school is in the same phase")
  func invariance() throws {
    let mill = TestSchool.mill(200)
    let turned = mill.moved(SpatialRotation(first: 1, second: 2, third: 3), by: SIMD3(1000, -50, 3))
    #expect(try single(turned) == .torus)
    #expect(try single(mill.inCube(25, at: SIMD3(12.5, 12.5, 12.5))) == .torus)
    #expect(try single(mill.inCube(25, at: SIMD3(25, 25, 0))) == .torus)
  }

  @Test("A plane school has phases too")
  func plane() throws {
    var mill = TestSchool.mill(100, scatter: 0.2)
    for k in mill.positions.indices { mill.positions[k].z = 0 }
    mill.box = Box.open(spatialDimension: 2)
    #expect(try single(mill) == .torus)
    #expect(try single(mill, radius: nil) == .torus)
  }

  @Test("Two groups far apart are fragments, one group of all without a radius")
  func fragments() throws {
    var pair = TestSchool.parallel(100, cone: 0.03)
    for k in 0..<50 { pair.positions[k].x += 100 }
    #expect(try single(pair) == .fragmented)
    #expect(try single(pair, radius: nil) == .highlyParallel)
    // One of a hundred who is lost changes nothing, though it moves the center of all.
    var mill = TestSchool.mill(100)
    mill.positions[0].x += 10_000
    #expect(try single(mill) == .torus)
    #expect(try single(mill, radius: nil) != .torus)
  }

  @Test("Who does not move is in no phase")
  func still() throws {
    var still = TestSchool.swarm(50)
    still.velocities = still.velocities.map { _ in .zero }
    #expect(try single(still) == .intermediate)
    let result = try analysis([still, still])
    #expect(detail("last", result) == "intermediate")
    #expect(detail("evidence", result) == [])
  }

  @Test("A parallel group that keeps its neighbors is highly parallel, one that mixes is not")
  func neighbors() throws {
    // 1 - p = 0.005: the headings alone do not tell.
    let schools = (0..<40).map { k -> TestSchool in
      var school = TestSchool.parallel(100, cone: 0.2, seed: UInt64(k + 10))
      school.positions = TestSchool.swarm(100, seed: 5).positions.map {
        $0 + SIMD3(0, 0, Double(k))
      }
      return school
    }
    let kept = try analysis(schools)
    #expect(kept.names?.last == "highly_parallel")
    #expect(detail("evidence", kept) != nil)
    let mixing = (0..<40).map { k in TestSchool.parallel(100, cone: 0.2, seed: UInt64(k + 10)) }
    #expect(try analysis(mixing).names?.allSatisfy { $0 == "dynamic_parallel" } == true)
  }

  @Test("A change is dated, and told in every form")
  func change() throws {
    let seeds: [UInt64] = Array(1...100)
    let mills = seeds.map { TestSchool.mill(60, seed: $0) }
    let swarms = seeds.map { TestSchool.swarm(60, seed: $0) }
    let result = try analysis(mills + swarms, every: 0.5)
    #expect(detail("first", result) == "torus")
    #expect(detail("last", result) == "swarm")
    guard case .list(let changes)? = detail("transitions", result),
      case .number(let time)? = changes.first?["time"]
    else {
      Issue.record("no transition is reported")
      return
    }
    #expect(changes == [["time": .number(time), "from": "torus", "to": "swarm"]])
    // The window blurs the change at t = 50 by less than two frames.
    #expect(abs(time - 50) <= 1)
    let count = Int(2 * time)
    #expect(result.names == (0..<200).map { $0 < count ? "torus" : "swarm" })
    #expect(detail("fractions", result)?["torus"] == .number(Double(count) / 200))
    #expect(detail("fractions", result)?["fragmented"] == .number(0))
    #expect(result.notes.last == "torus, swarm from t = \(time.scenarioText)")
    #expect(result.notes.count == 2)
  }
}
