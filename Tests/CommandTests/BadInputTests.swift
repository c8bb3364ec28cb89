import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("Bad input") struct BadInputTests {
  /// Scenarios that must be refused: what is wrong with the file, and what the message must name.
  static let scenarios: [(text: String, expected: String)] = [
    ("", "empty"),
    ("\u{1}\u{2}\u{3}", "bad.yaml"),
    ("title: [unclosed", "bad.yaml:"),
    (Command.school() + "\ntitle: again", "bad.yaml:11:1"),
    (Command.school(more: "  orientation_with: 2"), "did you mean 'orientation_width'?"),
    (Command.school(individuals: "many"), "bad.yaml:4:16"),
    (Command.school(individuals: "0"), "bad.yaml:4:16"),
    (Command.school(individuals: "1000000000000"), "memory"),
    (Command.school(more: "  speed: .nan"), "bad.yaml:7:10"),
    (Command.school(more: "  repulsion_radius: -1"), "bad.yaml:7:21"),
    (Command.school(run: "{duration: 20, time_step: 10}"), "bad.yaml:"),
    (Command.school(output: "{every: 0.25}"), "bad.yaml:9:"),
    (Command.school(diagnostics: "[polarisation]"), "did you mean 'polarization'?"),
    ("system: couzn\nrun: {duration: 1, time_step: 0.1}", "did you mean 'couzin'?"),
  ]

  @Test(arguments: scenarios.indices) func aWrongScenarioIsRefused(index: Int) throws {
    let (text, expected) = Self.scenarios[index]
    let command = try Command()
    defer { command.clean() }
    try command.write(text, to: "bad.yaml")
    let run = try command.run("run", "bad.yaml")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(expected), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(!command.exists("output"), "something was written")
  }

  @Test func noReportReplacesWhatIsRead() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "run.h5md", "--quiet").status == 0)
    try command.write("x\n1\n2\n3\n", to: "a.csv")
    try FileManager.default.createSymbolicLink(
      atPath: command.path("link.json"), withDestinationPath: "run.h5md")
    let before = try Data(contentsOf: URL(filePath: command.path("run.h5md")))
    for arguments in [
      ["analyze", "run.h5md", "--format", "json", "-o", "run.h5md"],
      ["analyze", "run.h5md", "--format", "json", "-o", "./link.json"],
      ["compare", "a.csv:x", "a.csv:x", "-o", "a.csv"],
      ["validate", "school.yaml", "-o", "school.yaml"],
      ["compare", "a.csv:x", "a.csv:x", "-o", "run.h5md"],
    ] {
      let result = try command.run(arguments)
      #expect(result.status == 2, "\(arguments)")
      let isOther = arguments.last == "run.h5md" && arguments[0] == "compare"
      #expect(
        result.errors.contains(isOther ? "may be replaced" : "is read itself"), "\(result.errors)")
    }
    #expect(try Data(contentsOf: URL(filePath: command.path("run.h5md"))) == before)
  }

  @Test func theFolderOfAReportIsMade() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write("x\n1\n2\n3\n", to: "a.csv")
    let result = try command.run("compare", "a.csv:x", "a.csv:x", "-o", "new/folder/r.txt")
    #expect(result.status == 0, "\(result.errors)")
    #expect(command.exists("new/folder/r.txt"))
  }

  @Test func severalProblemsAreToldAtOnce() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      Command.school(individuals: "-3", more: "  colour: red\n  speed: fast"), to: "bad.yaml")
    let run = try command.run("run", "bad.yaml")
    #expect(run.errors.split(separator: "\n").count == 3, "\(run.errors)")
  }

  @Test func settingsObeyTheSameChecks() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    for (setting, place) in [
      ("couzin.speed=-1", "--set couzin.speed=-1:1:14"),
      ("couzin.sped=1", "--set couzin.sped=1:1:8"),
      ("couzin.speed", "--set"), ("run.time_step=7", "school.yaml:4:3"),
    ] {
      let run = try command.run("run", "school.yaml", "--set", setting)
      #expect(run.status == 2, "\(setting)")
      #expect(run.errors.contains(place), "\(run.errors)")
    }
  }

  @Test func missingFiles() throws {
    let command = try Command()
    defer { command.clean() }
    #expect(try command.run("run", "absent.yaml").status == 2)
    #expect(try command.run("analyze", "absent.h5md").status == 3)
    #expect(try command.run("inspect", "absent.h5md").status == 3)
    #expect(try command.run("resume", "absent.h5md").status == 3)
    #expect(try command.run("repair", "absent.h5md").status == 3)
  }

  @Test func wrongCommandLines() throws {
    let command = try Command()
    defer { command.clean() }
    for arguments in [
      ["fly"], ["run"], ["run", "a.yaml", "--fast"], ["analyze", "x", "--every", "0"],
    ] {
      let run = try command.start(arguments).wait()
      #expect(run.status == 2, "\(arguments)")
      #expect(run.output.isEmpty)
    }
    try command.write(Command.school(), to: "school.yaml")
    let variant = try command.run("run", "school.yaml", environment: ["CLAUSIUS_SIMD": "v9"])
    #expect(variant.status == 2)
    #expect(variant.errors.contains("v9"))
  }

  @Test func anOutputFolderThatCannotBeMade() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "school.yaml/folder/")
    #expect(run.status == 3)
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }

  /// A limit on the size of files stands for a full disk: it is known before the run begins.
  @Test func aRunThatDoesNotFitIsRefused() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(individuals: "5000"), to: "school.yaml")
    let shell = URL(filePath: "/bin/sh")
    let line = "ulimit -f 100; exec '\(Command.executable.path())' run school.yaml"
    let run = try command.start(["-c", line], executable: shell).wait()
    #expect(run.status == 3)
    #expect(run.errors.contains("output.every"), "\(run.errors)")
  }

  @Test func damagedTrajectories() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(individuals: "1000"), to: "school.yaml")
    #expect(try command.run("run", "school.yaml", "-o", "good.h5md").status == 0)
    let data = try Data(contentsOf: URL(filePath: command.path("good.h5md")))
    try data.prefix(data.count / 2).write(to: URL(filePath: command.path("truncated.h5md")))
    try Data("no".utf8).write(to: URL(filePath: command.path("text.h5md")))
    try Data().write(to: URL(filePath: command.path("empty.h5md")))
    try data.write(to: URL(filePath: command.path("nan.h5md")))
    let file = try HDF5File.openForWriting(command.path("nan.h5md"))
    try file.root.openDataset("coordinates").write([Double.nan], at: [3, 5, 1], count: [1, 1, 1])
    try file.close()
    for (name, expected) in [
      ("truncated.h5md", "truncated"), ("text.h5md", "not an HDF5 file"),
      ("empty.h5md", "not an HDF5 file"), ("nan.h5md", "individual 5 in frame 3"),
    ] {
      let analyze = try command.run("analyze", name)
      #expect(analyze.status == 3, "\(name)")
      #expect(analyze.output.isEmpty)
      #expect(analyze.errors.contains(expected), "\(analyze.errors)")
      #expect(analyze.errors.split(separator: "\n").count == 1, "\(analyze.errors)")
    }
  }
}
