import Foundation
import Testing

@Suite("From a scenario to a trajectory and back") struct RunTests {
  @Test func runAnalyzeInspect() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let summary = try run.json()
    #expect(summary["file"] as? String == "output/school.h5md")
    #expect(summary["steps"] as? Int == 200)
    #expect(summary["frames"] as? Int == 41)
    #expect(command.exists("output/school.h5md"))
    #expect(!command.exists("output/school.h5md.partial"))

    let analyze = try command.run(
      "analyze", "output/school.h5md", "--diagnostics", "polarization, rotation", "--from", "10",
      "--format", "json")
    #expect(analyze.status == 0, "\(analyze.errors)")
    let report = try analyze.json()
    #expect(report["system"] as? String == "couzin")
    #expect(report["frames"] as? Int == 21)
    let results = try #require(report["results"] as? [String: [String: Any]])
    let polarization = try #require(results["polarization"])
    for key in [
      "unit", "mean", "standard_error", "standard_deviation", "minimum", "maximum", "first",
      "last", "samples", "warnings",
    ] {
      #expect(polarization[key] != nil, "\(key)")
    }

    let inspect = try command.run("inspect", "output/school.h5md", "--format", "json")
    #expect(inspect.status == 0)
    #expect(try inspect.json()["individuals"] as? Int == 50)
    #expect(try inspect.json()["finished"] as? Bool == true)
  }

  /// The observables that a run wrote are what the diagnostics read from its file, bit for bit.
  @Test func liveNumbersAreThoseOfTheFile() throws {
    let command = try Command()
    defer { command.clean() }
    let diagnostics =
      "[polarization, rotation, cohesion_entropy, polarization_entropy, oceanic_schooling_index]"
    try command.write(Command.school(diagnostics: diagnostics), to: "school.yaml")
    #expect(try command.run("run", "school.yaml").status == 0)
    let csv = try command.run(
      "analyze", "output/school.h5md", "--diagnostics", String(diagnostics.dropFirst().dropLast()),
      "--format", "csv")
    let rows = csv.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.count == 42)
    for (column, name) in rows[0].enumerated() where name != "time" {
      let live = try command.numbers("observables/\(name)/value", of: "output/school.h5md")
      #expect(live == rows.dropFirst().compactMap { Double($0[column]) }, "\(name)")
    }
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(individuals: "700"), to: "school.yaml")
    for threads in ["1", "2", "3"] {
      let run = try command.run("run", "school.yaml", "--threads", threads, "-o", threads + ".h5md")
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try command.sameNumbers("1.h5md", "2.h5md"))
    #expect(try command.sameNumbers("1.h5md", "3.h5md"))
  }

  @Test("Runs at the same time write what each writes alone; one that fails ends no other")
  func jobs() throws {
    let command = try Command()
    defer { command.clean() }
    let lost =
      "system: couzin\ncouzin: {individuals: 9, start: file, start_file: none.h5md}\n"
      + "run: {duration: 1, time_step: 0.1}\n"
    let names = ["first", "second", "third"]
    for (name, count) in zip(names, ["60", "20", "40"]) {
      try command.write(Command.school(individuals: count), to: "\(name).yaml")
      #expect(try command.run("run", "\(name).yaml", "-o", "alone/").status == 0)
    }
    try command.write(lost, to: "lost.yaml")
    let scenarios = ["first.yaml", "second.yaml", "lost.yaml", "third.yaml"]
    let run = try command.run(["run"] + scenarios + ["-o", "together/", "--jobs", "3", "--quiet"])
    #expect(run.status == 3)
    #expect(run.errors.contains("none.h5md"), "\(run.errors)")
    #expect(run.output == names.map { "together/\($0).h5md\n" }.joined())
    for name in names {
      #expect(try command.sameNumbers("alone/\(name).h5md", "together/\(name).h5md"))
    }
    let again = try command.run(
      ["run"] + scenarios + ["-o", "together/", "--jobs", "2", "--force", "--format", "json"])
    let documents = try JSONSerialization.jsonObject(with: Data(again.output.utf8))
    let files = (documents as? [[String: Any]])?.map { $0["file"] as? String }
    #expect(files == names.map { "together/\($0).h5md" })
    #expect(try command.run("run", "first.yaml", "--jobs", "0").status == 2)
  }

  @Test("An estimate tries the run, says what it will need, and writes nothing")
  func estimate() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let tried = try command.run("run", "school.yaml", "--estimate", "--format", "json")
    #expect(tried.status == 0, "\(tried.errors)")
    let needs = try tried.json()
    #expect(needs["scenario"] as? String == "school.yaml")
    #expect((needs["seconds"] as? Double).map { 0 < $0 && $0 < 60 } == true)
    // 41 frames of 50 positions and velocities, a step, a time and two diagnostics.
    #expect(needs["frames"] as? Int == 41)
    let bytesOfAFrame = 50 * 6 * 8 + 4 * 8
    #expect(needs["disk_bytes"] as? Int == 41 * bytesOfAFrame)
    #expect(!command.exists("output"))
    let long = try command.run(
      "run", "school.yaml", "--estimate", "--set", "run.duration=1e7", "--set", "output.every=100")
    #expect(long.output.hasPrefix("school.yaml: about ") && long.output.contains("100001 frames"))
  }

  @Test func anotherSeedGivesAnotherRun() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "--seed", "1", "-o", "1.h5md").status == 0)
    #expect(try command.run("run", "school.yaml", "--seed", "2", "-o", "2.h5md").status == 0)
    #expect(try !command.sameNumbers("1.h5md", "2.h5md"))
  }

  @Test func seriesGoToFiles() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml").status == 0)
    for file in ["series.h5", "series.csv"] {
      let run = try command.run(
        "analyze", "output/school.h5md", "--diagnostics", "polarization", "-o", file)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("polarization"))
    }
    let values = try command.numbers("diagnostics/polarization/value", of: "series.h5")
    #expect(values == (try command.numbers("polarization", of: "output/school.h5md")))
    let csv = try String(contentsOfFile: command.path("series.csv"), encoding: .utf8)
    #expect(csv.split(separator: "\n").count == 42)
  }

  @Test func aStartFromAFile() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "first.h5md").status == 0)
    let run = try command.run(
      "run", "school.yaml", "--set", "couzin.start=file", "--set", "couzin.start_file=first.h5md",
      "--set", "couzin.start_frame=-1", "-o", "second.h5md")
    #expect(run.status == 0, "\(run.errors)")
    let last = try command.numbers("coordinates", of: "first.h5md").suffix(150)
    let first = try command.numbers("coordinates", of: "second.h5md").prefix(150)
    #expect(Array(last) == Array(first))
  }

  @Test func nothingIsWrittenOverByDefault() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml").status == 0)
    let second = try command.run("run", "school.yaml")
    #expect(second.status == 3)
    #expect(second.errors.contains("--force"))
    #expect(try command.run("run", "school.yaml", "--force").status == 0)
  }

  @Test func helpAndVersion() throws {
    let command = try Command()
    defer { command.clean() }
    #expect(try command.run("--help").status == 0)
    let version = try command.run("--version")
    #expect(version.status == 0)
    #expect(version.output.contains("commit"))
    #expect(
      try command.run("--version", environment: ["CLAUSIUS_SIMD": "baseline"]).output
        .contains("baseline"))
    for shell in ["bash", "zsh", "fish"] {
      #expect(try command.run("--generate-completion-script", shell).status == 0)
    }
  }

  @Test func listDescribeSchema() throws {
    let command = try Command()
    defer { command.clean() }
    let list = try command.run("list", "--format", "json")
    #expect(list.status == 0, "\(list.errors)")
    for (subject, name) in [
      ("systems", "couzin"), ("families", "school"), ("diagnostics", "oceanic_schooling_index"),
      ("estimators", "miller_madow"),
    ] {
      let items = try #require(try list.json()[subject] as? [[String: Any]])
      #expect(items.contains { $0["name"] as? String == name })
      for item in items {
        let described = try command.run("describe", try #require(item["name"] as? String))
        #expect(described.status == 0)
        #expect(!described.output.isEmpty)
      }
    }
    let wrong = try command.run("describe", "polarisation")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean 'polarization'?"))
    let schema = try command.run("schema").json()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }
}
