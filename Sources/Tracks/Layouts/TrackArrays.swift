import ClausiusDatasets
import ClausiusHDF5Storage

/// The arrays of idtracker.ai: places [frames][individuals][2], NaN where one was not seen, alone
/// or in a dictionary with `frames_per_second` and `identities_labels`.
struct TrackArrays {
  let file: TrackFile
  private var path: String { file.path }

  /// Adds the places to `samples`.
  ///
  /// - Throws: ``TrackError`` for a file without such an array.
  func add(to samples: inout Samples) throws {
    let bytes = file.bytes
    if file.kind == .hdf5 { return try addHDF5(to: &samples) }
    if file.kind == .archive {
      let archive = try NumPyArchive(bytes, path: path)
      let array = try archive.array("trajectories")
      if archive.names.contains("frames_per_second") {
        samples.rate = try archive.array("frames_per_second").values.first
      }
      return try add(array.values, array.shape, labels: nil, to: &samples)
    }
    guard let data = Self.pickle(in: bytes) else {
      let array = try NumPyArray(bytes[...], path: path)
      return try add(array.values, array.shape, labels: nil, to: &samples)
    }
    try addPickle(data, to: &samples)
  }

  /// The pickle in a file of NumPy that holds objects; `nil` for numbers.
  private static func pickle(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard bytes.count > 12, bytes[0] == 0x93 else { return nil }
    let isShort = bytes[6] == 1
    let length =
      Int(bytes[8]) | Int(bytes[9]) << 8
      | (isShort ? 0 : Int(bytes[10]) << 16 | Int(bytes[11]) << 24)
    let begin = isShort ? 10 : 12
    guard length <= bytes.count - begin else { return nil }
    let head = String(decoding: bytes[begin..<begin + length], as: UTF8.self)
    return head.contains("'|O'") ? bytes[(begin + length)...] : nil
  }

  private func addPickle(_ data: ArraySlice<UInt8>, to samples: inout Samples) throws {
    var value: PickledValue
    do throws(Pickle.Damage) {
      value = try Pickle.read(data)
    } catch {
      throw TrackError(path, "the pickle in it is damaged or of an unknown kind")
    }
    if case .list(let objects, _) = value, objects.count == 1 { value = objects[0] }
    guard case .array(let array)? = value["trajectories"] else {
      throw TrackError(path, "its dictionary holds no array 'trajectories'")
    }
    samples.rate = value["frames_per_second"]?.number
    let labels = value["identities_labels"]?.parts?.compactMap(\.text)
    try add(array.values, array.shape, labels: labels, to: &samples)
  }

  private func addHDF5(to samples: inout Samples) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    guard try file.root.kind(of: "trajectories") == .dataset else {
      throw TrackError(path, "there is no dataset 'trajectories'")
    }
    let dataset = try file.root.openDataset("trajectories")
    if try file.root.attributes.exists("frames_per_second") {
      samples.rate = try file.root.attributes.readScalar("frames_per_second", as: Double.self)
    }
    try add(
      try dataset.read(as: Double.self), try dataset.shape, labels: nil, to: &samples)
  }

  private func add(
    _ values: [Double], _ shape: [Int], labels: [String]?, to samples: inout Samples
  ) throws {
    guard shape.count == 3, (2...3).contains(shape[2]) else {
      throw TrackError(
        path, "the array has the shape \(shape)", advice: "places are [frames][individuals][2]")
    }
    let place = SamplePlace(file: Int32(samples.files.count), line: 0)
    samples.files.append(path)
    if shape[2] == 3 { samples.dimension = 3 }
    let names =
      labels?.count == shape[1] && Set(labels ?? []).count == shape[1]
      ? labels ?? [] : (0..<shape[1]).map { "\($0 + 1)" }
    let numbers = names.map { samples.number(of: $0) }
    for frame in 0..<shape[0] {
      for individual in 0..<shape[1] {
        let first = (frame * shape[1] + individual) * shape[2]
        samples.individuals.append(numbers[individual])
        samples.frames.append(frame)
        samples.positions.append(
          SIMD3(values[first], values[first + 1], shape[2] == 3 ? values[first + 2] : 0))
        samples.places.append(place)
      }
    }
    samples.notes.append("\(path): \(shape[1]) individuals in \(shape[0]) frames")
  }
}
