import ClausiusDatasets
import Foundation

/// Reads the files of programs that follow individuals.
struct TrackReader {
  let options: TrackOptions

  /// All that `files` tell.
  ///
  /// - Throws: ``TrackError`` and `DatasetError` with file, line and column.
  func samples(of files: [String]) throws -> Samples {
    var samples = Samples()
    for path in files {
      let file = try TrackFile(path)
      samples.sources.append(file.source)
      try add(file, isOnly: files.count == 1, to: &samples)
    }
    if samples.isGeographic { try project(&samples) }
    try samples.countFromFirst()
    return samples
  }

  private func add(_ file: TrackFile, isOnly: Bool, to samples: inout Samples) throws {
    let individual = TrackFile.individual(of: file.path, isOnly: isOnly)
    switch (options.preset, file.kind) {
    case (_, .text): try addTable(file, individual, to: &samples)
    case (.idtracker, _): try TrackArrays(file: file).add(to: &samples)
    case (.deeplabcut, .hdf5): try PoseFile(path: file.path).add(options, to: &samples)
    case (.trex, .archive):
      try IndividualArrays(file: file, individual: individual, columns: options.columns)
        .add(to: &samples)
    default:
      throw TrackError(
        file.path, "is no table of text",
        advice: "--preset idtracker, deeplabcut or trex read arrays; trajectories need no import")
    }
  }

  private func addTable(
    _ file: TrackFile, _ individual: String, to samples: inout Samples
  ) throws {
    let table = try Table(file.bytes, path: file.path)
    samples.notes.append("\(table.path): \(table.dialect)")
    if options.preset == .deeplabcut { return try addPose(table, to: &samples) }
    let columns = options.columns.filled(from: options.preset?.columns(of: table) ?? .init())
    try require(columns, table)
    if columns.isGeographic { samples.isGeographic = true }
    if options.preset == .trex {
      samples.notes.append("\(table.path): \(columns.x ?? "") and \(columns.y ?? "")")
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
}
