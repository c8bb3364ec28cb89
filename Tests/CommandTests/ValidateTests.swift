import Foundation
import Testing

/// `clausius validate` from outside.
@Suite struct ValidateTests {
  private static let mill = """
    title: A mill
    system: couzin
    couzin: {individuals: 60, orientation_width: 0, attraction_width: 14}
    run: {duration: 20, time_step: 0.1, seed: 1}
    output: {every: 1}
    expect:
      - {diagnostic: polarization, mean: {between: [0, 1]}, source: "it is a mean of unit vectors"}
      - {diagnostic: polarization, relative_to: polarization, mean: {value: 1, standard_errors: 2}, source: "one"}

    """

  @Test func whatIsExpectedPasses() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.mill, to: "mill.yaml")
    let result = try command.run("validate", "mill.yaml", "--format", "json", "--fresh")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try result.json()["passed"] as? Int == 2)
    #expect(result.errors.contains("2 passed, 0 failed"))
    let checks = try #require(try result.json()["checks"] as? [[String: Any]])
    #expect(checks[0]["scenario"] as? String == "mill")
    #expect(checks[0]["source"] as? String == "it is a mean of unit vectors")
  }

  /// `validate` follows a run with the series that `analyze` makes of its file.
  @Test func whatIsMeasuredIsWhatAnAnalysisFinds() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      """
      title: A mill
      system: couzin
      couzin: {individuals: 60, orientation_width: 0, attraction_width: 14}
      run: {duration: 40, time_step: 0.1, seed: 1}
      output: {every: 0.5}
      expect:
        - {diagnostic: polarization, over: last_half, mean: {above: 0}}
        - {diagnostic: shape_entropy, over: last_half, minimum: {above: 0}}
        - {diagnostic: shape_entropy, over: last_half, final: {above: 0}}
        - {diagnostic: rotation, over: last_half, standard_deviation: {above: 0}}
        - {phase: swarm, over: last_half}

      """, to: "mill.yaml")
    let validation = try command.run("validate", "mill.yaml", "--format", "json", "--fresh")
    let checks = try #require(try validation.json()["checks"] as? [[String: Any]])
    let measured = checks.map { $0["measured"] as? Double }
    #expect(try command.run("run", "mill.yaml", "-o", "mill.h5md", "--quiet").status == 0)
    let analysis = try command.run(
      "analyze", "mill.h5md", "--from", "20", "--format", "json", "--diagnostics",
      "polarization, shape_entropy, rotation")
    let results = try #require(try analysis.json()["results"] as? [String: [String: Any]])
    let facts = [
      ("polarization", "mean"), ("shape_entropy", "minimum"), ("shape_entropy", "last"),
      ("rotation", "standard_deviation"),
    ]
    for (k, (call, fact)) in facts.enumerated() {
      #expect(measured[k] == results[call]?[fact] as? Double, "\(fact) of \(call)")
    }
    #expect(
      checks[0]["standard_error"] as? Double
        == results["polarization"]?["standard_error"] as? Double)
    // Names belong to the whole run; those of the window are counted.
    let phases = try command.run(
      "analyze", "mill.h5md", "--diagnostics", "phase", "--format", "csv")
    let rows = phases.output.split(whereSeparator: \.isNewline).dropFirst().suffix(41)
    let share = Double(rows.count { $0.hasSuffix("swarm") }) / 41
    #expect(measured[4] == share)
  }

  @Test func aBrokenLawFails() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.mill.replacing("between: [0, 1]", with: "above: 1"), to: "mill.yaml")
    let result = try command.run("validate", "mill.yaml", "--fresh", "--jobs", "2")
    #expect(result.status == 1)
    #expect(result.output.contains("FAIL  mill: mean of polarization, all"))
    #expect(result.errors.contains("1 passed, 1 failed"))
    #expect(try command.run("validate", "mill.yaml", "--fresh", "-o", "report.txt").status == 1)
    let report = try String(contentsOfFile: command.path("report.txt"), encoding: .utf8)
    #expect(report.contains("FAIL  mill: mean of polarization, all"))
    #expect(report.hasSuffix("1 passed, 1 failed\n"))
    let junit = try command.run(
      "validate", "mill.yaml", "--fresh", "--format", "junit", "-o", "report.xml")
    #expect(junit.status == 1)
    #expect(
      try String(contentsOfFile: command.path("report.xml"), encoding: .utf8)
        .contains("failures=\"1\""))
  }

  /// The path of the report is seen to before anything runs, and its folder is made.
  @Test func reportsAreWrittenWhereTheyCanBe() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.mill, to: "mill.yaml")
    let written = try command.run("validate", "mill.yaml", "--fresh", "-o", "new/report.txt")
    #expect(written.status == 0, "\(written.errors)")
    #expect(command.exists("new/report.txt"))
    let refused = try command.run("validate", "mill.yaml", "--fresh", "-o", "mill.yaml/report.txt")
    #expect(refused.status == 3)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("cannot be made; choose another with -o FILE"))
    #expect(!refused.errors.contains("NSCocoa"))
  }

  @Test func scenariosOfTheSameNameAreToldApart() throws {
    let command = try Command()
    defer { command.clean() }
    for folder in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: command.folder.appending(path: folder), withIntermediateDirectories: false)
      try command.write(Self.mill, to: "\(folder)/mill.yaml")
    }
    let result = try command.run(
      "validate", "a/mill.yaml", "b/mill.yaml", "--format", "json", "--fresh")
    let checks = try #require(try result.json()["checks"] as? [[String: Any]])
    #expect(checks.map { $0["scenario"] as? String } == ["a/mill", "a/mill", "b/mill", "b/mill"])
  }

  @Test func unknownNamesAndMissingExpectationsAreRefused() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.mill.replacing("diagnostic: polarization,", with: "diagnostic: energies,"), to: "a.yaml")
    let unknown = try command.run("validate", "a.yaml")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("a.yaml:7:18"))
    let parts = Self.mill.components(separatedBy: "expect:")
    try command.write(parts[0], to: "b.yaml")
    #expect(try command.run("validate", "b.yaml").status == 2)
    #expect(try command.run("validate", "nothing.yaml").status != 0)
  }
}
