import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// `clausius inspect FILE`: what is in a trajectory, and whether it is sound.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in a trajectory: system, parameters, frames, provenance, health.",
    discussion: """
      Reads every chunk once and checks it, so a damaged file is found out. Exit status 3 if it is. content_sha256 is \
      the hash of all numbers: files with the same hash hold the same run.

      '\(ProgramName.current) inspect FILE --scenario > again.yaml' and '\(ProgramName.current) run again.yaml' run the scenario of a file again: \
      it is printed in the words of its author, and below it, as the key 'set', what options of the command line had set.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  @Flag(help: "Print the scenario that was run, and nothing else.")
  var scenario = false

  func run() throws {
    if scenario { return Terminal.write(try transcript()) }
    let inspection = try TrajectoryInspection(file)
    var facts = Facts(inspection, Catalogs.current.diagnostics).all
    if let record = try? ImportRecord.read(from: file) { facts += Facts.of(record) }
    switch format {
    case .table:
      let width = facts.map(\.name.count).max() ?? 0
      for fact in facts {
        Terminal.output(fact.name.padded(to: width) + "  " + fact.text)
      }
      if inspection.record != nil { Terminal.write("\n" + (try transcript())) }
    case .json:
      Terminal.output(JSON.object(facts.map { .init($0.name, $0.json) }).text)
    }
    if let damage = inspection.damage {
      let advice =
        inspection.hasWrongChecksum
        ? "; restore it from a copy, or run its scenario again"
        : inspection.readableFrames > 0
          ? "; \(ProgramName.current) repair \(file) saves the frames that can be read" : ""
      throw Failure(.storage, "\(file): damaged: \(damage)\(advice)")
    }
  }
}

extension Inspect {
  /// The scenario of the file, so that it can be run again.
  private func transcript() throws -> String {
    guard let record = try RunRecord.read(from: file) else {
      throw Failure(.wrongInput, "\(file): the file holds no scenario")
    }
    return try Scenario.transcript(of: record.scenarioText, setting: record.overrides)
  }
}

/// The facts about a trajectory, each as text and as JSON.
private struct Facts {
  struct Fact {
    var name: String
    var text: String
    var json: JSON
  }

  var all: [Fact] = []

  init(_ inspection: TrajectoryInspection, _ catalog: DiagnosticCatalog) {
    add("file", inspection.path)
    add("bytes", byteCount(Double(inspection.bytes)), .integer(inspection.bytes))
    add("finished", inspection.isFinished ? "yes" : "no", .boolean(inspection.isFinished))
    if !inspection.isFinished {
      add(
        "reading",
        "other programs can read it meanwhile: h5py.File(FILE, locking=False), "
          + "or with HDF5_USE_FILE_LOCKING=FALSE")
    }
    addHealth(inspection)
    add("system", inspection.context.system.isEmpty ? "not stated" : inspection.context.system)
    let contents = FrameContents(
      context: inspection.context, box: inspection.box,
      quantities: inspection.quantities.map(\.name), observables: inspection.observables)
    add("family", catalog.family(of: contents).family.name)
    if inspection.context.system.isEmpty { add("holds", contents.inWords) }
    addSpace(inspection)
    add("frames", inspection.frames)
    add("first_time", inspection.times.lowerBound)
    add("last_time", inspection.times.upperBound)
    add("quantities", inspection.quantities.map(\.name))
    let properties = inspection.context.properties.keys.sorted()
    if !properties.isEmpty { add("properties", properties) }
    add("observables", inspection.observables)
    for (name, reason) in inspection.leftOut.sorted(by: { $0.key < $1.key }) {
      add("left out " + name, reason)
    }
    for (number, note) in inspection.notes.enumerated() { add("note \(number + 1)", note) }
    if let record = inspection.record { add(record) }
    if let provenance = inspection.provenance { add(provenance) }
    for (name, value) in inspection.context.parameters.sorted(by: { $0.key < $1.key }) {
      add("parameter " + name, value)
    }
  }

  private mutating func addSpace(_ inspection: TrajectoryInspection) {
    let context = inspection.context
    if context.isField {
      add("grid_points", context.gridPoints.count)
      if context.members > 0 { add("members", context.members) }
      for (name, word) in context.words.sorted(by: { $0.key < $1.key }) { add(name, word) }
      return
    }
    guard let box = inspection.box else {
      for axis in context.axes { add("axis " + axis.id.name, axis.count) }
      return
    }
    add("individuals", context.individuals)
    add("dimension", box.spatialDimension)
    add("boundary", box.boundary.map(\.rawValue))
    add("box", (0..<3).filter { box.length($0).isFinite }.map { box.length($0).scenarioText })
  }

  private mutating func addHealth(_ inspection: TrajectoryInspection) {
    let text =
      inspection.damage.map { "damaged: \($0)" } ?? "sound, all \(inspection.frames) frames read"
    add("health", text)
    add("readable_frames", inspection.readableFrames)
    if let hash = inspection.contentHash { add("content_sha256", hash) }
  }

  private mutating func add(_ record: RunRecord) {
    add("title", record.title)
    add("scenario", record.scenarioFile)
    add("scenario_text", "see below", .text(record.scenarioText))
    add("overrides", record.overrides)
    add("seed", "\(record.seed)", .number(Double(record.seed)))
  }

  private mutating func add(_ provenance: Provenance) {
    add("version", provenance.version)
    add("commit", provenance.commit)
    add("host", provenance.host)
    add("kernels", provenance.kernels)
    add("threads", provenance.threads)
    add("start_time", provenance.startTime)
    add("end_time", provenance.endTime)
    add("wall_time", String(format: "%.3g s", provenance.wallTime), .number(provenance.wallTime))
    add("resumptions", provenance.resumptions)
  }

  static func of(_ record: ImportRecord) -> [Fact] {
    [("title", record.title), ("import_command", record.command)].map {
      Fact(name: $0.0, text: $0.1, json: .text($0.1))
    }
      + [
        Fact(
          name: "sources",
          text: record.sources.map { "\($0.name) (SHA-256 \($0.sha256))" }.joined(separator: ", "),
          json: .list(
            record.sources.map {
              .object([.init("name", .text($0.name)), .init("sha256", .text($0.sha256))])
            }))
      ]
  }

  private mutating func add(_ name: String, _ text: String, _ json: JSON? = nil) {
    all.append(Fact(name: name, text: text, json: json ?? .text(text)))
  }

  private mutating func add(_ name: String, _ value: Int) {
    add(name, "\(value)", .integer(value))
  }

  private mutating func add(_ name: String, _ value: Double) {
    add(name, value.scenarioText, .number(value))
  }

  private mutating func add(_ name: String, _ values: [String]) {
    add(
      name, values.isEmpty ? "none" : values.joined(separator: ", "), .list(values.map(JSON.text)))
  }
}
