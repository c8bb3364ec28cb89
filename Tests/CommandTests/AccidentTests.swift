import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation
import Testing

@Suite("Accidents of runs") struct AccidentTests {
  /// Half a minute if nobody stops it; checkpoints come often.
  static let long = Command.school(
    individuals: "300", run: "{duration: 40000, time_step: 0.1, checkpoint: 0.05}",
    output: "{every: 1}")

  /// Starts the long run and waits until it has a checkpoint.
  func running(
    _ command: Command, environment: [String: String] = [:], more: [String] = []
  ) throws -> Command.Running {
    try command.write(Self.long, to: "school.yaml")
    let run = try command.start(
      ["run", "school.yaml", "-o", "a.h5md", "--quiet"] + more, environment: environment)
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date.now < deadline, run.process.isRunning, !command.exists("a.h5md.checkpoint") {
      usleep(2000)
    }
    try #require(run.process.isRunning)
    return run
  }

  /// Ends the run at once.
  func end(_ run: Command.Running) throws {
    kill(run.process.processIdentifier, SIGKILL)
    _ = try run.wait()
  }

  /// Ends the run at once when its file holds some frames.
  func endWithFrames(_ command: Command, _ run: Command.Running) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    let partial = command.path("a.h5md.partial")
    while Date.now < deadline, run.process.isRunning {
      let attributes = try FileManager.default.attributesOfItem(atPath: partial)
      if attributes[.size] as? Int ?? 0 > 1_500_000 { break }
      usleep(2000)
    }
    try end(run)
  }

  @Test(
    "A second process is refused, also where HDF5 does not lock",
    arguments: [
      "TRUE", "FALSE",
    ])
  func secondProcess(locking: String) throws {
    let command = try Command()
    defer { command.clean() }
    let environment = ["HDF5_USE_FILE_LOCKING": locking]
    let first = try running(command, environment: environment)
    for second in [
      ["run", "school.yaml", "-o", "a.h5md", "--force"], ["resume", "a.h5md"],
      ["repair", "a.h5md.partial"],
    ] {
      let result = try command.run(second, environment: environment)
      #expect(result.status == 3)
      #expect(
        result.errors
          == "a.h5md.partial: another process (number \(first.process.processIdentifier)) is "
          + "writing this run (wait until it has ended, or end it)\n")
    }
    #expect(first.process.isRunning)
    try end(first)
    let resumed = try command.run(
      "resume", "a.h5md", "--until", "1", environment: environment)
    #expect(resumed.status == 2, "the lock of a killed process is none: \(resumed.errors)")
    #expect(resumed.errors.contains("later end"))
  }

  @Test(
    "A closed terminal and a full limit of files end a run as SIGTERM does",
    arguments: [
      (SIGHUP, 129), (SIGXFSZ, 153),
    ] as [(Int32, Int32)])
  func signals(signal: Int32, status: Int32) throws {
    let command = try Command()
    defer { command.clean() }
    let run = try running(command)
    kill(run.process.processIdentifier, signal)
    let result = try run.wait()
    #expect(result.status == status)
    #expect(result.errors.contains("to go on: clausius resume a.h5md"))
    #expect(!command.exists("a.h5md.clausius-lock"))
    #expect(try command.run("inspect", "a.h5md.partial").status == 0)
  }

  @Test(
    "A run whose file may not grow any more ends as SIGXFSZ says, and goes on later",
    .enabled(if: access("/usr/bin/prlimit", X_OK) == 0, "needs prlimit of util-linux"))
  func limitOfFiles() throws {
    let command = try Command()
    defer { command.clean() }
    let run = try running(command)
    let partial = try FileManager.default.attributesOfItem(atPath: command.path("a.h5md.partial"))
    let bytes = try #require(partial[.size] as? Int) + 200_000
    let limit = try command.start(
      ["--pid", "\(run.process.processIdentifier)", "--fsize=\(bytes)"],
      executable: URL(filePath: "/usr/bin/prlimit")
    ).wait()
    #expect(limit.status == 0, "\(limit.errors)")
    let result = try run.wait()
    #expect(result.status == 153, "\(result.errors)")
    #expect(result.errors.contains("(ulimit -f); to go on: clausius resume a.h5md"))
    // With room again it ends as if nobody had stopped it.
    let resumed = try command.run("resume", "a.h5md", "--until", "400")
    #expect(resumed.status == 0, "\(resumed.errors)")
    let whole = try command.run(
      "run", "school.yaml", "--set", "run.duration=400", "-o", "whole.h5md")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
  }

  @Test("A file that another program cuts while it is written is no finished run")
  func cutFile() throws {
    let command = try Command()
    defer { command.clean() }
    let run = try running(command)
    #expect(truncate(command.path("a.h5md.partial"), 0) == 0)
    let result = try run.wait()
    #expect(result.status == 3)
    #expect(
      result.errors.contains("another program cut the file while it was written"),
      "\(result.errors)")
    #expect(!command.exists("a.h5md"))
  }

  @Test(
    "While a run is prepared a signal ends it at once, and no file is left",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signalsWhilePreparing(signal: Int32, status: Int32) throws {
    let command = try Command()
    defer { command.clean() }
    // Discs without order at this density take minutes to place.
    try command.write(
      """
      system: hard_discs
      hard_discs: {count: 200000, packing_fraction: 0.7, start: random}
      run: {duration: 100, seed: 1}
      output: {every: 1}
      """, to: "gas.yaml")
    let run = try command.start(["run", "gas.yaml", "-o", "new/g.h5md", "--quiet"])
    usleep(700_000)
    #expect(run.process.isRunning)
    let sent = Date.now
    kill(run.process.processIdentifier, signal)
    let result = try run.wait()
    #expect(result.status == status)
    #expect(Date.now.timeIntervalSince(sent) < 5)
    #expect(!command.exists("new"))
  }

  @Test("A finished file that was changed is not made longer, and nothing is left of the try")
  func changedFinishedFile() throws {
    let command = try Command()
    defer { command.clean() }
    // More frames than one chunk holds: those of the last are in the state at the end, too.
    try command.write(Command.school(individuals: "400"), to: "school.yaml")
    for (name, end) in [("a.h5md", "20"), ("longer.h5md", "30")] {
      let run = try command.run(
        "run", "school.yaml", "-o", name, "--set", "run.duration=\(end)")
      try #require(run.status == 0)
    }
    try command.copy("a.h5md", to: "sound")
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openDataset("coordinates").write([1e3], at: [3, 0, 0], count: [1, 1, 1])
    try file.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
    let refused = try command.run("resume", "a.h5md", "--until", "30")
    #expect(refused.status == 3)
    #expect(refused.errors.hasPrefix("a.h5md: damaged: "), "\(refused.errors)")
    #expect(refused.errors.hasSuffix("(restore it from a copy)\n"), "\(refused.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
      .filter { !$0.hasPrefix(".") }
    #expect(Set(left) == Set(names.filter { !$0.hasPrefix(".") }))
    try FileManager.default.removeItem(atPath: command.path("a.h5md"))
    try command.move("sound", to: "a.h5md")
    #expect(try command.run("resume", "a.h5md", "--until", "30").status == 0)
    #expect(try command.sameNumbers("a.h5md", "longer.h5md"))
  }

  @Test("A run begun by nohup outlives its terminal")
  func nohup() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.start(
      ["-c", "trap '' HUP; exec \"$C\" run school.yaml -o a.h5md & kill -HUP $!; wait $!"],
      environment: ["C": Command.executable.path(percentEncoded: false)],
      executable: URL(filePath: "/bin/bash")
    ).wait()
    #expect(run.status == 0)
    #expect(command.exists("a.h5md"))
  }

  @Test("A partial file that is removed ends the run with one line")
  func removed() throws {
    let command = try Command()
    defer { command.clean() }
    let run = try running(command)
    try FileManager.default.removeItem(atPath: command.path("a.h5md.partial"))
    let result = try run.wait()
    #expect(result.status == 3)
    #expect(result.errors.contains("a.h5md.partial: the file was removed or replaced"))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test("A run killed before its first flush is begun again")
  func beforeTheFirstFlush() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try command.write("", to: "a.h5md.partial")
    let resumed = try command.run("resume", "a.h5md")
    #expect(resumed.status == 3)
    #expect(
      resumed.errors
        == "a.h5md.partial: the run was stopped before anything of it was written; begin it again "
        + "with clausius run\n")
    let run = try command.run("run", "school.yaml", "-o", "a.h5md")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("A run killed before its first frames goes on from its start")
  func beforeTheFirstFrames() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "whole.h5md").status == 0)
    try command.copy("whole.h5md", to: "a.h5md.partial")
    let file = try HDF5File.openForWriting(command.path("a.h5md.partial"))
    try file.root.removeLink("checkpoint")
    for name in [
      "frame", "step", "time", "cell_lengths", "cell_angles", "polarization", "rotation",
    ]
    where try file.root.exists(name) {
      let dataset = try file.root.openDataset(name)
      try dataset.setShape([0] + dataset.shape.dropFirst())
    }
    try file.close()
    let resumed = try command.run("resume", "a.h5md")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
  }

  @Test("A partial file whose names lead to other objects is made again from its scenario")
  func onlyTheScenarioIsLeft() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "whole.h5md").status == 0)
    try command.copy("whole.h5md", to: "a.h5md.partial")
    let file = try HDF5File.openForWriting(command.path("a.h5md.partial"))
    try file.root.removeLink("parameters/overrides")
    try file.root.link(from: "particles/trajectory/mass", to: "parameters/overrides")
    try file.close()
    let resumed = try command.run("resume", "a.h5md")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(
      resumed.errors.hasPrefix("warning: a.h5md.partial is damaged: cannot read /parameters/over"))
    #expect(
      resumed.errors.hasSuffix(
        "its scenario is left, and the run begins again; what was there is "
          + "a.h5md.partial.unrecovered\n"))
    #expect(command.exists("a.h5md.partial.unrecovered"))
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
  }

  @Test("A run that replaces an interrupted one never takes up its state")
  func otherState() throws {
    let command = try Command()
    defer { command.clean() }
    try end(try running(command))
    try command.copy("a.h5md.checkpoint", to: "old")
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "whole.h5md").status == 0)
    // As if the new run was killed between its first flush and the end of the old checkpoints.
    try #require(command.run("run", "school.yaml", "--force", "-o", "a.h5md").status == 0)
    try command.move("a.h5md", to: "a.h5md.partial")
    try command.copy("old", to: "a.h5md.checkpoint")
    let file = try HDF5File.openForWriting(command.path("a.h5md.partial"))
    try file.root.removeLink("checkpoint")
    try file.close()
    let resumed = try command.run("resume", "a.h5md")
    #expect(
      resumed.errors.contains(
        "a.h5md.checkpoint: the checkpoint belongs to another run; the run begins again"),
      "\(resumed.errors)")
    #expect(try command.sameNumbers("whole.h5md", "a.h5md"))
  }

  @Test("A change of the kernels is told and recorded")
  func kernels() throws {
    let command = try Command()
    defer { command.clean() }
    let run = try running(command, environment: ["CLAUSIUS_SIMD": "baseline"])
    kill(run.process.processIdentifier, SIGTERM)
    #expect(try run.wait().status == 143)
    let best = try command.run("--version").output
    guard let kernels = ["v4", "v3"].first(where: { best.contains("kernels \($0)") }) else {
      return
    }
    let reader = try TrajectoryReader(command.path("a.h5md.partial"))
    let end = (reader.times.last ?? 0) + 20
    reader.close()
    let resumed = try command.run("resume", "a.h5md", "--until", "\(Int(end))", "--quiet")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(
      resumed.errors
        == "warning: the run was computed with the kernels baseline and goes on with \(kernels): "
        + "its numbers differ by rounding from those of a run with one of them\n")
    let inspect = try command.run("inspect", "a.h5md", "--format", "json").json()
    #expect(inspect["kernels"] as? String == "baseline, \(kernels)")
  }

  @Test("Lengths that no file can hold are refused, and the file keeps its name")
  func hugeLength() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    try file.root.openDataset("polarization").setShape([1 << 44])
    try file.close()
    for arguments in [["resume", "a.h5md", "--until", "30"], ["repair", "a.h5md"]] {
      let result = try command.run(arguments)
      #expect(result.status == 3)
      #expect(
        result.errors.hasPrefix("a.h5md: the file claims the shape [17592186044416] of /"),
        "\(result.errors)")
      #expect(command.exists("a.h5md"))
    }
  }

  @Test("A scenario in the file that is not the one that was run is refused")
  func otherScenario() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    var data = try Data(contentsOf: URL(filePath: command.path("a.h5md")))
    // In the text and not in the title: "attraction_width: 14" becomes 15.
    let place = try #require(data.range(of: Data("attraction_width: 14\n".utf8)))
    data[place.upperBound - 2] = UInt8(ascii: "5")
    try data.write(to: URL(filePath: command.path("a.h5md")))
    let resumed = try command.run("resume", "a.h5md", "--until", "30")
    #expect(resumed.status == 3)
    #expect(resumed.errors.contains("the scenario in the file is not the one that was run"))
  }

  @Test(
    "Checkpoints further apart than a run can take are never made",
    arguments: [
      "1e21", "2e20", "1e300",
    ])
  func neverACheckpoint(seconds: String) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run(
      "run", "school.yaml", "-o", "a.h5md", "--set", "run.checkpoint=\(seconds)")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("Groups that hold themselves are walked once", arguments: [true, false])
  func groupLoop(isOfRoot: Bool) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    try #require(command.run("run", "school.yaml", "-o", "a.h5md").status == 0)
    let file = try HDF5File.openForWriting(command.path("a.h5md"))
    if isOfRoot {
      try file.root.link(from: "/", to: "observables/again")
    } else {
      try file.root.link(from: "observables", to: "observables/again")
      try file.root.link(from: "particles", to: "particles/trajectory/again")
    }
    try file.close()
    for verb in ["inspect", "repair"] {
      let result = try command.run(verb, "a.h5md")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("sound"))
    }
    #expect(try command.run("analyze", "a.h5md").status == 0)
  }
}
