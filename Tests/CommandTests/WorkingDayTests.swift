import ClausiusHDF5Storage
import Foundation
import Testing

/// Mistakes and wishes of a working day: folders of scenarios, names that are taken, words that are
/// nearly right. What a message advises is tried.
@Suite("A working day") struct WorkingDayTests {
  @Test("Run and resume say only the name of the file where they are to be quiet")
  func quiet() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "a.h5md", "--quiet")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output == "a.h5md\n")
    let resumed = try command.run("resume", "a.h5md", "--until", "30", "--quiet")
    #expect(resumed.output == "a.h5md\n")
  }

  @Test("A folder stands for the scenarios in it, and a folder for the trajectories is made")
  func folder() throws {
    let command = try Command()
    defer { command.clean() }
    try FileManager.default.createDirectory(
      atPath: command.path("my scenarios"), withIntermediateDirectories: true)
    for name in ["b.yaml", "a.yml"] {
      try command.write(Command.school(), to: "my scenarios/\(name)")
    }
    try command.write("no scenario", to: "my scenarios/notes.txt")
    let run = try command.run("run", "my scenarios", "-o", "new/", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "new/a.h5md\nnew/b.h5md\n")
    let file = try command.run("run", "my scenarios", "-o", "one.h5md")
    #expect(file.status == 2 && file.errors.contains("-o one.h5md/"))
    try FileManager.default.createDirectory(
      atPath: command.path("empty"), withIntermediateDirectories: true)
    let empty = try command.run("run", "empty")
    #expect(empty.status == 2 && empty.errors.contains("holds no scenario"))
  }

  @Test("A name that is taken comes with one that is free, made of what was set")
  func takenName() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let base = ["run", "school.yaml", "-o", "a.h5md", "--quiet"]
    try #require(command.run(base).status == 0)
    let others = [
      (["--set", "couzin.speed=2", "--seed", "7"], "a-speed-2-seed-7.h5md"), ([], "a-2.h5md"),
    ]
    for (more, name) in others {
      let refused = try command.run(base + more)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("choose another: -o \(name),"), "\(refused.errors)")
      let again = ["run", "school.yaml", "-o", name, "--quiet"] + more
      #expect(try command.run(again).status == 0)
      #expect(try command.run(again).errors.contains("\(name.dropLast(5))-"))
    }
  }

  @Test(
    "A slip of the command line gets the nearest right thing",
    arguments: [
      (["rnu", "school.yaml"], "did you mean 'run'?"),
      (["school.yaml"], "'clausius run school.yaml'"),
      (["run", "school.yaml", "--set", "run.seed=1", "run.duration=2"], "--set run.duration=2"),
      (["run", "school.yaml", "--set", "orientation_width=3"], "couzin.orientation_width"),
      (["run", "school.yaml", "--set", "couzin.blind_angle=90"], "field_of_perception"),
      (
        ["run", "school.yaml", "--set", "couzin.preferred_direction=[1, 0, 0]"],
        "it belongs in 'groups.NAME'"
      ),
      (["describe", "orientation_widht"], "did you mean 'orientation_width'?"),
    ])
  func slips(arguments: [String], expected: String) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(expected), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(!command.exists("output"))
  }

  @Test("Any key can be described, by its last word or its whole path")
  func describeKey() throws {
    let command = try Command()
    defer { command.clean() }
    let width = try command.run("describe", "orientation_width")
    #expect(width.output.contains("observable of couzin"))
    #expect(width.output.contains("couzin.orientation_width [length]: a real number at least 0"))
    let step = try command.run("describe", "run.time_step")
    #expect(step.status == 0 && step.output.contains("run.time_step [time]"))
    let direction = try command.run("describe", "preferred_direction", "--format", "json")
    #expect(direction.output.contains(#""couzin.groups.NAME.preferred_direction""#))
    #expect(try command.run("describe", "groups.NAME.preferred_direction").status == 0)
  }

  @Test("A key that several kinds of a group have is described for each of them")
  func describeKeyOfKinds() throws {
    let command = try Command()
    defer { command.clean() }
    let velocity = try command.run("describe", "klein_gordon.start.velocity").output
    for kinds in ["gaussian", "kink, antikink, breather", "kink_antikink, kink_kink"] {
      #expect(velocity.contains("klein_gordon.start.velocity (kind: \(kinds)) [length/time]"))
    }
    let kind = try command.run("describe", "klein_gordon.start.kind").output
    #expect(kind.contains("klein_gordon.start.kind: one of vacuum, gaussian, kink, antikink"))
  }

  @Test("A quantity is described with whether it is written by default")
  func describeWritten() throws {
    let command = try Command()
    defer { command.clean() }
    let velocity = try command.run("describe", "velocity").output
    #expect(
      velocity.contains(
        "quantity of couzin [length/time]: the velocities of the individuals; written by default"))
    #expect(
      velocity.contains(
        "without the thermal noise; written when output.quantities names it"))
  }

  @Test("Everyday measures are analyzed, stored by a run, plotted and read back the same")
  func everyday() throws {
    let command = try Command()
    defer { command.clean() }
    let calls = ["speed", "nearest_neighbor_distance", "mean_heading", "mean(of: speed)"]
    let list = "[" + calls.map { "'\($0)'" }.joined(separator: ", ") + "]"
    try command.write(Command.school(diagnostics: list), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "a.h5md", "--quiet")
    try #require(run.status == 0, "\(run.errors)")
    let all = calls.joined(separator: ", ")
    let stored = try command.run("analyze", "a.h5md", "--diagnostics", all, "--format", "csv")
    let computed = try command.run(
      "analyze", "a.h5md", "--diagnostics", all, "--format", "csv", "--recompute")
    #expect(stored.status == 0 && stored.output == computed.output)
    let one = try command.run("analyze", "a.h5md", "--diagnostics", "speed(individual: 3)")
    #expect(one.status == 0 && one.output.contains("length/time"))
    let map = try command.run(
      "analyze", "a.h5md", "--diagnostics", "neighbor_map(rings: 2, sectors: 4)", "-o", "map.csv")
    #expect(map.status == 0, "\(map.errors)")
    let table = try String(contentsOfFile: command.path("map.csv"), encoding: .utf8)
    #expect(table.split(separator: "\n").count == 9)
  }
}

