import Foundation
import Testing

/// Gas diagnostics from the command line, of a file that is not a gas's.
@Suite struct GasAnalysisTests {
  private func command() throws -> Command {
    let command = try Command()
    try command.write(
      """
      system: couzin
      couzin: {individuals: 50, boundary: periodic, box: [10, 10, 10], start: uniform}
      run: {duration: 1, time_step: 0.1, seed: 1}
      output: {every: 0.5}
      """, to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "school.h5md")
    #expect(run.status == 0, "\(run.errors)")
    return command
  }

  /// The key is the call as it was written, and several coarse grainings are computed at once.
  @Test func theTextOfTheCallIsTheKey() throws {
    let command = try command()
    defer { command.clean() }
    let calls = [
      "boltzmann_entropy(position: [2, 2, 2], velocity: 0.25)",
      "boltzmann_entropy(position: [1,1,1], velocity: 1, count: log_factorial)",
      "particles_per_cell(position: [1, 1, 1], velocity: 1000)",
    ]
    let analyze = try command.run(
      "analyze", "school.h5md", "--diagnostics", calls.joined(separator: ", "), "--format", "json")
    #expect(analyze.status == 0, "\(analyze.errors)")
    let results = try #require(try analyze.json()["results"] as? [String: [String: Any]])
    #expect(Set(results.keys) == Set(calls))
    for call in calls { #expect(results[call]?["mean"] as? Double != nil) }
  }

  @Test func withoutCallsASchoolIsAnalyzedAsASchool() throws {
    let command = try command()
    defer { command.clean() }
    let analyze = try command.run("analyze", "school.h5md", "--format", "json")
    let results = try #require(try analyze.json()["results"] as? [String: [String: Any]])
    #expect(results["polarization"] != nil)
    #expect(!results.keys.contains { $0.hasPrefix("boltzmann") || $0.hasPrefix("pair") })
  }

  @Test func wrongParametersAreRefused() throws {
    let command = try command()
    defer { command.clean() }
    for (call, expected) in [
      ("boltzmann_entropy(position: [2, 2, 2], velocity: -1)", "found '-1'"),
      ("boltzmann_entropy(position: [0, 2, 2], velocity: 1)", "found '0'"),
      ("boltzmann_entropy(position: [2, 2], velocity: 1)", "needs 3 numbers of cells"),
      ("boltzmann_entropy", "'position' is missing"),
      ("pair_entropy(range: 6)", "at most 5.0"),
    ] {
      let analyze = try command.run("analyze", "school.h5md", "--diagnostics", call)
      #expect(analyze.status == 2, "\(call)")
      #expect(analyze.errors.contains(expected), "\(analyze.errors)")
      #expect(analyze.output.isEmpty)
    }
  }
}
