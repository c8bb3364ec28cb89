import ClausiusDatasets
import ClausiusHDF5Storage
import Foundation

/// Reads the files of programs that follow individuals.
struct TrackReader {
  let options: TrackOptions

  /// All that `files` tell.
  ///
  /// - Throws: ``TrackError`` and `DatasetError` with file, line and column.
  func samples(of files: [String]) throws -> Samples {
    var samples = Samples()
    for file in files { try add(file, isOnly: files.count == 1, to: &samples) }
    if options.columns.isGeographic || options.preset == .movebank { try project(&samples) }
    if samples.epoch != nil { countFromFirst(&samples) }
    return samples
  }

  private func add(_ file: String, isOnly: Bool, to samples: inout Samples) throws {
    let individual = Self.individual(of: file, isOnly: isOnly)
    switch (options.preset, Self.isBinary(file)) {
    case (.idtracker, true): return try TrackArrays(path: file).add(to: &samples)
    case (.deeplabcut, true): return try PoseFile(path: file).add(options, to: &samples)
    case (.trex, true):
      return try IndividualArrays(path: file, individual: individual, columns: options.columns)
        .add(to: &samples)
    case (_, true):
      throw TrackError(
        file, "is no table of text",
        advice: "--preset idtracker, deeplabcut or trex read arrays; trajectories need no import")
    case (_, false): break
    }
    let table = try Table.read(path: file)
    samples.notes.append("\(file): \(table.dialect)")
    if options.preset == .deeplabcut { return try addPose(table, to: &samples) }
    let columns = options.columns.filled(from: options.preset?.columns(of: table) ?? .init())
    try require(columns, table)
    if options.preset == .trex {
      samples.notes.append("\(file): \(columns.x ?? "") and \(columns.y ?? "")")
    }
    guard !columns.isWide else {
      let endings = options.preset == .animalta ? ["_Head", "_Tail"] : []
      return try WideTable(table: table, columns: columns, excludedEndings: endings)
        .add(to: &samples)
    }
    try LongTable(
      table: table, columns: columns, individual: individual
    ).add(to: &samples)
  }

  /// Whether a file is one of HDF5 or NumPy.
  private static func isBinary(_ file: String) -> Bool {
    if HDF5File.isHDF5(file) { return true }
    guard let handle = FileHandle(forReadingAtPath: file) else { return false }
    defer { try? handle.close() }
    let head = [UInt8]((try? handle.read(upToCount: 6)) ?? Data())
    return head.starts(with: [0x93] + Array("NUMPY".utf8)) || head.starts(with: [0x50, 0x4B, 3, 4])
  }

  /// The individual of a file of its own: the number that ends its name, `NAME_id3.csv`, or the
  /// name.
  static func individual(of file: String, isOnly: Bool) -> String {
    let name = URL(filePath: file).deletingPathExtension().lastPathComponent
    let digits = String(name.reversed().prefix { $0.isNumber }.reversed())
    return digits.isEmpty ? (isOnly ? "0" : name) : Int(digits).map(String.init) ?? name
  }

  private func require(_ columns: TrackColumns, _ table: Table) throws {
    guard columns.x != nil, columns.y != nil else {
      let advice =
        options.preset.map { "no table of \($0.rawValue)? " } ?? "or --preset NAME; "
      throw TrackError(
        table.path, "the columns of x and y are not known: --x NAME --y NAME",
        advice: advice + "columns: " + table.columnNames.joined(separator: ", "))
    }
    let isWhole = [columns.x, columns.y, columns.z].compactMap { $0 }
      .allSatisfy { $0.contains("*") == columns.isWide }
    guard isWhole else {
      throw TrackError(table.path, "stars stand in the names of all of x, y and z, or of none")
    }
    if columns.isWide, columns.vx ?? columns.heading != nil {
      throw TrackError(
        table.path, "velocities and headings are read from tables with a row for each individual")
    }
    if columns.vx != nil, columns.vy == nil || (columns.z != nil && columns.vz == nil) {
      throw TrackError(table.path, "--vx needs --vy, and --vz where there is --z")
    }
  }

  private func addPose(_ table: Table, to samples: inout Samples) throws {
    let pose = try PoseColumns(table)
    let frames = try TableColumn(table, index: 0).wholeNumbers()
    try pose.add(
      try pose.bodyPart(options.bodyPart), likelihood: options.likelihood, frames: frames,
      lines: frames.indices.map(table.line(ofRow:)), to: &samples
    ) { try table.numbers(column: $0) }
  }

  /// Longitudes and latitudes become meters on a plane around their middle.
  private func project(_ samples: inout Samples) throws {
    let finite = samples.positions.filter { $0.x.isFinite && $0.y.isFinite }
    if let bad = samples.positions.firstIndex(where: { abs($0.y) > 90 || abs($0.x) > 360 }) {
      let place = samples.place(bad)
      throw TrackError(
        place.file, line: place.line,
        "longitude \(samples.positions[bad].x), latitude \(samples.positions[bad].y): no place on earth"
      )
    }
    let projection = LocalProjection(around: finite.map { SIMD2($0.x, $0.y) })
    for k in samples.positions.indices {
      let place = projection.place(
        longitude: samples.positions[k].x, latitude: samples.positions[k].y)
      (samples.positions[k].x, samples.positions[k].y) = (place.x, place.y)
    }
    let widest = samples.positions.reduce(0) { $1.x.isFinite ? max($0, abs($1.x)) : $0 }
    samples.notes.append(
      "places in meters by the transverse Mercator projection of WGS 84 around longitude "
        + String(
          format: "%.6f, latitude %.6f; lengths are up to %.2g %% too long",
          projection.longitude, projection.latitude, 100 * widest * widest / (2 * 6.371e6 * 6.371e6)
        ))
  }

  /// Instants become seconds since the first.
  private func countFromFirst(_ samples: inout Samples) {
    guard let first = samples.times.min() else { return }
    for k in samples.times.indices { samples.times[k] -= first }
    samples.epoch = Timestamp.text(first)
    samples.notes.append(
      "time 0 is \(Timestamp.text(first)); instants without an offset are in UTC")
  }
}
