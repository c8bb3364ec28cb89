import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore
import ClausiusTrajectories
import ClausiusViewer
import Foundation

/// What a page says of the trajectory that it shows.
struct ViewedFile {
  /// Title, facts, scenario.
  private(set) var description: PageDescription

  /// The trajectory of a reader, whose family `catalog` knows.
  ///
  /// - Throws: what reading throws.
  init(_ reader: TrajectoryReader, _ catalog: DiagnosticCatalog) throws {
    let name = URL(filePath: reader.path).lastPathComponent
    let title = reader.record?.title ?? ""
    description = PageDescription(title: title.isEmpty ? name : title, notes: reader.notes)
    add("file", name)
    let context = reader.context
    add("system", context.system)
    add("family", catalog.family(of: try reader.contents()).family.name)
    add("frames", "\(reader.frameCount)")
    if context.individuals > 0 { add("individuals", "\(context.individuals)") }
    for axis in context.axes where axis.kind == .grid || axis.kind == .members {
      add(axis.kind == .members ? "members" : "points along \(axis.id.name)", "\(axis.count)")
    }
    if let record = reader.record {
      add("seed", "\(record.seed)")
      add("scenario file", record.scenarioFile)
    }
    if let provenance = reader.provenance {
      add("version", provenance.version)
      add("commit", provenance.commit)
      add("made", provenance.startTime)
    }
    add(try hash(of: reader.path))
    if reader.path.hasSuffix(".partial") {
      description.notes.append(
        "The run was not finished: the page has the frames that were written.")
    }
    addScenario(reader)
  }

  private mutating func add(_ name: String, _ text: String) {
    if !text.isEmpty { description.facts.append((name, text)) }
  }

  private mutating func add(_ fact: (name: String, text: String)) { add(fact.name, fact.text) }

  /// The hash of the contents, or that of the bytes where the file states none.
  private func hash(of path: String) throws -> (name: String, text: String) {
    if let hash = try TrajectoryChecksums.contentHash(of: path) { return ("content SHA-256", hash) }
    guard let file = FileHandle(forReadingAtPath: path) else { return ("", "") }
    defer { try? file.close() }
    var hash = SHA256()
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
      data.withUnsafeBytes { hash.update($0) }
    }
    return ("file SHA-256", hash.hexadecimal)
  }

  /// The words of the author, and what options of the command line had set.
  private mutating func addScenario(_ reader: TrajectoryReader) {
    guard let record = reader.record else { return }
    let overrides = record.overrides.map { "# --set \($0)\n" }.joined()
    let text = record.scenarioText
    description.scenario =
      text + (overrides.isEmpty || text.hasSuffix("\n") ? "" : "\n") + overrides
  }
}
