import ArgumentParser
import ClausiusDeclarations
import ClausiusRuns
import ClausiusTracks
import ClausiusTrajectories
import Foundation

/// `clausius import FILE...`: tracks of individuals to a trajectory.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a trajectory of tracks: tables or arrays of who was where in each frame.",
    discussion: """
      Reads CSV and other tables of text with a row for each individual in each frame, or with columns for each \
      individual (a star in --x and --y stands for its name). --preset knows the files of \
      \(TrackPreset.allCases.map(\.rawValue).joined(separator: ", ")), also those in HDF5 and of NumPy; options change what it says.

        \(ProgramName.current) import tracks.csv --frame frame --id id --x x --y y --rate 25 --unit cm -o tracks.h5md
        \(ProgramName.current) import linked.csv --preset trackpy --rate 25 --scale 0.05 --unit cm
        \(ProgramName.current) import fish_id*.csv --preset trex -o school.h5md --arena circle:50
        \(ProgramName.current) import wide.csv --time t --x 'x*' --y 'y*' --gaps interpolate:5

      Individuals may come and go; where one was not seen its position is NaN, and analyses leave it out. Velocities are \
      slopes of polynomials fitted to the frames around each frame; their standard error is reported and written. \
      docs/your-data.md says what is assumed and what is refused.
      """)

  @Argument(help: "Tables or arrays of tracks.", completion: .file())
  var files: [String]

  @OptionGroup(title: "Columns")
  var columns: ColumnOptions

  @OptionGroup(title: "Units and space")
  var space: SpaceOptions

  @OptionGroup(title: "Tracks")
  var tracks: TrackRuleOptions

  @Option(
    name: .shortAndLong, help: "The trajectory to write. Default: output/NAME.h5md.",
    completion: .file())
  var output: String?

  @Flag(help: "Replace a trajectory that is there.")
  var force = false

  @Option(help: "The form of the summary: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let options = try options()
    let tracks = try TrackImport(files, options)
    let path = try destination()
    let record = ImportRecord(
      title: "tracks of " + tracks.sources.map(\.name).joined(separator: ", "),
      command: Self.command, options: optionsJSON(options).text, sources: tracks.sources,
      individuals: tracks.tracks.tracks.map(\.name))
    try tracks.write(
      to: path, record: record,
      provenance: Provenance(
        version: Catalogs.current.program.version, commit: Program.commit, kernels: "none",
        threads: 1),
      replacing: force)
    report(tracks.summary, path)
  }

  private func report(_ summary: TrackSummary, _ path: String) {
    switch format {
    case .table: Terminal.output(summary.table + "\nfile " + path)
    case .json:
      guard case .object(let members) = summary.json else { return }
      Terminal.output(JSON.object([.init("file", .text(path))] + members).text)
    }
  }

  /// The command line, as a shell reads it.
  private static var command: String {
    CommandLine.arguments.map { argument in
      let isPlain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=,@+".contains($0) }
      return isPlain && !argument.isEmpty
        ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }

  private func destination() throws -> String {
    let name = TrackImport.name(of: files[0])
    let path = RunFiles(output ?? "output/\(name).h5md").finished
    try OutputPath.prepare(path, for: .trajectory, inputs: files)
    try OutputPath.requireReplaceable(RunFiles(path).partial, by: .trajectory)
    return path
  }
}

// MARK: - Options

extension Import {
  private func options() throws -> TrackOptions {
    var options = TrackOptions()
    options.preset = columns.preset
    options.columns = columns.columns
    options.bodyPart = columns.bodypart
    options.likelihood = columns.likelihood
    options.rate = columns.rate
    options.timeStep = columns.timeStep
    options.calibration = try space.calibration()
    options.lengthUnit = space.unit ?? (space.geographic ? "m" : nil)
    options.timeUnit = space.timeUnit
    options.arena = try space.parsedArena()
    options.gaps = try tracks.gapRule()
    options.duplicates = tracks.duplicates
    options.velocity = try tracks.savitzkyGolay()
    if space.geographic { options.columns.isGeographic = true }
    if space.geographic || options.preset == .movebank, options.calibration != Calibration() {
      throw ValidationError(
        "--scale, --origin and --flip-y do not go with longitudes and latitudes")
    }
    return options
  }

  /// Everything that was set, defaults included.
  private func optionsJSON(_ options: TrackOptions) -> JSON {
    func text(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
    func number(_ number: Double?) -> JSON { number.map(JSON.number) ?? .null }
    let columns = options.columns
    return .object([
      .init("preset", text(options.preset?.rawValue)), .init("frame", text(columns.frame)),
      .init("time", text(columns.time)), .init("id", text(columns.id)),
      .init("x", text(columns.x)), .init("y", text(columns.y)), .init("z", text(columns.z)),
      .init("vx", text(columns.vx)), .init("vy", text(columns.vy)), .init("vz", text(columns.vz)),
      .init("heading", text(columns.heading)),
      .init("heading_unit", .text(columns.headingUnit.rawValue)),
      .init("geographic", .boolean(columns.isGeographic)), .init("rate", number(options.rate)),
      .init("time_step", number(options.timeStep)),
      .init("scale", .number(options.calibration.scale)),
      .init("origin", .list((0..<3).map { .number(options.calibration.origin[$0]) })),
      .init("flip_y", .boolean(options.calibration.flipsY)), .init("unit", .text(options.unit)),
      .init("time_unit", .text(options.timeUnit)), .init("arena", text(options.arena?.description)),
      .init("gaps", .text(options.gaps.description)),
      .init("duplicates", .text(options.duplicates.rawValue)),
      .init("velocity", text(options.velocity?.text)), .init("bodypart", text(options.bodyPart)),
      .init("likelihood", .number(options.likelihood)),
    ])
  }
}
