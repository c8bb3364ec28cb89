import ClausiusDatasets

/// An archive of TRex: arrays of one individual, `frame`, `time`, `X#wcentroid`, `Y#wcentroid`,
/// ...; places that are infinite, or `missing`, are none.
struct IndividualArrays {
  let file: TrackFile
  let individual: String
  let columns: TrackColumns

  /// Adds the places to `samples`.
  ///
  /// - Throws: ``TrackError`` and `DatasetError` for arrays that are not there or of different
  ///   lengths.
  func add(to samples: inout Samples) throws {
    let path = file.path
    let archive = try NumPyArchive(file.bytes, path: path)
    let known = TrackPreset.trex.columns(named: archive.names)
    let columns = columns.filled(from: known)
    guard let xName = columns.x, let yName = columns.y else {
      throw TrackError(
        path, "there are no arrays X#wcentroid and Y#wcentroid",
        advice: "--x NAME --y NAME; arrays: " + archive.names.joined(separator: ", "))
    }
    let (x, y) = (try archive.array(xName).values, try archive.array(yName).values)
    let frames = try archive.array(columns.frame ?? "frame").values
    let times = try columns.time.map { try archive.array($0).values } ?? []
    let missing =
      archive.names.contains("missing") ? try archive.array("missing").values : []
    let lengths = [y.count, frames.count] + [times, missing].filter { !$0.isEmpty }.map(\.count)
    guard lengths.allSatisfy({ $0 == x.count }) else {
      throw TrackError(path, "its arrays have different lengths: \([x.count] + lengths)")
    }
    let place = SamplePlace(file: Int32(samples.files.count), line: 0)
    samples.files.append(path)
    let number = samples.number(of: individual)
    for k in x.indices {
      guard let frame = Int(exactly: frames[k]) else {
        throw TrackError(path, "element \(k + 1) of '\(columns.frame ?? "frame")' is \(frames[k])")
      }
      samples.individuals.append(number)
      samples.frames.append(frame)
      if !times.isEmpty { samples.times.append(times[k]) }
      let isMissing = !missing.isEmpty && missing[k] != 0
      samples.positions.append(isMissing ? SIMD3(repeating: .nan) : SIMD3(x[k], y[k], 0))
      samples.places.append(place)
    }
    samples.notes.append("\(path): individual \(individual), \(xName) and \(yName)")
  }
}
