import Foundation
import Testing

@Suite("The verb sweep")
struct SweepTests {
  private static func school(
    _ sweep: String = "{grid: {couzin.orientation_width: [0, 8]}, replicates: 3}",
    duration: Double = 20
  ) -> String {
    Command.school(
      individuals: "20", run: "{duration: \(duration), time_step: 0.1, seed: 4}",
      more: "sweep: \(sweep)")
  }

  /// The lines of a table, split into cells; no cell of these tables holds a comma.
  private func table(_ command: Command, _ folder: String) throws -> [[String]] {
    let text = try String(contentsOfFile: command.path("\(folder)/sweep.csv"), encoding: .utf8)
    return text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The table without the time on the clock.
  private func results(_ command: Command, _ folder: String) throws -> [[String]] {
    try table(command, folder).map { $0.dropLast() }
  }

  @Test("A member is the run with its flags, bit for bit")
  func member() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "school.yaml")
    let sweep = try command.run("sweep", "school.yaml", "-o", "sweep", "--quiet")
    #expect(sweep.status == 0, "\(sweep.errors)")
    #expect(sweep.output.contains("complete  6\nfailed    0\npending   0\n"))
    let rows = try table(command, "sweep")
    #expect(
      rows[0].dropLast() == [
        "member", "orientation_width", "seed", "status", "polarization_mean",
        "polarization_standard_error", "rotation_mean", "rotation_standard_error",
      ])
    let printed = try command.run("sweep", "school.yaml", "--dry-run", "--only", "4")
    let words = printed.output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(
      words.dropFirst() == [
        "run", "school.yaml", "--set", "couzin.orientation_width=8", "--seed", "5",
      ])
    let run = try command.run(Array(words.dropFirst()) + ["-o", "run.h5md", "--quiet"])
    #expect(run.status == 0, "\(run.errors)")
    let analysis = try command.run(
      "analyze", "run.h5md", "--diagnostics", "polarization, rotation", "--format", "json")
    let numbers = analysis.output.matches(of: /"(mean|standard_error)": ([-+.e\d]+)/)
    #expect(numbers.map { String($0.2) } == Array(rows[5][4..<8]))
  }

  @Test(
    "A refined axis finds the critical velocity of phi4 kinks, and goes on where it was stopped")
  func refinement() throws {
    let command = try Command()
    defer { command.clean() }
    let text = """
      system: klein_gordon
      klein_gordon:
        potential: phi4
        points: 512
        x_min: -128
        length: 256
        start: {kind: kink_antikink, separation: 20}
      run: {duration: 300, time_step: 0.4, seed: 1}
      output: {every: 2}
      sweep:
        grid: {klein_gordon.start.velocity: {from: 0.25, to: 0.27, count: 3}}
        diagnostics: [kink_collision]
        refine: {diagnostic: kink_collision, field: bounces, threshold: 1.5, width: 1e-4}

      """
    try command.write(text, to: "kinks.yaml")
    let whole = try command.run("sweep", "kinks.yaml", "-o", "whole", "--jobs", "2", "--quiet")
    #expect(whole.status == 0, "\(whole.errors)")
    let rows = try table(command, "whole").dropFirst()
    let bounces = try #require(try table(command, "whole")[0].firstIndex(of: "bounces"))
    let pairs = rows.compactMap { row in
      Double(row[1]).flatMap { v in Double(row[bounces]).map { (velocity: v, bounces: $0) } }
    }
    // An equal grid of the same width has 201 members.
    #expect(rows.count <= 20)
    let below = try #require(pairs.last { $0.bounces > 1.5 }?.velocity)
    let above = try #require(pairs.first { $0.velocity > below }?.velocity)
    #expect(above - below <= 1e-4 && below < 0.25966 && above > 0.25955)
    for _ in 0..<3 {
      _ = try command.run(
        "sweep", "kinks.yaml", "-o", "parts", "--jobs", "1", "--quiet", "--stop-after", "0.3s")
    }
    let rest = try command.run("sweep", "kinks.yaml", "-o", "parts", "--jobs", "1", "--quiet")
    #expect(rest.status == 0, "\(rest.errors)")
    #expect(try results(command, "parts") == results(command, "whole"))
    let status = try command.run("sweep", "kinks.yaml", "-o", "parts", "--status")
    #expect(status.output.contains("complete  \(rows.count)\n"))
    let part = try command.run("sweep", "kinks.yaml", "-o", "parts", "--part", "1/2")
    #expect(part.status == 2 && part.errors.contains("--jobs"))
  }

  @Test("Trajectories are kept of members that fulfil a condition, and of no others")
  func keepWhere() throws {
    let command = try Command()
    defer { command.clean() }
    let sweep =
      "{grid: {couzin.speed: [1, 3]}, diagnostics: [speed], keep_where: {above: 2}}"
    try command.write(Self.school(sweep), to: "school.yaml")
    let run = try command.run("sweep", "school.yaml", "-o", "sweep", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try table(command, "sweep")
    let column = try #require(rows[0].firstIndex(of: "trajectory"))
    #expect(rows[1][column].isEmpty)
    let kept = try command.run(
      "analyze", "sweep/\(rows[2][column])", "--diagnostics", "speed", "--format", "csv")
    #expect(kept.status == 0, "\(kept.errors)")
    let files = FileManager.default.enumerator(atPath: command.path("sweep/members"))
    let all = files?.compactMap { $0 as? String }.filter { $0.hasSuffix(".h5md") } ?? []
    #expect(all.count == 1)
  }

  @Test("Jobs, parts, and kills at any time leave the same table")
  func sameTable() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(duration: 60), to: "school.yaml")
    #expect(
      try command.run("sweep", "school.yaml", "-o", "one", "--jobs", "1", "--quiet").status == 0)
    let expected = try results(command, "one")
    #expect(expected.count == 7)
    for part in ["2/3", "3/3", "1/3"] {
      let run = try command.run("sweep", "school.yaml", "-o", "parts", "--part", part, "--quiet")
      #expect(run.status == 0, "\(run.errors)")
      #expect(!command.exists("parts/sweep.csv"))
    }
    #expect(try command.run("sweep", "school.yaml", "-o", "parts", "--collect").status == 0)
    #expect(try results(command, "parts") == expected)

    var kills = 0
    for round in 0..<30 {
      let running = try command.start(["sweep", "school.yaml", "-o", "killed", "--jobs", "2"])
      Thread.sleep(forTimeInterval: 0.02 + 0.01 * Double(round))
      if running.process.isRunning {
        kill(running.process.processIdentifier, round % 2 == 0 ? SIGKILL : SIGTERM)
        kills += 1
      }
      let status = try running.wait().status
      #expect([0, 128 + SIGKILL, 128 + SIGTERM].contains(status))
    }
    #expect(kills > 0)
    #expect(try command.run("sweep", "school.yaml", "-o", "killed", "--quiet").status == 0)
    #expect(try results(command, "killed") == expected)
  }

  @Test("A sweep that grows runs only what is new")
  func growth() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "school.yaml")
    #expect(try command.run("sweep", "school.yaml", "-o", "s", "--quiet").status == 0)
    let times = try table(command, "s").map { $0.last }
    try command.write(
      Self.school("{grid: {couzin.orientation_width: [0, 2, 8]}, replicates: 3}"),
      to: "school.yaml")
    let status = try command.run("sweep", "school.yaml", "-o", "s", "--status")
    #expect(status.output == "members   9\ncomplete  6\nfailed    0\npending   3\n")
    #expect(try command.run("sweep", "school.yaml", "-o", "s", "--quiet").status == 0)
    let grown = try table(command, "s").map { $0.last }
    #expect(Array(grown[1...3]) == Array(times[1...3]))
    #expect(Array(grown[7...9]) == Array(times[4...6]))
  }

  @Test("Members that fail end with status 1, and run again when they are asked to")
  func failures() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school("{replicates: 2, keep: trajectories}"), to: "plain.yaml")
    #expect(try command.run("sweep", "plain.yaml", "-o", "plain", "--quiet").status == 0)
    let start = try #require(try table(command, "plain")[1].dropLast().last)
    try command.write(
      Self.school("{grid: {couzin.start_file: [plain/\(start), later.h5md]}}").replacing(
        "sweep:", with: "  start: file\n  start_file: plain/\(start)\nsweep:"), to: "school.yaml")
    let failed = try command.run("sweep", "school.yaml", "-o", "s", "--quiet")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("1 of 2 members failed"), "\(failed.errors)")
    #expect(try table(command, "s")[2][3] == "failed")
    try command.copy("plain/\(start)", to: "later.h5md")
    #expect(try command.run("sweep", "school.yaml", "-o", "s", "--quiet").status == 1)
    let retried = try command.run("sweep", "school.yaml", "-o", "s", "--quiet", "--retry-failed")
    #expect(retried.status == 0, "\(retried.errors)")
    #expect(try table(command, "s")[2][3] == "complete")
  }

  @Test(
    "What is wrong ends with status 2, and nothing is written",
    arguments: [
      ("{grid: {couzin.orientation_wdth: [1]}}", [], "did you mean 'orientation_width'?"),
      ("{grid: {couzin.speed: [1, -1]}}", [], "member 1 (couzin.speed=-1)"),
      ("{grid: {run.seed: [1]}, replicates: 2}", [], "by 'replicates'"),
      ("{replicates: 0}", [], "from 1 to 10000000"),
      ("{replicates: 2}", ["--part", "5/4"], "write i/n with i from 1 to n"),
      ("{replicates: 2}", ["--only", "2"], "the sweep has members 0 to 1"),
      ("{replicates: 2}", ["--jobs", "0"], "--jobs must be at least 1"),
      ("{replicates: 2}", ["--status", "--collect"], "exclude one another"),
      ("{replicates: 2}", ["--stop-after", "soon"], "stop-after"),
      ("{replicates: 2, diagnostics: [polarisation]}", [], "polarization"),
      ("{replicates: 2, polish: 1}", [], "unknown key 'polish'"),
    ])
  func badInput(sweep: String, flags: [String], expected: String) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(sweep), to: "school.yaml")
    let result = try command.run(["sweep", "school.yaml", "-o", "s"] + flags)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.contains(expected), "\(result.errors)")
    #expect(!command.exists("s"))
  }

  @Test("A folder of another sweep, foreign rows and a folder that cannot be made are refused")
  func folders() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school("{replicates: 2}"), to: "a.yaml")
    #expect(try command.run("sweep", "a.yaml", "-o", "s", "--quiet").status == 0)
    try command.write(Self.school("{replicates: 2}", duration: 30), to: "b.yaml")
    let other = try command.run("sweep", "b.yaml", "-o", "s")
    #expect(other.status == 2)
    #expect(other.errors.contains("another value of 'run.duration'"))
    #expect(try command.run("sweep", "b.yaml", "-o", "t", "--quiet").status == 0)
    try command.copy(
      "t/rows/part-0001-of-0001.jsonl", to: "s/rows/part-0001-of-0002.jsonl")
    let foreign = try command.run("sweep", "a.yaml", "-o", "s")
    #expect(foreign.status == 2)
    #expect(foreign.errors.contains("part-0001-of-0002.jsonl:1: this row belongs to another"))
    let file = try command.run("sweep", "a.yaml", "-o", "a.yaml/s")
    #expect(file.status == 3)
    #expect(file.errors.contains("the folder cannot be made"))
  }

  @Test("A dry run says what all will need, and writes nothing")
  func dryRun() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "school.yaml")
    let result = try command.run("sweep", "school.yaml", "--dry-run")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "members   6 (orientation_width 2, seed 3), 6 pending")
    #expect(
      lines[1] == "first     clausius run school.yaml --set couzin.orientation_width=0 --seed 4")
    #expect(lines[3].hasPrefix("time      ") && lines[3].contains(" for member 3; about "))
    #expect(lines.count == 6)
    #expect(!command.exists("output"))
  }

  /// The environment in which a script finds the command under test.
  private static var scriptEnvironment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ["PATH": Command.executable.deletingLastPathComponent().path() + ":" + path]
  }

  @Test("The script for Slurm runs the parts of an array")
  func slurm() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "my school.yaml")
    let script = try command.run("sweep", "my school.yaml", "-o", "s", "--script", "slurm")
    #expect(script.status == 0, "\(script.errors)")
    #expect(!command.exists("s"))
    #expect(script.output.contains("#SBATCH --array=1-2\n"))
    #expect(script.output.contains("#SBATCH --time=00:03:00\n"))
    #expect(script.output.contains("#SBATCH --signal=B:TERM@60\n"))
    try command.write(script.output, to: "job.sh")
    for task in ["2", "1"] {
      let job = try command.start(
        ["job.sh"],
        environment: Self.scriptEnvironment.merging(
          ["SLURM_ARRAY_TASK_ID": task, "SLURM_CPUS_PER_TASK": "1"]) { $1 },
        executable: URL(filePath: "/bin/bash")
      ).wait()
      #expect(job.status == 0, "\(job.errors)")
    }
    let status = try command.run("sweep", "my school.yaml", "-o", "s", "--status")
    #expect(status.output.hasSuffix("complete  6\nfailed    0\npending   0\n"))
  }

  @Test("A sweep stops before a job of Slurm ends, and after a time that is asked for")
  func timeLimits() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "school.yaml")
    let runs = [
      try command.run("sweep", "school.yaml", "-o", "a", "--stop-after", "0s"),
      try command.run(
        "sweep", "school.yaml", "-o", "b", environment: ["SLURM_JOB_END_TIME": "1000"]),
    ]
    for run in runs {
      #expect(run.status == 0)
      #expect(run.errors == "stopped with 6 members left; the same command goes on\n")
    }
  }

  @Test("Other verbs take the scenario as it is without its sweep")
  func otherVerbs() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Self.school(), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "with.h5md", "--quiet").status == 0)
    try command.write(
      Self.school().replacing(/sweep: .*\n/, with: "\n"), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "without.h5md", "--quiet").status == 0)
    #expect(try command.sameNumbers("with.h5md", "without.h5md"))
    #expect(try command.run("verify", "with.h5md").status == 0)
    #expect(try command.run("resume", "with.h5md", "--until", "25", "--quiet").status == 0)
  }

  @Test(
    "xarray and pandas open the table of a grid and of a list", .enabled(if: Command.python != nil),
    arguments: [
      "{grid: {couzin.orientation_width: [0, 8], couzin.boundary: [open, periodic]}, replicates: 2, diagnostics: [polarization, phase]}",
      "{list: [{couzin.speed: 1, couzin.boundary: open}, {couzin.speed: 2.5, couzin.boundary: open}]}",
      "{random: {count: 5, ranges: {couzin.speed: {from: 1, to: 2}}}}",
      "{replicates: 4, keep: trajectories}",
      "{replicates: 3, keep: series}",
    ])
  func readers(sweep: String) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Self.school(sweep).replacing("sweep:", with: "  box: [50, 50, 50]\nsweep:"),
      to: "school.yaml")
    let run = try command.run("sweep", "school.yaml", "-o", "s", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let python = try #require(Command.python)
    let check = try command.start(
      [Command.package.appending(path: "Tests/check_sweep.py").path(), "s"], executable: python
    ).wait()
    #expect(check.status == 0, "\(check.errors)")
  }
}
