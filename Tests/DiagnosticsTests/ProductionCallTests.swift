import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// Entropy production of quantities of frames: what is differenced, and what turns when time runs
/// backward.
@Suite struct ProductionCallTests {
  private static let frames = EstimatorCallTests.frames(60)

  /// x of individual 2, and its differences to the nearest image in the box of side 10.
  private static var line: (path: [Double], steps: [Double]) {
    let path = frames.map { $0["position"]?[6] ?? .nan }
    return (
      path,
      zip(path.dropFirst(), path).map { next, now in
        next - now - 10 * ((next - now) / 10).rounded()
      }
    )
  }

  @Test func theCurrentOfPositionsIsTheirDifference() throws {
    let call = "uncertainty_bound(of: position(individual: 2, component: x), block: 4"
    let expected = try measure(
      "uncertainty_bound(time_step: 0.5, block: 4)", [InputArray(Self.line.steps)]
    ).value
    #expect(try whole(call + ")") == expected)
    #expect(
      try whole(call + ", increments: false)")
        == measure("uncertainty_bound(time_step: 0.5, block: 4)", [InputArray(Self.line.path)])
        .value)
    #expect(
      try whole(
        "neighbor_entropy_production(of: position(individual: 2, component: x), values: increments)"
      )
        == measure(
          "neighbor_entropy_production(time_step: 0.5, values: increments)",
          [InputArray(Self.line.steps)]
        ).value)
  }

  @Test func statesAndAreasAreNotDifferenced() throws {
    let plane = Self.frames.flatMap { [$0["velocity"]?[6] ?? .nan, $0["velocity"]?[7] ?? .nan] }
    #expect(
      try whole(
        "uncertainty_bound(of: [velocity(individual: 2, component: x), velocity(individual: 2, component: y)], "
          + "block: 4, current: area)")
        == measure(
          "uncertainty_bound(time_step: 0.5, block: 4, current: area)",
          [InputArray(plane, shape: [60, 2])]
        ).value)
    // A velocity is a rate of change as it is.
    let velocities = Self.frames.map { $0["velocity"]?[6] ?? .nan }
    #expect(
      try whole("uncertainty_bound(of: velocity(individual: 2, component: x), block: 4)")
        == measure("uncertainty_bound(time_step: 0.5, block: 4)", [InputArray(velocities)]).value)
  }

  @Test(arguments: ["gaussian", "neighbor"])
  func velocitiesTurnAndPositionsStay(kind: String) throws {
    let states = Self.frames.flatMap {
      [$0["position"]?[6] ?? .nan, $0["velocity"]?[6] ?? .nan]
    }
    let call = kind + "_entropy_production("
    let periods = kind == "neighbor" ? ", periods: [10, 0]" : ""
    let quantities =
      "of: [position(individual: 2, component: x), velocity(individual: 2, component: x)]"
    func expected(_ parity: String) throws -> Double? {
      try measure(
        call + "time_step: 0.5, parity: \(parity)\(periods))", [InputArray(states, shape: [60, 2])]
      ).value
    }
    #expect(try whole(call + quantities + ")") == expected("[1, -1]"))
    #expect(try whole(call + quantities + ", parity: even)") == expected("even"))
    #expect(try expected("even") != expected("[1, -1]"))
    // Nothing is left unsaid.
    #expect(try analyzed(call + quantities + ")")?.warnings.contains(.unstatedParity) == false)
    // The difference of positions turns, that of velocities stays.
    let both = [
      InputArray(Self.line.steps),
      InputArray(
        Self.frames.dropFirst().indices.map { k in
          (Self.frames[k]["velocity"]?[6] ?? .nan) - (Self.frames[k - 1]["velocity"]?[6] ?? .nan)
        }),
    ]
    let steps = InputArray(
      zip(both[0].values, both[1].values).flatMap { [$0, $1] }, shape: [59, 2])
    #expect(
      try whole(call + quantities + ", increments: true)")
        == measure(call + "time_step: 0.5, parity: [-1, 1])", [steps]).value)
  }

  @Test func surrogatesOfAllIndividualsAreTurnedTogether() throws {
    let call = "gaussian_entropy_production(of: [position, velocity], surrogates: 9"
    let found = try #require(try analyzed(call + ")"))
    #expect(found.value == (try whole("gaussian_entropy_production(of: [position, velocity])")))
    #expect(found.null?.surrogates == 9)
    let one = try #require(try analyzed(call + ", along: space_time)"))
    #expect(one.null?.surrogates == 9 || one.value == nil)
  }

  // MARK: Calls

  private func analyzed(_ call: String) throws -> Estimate? {
    let analysis = Analysis([
      try DiagnosticCatalog.standard.request(
        call, at: SourcePosition(source: "test", line: 1, column: 1))
    ])
    for frame in Self.frames { try analysis.add(frame) }
    try analysis.finish()
    return analysis.results[0].whole
  }

  private func whole(_ call: String) throws -> Double? { try analyzed(call)?.value }

  private func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: arrays)
  }
}
