import ClausiusHDF5Storage

/// A table of DeepLabCut in HDF5, as pandas writes data frames: rows `index`, `values_block_0`, and
/// the names of the columns pickled in an attribute.
struct PoseFile {
  let path: String

  /// Adds what it tells of a body part to `samples`.
  ///
  /// - Throws: ``TrackError`` for a file without such a table.
  func add(_ options: TrackOptions, to samples: inout Samples) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    let table = try table(in: file.root)
    let levels = try levels(of: table)
    let (values, shape, _) = try table.readField("values_block_0")
    let index = try table.readField("index").values
    guard shape.count == 2, shape[1] == levels.count, shape[0] == index.count else {
      throw TrackError(path, "\(levels.count) names of columns for \(shape) numbers")
    }
    let frames = try index.map { number in
      guard let frame = Int(exactly: number) else {
        throw TrackError(path, "\(number) is no number of a frame")
      }
      return frame
    }
    let pose = try PoseColumns(path, levels: levels)
    try pose.add(
      try pose.bodyPart(options.bodyPart), likelihood: options.likelihood, frames: frames,
      lines: frames.map { _ in 0 }, to: &samples
    ) { column in frames.indices.map { values[$0 * levels.count + column] } }
  }

  private func table(in root: HDF5Group) throws -> HDF5Dataset {
    for child in try root.children() where child.kind == .group {
      let path = child.name + "/table"
      guard try root.kind(of: path) == .dataset else { continue }
      let dataset = try root.openDataset(path)
      if try dataset.fieldNames.contains("values_block_0") { return dataset }
    }
    throw TrackError(
      path, "there is no table of a data frame", advice: "DeepLabCut writes /df_with_missing/table")
  }

  /// The names over each column, from the outermost level on.
  private func levels(of table: HDF5Dataset) throws -> [[String]] {
    let pickled = try table.attributes.readString("values_block_0_kind")
    do throws(Pickle.Damage) {
      guard let columns = try Pickle.read(Array(pickled.utf8)[...]).parts else {
        throw Pickle.Damage()
      }
      return columns.map { $0.parts?.compactMap(\.text) ?? [] }
    } catch {
      throw TrackError(path, "the names of the columns are pickled in an unknown way")
    }
  }
}
