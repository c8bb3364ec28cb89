import ClausiusHDF5Storage

/// Reads the texts that made a run from the file that it wrote.
enum RecordReader {
  /// The record, or `nil` in a file of another writer.
  static func read(_ root: HDF5Group) throws -> RunRecord? {
    guard try root.exists("parameters/scenario"), try root.exists("parameters/config") else {
      return nil
    }
    let group = try root.openGroup("parameters")
    let overrides = try group.openDataset("overrides").readString()
    return RunRecord(
      title: try root.attributes.exists("title") ? root.attributes.readString("title") : "",
      scenarioText: try group.openDataset("scenario").readString(),
      scenarioFile: try group.openDataset("scenario_file").readString(),
      overrides: overrides.isEmpty ? [] : overrides.split(separator: "\n").map(String.init),
      configuration: try group.openDataset("config").readString(),
      seed: UInt64(bitPattern: try group.attributes.readScalar("seed", as: Int64.self)))
  }
}

extension RunRecord {
  /// The record of the run that wrote the file at `path`, finished or not; `nil` in a file of
  /// another writer.
  ///
  /// - Throws: `HDF5Error` when the file cannot be opened or is damaged.
  public static func read(from path: String) throws -> RunRecord? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try RecordReader.read(file.root)
  }
}

extension RunRecord {
  /// The record of a run whose file is so damaged that its names lead to other objects: the texts
  /// are sought among the bytes. `nil` where they are not there.
  public static func sought(in path: String) -> RunRecord? {
    guard let texts = try? HDF5File.heapTexts(path) else { return nil }
    for (place, text) in texts.enumerated() where place + 2 < texts.count {
      let record = RunRecord(
        title: "", scenarioText: texts[place + 1], scenarioFile: texts[place + 2], overrides: [],
        configuration: text, seed: 0)
      if text.hasPrefix("{"), record.settings != nil { return record }
    }
    return nil
  }
}

extension Provenance {
  /// Who made the file at `path`; `nil` when it does not say.
  ///
  /// - Throws: `HDF5Error` when the file cannot be opened or is damaged.
  public static func read(from path: String) throws -> Provenance? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try ProvenanceGroup.read(from: file.root)
  }
}
