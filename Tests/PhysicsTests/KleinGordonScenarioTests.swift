import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore
import Foundation
import Testing

/// What the shipped scenarios of the field come to, read from their files.
@Suite struct KleinGordonScenarioTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/klein-gordon")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  private func scenario(
    _ name: String, _ overrides: String...
  ) throws -> Scenario {
    try Scenario.read(
      path: Self.folder.appending(path: name).path(),
      overrides: overrides.map { .set($0) })
  }

  /// The state of a scenario at its end, without any file.
  private func finished(_ scenario: Scenario, steps: Int? = nil) throws -> any System {
    let settings = scenario.runSettings { path, _ in throw BrokenInvariant("no \(path)") }
    let system = try scenario.makeSystem(run: settings)
    for tick in 1...(steps ?? settings.grid.lastTick) {
      try system.advance(to: Instant(tick: tick, time: settings.grid.time(ofTick: tick)))
    }
    return system
  }

  private func value(_ name: String, _ system: any System) -> Double {
    system.observables().first { $0.name == name }?.value ?? .nan
  }

  @Test func `the scenarios exist under their names`() {
    let wanted = [
      "linear-wave", "static-kink", "moving-kink", "breather", "kink-antikink", "velocity-scan",
      "pass-through", "thermalization",
    ]
    #expect(wanted.allSatisfy { Self.names.contains($0 + ".yaml") })
    #expect(Self.names.filter { $0.hasPrefix("amangkurat-") }.count == 8)
  }

  @Test(arguments: names) func `every scenario is read and begins`(name: String) throws {
    let system = try finished(try scenario(name), steps: 2)
    try system.checkInvariants()
    #expect(system.observables().allSatisfy { !$0.value.isInfinite })
  }

  @Test func `the published initial data have the published energies`() throws {
    // The same data in an independent evaluation by NumPy's transforms.
    for (name, energy) in [
      ("2-kink", 29.3064238), ("3-breather", 12.3016797), ("4-kink-antikink", 58.9066602),
    ] {
      let published = try scenario("amangkurat-\(name)-as-published.yaml")
      let settings = published.runSettings { path, _ in throw BrokenInvariant("no \(path)") }
      let measured = value("energy", try published.makeSystem(run: settings))
      #expect(abs(measured - energy) < 1e-6, "\(name): \(measured)")
    }
    for (name, energy) in [
      ("2-kink", 0.94280904), ("3-breather", 13.85640646), ("4-kink-antikink", 1.97666),
    ] {
      let system = try finished(try scenario("amangkurat-\(name)-corrected.yaml"))
      #expect(abs(value("energy", system) - energy) < 1e-5)
    }
  }

  @Test func `phi4 collisions come out as they must`() throws {
    let cases: [(velocity: Double, outcome: Double, bounceTimes: Int)] = [
      (0.18, 0, 0), (0.198, 1, 2), (0.22, 0, 0), (0.2265, 1, 2), (0.235, 0, 0), (0.2602, 1, 1),
    ]
    for (velocity, outcome, bounces) in cases {
      let system = try finished(
        try scenario(
          "kink-antikink.yaml", "klein_gordon.start.velocity=\(velocity)",
          "klein_gordon.symmetry=even"))
      #expect(value("outcome", system) == outcome)
      if outcome == 1 { #expect(value("bounces", system) == Double(bounces)) }
      if velocity == 0.198 { #expect(abs(value("last_bounce_time", system) - 62.4) < 0.3) }
      if velocity == 0.2265 { #expect(abs(value("last_bounce_time", system) - 62.6) < 0.3) }
    }
  }

  @Test(arguments: [(0.4, 0.27873, 240.0), (0.6, 0.49514, 200.0)])
  func `outgoing speeds are those of independent codes`(
    velocity: Double, outgoing: Double, duration: Double
  ) throws {
    let system = try finished(
      try scenario(
        "kink-antikink.yaml", "klein_gordon.start.velocity=\(velocity)",
        "klein_gordon.length=400", "klein_gordon.x_min=-200", "klein_gordon.symmetry=even",
        "run.duration=\(duration)"))
    #expect(abs(value("outgoing_velocity", system) - outgoing) < 1e-3)
  }

  /// The smallest velocity in a scan at which a condition holds (or ceases to hold) first.
  private func firstVelocity(
    from first: Double, to last: Double,
    where isWanted: (_ outcome: Double, _ bounces: Double) -> Bool
  ) throws -> Double {
    let count = 41
    let system = try finished(
      try scenario(
        "velocity-scan.yaml", "klein_gordon.ensemble.velocity.from=\(first)",
        "klein_gordon.ensemble.velocity.to=\(last)", "klein_gordon.ensemble.velocity.count=\(count)"
      ))
    func values(_ name: String) throws -> [Double] {
      var values = [Double](repeating: 0, count: count)
      let quantity = try #require(system.quantities.first { $0.name == name })
      system.copy(quantity, into: &values)
      return values
    }
    let (outcomes, bounces) = (try values("outcome"), try values("bounces"))
    let k = try #require((0..<count).first { isWanted(outcomes[$0], bounces[$0]) })
    return first + (last - first) * Double(k) / Double(count - 1)
  }

  @Test func `windows of escape after two bounces have their edges`() throws {
    let isTwo = { (outcome: Double, bounces: Double) in outcome == 1 && bounces == 2 }
    let isNotTwo = { (outcome: Double, bounces: Double) in !(outcome == 1 && bounces == 2) }
    let edges = [
      (try firstVelocity(from: 0.1921, to: 0.1929, where: isTwo), 0.192570),
      (try firstVelocity(from: 0.2030, to: 0.2038, where: isNotTwo), 0.203430),
      (try firstVelocity(from: 0.2236, to: 0.2244, where: isTwo), 0.224038),
      (try firstVelocity(from: 0.2285, to: 0.2293, where: isNotTwo), 0.228855),
      (
        try firstVelocity(from: 0.2593, to: 0.2600) { outcome, bounces in
          outcome == 1 && bounces == 1
        }, 0.25966
      ),
    ]
    for (measured, reference) in edges { #expect(abs(measured - reference) < 1e-4) }
  }
}
