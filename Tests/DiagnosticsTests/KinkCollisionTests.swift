import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// What is reported of collisions of kinks, from the numbers that a run writes.
@Suite struct KinkCollisionTests {
  /// Frames of one field: outcome, bounces, time of the last bounce, outgoing velocity.
  private func frames(_ rows: [[Double]]) -> [Frame] {
    rows.map { row in
      var field = TestField(points: 8, length: 1, phi: { _ in 0 })
      field.context.parameters["start_velocity"] = 0.198
      field.observables = zip(CollisionState.names, row).map {
        Observable(name: $0, unit: "1", value: $1)
      }
      return field.frame
    }
  }

  private func analysis(_ call: String, _ frames: [Frame]) throws -> SeriesResult {
    let analysis = Analysis([try DiagnosticCatalog.standard.request(call, at: place)])
    for frame in frames { try analysis.add(frame) }
    try analysis.finish()
    return analysis.results[0]
  }

  @Test func oneFieldIsOneMember() throws {
    let rows = [
      [0, 0, Double.nan, .nan], [0, 1, 44.4, .nan], [0, 2, 62.4, .nan], [1, 2, 62.4, 0.157],
    ]
    let result = try analysis("kink_collision", frames(rows))
    #expect(result.series.last == 1)
    #expect(result.series.mean == 0.25)
    let members: JSON = [
      "velocity": .number(0.198), "outcome": "escaped", "bounces": 2,
      "outgoing_velocity": .number(0.157),
      "bounce_times": [.number(44.4), .number(62.4)],
    ]
    #expect(result.details == [JSON.Member("members", [members])])
    #expect(
      result.notes == ["escaped, 2 bounces at t = 44.4, 62.4; outgoing velocity 0.157"])
    #expect(try analysis("kink_collision(field: bounces)", frames(rows)).series.last == 2)
    let velocity = try analysis("kink_collision(field: outgoing_velocity)", frames(rows)).series
    #expect(velocity.last == 0.157)
    #expect(velocity.count == 1 && velocity.undefinedSamples == 3)
  }

  @Test func aPairThatHasNotMetIsUndecided() throws {
    let result = try analysis("kink_collision", frames([[3, 0, Double.nan, .nan]]))
    #expect(result.notes == ["undecided, 0 bounces"])
    // It is not free, and its member says why.
    #expect(result.series.last == 0)
    let member: JSON = [
      "velocity": .number(0.198), "outcome": "undecided", "bounces": 0,
      "outgoing_velocity": .number(.nan), "bounce_times": [],
    ]
    guard case .list(let members) = result.details[0].value else {
      Issue.record("members are no list")
      return
    }
    #expect(members.map(\.text) == [member.text])
    #expect(members[0].text.contains("\"outgoing_velocity\": null"))
  }

  @Test func aBounceThatNoFrameSawHasNoTime() throws {
    let rows = [[0, 0, Double.nan, .nan], [0, 2, 62.4, .nan]]
    let result = try analysis("kink_collision", frames(rows))
    guard case .list(let members) = result.details[0].value else {
      Issue.record("members are no list")
      return
    }
    #expect(members.map { $0["bounce_times"] } == [[.null, .number(62.4)]])
    #expect(result.notes == ["captured, 2 bounces at t = ?, 62.4"])
  }

  @Test func everyMemberOfAnEnsembleIsTold() throws {
    let names = CollisionState.names.map {
      QuantityDescription($0, unit: "1", about: $0, along: [.members])
    }
    let context = FrameContext(
      system: "klein_gordon", individuals: 0, gridPoints: [0, 1], members: 3,
      properties: ["velocity": [0.18, 0.198, 0.5]])
    var frame = Frame(context: context, box: .open(), quantities: names)
    for (k, row) in [[0, 1, 2], [4, 2, 1], [90, 62.4, 30], [.nan, 0.1, 0.5]].enumerated() {
      frame.quantities[k].values = row
    }
    let result = try analysis("kink_collision", [frame])
    #expect(abs((result.series.last ?? .nan) - 2.0 / 3) < 1e-15)
    #expect(result.notes == ["1 captured, 1 escaped, 1 passed"])
    guard case .list(let members) = result.details[0].value else {
      Issue.record("members are no list")
      return
    }
    #expect(members.map { $0["velocity"] } == [.number(0.18), .number(0.198), .number(0.5)])
    #expect(members.map { $0["outcome"] } == ["captured", "escaped", "passed"])
  }

  @Test func runsWithoutCollisionsAreRefused() throws {
    let request = try DiagnosticCatalog.standard.request("kink_collision", at: place)
    let field = TestField(points: 8, length: 1, phi: { _ in 0 })
    let problems = #expect(throws: Problems.self) {
      try request.check(quantities: ["phi", "pi"], context: field.context, box: .open())
    }
    #expect(problems?.description.contains("the frames report no collision") == true)
  }
}
