import ClausiusHDF5Storage
import Foundation
import Testing

@Suite("The verb import")
struct ImportTests {
  private static let columns = ["--frame", "frame", "--id", "id", "--x", "x", "--y", "y"]

  /// Fish 1 to 8 that swim in parallel, or around a center; number 3 is lost in frames 20 to 22.
  private func table(isMill: Bool) -> String {
    var text = "frame,id,x,y\n"
    for k in 0..<60 {
      for i in 1...8 where !(i == 3 && (20...22).contains(k)) {
        let angle = Double(i) * .pi / 4 + (isMill ? 0.05 * Double(k) : 0)
        let shift = isMill ? 0 : 3 * Double(k)
        text += "\(k),\(i),\(500 + 100 * cos(angle) + shift),\(400 + 100 * sin(angle))\n"
      }
    }
    return text
  }

  @Test(
    "Fish in parallel have polarization 1, fish in a mill rotation 1", arguments: [false, true])
  func roundTrip(isMill: Bool) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(table(isMill: isMill), to: "fish.csv")
    let made = try command.run(
      ["import", "fish.csv"] + Self.columns
        + [
          "--rate", "25", "--unit", "cm", "--scale", "0.1", "--origin", "500,400", "--arena",
          "circle:30", "--gaps", "interpolate:5", "-o", "fish.h5md", "--format", "json",
        ])
    #expect(made.status == 0, "\(made.errors)")
    let summary = try made.json()
    #expect(summary["individuals"] as? Int == 8)
    #expect(summary["gaps"] as? Int == 1)
    #expect(summary["longest_gap"] as? Int == 3)
    #expect(summary["filled"] as? Int == 3)
    let name = isMill ? "rotation" : "polarization"
    let analysis = try command.run(
      "analyze", "fish.h5md", "--diagnostics", name, "--format", "csv")
    #expect(analysis.status == 0, "\(analysis.errors)")
    let values = analysis.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").last.flatMap { Double($0) }
    }
    #expect(values.count == 60)
    // The filled places of the mill lie on a chord, and slopes at ends and gaps cut the circle.
    #expect(values.allSatisfy { abs($0 - 1) < (isMill ? 1e-3 : 1e-9) })
    try expectFile(command)
  }

  private func expectFile(_ command: Command) throws {
    let facts = try command.run("inspect", "fish.h5md", "--format", "json").json()
    #expect(facts["health"] as? String == "sound, all 60 frames read")
    #expect(facts["family"] as? String == "individuals")
    #expect((facts["import_command"] as? String)?.contains("import fish.csv --frame frame") == true)
    let source = (facts["sources"] as? [[String: String]])?.first
    #expect(source?["name"] == "fish.csv")
    #expect(source?["sha256"]?.count == 64)
    let file = try HDF5File.openForReading(command.path("fish.h5md"))
    defer { try? file.close() }
    let group = try file.root.openGroup("particles/trajectory")
    #expect(try group.openDataset("id").read(as: Int32.self) == Array(1...8))
    let velocity = try group.openDataset("velocity/value")
    #expect(try velocity.attributes.readString("units") == "cm/s")
    #expect(try velocity.attributes.readScalar("standard_error", as: Double.self) >= 0)
    #expect(!command.exists("fish.h5md.partial") && !command.exists("fish.h5md.clausius-lock"))
  }

  @Test("A trajectory that is there stays without --force")
  func existing() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(table(isMill: true), to: "fish.csv")
    let arguments = ["import", "fish.csv"] + Self.columns + ["--rate", "25", "-o", "fish.h5md"]
    #expect(try command.run(arguments).status == 0)
    let again = try command.run(arguments)
    #expect(again.status == 3)
    #expect(again.errors.contains("the file is there already (use --force to replace it)"))
    #expect(try command.run(arguments + ["--force"]).status == 0)
    #expect(try command.run("resume", "fish.h5md", "--until", "9").status != 0)
    let tables = try command.run("import", "fish.csv", "-o", "fish.csv", "--rate", "1")
    #expect(tables.status == 2)
    #expect(
      try String(contentsOfFile: command.path("fish.csv"), encoding: .utf8).hasPrefix("frame"))
  }

  @Test("What a killed import left is said, and the next import takes its place")
  func killed() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(table(isMill: true), to: "fish.csv")
    let arguments = ["import", "fish.csv"] + Self.columns + ["--rate", "25", "-o", "fish.h5md"]
    try #require(command.run(arguments).status == 0)
    try command.move("fish.h5md", to: "fish.h5md.partial")
    let resumed = try command.run("resume", "fish.h5md")
    #expect(resumed.status == 2)
    #expect(
      resumed.errors
        == "fish.h5md.partial: an import was interrupted, which nothing can go on with; import the "
        + "tracks again\n")
    try command.write(Command.school(), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "fish.h5md")
    #expect(run.status == 3)
    #expect(
      run.errors
        == "fish.h5md.partial: what an interrupted import wrote is there already (import the tracks "
        + "again, or use --force to replace it)\n")
    #expect(try command.run(arguments).status == 0)
    #expect(command.exists("fish.h5md") && !command.exists("fish.h5md.partial"))
  }

  @Test(
    "What is wrong is said with its place",
    arguments: [
      (["--rate", "0"], "--rate must be above 0"),
      (["--rate", "25", "--gaps", "interpolate:0"], "leave, interpolate:N with N above 0, split"),
      (["--rate", "25", "--arena", "circle"], "circle:R"),
      (["--rate", "25", "--velocity", "savitzky_golay(window: 6)"], "6 is even"),
      (["--rate", "25", "--velocity", "spline"], "unknown method 'spline'"),
      (["--rate", "25", "--heading", "x"], "--heading needs --heading-unit"),
      ([], "--rate FRAMES"),
      (["--rate", "25", "--z", "depth"], "no column 'depth'"),
    ])
  func wrong(arguments: [String], message: String) throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(table(isMill: true), to: "fish.csv")
    let run = try command.run(["import", "fish.csv"] + Self.columns + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!command.exists("output"))
  }

  @Test("Headings of a column go before velocities")
  func headings() throws {
    let command = try Command()
    defer { command.clean() }
    let rows = (0..<20).flatMap { k in
      (0..<4).map { "\(k),\($0),\(k * ($0 % 2 == 0 ? 1 : -1)),0,45" }
    }
    try command.write((["frame,id,x,y,a"] + rows).joined(separator: "\n") + "\n", to: "t.csv")
    #expect(
      try command.run(
        ["import", "t.csv"] + Self.columns
          + ["--rate", "25", "--heading", "a", "--heading-unit", "deg", "-o", "t.h5md"]
      ).status == 0)
    let analysis = try command.run(
      "analyze", "t.h5md", "--diagnostics", "polarization", "--format", "csv")
    let values = analysis.output.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").last.flatMap { Double($0) }
    }
    #expect(values.count == 20, "\(analysis.errors)")
    #expect(values.allSatisfy { abs($0 - 1) < 1e-12 })
  }

  @Test(
    "Arrays of trackers hold the same swimmers as tables", .enabled(if: Command.python != nil),
    arguments: [
      (["idtracker.npy"], "idtracker", []), (["idtracker-fortran.npy"], "idtracker", []),
      (["idtracker.npz"], "idtracker.ai", []), (["idtracker.h5"], "idtracker", []),
      (["trex_id0.npz", "trex_id1.npz"], "trex", []),
      (["deeplabcut.h5"], "deeplabcut", ["--rate", "25"]),
    ])
  func arrays(files: [String], preset: String, more: [String]) throws {
    let command = try Command()
    defer { command.clean() }
    try Self.runPython("ForeignFiles/make_track_files.py", command.folder.path())
    let made = try command.run(["import"] + files + ["--preset", preset, "-o", "t.h5md"] + more)
    #expect(made.status == 0, "\(made.errors)")
    let file = try HDF5File.openForReading(command.path("t.h5md"))
    defer { try? file.close() }
    let places = try file.root.openDataset("coordinates").read(as: Double.self)
    let velocities = try file.root.openDataset("velocities").read(as: Double.self)
    #expect(places.count == 20 * 2 * 3)
    for k in 0..<20 {
      for i in 0..<2 {
        let row = 3 * (2 * k + i)
        if i == 1, k == 8 || k == 9 {
          #expect(places[row].isNaN && velocities[row].isNaN)
        } else {
          #expect(places[row..<row + 3] == [Double(2 * k + 10 * i), Double(k + 5 * i), 0])
          #expect(abs(velocities[row] - 50) < 1e-9 && abs(velocities[row + 1] - 25) < 1e-9)
        }
      }
    }
    #expect(try Self.python("check_trajectory.py", command.path("t.h5md")) == 0)
  }

  private static func runPython(_ script: String, _ argument: String) throws {
    #expect(try python(script, argument) == 0)
  }

  private static func python(_ script: String, _ argument: String) throws -> Int32 {
    let process = Process()
    process.executableURL = Command.python
    process.arguments = [Command.package.appending(path: "Tests/\(script)").path(), argument]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
