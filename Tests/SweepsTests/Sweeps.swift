import ClausiusDeclarations
import ClausiusScenarios
import Foundation

@testable import ClausiusSweeps

/// A small school with a sweep.
enum Sweeps {
  static func text(_ sweep: String, duration: Double = 1, seed: Int = 1) -> String {
    """
    system: couzin
    couzin: {individuals: 10, orientation_width: 2, attraction_width: 14}
    run: {duration: \(duration), time_step: 0.1, seed: \(seed)}
    output: {every: 0.5}
    diagnostics: [polarization]
    sweep: \(sweep)

    """
  }

  static func scenario(_ sweep: String, duration: Double = 1, seed: Int = 1) throws -> Scenario {
    try Scenario.read(text: text(sweep, duration: duration, seed: seed), path: "school.yaml")
  }

  static func plan(_ sweep: String, seed: Int = 1) throws -> SweepPlan {
    try SweepPlan(scenario(sweep, seed: seed))
  }

  /// The texts of the values of every member.
  static func values(_ sweep: String) throws -> [[String]] {
    let plan = try plan(sweep)
    return (0..<plan.count).map { plan.member($0).values.map(\.text) }
  }

  /// What is wrong with a sweep: all problems, one a line.
  static func problems(_ sweep: String) -> String {
    do {
      let plan = try plan(sweep)
      try plan.checkMembers(threads: 1)
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// Runs `body` with the path of a folder that is not there yet, and takes it away.
  static func withFolder(_ body: (SweepFolder) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "sweep-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try body(SweepFolder(url.path(percentEncoded: false)))
  }
}
