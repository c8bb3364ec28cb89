import ClausiusScenarios
import Foundation
import Testing

@testable import ClausiusSweeps

@Suite("What a sweep says it runs")
struct ExpansionTests {
  @Test("Of a grid the first axis is the slowest, seeds are the fastest")
  func grid() throws {
    let values = try Sweeps.values(
      "{grid: {couzin.orientation_width: [1, 2.0], couzin.boundary: [open, periodic]}, replicates: 2}"
    )
    #expect(
      values == [
        ["1", "open", "1"], ["1", "open", "2"], ["1", "periodic", "1"], ["1", "periodic", "2"],
        ["2", "open", "1"], ["2", "open", "2"], ["2", "periodic", "1"], ["2", "periodic", "2"],
      ])
  }

  @Test(
    "Ranges have the decimal numbers that are meant",
    arguments: [
      ("{from: 0, to: 0.3, count: 4}", ["0", "0.1", "0.2", "0.3"]),
      ("{from: -0.1, to: 0.2, count: 4}", ["-0.1", "0", "0.1", "0.2"]),
      ("{from: 0, to: 10, count: 11}", (0...10).map(String.init)),
      ("{from: 0.001, to: 10, count: 5, spacing: log}", ["0.001", "0.01", "0.1", "1", "10"]),
      ("{from: 5, to: 5, count: 1}", ["5"]),
      ("{from: 3, to: 1, count: 3}", ["3", "2", "1"]),
    ])
  func ranges(range: String, expected: [String]) throws {
    #expect(
      try Sweeps.values("{grid: {couzin.orientation_width: \(range)}}").map { $0[0] } == expected)
  }

  @Test(
    "Angles may carry a unit, and are numbers in that of the key",
    arguments: [
      ("{grid: {couzin.turning_rate: {from: 30 deg, to: 60 deg, count: 2}}}", ["30", "60"]),
      ("{grid: {couzin.turning_rate: [30 deg/time, 60]}}", ["30", "60"]),
      ("{grid: {couzin.angular_noise: {from: 0.1, to: 0.2 rad, count: 2}}}", ["0.1", "0.2"]),
      ("{grid: {couzin.field_of_perception: [270 deg, 180]}}", ["270", "180"]),
      ("{grid: {couzin.turning_rate.mean: {from: 30 deg, to: 40 deg, count: 2}}}", ["30", "40"]),
      ("{list: [{couzin.field_of_perception: 270 deg}]}", ["270"]),
    ])
  func angles(sweep: String, expected: [String]) throws {
    #expect(try Sweeps.values(sweep).map { $0[0] } == expected)
  }

  @Test("Angles are the ends of boxes, too")
  func boxesOfAngles() throws {
    let values = try Sweeps.values(
      "{random: {ranges: {couzin.angular_noise: {from: 0.1 rad, to: 11.459155902616466 deg}}, count: 8}}"
    )
    let numbers = values.compactMap { Double($0[0]) }
    #expect(numbers.count == 8 && numbers.allSatisfy { $0 >= 0.1 && $0 <= 0.2 + 1e-12 })
    #expect(Set(numbers).count == 8)
  }

  @Test("Angles per time are those of the unit of time; of another one they are refused")
  func angularSpeeds() throws {
    func scenario(_ range: String) throws -> Scenario {
      try Scenario.read(
        text: Sweeps.text("{grid: {couzin.turning_rate: \(range)}}") + "units: {time: s}\n",
        path: "school.yaml")
    }
    let plan = try SweepPlan(scenario("{from: 30 deg/s, to: 60 deg/s, count: 2}"))
    #expect((0..<plan.count).map { plan.member($0).values[0].text } == ["30", "60"])
    #expect {
      _ = try scenario("{from: 30 deg/min, to: 60, count: 2}")
    } throws: {
      "\($0)".contains("couzin.turning_rate: expected an angle per time, found '30 deg/min'")
    }
  }

  @Test("Replicates have the seeds from that of the scenario on")
  func replicates() throws {
    let plan = try Sweeps.plan("{replicates: 3}", seed: 5)
    #expect((0..<3).map { plan.member($0).flags } == ["--seed 5", "--seed 6", "--seed 7"])
    #expect(plan.axes.map(\.name) == ["seed"])
  }

  @Test("A list names members one by one")
  func list() throws {
    let values = try Sweeps.values(
      "{list: [{couzin.speed: 1, run.duration: 2}, {run.duration: 1, couzin.speed: 3}]}")
    #expect(values == [["1", "2"], ["3", "1"]])
  }

  @Test("A table names members one by one, beside the scenario")
  func table() throws {
    try Sweeps.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      try Data("couzin.turning_rate,couzin.boundary\n1.0,open\n3 deg,periodic\n".utf8).write(
        to: URL(filePath: folder.path + "/members.csv"))
      let scenario = try Scenario.read(
        text: Sweeps.text("{list: members.csv, replicates: 2}"), path: folder.path + "/school.yaml")
      let plan = try SweepPlan(scenario)
      #expect(plan.axes.map(\.name) == ["turning_rate", "boundary", "seed"])
      #expect(
        (0..<plan.count).map { plan.member($0).values.map(\.text) } == [
          ["1", "open", "1"], ["1", "open", "2"], ["3", "periodic", "1"], ["3", "periodic", "2"],
        ])
    }
  }

  @Test("Columns have the last word of a key, or all of it where that is not enough")
  func columns() throws {
    let plan = try Sweeps.plan(
      "{list: [{run.duration: 1, couzin.speed: 1, couzin.groups.a.speed: 2, a.status: 1}]}")
    #expect(
      plan.axes.map(\.name) == ["duration", "couzin.speed", "couzin.groups.a.speed", "a.status"])
  }

  @Test("A member says the command that repeats it, in words that a shell takes")
  func flags() throws {
    let plan = try Sweeps.plan("{grid: {couzin.start: [ball, '15 deg']}, replicates: 1}")
    #expect(
      plan.member(1).command(of: plan.scenario)
        == "clausius run school.yaml --set 'couzin.start=\"15 deg\"' --seed 1")
  }

  @Test("Angles per time on an axis may carry the unit of time that the scenario names")
  func angles() throws {
    let sweep = "{grid: {couzin.turning_rate: [40 deg, 50 deg/s]}}"
    let refused = Sweeps.problems(sweep)
    #expect(
      refused.contains("turning_rate: expected an angle per time, found '50 deg/s'"), "\(refused)")
    let plan = try Sweeps.plan(sweep + "\nunits: {time: s}")
    let rates = try (0..<2).map { try plan.scenario(of: plan.member($0)).model.scenarioText }
    #expect(rates[0].contains("turning_rate: 40,") && rates[1].contains("turning_rate: 50,"))
    #expect(
      plan.member(1).command(of: plan.scenario)
        == "clausius run school.yaml --set couzin.turning_rate=50")
  }
}