extension WorkingDayTests {
  @Test(
    "What a run wrote under the name of a measure is meant by it; parameters ask for the measure")
  func scheduledNames() throws {
    let command = try Command()
    defer { command.clean() }
    let schedule = "  schedule: {turning_rate: [{from: 0, value: 40}, {from: 10, value: 60}]}"
    try command.write(Command.school(more: schedule), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "a.h5md", "--quiet")
    try #require(run.status == 0, "\(run.errors)")
    let written = try command.run("analyze", "a.h5md", "--diagnostics", "turning_rate")
    #expect(written.output.contains("degree/time"), "\(written.output)\(written.errors)")
    let measured = try command.run(
      "analyze", "a.h5md", "--diagnostics", "turning_rate(signed: false)")
    #expect(measured.output.contains("radian/time"), "\(measured.output)\(measured.errors)")
  }
}

extension WorkingDayTests {
  @Test("Several trajectories make one long table, with the parameters that differ")
  func summary() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(Command.school(), to: "school.yaml")
    for (name, more) in [("a", []), ("b", ["--set", "couzin.speed=2", "--seed", "7"])] {
      let run = try command.run(["run", "school.yaml", "-o", "\(name).h5md", "--quiet"] + more)
      try #require(run.status == 0, "\(run.errors)")
    }
    let call = ["--diagnostics", "speed, cohesion_entropy, phase, neighbor_map"]
    let all = try command.run(["analyze", "a.h5md", "b.h5md", "-o", "all.csv"] + call)
    #expect(all.status == 0 && all.output.isEmpty, "\(all.output)\(all.errors)")
    let table = try String(contentsOfFile: command.path("all.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      rows[0] == [
        "file", "speed", "seed", "diagnostic", "unit", "frames", "mean", "standard_error",
        "standard_deviation", "first", "last", "change", "change_standard_error",
      ])
    #expect(rows[1].prefix(7) == ["a.h5md", "3", "1", "speed", "length/time", "41", "3"])
    let second = try #require(rows.first { $0[0] == "b.h5md" && $0[3] == "speed" })
    #expect(second.prefix(7) == ["b.h5md", "2", "7", "speed", "length/time", "41", "2"])
    let ends = rows[2][9...].map { Double($0) ?? .nan }
    #expect(rows[2][3] == "cohesion_entropy" && abs(ends[2] - (ends[1] - ends[0])) < 1e-15)
    #expect(ends.count == 4 && ends[3] > 0)
    #expect(rows.contains { $0[3].hasPrefix("phase: ") })
    let document = try command.run(["analyze", "b.h5md", "--format", "json"] + call).json()
    let parameters = try #require(document["parameters"] as? [String: Any])
    #expect(parameters["couzin.speed"] as? Int == 2 && parameters["run.seed"] as? Int == 7)
    #expect(document["overrides"] as? [String] == ["couzin.speed=2", "run.seed=7"])
    let one = try command.run(["analyze", "a.h5md", "--summary"] + call)
    #expect(one.output.hasPrefix("file,diagnostic,unit"))
  }
}
