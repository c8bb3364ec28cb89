import CHDF5

/// Dimension scales: datasets that give an axis its name and its coordinates, as netCDF-4 uses
/// them.
extension HDF5Dataset {
  /// Makes this dataset a dimension scale whose values are the coordinates of an axis.
  ///
  /// - Parameter name: the name of the scale, usually that of the dataset.
  public func makeScale(_ name: String) throws(HDF5Error) {
    try handle.perform("make a dimension scale of") { (attempt) throws(HDF5Error) in
      try attempt(H5DSset_scale(handle.id, name))
    }
  }

  /// Makes this dataset a pure dimension of netCDF-4: a name and a length, no coordinates, no data.
  ///
  /// The scale's name is the sentence by which netCDF knows such a dimension, with `length` in ten
  /// columns. Readers ignore the number, so it may be 0 for a dimension without limit.
  public func makePureDimension(length: Int = 0) throws(HDF5Error) {
    let digits = String(length)
    let padding = String(repeating: " ", count: max(0, 10 - digits.count))
    try makeScale("This is a netCDF dimension but not a netCDF variable.\(padding)\(digits)")
  }

  /// Names axis `axis` of this dataset by the dimension scale `scale`.
  public func attachScale(_ scale: HDF5Dataset, axis: Int) throws(HDF5Error) {
    try handle.perform("attach scale \(scale.path) to") { (attempt) throws(HDF5Error) in
      try attempt(H5DSattach_scale(handle.id, scale.handle.id, try index(of: axis, attempt)))
    }
  }

  /// Whether this dataset is a dimension scale.
  public var isScale: Bool {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        try attempt(H5DSis_scale(handle.id)) > 0
      }
    }
  }

  /// The name of this dimension scale; empty if it has none.
  public var scaleName: String {
    get throws(HDF5Error) {
      try handle.perform("read the scale name of") { (attempt) throws(HDF5Error) in
        let length = try attempt(H5DSget_scale_name(handle.id, nil, 0))
        var bytes = [CChar](repeating: 0, count: length + 1)
        try attempt(H5DSget_scale_name(handle.id, &bytes, bytes.count))
        return TextCoding.text(bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
      }
    }
  }

  /// The number of scales attached to axis `axis`.
  public func scaleCount(axis: Int) throws(HDF5Error) -> Int {
    try handle.perform("inspect") { (attempt) throws(HDF5Error) in
      let axis = try index(of: axis, attempt)
      return Int(try attempt(H5DSget_num_scales(handle.id, axis)))
    }
  }

  /// Whether `scale` is attached to axis `axis`.
  public func hasScale(_ scale: HDF5Dataset, axis: Int) throws(HDF5Error) -> Bool {
    try handle.perform("inspect") { (attempt) throws(HDF5Error) in
      let axis = try index(of: axis, attempt)
      return try attempt(H5DSis_attached(handle.id, scale.handle.id, axis)) > 0
    }
  }

  private func index(of axis: Int, _ attempt: Attempt) throws(HDF5Error) -> UInt32 {
    let rank = try currentShape(attempt).count
    guard (0..<rank).contains(axis) else {
      throw attempt.failure(.wrongShape, "there is no axis \(axis) in data of rank \(rank)")
    }
    return UInt32(axis)
  }
}