@Suite("Points of a box")
struct BoxTests {
  private static let box =
    "{sampling: SAMPLING, count: COUNT, seed: SEED, ranges: {couzin.orientation_width: {from: 0, to: 10}, couzin.individuals: {from: 10, to: 13, whole: true}}}"

  private func values(_ sampling: String, _ count: Int, seed: Int = 1) throws -> [[String]] {
    try Sweeps.values(
      "{random: "
        + Self.box.replacing("SAMPLING", with: sampling).replacing("COUNT", with: "\(count)")
        .replacing("SEED", with: "\(seed)") + "}")
  }

  @Test(
    "The sequence of Sobol is that of Joe and Kuo",
    arguments: [
      (
        33,
        [
          0.546875, 0.765625, 0.203125, 0.046875, 0.640625, 0.421875, 0.296875, 0.171875, 0.484375,
          0.546875, 0.890625, 0.453125, 0.953125, 0.484375, 0.484375, 0.609375, 0.671875, 0.546875,
          0.921875, 0.015625, 0.828125,
        ]
      ),
      (
        63,
        [
          0.015625, 0.796875, 0.359375, 0.453125, 0.859375, 0.140625, 0.578125, 0.140625, 0.828125,
          0.578125, 0.421875, 0.671875, 0.546875, 0.765625, 0.328125, 0.765625, 0.078125, 0.390625,
          0.953125, 0.234375, 0.234375,
        ]
      ),
    ])
  func sobol(number: Int, expected: [Double]) {
    #expect(
      expected.indices.map { Double(SobolSequence.bits(number, side: $0)) * 0x1p-32 } == expected)
    #expect(expected.count == SweepRandom.mostSobolSides)
  }

  @Test("More points leave the first ones where they are", arguments: ["sobol", "uniform"])
  func growth(sampling: String) throws {
    let few = try values(sampling, 8)
    #expect(try Array(values(sampling, 20).prefix(8)) == few)
    #expect(try values(sampling, 8, seed: 2) != few)
    #expect(Set(few.map { $0[0] }).count == 8)
  }

  @Test("Points of Sobol lie one in each eighth of a side, whole numbers as often as each other")
  func evenness() throws {
    let points = try values("sobol", 8)
    #expect(Set(points.compactMap { Double($0[0]).map { Int($0 / 1.25) } }) == Set(0..<8))
    #expect(points.map { $0[1] }.sorted() == ["10", "10", "11", "11", "12", "12", "13", "13"])
  }
}

@Suite("Who is who in a sweep")
struct IdentityTests {
  @Test("The order of keys, and how a number is written, do not matter")
  func order() throws {
    let one = try Sweeps.plan("{list: [{couzin.speed: 1, run.duration: 2}]}").member(0)
    let other = try Sweeps.plan("{grid: {run.duration: [2.0], couzin.speed: [1e0]}}").member(0)
    #expect(one.identity == other.identity)
    #expect(one.identity.description == "df0187b30e9306df")
  }

  @Test("A grid that grows keeps its members, and so do seeds that are added")
  func growth() throws {
    let few = try Sweeps.plan("{grid: {couzin.speed: {from: 0, to: 1, count: 11}}}")
    let more = try Sweeps.plan(
      "{grid: {couzin.speed: {from: 0, to: 1, count: 21}}, replicates: 2}")
    let all = Set((0..<more.count).map { more.member($0).identity })
    #expect(all.count == 42)
    #expect(all.isSuperset(of: (0..<few.count).map { few.member($0).identity }))
  }
}
