import ClausiusDeclarations
import ClausiusScenarios
import Foundation
import Testing

@testable import ClausiusSweeps

@Suite("Sweeps that are wrong")
struct ProblemTests {
  @Test(
    "What is wrong is said with its place",
    arguments: [
      (
        "{grid: {couzin.orientation_wdth: [1]}}",
        "school.yaml:6:16: member 0 (couzin.orientation_wdth=1): unknown key 'orientation_wdth' (did you mean 'orientation_width'?)"
      ),
      (
        "{grid: {couzin.orientation_width: [1, -1]}}",
        "school.yaml:6:16: member 1 (couzin.orientation_width=-1): orientation_width: expected a real number at least 0, found '-1'"
      ),
      (
        "{list: [{couzin.speed: 1}, {couzin.speed: x}]}",
        "school.yaml:6:35: member 1 (couzin.speed=x): speed: expected a real number at least 0, found 'x'"
      ),
      ("{grid: {run.seed: [1]}, replicates: 2}", "seeds are given by the axis 'run.seed'"),
      ("{replicates: 0}", "replicates: expected a whole number from 1 to 10000000, found '0'"),
      ("{grid: {couzin.speed: {from: 0, to: 1, count: 20000000}}}", "from 1 to 10000000"),
      ("{grid: {couzin.speed: []}}", "couzin.speed: expected a list"),
      (
        "{grid: {couzin.speed: {from: 1, to: 2, count: 1e4}, couzin.orientation_width: {from: 1, to: 2, count: 1e4}}}",
        "the sweep has more than 10000000 members"
      ),
      ("{grid: {couzin.speed: [1, 1.0]}}", "'couzin.speed' takes the value 1 twice"),
      (
        "{grid: {couzin.start: [ball], couzin.start.kind: [a]}}",
        "'couzin.start.kind' is set by the axis 'couzin.start' too"
      ),
      ("{grid: {couzin.speed: [1], couzin.speed: [2]}}", "'couzin.speed' is given twice"),
      ("{list: [{couzin.speed: 1}, {couzin.speed: 1.0}]}", "these settings are given twice"),
      ("{list: [{couzin.speed: 1}, {run.duration: 1}]}", "is not set by the first member"),
      ("{grid: {couzin.speed: [1]}, list: [{run.duration: 1}]}", "given beside 'grid'"),
      ("{over: last_half}", "nothing is swept"),
      ("{grid: {sweep.over: [all]}}", "'sweep.over' cannot be an axis"),
      ("{grid: {couzin.speed: {from: 0, to: 1, count: 3, spacing: log}}}", "need ends above 0"),
      ("{list: nothing.csv}", "nothing.csv"),
      ("{grid: {couzin.speed: [1]}, diagnostics: [polarisation]}", "polarization"),
      ("{grid: {couzin.speed: [1]}, diagnostics: [rotation, rotation]}", "is listed twice"),
    ])
  func problems(sweep: String, expected: String) {
    #expect(Sweeps.problems(sweep).contains(expected))
  }

  @Test("A sweep that measures nothing is refused")
  func nothing() throws {
    let text = Sweeps.text("{replicates: 2}").replacing("diagnostics: [polarization]\n", with: "")
    let scenario = try Scenario.read(text: text, path: "school.yaml")
    try Sweeps.withFolder { folder in
      #expect(throws: Problems.self) { try Sweep(scenario, in: folder) }
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }

  private func refusal(_ first: String, _ second: String, duration: Double = 1) throws -> String {
    var words = "accepted"
    try Sweeps.withFolder { folder in
      try Sweep(Sweeps.scenario(first), in: folder).begin()
      do {
        _ = try Sweep(Sweeps.scenario(second, duration: duration), in: folder)
      } catch let error as SweepError {
        #expect(error.kind == .request)
        words = error.description.replacing(folder.path, with: "DIR")
      }
    }
    return words
  }

  private static let grid = "{grid: {couzin.speed: [1]}}"

  @Test("A folder takes a sweep that has grown, and no other")
  func otherSweeps() throws {
    let grown = "{grid: {couzin.speed: [1, 2]}, replicates: 3}"
    #expect(try refusal(Self.grid, grown) == "accepted")
    #expect(
      try refusal(Self.grid, grown, duration: 2).hasPrefix(
        "DIR holds a sweep with another value of 'run.duration': 1 there, 2 in school.yaml"))
    #expect(
      try refusal(Self.grid, "{grid: {couzin.speed: [1]}, over: last_half}")
        .contains("'sweep.over': all there, last_half in school.yaml"))
    #expect(
      try refusal(Self.grid, "{grid: {couzin.turning_rate: [1]}}")
        .hasPrefix("DIR holds a sweep without the axis 'couzin.turning_rate'"))
    #expect(
      try refusal("{list: [{couzin.speed: 1, run.duration: 1}]}", Self.grid)
        .hasPrefix("DIR holds a sweep with the axis 'run.duration'"))
  }

  @Test("Rows without a manifest are nobody's")
  func foreignFolder() throws {
    try Sweeps.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder.rows, withIntermediateDirectories: true)
      #expect(throws: SweepError.self) { try Sweep(Sweeps.scenario(Self.grid), in: folder) }
    }
  }
}
