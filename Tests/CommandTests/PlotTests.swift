import Foundation
import Testing

/// Pictures from the command line.
@Suite("Plots") struct PlotTests {
  static let hasGnuplot = find("gnuplot") != nil
  static let hasMovies = hasGnuplot && find("ffmpeg") != nil

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
      "\($0)/\(name)"
    }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// A folder with a short run of a school, and an empty folder for what is temporary.
  private func school(_ name: String = "school", title: String = "A small school") throws -> Command
  {
    let command = try Command()
    try command.write(
      Command.school(individuals: "20", run: "{duration: 5, time_step: 0.1}")
        .replacing("A small school", with: title), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "\(name).h5md", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "temporary"), withIntermediateDirectories: false)
    return command
  }

  private func plot(_ command: Command, _ arguments: String...) throws -> Command.Result {
    try command.start(
      ["plot"] + arguments, environment: ["TMPDIR": command.path("temporary")]
    ).wait()
  }

  private func expectNothingTemporary(_ command: Command) throws {
    let left = try FileManager.default.contentsOfDirectory(atPath: command.path("temporary"))
    #expect(left.isEmpty, "\(left)")
  }

  /// Width and height of a PNG from its header.
  private func size(_ path: String) throws -> (width: Int, height: Int) {
    let data = try Data(contentsOf: URL(filePath: path))
    #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    func number(_ at: Int) -> Int { data[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  @Test("A picture without a name stands beside its trajectory", .enabled(if: hasGnuplot))
  func placeOfPicture() throws {
    let command = try school()
    defer { command.clean() }
    try command.makeFolder("runs here")
    try command.move("school.h5md", to: "runs here/school.h5md")
    let plot = try plot(command, "runs here/school.h5md", "--what", "rotation")
    #expect(plot.output == "runs here/school_rotation.png\n")
    #expect(command.exists("runs here/school_rotation.png"))
    #expect(!command.exists("output"))
  }

  @Test(.enabled(if: hasGnuplot)) func withoutOptionsThereIsAPicture() throws {
    let command = try school()
    defer { command.clean() }
    let plot = try plot(command, "school.h5md")
    #expect(plot.status == 0, "\(plot.errors)")
    #expect(plot.output == "school.png\n")
    // 170 mm at 300 pixels an inch.
    let size = try size(command.path("school.png"))
    #expect(size.width == 2008)
    #expect((1000...2500).contains(size.height))
    try expectNothingTemporary(command)
  }

  @Test(.enabled(if: hasGnuplot)) func widthAndResolutionAreThoseAskedFor() throws {
    let command = try school()
    defer { command.clean() }
    let plot = try plot(
      command, "school.h5md", "--what", "rotation", "--width", "100", "--resolution", "127", "-o",
      "r.png")
    #expect(plot.status == 0, "\(plot.errors)")
    #expect(try size(command.path("r.png")).width == 500)
  }

  @Test(.enabled(if: hasGnuplot)) func linesForPaperAndForTheWeb() throws {
    let command = try school()
    defer { command.clean() }
    for (name, start) in [("a.pdf", "%PDF"), ("a.svg", "<?xml")] {
      let plot = try plot(command, "school.h5md", "-o", name)
      #expect(plot.status == 0, "\(plot.errors)")
      let data = try Data(contentsOf: URL(filePath: command.path(name)))
      #expect(data.starts(with: Data(start.utf8)))
      #expect(data.count > 5000)
    }
  }

  @Test(.enabled(if: hasMovies)) func movies() throws {
    let command = try school()
    defer { command.clean() }
    for (name, start, offset) in [("a.gif", "GIF89a", 0), ("a.mp4", "ftyp", 4)] {
      let plot = try plot(
        command, "school.h5md", "--what", "snapshot,polarization", "--resolution", "60", "-o", name)
      #expect(plot.status == 0, "\(plot.errors)")
      let data = try Data(contentsOf: URL(filePath: command.path(name)))
      #expect(data.dropFirst(offset).starts(with: Data(start.utf8)))
    }
    try expectNothingTemporary(command)
  }

  @Test(.enabled(if: hasGnuplot)) func hostileNamesAndTitles() throws {
    let name = "it's $(touch made) `touch made` _a^2 \"φ\""
    let command = try school(name, title: "It''s `touch made` $(touch made) _a^{2} φ")
    defer { command.clean() }
    let plot = try plot(
      command, "\(name).h5md", "--what", "snapshot", "--data", "-o", "\(name).png")
    #expect(plot.status == 0, "\(plot.errors)")
    let made = try FileManager.default.contentsOfDirectory(atPath: command.folder.path())
    #expect(made.contains("\(name).png"))
    #expect(made.contains("\(name)_snapshot.csv"))
    #expect(!command.exists("made"))
    try expectNothingTemporary(command)
  }

  /// The numbers beside a picture are those that analyze tells.
  @Test(.enabled(if: hasGnuplot)) func numbersBesideThePicture() throws {
    let command = try school()
    defer { command.clean() }
    let plot = try plot(
      command, "school.h5md", "--what", "order_parameters", "--data", "-o", "p.png")
    #expect(plot.status == 0, "\(plot.errors)")
    #expect(plot.output == "p_order_parameters.csv\np.png\n")
    let drawn = try String(contentsOfFile: command.path("p_order_parameters.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(drawn[0] == "t [time],polarization,rotation,oceanic schooling index")
    let analyzed = try command.run(
      "analyze", "school.h5md", "--diagnostics", "polarization,rotation,oceanic_schooling_index",
      "--format", "csv"
    ).output.split(separator: "\n")
    #expect(drawn.dropFirst() == analyzed.dropFirst())
    #expect(drawn.count == 12)
  }

  /// The phases beside a picture are those that analyze names.
  @Test(.enabled(if: hasGnuplot)) func phasesBesideThePicture() throws {
    let command = try school()
    defer { command.clean() }
    let plot = try plot(command, "school.h5md", "--what", "phase", "--data", "-o", "new/p.png")
    #expect(plot.status == 0, "\(plot.errors)")
    let drawn = try String(contentsOfFile: command.path("new/p_phase.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(drawn[0] == "t [time],phase")
    let analyzed = try command.run(
      "analyze", "school.h5md", "--diagnostics", "phase", "--format", "csv"
    ).output.split(separator: "\n")
    #expect(drawn.dropFirst() == analyzed.dropFirst())
    #expect(drawn.count == 12)
    let late = try self.plot(
      command, "school.h5md", "--what", "snapshot,snapshot", "--at", "5000", "--data", "-o", "s.png"
    )
    #expect(late.errors.contains("no frame at t = 5000"))
    #expect(late.output == "s_snapshot.csv\ns.png\n")
  }

  /// An estimator has a value at each frame, and so is a series.
  @Test(.enabled(if: hasGnuplot)) func anEstimatorIsDrawn() throws {
    let command = try school()
    defer { command.clean() }
    let call = "kozachenko_leonenko(of: velocity)"
    let plot = try plot(command, "school.h5md", "--what", call, "--data", "-o", "p.png")
    #expect(plot.status == 0, "\(plot.errors)")
    let drawn = try String(contentsOfFile: command.path("p_series.csv"), encoding: .utf8)
      .split(separator: "\n")
    let analyzed = try command.run(
      "analyze", "school.h5md", "--diagnostics", call, "--format", "csv"
    ).output.split(separator: "\n")
    #expect(drawn.dropFirst() == analyzed.dropFirst())
    #expect(drawn.count == 12)
  }

  @Test func whatIsUnknownIsAnsweredWithTheNearest() throws {
    let command = try school()
    defer { command.clean() }
    for arguments in [["--what", "snapshit"], ["--what", "rotaton"], ["-o", "a.jpg"]] {
      let plot = try command.start(
        ["plot", "school.h5md", "--data"] + arguments
      ).wait()
      #expect(plot.status == 2, "\(plot.errors)")
      let expected = ["snapshit": "snapshot", "rotaton": "rotation", "a.jpg": ".png"]
      #expect(plot.errors.contains(expected[arguments[1]] ?? "?"), "\(plot.errors)")
    }
    let missing = try command.run("plot", "nothing.h5md", "--data")
    #expect(missing.status == 3)
  }

  @Test func withoutGnuplotTheUserIsToldHowToGetIt() throws {
    let command = try school()
    defer { command.clean() }
    let picture = try command.run("plot", "school.h5md", environment: ["PATH": "/nowhere"])
    #expect(picture.status == 1)
    #expect(picture.errors.contains("apt-get install gnuplot-nox"))
    #expect(picture.errors.contains("brew install gnuplot"))
    #expect(!command.exists("school.png"))
    // The numbers can be had without a picture.
    let data = try command.run(
      "plot", "school.h5md", "--data", "--what", "rotation", "-o", "a.png",
      environment: ["PATH": "/nowhere"])
    #expect(data.status == 1)
    #expect(command.exists("a_series.csv"))
  }

  @Test(.enabled(if: hasGnuplot)) func withoutFfmpegThereIsNoMovie() throws {
    let command = try school()
    defer { command.clean() }
    let folder = command.folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "gnuplot").path(),
      withDestinationPath: Self.find("gnuplot") ?? "")
    let movie = try command.run(
      "plot", "school.h5md", "-o", "a.mp4", environment: ["PATH": folder.path()])
    #expect(movie.status == 1)
    #expect(movie.errors.contains("apt-get install ffmpeg"))
  }

  @Test func figuresAreListed() throws {
    let command = try Command()
    defer { command.clean() }
    let list = try command.run("list", "figures")
    #expect(list.status == 0)
    for name in ["snapshot", "order_parameters", "velocity_scan", "phase_portrait"] {
      #expect(list.output.contains(name))
    }
  }

  /// A field and an ensemble of collisions.
  @Test(.enabled(if: hasGnuplot)) func fields() throws {
    let command = try Command()
    defer { command.clean() }
    try command.write(
      """
      system: klein_gordon
      klein_gordon:
        points: 128
        x_min: -32
        length: 64
        start: {kind: kink_antikink, separation: 10}
        ensemble: {velocity: {from: 0.2, to: 0.4, count: 5}}
      run: {duration: 40, time_step: 0.2}
      output: {every: 1, quantities: [center_field, bounces, last_bounce_time, outgoing_velocity, outcome]}
      """, to: "scan.yaml")
    #expect(try command.run("run", "scan.yaml", "-o", "scan.h5", "--quiet").status == 0)
    let scan = try command.run(
      "plot", "scan.h5", "--data", "--resolution", "72", "-o", "scan.png")
    #expect(scan.status == 0, "\(scan.errors)")
    let table = try String(contentsOfFile: command.path("scan_velocity_scan.csv"), encoding: .utf8)
    let lines = table.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0] == "incoming velocity [length/time],outgoing velocity [length/time],class")
    #expect(lines[1].hasPrefix("0.2,"))
  }
}
