import ClausiusSimulationCore
import ClausiusTrajectories

extension TrackImport {
  /// Writes a trajectory: a row for each individual in every frame, NaN where it was not seen.
  ///
  /// Memory holds the tracks and a chunk of frames. The file is made beside its name and renamed
  /// when it is whole.
  ///
  /// - Throws: `TrajectoryError` when there is such a file and `replacing` is not set; `HDF5Error`
  ///   when it cannot be written.
  public func write(
    to path: String, record: ImportRecord, provenance: Provenance, replacing: Bool
  ) throws {
    let lock = try RunLock(RunFiles(path))
    defer { lock.release() }
    RunFiles(path).removeLeftovers()
    let writer = try TrajectoryWriter(
      creating: path, with: description(record, provenance), replacing: replacing)
    do {
      var cursor = TrackCursor(tracks, self)
      while let frame = cursor.next() { try writer.observe(frame) }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
  }

  private func description(
    _ record: ImportRecord, _ provenance: Provenance
  ) -> TrajectoryDescription {
    var description = TrajectoryDescription(
      context: context, box: box, quantities: quantities, importing: record, provenance: provenance)
    if let error = summary.velocities.standardError {
      description.attributes[QuantityDescription.velocity.name] = ["standard_error": error]
    }
    return description
  }

  /// The space: that of the arena, or without ends.
  var box: Box {
    options.arena?.space(dimension: tracks.dimension) ?? .open(spatialDimension: tracks.dimension)
  }

  /// What stays the same over all frames.
  var context: FrameContext {
    var (numbers, words) = options.arena?.parameters ?? ([:], [:])
    if let epoch { words["time_origin"] = epoch }
    words["length_unit"] = options.unit
    words["time_unit"] = options.timeUnit
    numbers["interval"] = tracks.interval
    return FrameContext(
      system: "tracks", family: .individuals, individuals: tracks.tracks.count,
      properties: ["id": tracks.tracks.map { Double($0.number) }], parameters: numbers,
      words: words)
  }

  /// What frames carry: positions, and velocities and headings where they are known.
  var quantities: [QuantityDescription] {
    var position = QuantityDescription.position
    position.unit = options.unit
    var all = [position]
    if tracks.tracks.contains(where: { !$0.velocities.isEmpty }) {
      var velocity = QuantityDescription.velocity
      velocity.unit = "\(options.unit)/\(options.timeUnit)"
      if let method = summary.method { velocity.about += ", by \(method)" }
      all.append(velocity)
    }
    if tracks.tracks.contains(where: { !$0.headings.isEmpty }) {
      all.append(
        QuantityDescription(
          "heading", about: "unit vectors along the headings of the file",
          along: [.individuals, .space], parity: .odd))
    }
    return all
  }
}
