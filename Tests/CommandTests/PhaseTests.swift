import Foundation
import Testing

/// The phase of a school from the command line.
@Suite struct PhaseTests {
  private func run(_ command: Command) throws {
    try command.write(
      Command.school(
        individuals: "60", run: "{duration: 120, time_step: 0.1, seed: 3}", output: "{every: 1}",
        diagnostics: "[polarization, phase]"), to: "school.yaml")
    let result = try command.run("run", "school.yaml", "-o", "school.h5md", "--quiet")
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test func everyFormNamesThePhase() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let json = try command.run(
      "analyze", "school.h5md", "--diagnostics", "phase", "--format", "json"
    ).json()
    let results = try #require(json["results"] as? [String: Any])
    let phase = try #require(results["phase"] as? [String: Any])
    let last = try #require(phase["last"] as? String)
    let fractions = try #require(phase["fractions"] as? [String: Double])
    #expect(
      fractions.keys.sorted() == [
        "dynamic_parallel", "fragmented", "highly_parallel", "intermediate", "swarm", "torus",
      ])
    #expect(abs(fractions.values.reduce(0, +) - 1) < 1e-12)
    let transitions = try #require(phase["transitions"] as? [[String: Any]])
    #expect(transitions.last?["to"] as? String ?? last == last)
    #expect((phase["thresholds"] as? [String: Double])?["high"] == 0.65)
    #expect(phase["samples"] as? Int == 121)

    let csv = try command.run(
      "analyze", "school.h5md", "--diagnostics", "polarization,phase", "--format", "csv")
    let rows = csv.output.split(separator: "\n")
    #expect(rows.count == 122)
    #expect(rows[0] == "time,polarization,phase")
    #expect(rows[121].hasSuffix("," + last))
    let named = rows.dropFirst().map { $0.split(separator: ",")[2] }
    let share = Double(named.count { $0 == last }) / 121
    #expect(abs(share - (fractions[last] ?? 0)) < 1e-12)

    let table = try command.run("analyze", "school.h5md", "--diagnostics", "phase")
    #expect(table.output.contains("phase: "))
    #expect(table.output.contains("of the frames"))
    #expect(!table.output.contains("undefined"))
  }

  @Test func fileOfSeriesHasFlags() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let result = try command.run(
      "analyze", "school.h5md", "--diagnostics", "phase", "-o", "series.h5")
    #expect(result.status == 0, "\(result.errors)")
    let codes = try command.numbers("diagnostics/phase/value", of: "series.h5")
    #expect(codes.count == 121)
    #expect(codes.allSatisfy { (0...5).contains($0) && $0 == $0.rounded() })
    // A name is settled by the frames before and after: the run does not write it.
    #expect(throws: (any Error).self) {
      try command.numbers("observables/phase/value", of: "school.h5md")
    }
  }

  @Test func theSummaryHasSharesInPlaceOfAMean() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let again = try command.run(
      "run", "school.yaml", "-o", "again.h5md", "--quiet", "--format", "json")
    #expect(again.errors.contains("note: phase is settled when the last frame is known"))
    let observables = try #require(try again.json()["observables"] as? [String: Any])
    #expect((observables["polarization"] as? [String: Any])?["mean"] is Double)
    let phase = try #require(observables["phase"] as? [String: Any])
    #expect(phase["mean"] == nil)
    let shares = try #require(phase["shares"] as? [String: Double])
    let analyzed = try command.run(
      "analyze", "school.h5md", "--diagnostics", "phase", "--format", "json"
    ).json()
    let results = try #require(analyzed["results"] as? [String: Any])
    let named = try #require(results["phase"] as? [String: Any])
    let fractions = try #require(named["fractions"] as? [String: Double])
    #expect(shares == fractions.filter { $0.value > 0 })
    #expect(phase["last"] as? String == named["last"] as? String)
    let table = try command.run("run", "school.yaml", "-o", "third.h5md")
    #expect(table.output.contains("  phase: "))
    #expect(table.output.contains(" %"))
  }

  @Test func phasesAreComparedByTheirShares() throws {
    let command = try Command()
    defer { command.clean() }
    try run(command)
    let result = try command.run(
      "compare", "school.h5md", "school.h5md", "--diagnostics", "phase", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let comparisons = try #require(try result.json()["comparisons"] as? [String: Any])
    let phase = try #require(comparisons["phase"] as? [String: Any])
    let tests = try #require(phase["tests"] as? [String: Any])
    #expect(Array(tests.keys) == ["share_permutation"])
    let effects = try #require(phase["effects"] as? [String: Any])
    #expect(effects.keys.sorted() == ["cramer_v", "total_variation"])
    #expect(effects["total_variation"] as? Double == 0)
    let samples = try #require(phase["samples"] as? [[String: Any]])
    let shares = try #require(samples[0]["shares"] as? [String: [String: Any]])
    let sum = shares.values.compactMap { $0["share"] as? Double }.reduce(0, +)
    #expect(abs(sum - 1) < 1e-12)
    #expect(samples[0]["mean"] == nil)
    for format in ["table", "csv"] {
      let text = try command.run(
        "compare", "school.h5md", "school.h5md", "--diagnostics", "phase", "--format", format)
      #expect(text.output.contains("total_variation"))
      #expect(!text.output.contains("cohen_d"))
    }
  }

  @Test func unknownPhasesAreRefused() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Command.school() + "\nexpect:\n  - {phase: dynamic_paralel, over: last_half}\n",
      to: "wrong.yaml")
    let result = try command.run("validate", "wrong.yaml")
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean 'dynamic_parallel'?"))
  }

  @Test func listTellsTheChecksWithoutRunning() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Command.school(run: "{duration: 1e9, time_step: 0.1}", output: "{every: 1e6}")
        + "\nexpect:\n  - {phase: torus, over: last_half, source: \"a paper\"}\n", to: "long.yaml")
    let table = try command.run("validate", "long.yaml", "--list")
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.contains("share of phase torus, last_half"))
    let json = try command.run("validate", "long.yaml", "--list", "--format", "json").json()
    let checks = try #require(json["checks"] as? [[String: Any]])
    #expect(checks[0]["source"] as? String == "a paper")
    #expect(try command.run("validate", "--list", "--format", "junit").status == 2)
  }
}
