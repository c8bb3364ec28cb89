import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("Where output goes") struct OutputNameTests {
  /// A shell line in the folder of `command`; `$C` is the command.
  private func shell(_ line: String, in command: Command) throws -> Command.Result {
    let shell = URL(filePath: "/bin/bash")
    return try command.start(
      ["-c", line], environment: ["C": Command.executable.path(percentEncoded: false)],
      executable: shell
    ).wait()
  }

  private func school() throws -> Command {
    let command = try Command()
    try command.write(Command.school(), to: "school.yaml")
    return command
  }

  @Test(
    "A run ends well where nobody can read its messages",
    arguments: [
      "2>/dev/full", "2>&-", "2> >(true)",
    ])
  func noStandardError(redirection: String) throws {
    let command = try school()
    defer { command.clean() }
    // That the phase is named at the end is told before the run.
    let run = try shell(
      "$C run school.yaml -o a.h5md --set diagnostics=[phase] \(redirection)", in: command)
    #expect(run.status == 0)
    #expect(run.output.contains("file      a.h5md"))
    let sound = try command.run("inspect", "a.h5md")
    #expect(sound.output.contains("sound, all 41 frames read"))
    #expect(try shell("$C run absent.yaml \(redirection)", in: command).status == 2)
  }

  @Test(
    "Results that cannot be written are one line and status 3",
    arguments: [
      (">/dev/full", "No space left on device"), (">&-", "Bad file descriptor"),
    ])
  func noStandardOutput(redirection: String, reason: String) throws {
    let command = try school()
    defer { command.clean() }
    let run = try shell("$C run school.yaml -o a.h5md \(redirection)", in: command)
    #expect(run.status == 3)
    #expect(run.errors == "standard output cannot be written: \(reason)\n")
    #expect(command.exists("a.h5md"))
    let head = try shell("$C inspect a.h5md | true; exit ${PIPESTATUS[0]}", in: command)
    #expect(head.errors.isEmpty)
  }

  @Test(
    "Folders and files may have any name",
    arguments: [
      "new folder/a b.h5md", "füß/Größe.h5md", "100%/%20.h5md", "a#b?c;d/e&f.h5md", "~/a.h5md",
      "x/../y/./a.h5md",
    ])
  func names(path: String) throws {
    let command = try school()
    defer { command.clean() }
    let run = try command.run("run", "school.yaml", "-o", path)
    #expect(run.status == 0, "\(run.errors)")
    let longer = try command.run("resume", path, "--until", "25")
    #expect(longer.status == 0, "\(longer.errors)")
    let file = command.folder.path(percentEncoded: false) + "/" + path
    #expect(FileManager.default.fileExists(atPath: file))
    let report = path.replacing(".h5md", with: ".csv")
    let analyze = try command.run(
      "analyze", path, "--diagnostics", "polarization", "-o", report)
    #expect(analyze.status == 0, "\(analyze.errors)")
    let rows = try String(contentsOfFile: file.replacing(".h5md", with: ".csv"), encoding: .utf8)
    #expect(rows.split(separator: "\n").count == 52)
  }

  @Test("A link is written where it points")
  func links() throws {
    let command = try school()
    defer { command.clean() }
    try command.makeFolder("scratch")
    try command.link("a.h5md", to: "scratch/real.h5md")
    for arguments in [
      ["run", "school.yaml", "-o", "a.h5md"], ["resume", "a.h5md", "--until", "30"],
    ] {
      let result = try command.run(arguments)
      #expect(result.status == 0, "\(result.errors)")
      #expect(!result.output.contains("(14 B)"))
    }
    let manager = FileManager.default
    let target = try manager.destinationOfSymbolicLink(atPath: command.path("a.h5md"))
    #expect(target == "scratch/real.h5md")
    #expect(try manager.contentsOfDirectory(atPath: command.path("scratch")) == ["real.h5md"])
    try command.link("r.csv", to: "scratch/real.csv")
    #expect(
      try command.run("analyze", "a.h5md", "--diagnostics", "polarization", "-o", "r.csv").status
        == 0)
    #expect(command.exists("scratch/real.csv"))
  }

  @Test(
    "What cannot be a trajectory is refused before anything is written",
    arguments: [
      "", ".partial", "new/.", "new/..", "fifo", "school.yaml", "hard.h5md", "soft.h5md",
      "/dev/null",
      "held.h5md", String(repeating: "n", count: 250),
    ])
  func refusals(output: String) throws {
    let command = try school()
    defer { command.clean() }
    let manager = FileManager.default
    try manager.linkItem(
      atPath: command.path("school.yaml"), toPath: command.path("hard.h5md"))
    try command.link("soft.h5md", to: "school.yaml")
    for name in ["fifo", "held.h5md.partial"] {
      #expect(mkfifo(command.path(name), 0o600) == 0)
    }
    let before = try manager.contentsOfDirectory(atPath: command.path(""))
      .filter { !$0.hasPrefix(".") }.sorted()
    let run = try command.run("run", "school.yaml", "--force", "-o", output)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    let after = try manager.contentsOfDirectory(atPath: command.path(""))
      .filter { !$0.hasPrefix(".") }.sorted()
    #expect(after == before)
    let text = try String(contentsOfFile: command.path("school.yaml"), encoding: .utf8)
    #expect(text == Command.school())
  }

  @Test(
    "A pipe under a name that a run needs is one line and no wait",
    arguments: [
      "checkpoint", "checkpoint.previous", "checkpoint.tmp", "partial.journal",
      "partial.journal.new", "partial.new", "clausius-lock",
    ])
  func pipeBesideTheRun(ending: String) throws {
    let command = try school()
    defer { command.clean() }
    try #require(command.run("run", "school.yaml", "-o", "whole.h5md").status == 0)
    try command.copy("whole.h5md", to: "a.h5md")
    for name in ["a.h5md", "b.h5md"] {
      #expect(mkfifo(command.path("\(name).\(ending)"), 0o600) == 0)
    }
    for call in ["run school.yaml -o b.h5md", "resume a.h5md --until 1000"] {
      let result = try shell("timeout 20 $C \(call)", in: command)
      #expect(result.status == 3, "\(call): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(result.errors.contains(".\(ending)"), "\(result.errors)")
    }
    for name in ["a.h5md", "b.h5md"] {
      var information = stat()
      #expect(stat(command.path("\(name).\(ending)"), &information) == 0)
      #expect(information.st_mode & S_IFMT == S_IFIFO)
    }
  }

  @Test("Two scenarios with one output are refused before the first one runs")
  func sameNames() throws {
    let command = try Command()
    defer { command.clean() }
    for folder in ["a", "b"] {
      try command.makeFolder(folder)
      try command.write(Command.school(), to: "\(folder)/school.yaml")
    }
    let run = try command.run("run", "a/school.yaml", "b/school.yaml", "--force", "-o", "out/")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "a/school.yaml and b/school.yaml would both write out/school.h5md; run them one by one "
        + "with -o FILE\n")
    #expect(!command.exists("out"))
  }

  @Test("Reports go into devices and pipes as they are")
  func devices() throws {
    let command = try school()
    defer { command.clean() }
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    let rows = try shell(
      "$C analyze a.h5md --diagnostics polarization --format csv -o /dev/stdout | wc -l",
      in: command)
    #expect(rows.output.trimmingCharacters(in: .whitespacesAndNewlines) == "42")
    let pipe = try shell(
      "$C analyze a.h5md --diagnostics polarization --format csv -o >(wc -l >got); sleep 0.2; cat got",
      in: command)
    #expect(pipe.output == "42\n", "\(pipe.errors)")
    for line in [
      "analyze a.h5md -o /dev/full", "analyze a.h5md --format json -o /dev/full",
      "compare a.h5md a.h5md --diagnostics polarization -o /dev/full",
      "validate '\(Command.scenario("couzin/torus"))' --list -o /dev/full",
    ] {
      let full = try shell("$C \(line)", in: command)
      #expect(full.errors == "/dev/full cannot be written: No space left on device\n", "\(line)")
      #expect(full.status == 3)
    }
  }

  @Test(
    "No output takes the place of a file of another kind",
    arguments: [
      "analyze a.h5md -o", "analyze a.h5md --format json -o", "analyze a.h5md --format csv -o",
      "compare a.h5md a.h5md --diagnostics polarization -o",
      "compare a.h5md a.h5md --diagnostics polarization --format csv -o",
      "import t.csv --frame frame --id id --x x --y y --rate 1 --force -o",
      "repair a.h5md --force -o", "run school.yaml --force -o",
    ])
  func otherKinds(verb: String) throws {
    let command = try school()
    defer { command.clean() }
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    try command.write("frame,id,x,y\n0,1,2,3\n1,1,3,3\n2,1,4,3\n", to: "t.csv")
    try command.write("\u{89}PNG\r\n\u{1A}\n", to: "picture")
    try command.write("title: mine\nsystem: couzin\n", to: "other.yaml")
    try command.write("Dear all,\nthis is what I found.\n", to: "notes.txt")
    try command.write(#"{"name": "mine", "version": 1}"#, to: "package.json")
    try command.copy("a.h5md", to: "b.h5md")
    #expect(mkfifo(command.path("fifo"), 0o600) == 0)
    let isTrajectory = verb.contains("--force")
    let others =
      ["picture", "other.yaml", "notes.txt", "package.json"] + (isTrajectory ? [] : ["b.h5md"])
    for name in others {
      let before = try Data(contentsOf: URL(filePath: command.path(name)))
      let result = try shell("$C \(verb) \(name)", in: command)
      #expect(result.status == 2, "\(name): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(result.errors.hasPrefix("\(name) is no "), "\(result.errors)")
      #expect(try Data(contentsOf: URL(filePath: command.path(name))) == before)
    }
    for name in ["fifo", "''", "a.h5md"] {
      let result = try shell("timeout 20 $C \(verb) \(name)", in: command)
      // Only these two may replace the trajectory, which they do not read.
      let mayReplace = name == "a.h5md" && ["run", "import"].contains { verb.hasPrefix($0) }
      #expect(result.status == (mayReplace ? 0 : 2), "\(name): \(result.errors)")
    }
  }

  @Test("A report takes the place of an earlier one of its kind")
  func sameKind() throws {
    let command = try school()
    defer { command.clean() }
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    for line in [
      "analyze a.h5md --diagnostics polarization -o r.txt",
      "analyze a.h5md --diagnostics 'spacing_entropy(of: speed), polarization' -o r.csv",
      "analyze a.h5md --diagnostics phase --format csv -o s.csv",
      "analyze a.h5md --diagnostics polarization -o r.h5",
      "analyze a.h5md a.h5md --diagnostics polarization --format json -o r.json",
      "compare a.h5md a.h5md --diagnostics polarization -o c.txt",
      "compare a.h5md a.h5md --diagnostics polarization --format json -o c.json",
      "compare a.h5md a.h5md --diagnostics polarization --format csv -o c.csv",
      "validate '\(Command.scenario("couzin/torus"))' --list -o v.txt",
      "validate '\(Command.scenario("couzin/torus"))' --list --format json -o v.json",
      "import t.csv --frame frame --id id --x x --y y --rate 1 --force -o t.h5md",
      "repair a.h5md --force -o b.h5md", "plot a.h5md --what polarization --data -o p.svg",
    ] {
      try command.write("frame,id,x,y\n0,1,2,3\n1,1,3,3\n2,1,4,3\n", to: "t.csv")
      for _ in 0..<2 {
        let result = try shell("$C \(line)", in: command)
        #expect(result.status == 0, "\(line): \(result.errors)")
      }
    }
  }

  @Test("A report that fails leaves the one before")
  func failedReport() throws {
    let command = try school()
    defer { command.clean() }
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openDataset("coordinates").write([Double.nan], at: [30, 5, 1], count: [1, 1, 1])
    try file.close()
    for (name, more) in [("r.csv", ""), ("r.h5", ""), ("r.json", "--format json")] {
      let good = try shell(
        "$C analyze a.h5md --to 10 --diagnostics nearest_neighbor_entropy \(more) -o \(name)",
        in: command)
      try #require(good.status == 0, "\(good.errors)")
      let before = try Data(contentsOf: URL(filePath: command.path(name)))
      let bad = try shell(
        "$C analyze a.h5md --diagnostics nearest_neighbor_entropy \(more) -o \(name)", in: command)
      #expect(bad.status == 3)
      #expect(try Data(contentsOf: URL(filePath: command.path(name))) == before, "\(name)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: command.path(""))
    #expect(left.filter { $0.contains("clausius-") } == [])
  }
}
