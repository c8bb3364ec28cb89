import CHDF5

/// A dataset of an HDF5 file: an array of numbers or texts, possibly growing.
public struct HDF5Dataset: Sendable {
  let handle: Handle

  init(_ handle: Handle) {
    self.handle = handle
  }

  /// The absolute path, as the dataset was opened.
  public var path: String { handle.path }

  /// The attributes of the dataset.
  public var attributes: HDF5Attributes { HDF5Attributes(handle) }

  /// The number of elements along each axis, the slowest first; empty for a single value.
  public var shape: [Int] {
    get throws(HDF5Error) {
      try withSpace { (space, attempt) throws(HDF5Error) in
        try Dataspace.shape(of: space, attempt).current
      }
    }
  }

  /// How far each axis may grow; `nil` without limit.
  public var maximumShape: [Int?] {
    get throws(HDF5Error) {
      try withSpace { (space, attempt) throws(HDF5Error) in
        try Dataspace.shape(of: space, attempt).maximum
      }
    }
  }

  /// The part that is stored and read as one; `nil` if the dataset is stored in one piece.
  public var chunk: [Int]? {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in try chunkLengths(attempt) }
    }
  }

  /// What is done to each chunk on its way to the disk.
  public var filters: [HDF5Filter] {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        try withCreationProperties(attempt) { (properties) throws(HDF5Error) in
          try HDF5Filter.all(of: properties, attempt)
        }
      }
    }
  }

  /// The type of the elements in the file.
  public var datatype: HDF5Datatype {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in try datatype(attempt) }
    }
  }

  /// The bytes that the elements take in the file, after the filters.
  public var storageSize: Int {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        let size = H5Dget_storage_size(handle.id)
        // 0 also says that it failed; only then there is an error.
        if size == 0 { try attempt.requireNoError() }
        return Int(clamping: size)
      }
    }
  }

  /// Makes the dataset longer or shorter; new elements hold the fill value, cut ones are lost.
  public func setShape(_ shape: [Int]) throws(HDF5Error) {
    try handle.perform("resize") { (attempt) throws(HDF5Error) in
      let old = try currentShape(attempt)
      guard shape.count == old.count, shape.allSatisfy({ $0 >= 0 }) else {
        throw attempt.failure(
          .wrongShape, "the shape \(shape) does not suit a dataset of rank \(old.count)")
      }
      try attempt(H5Dset_extent(handle.id, shape.map { hsize_t($0) }))
    }
  }

  private func withSpace<Result>(
    _ body: (hid_t, Attempt) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try handle.perform("inspect") { (attempt) throws(HDF5Error) in
      let space = try attempt(H5Dget_space(handle.id))
      defer { H5Sclose(space) }
      return try body(space, attempt)
    }
  }
}

// MARK: - With the lock held

extension HDF5Dataset {
  func currentShape(_ attempt: Attempt) throws(HDF5Error) -> [Int] {
    let space = try attempt(H5Dget_space(handle.id))
    defer { H5Sclose(space) }
    return try Dataspace.shape(of: space, attempt).current
  }

  func datatype(_ attempt: Attempt) throws(HDF5Error) -> HDF5Datatype {
    let type = try attempt(H5Dget_type(handle.id))
    defer { H5Tclose(type) }
    return HDF5Datatype(type)
  }

  func chunkLengths(_ attempt: Attempt) throws(HDF5Error) -> [Int]? {
    try withCreationProperties(attempt) { (properties) throws(HDF5Error) in
      guard H5Pget_layout(properties) == H5D_CHUNKED else { return nil }
      var lengths = [hsize_t](repeating: 0, count: Int(chdf5_maximum_rank()))
      let rank = try attempt(H5Pget_chunk(properties, Int32(lengths.count), &lengths))
      return lengths.prefix(Int(rank)).map { Int(clamping: $0) }
    }
  }

  private func withCreationProperties<Result>(
    _ attempt: Attempt, _ body: (hid_t) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let properties = try attempt(H5Dget_create_plist(handle.id))
    defer { H5Pclose(properties) }
    return try body(properties)
  }
}
