import CHDF5

/// The attributes of a group or dataset: small named values.
///
/// Writing replaces an attribute of the same name. HDF5's earliest format holds up to 64 KiB in an
/// attribute.
public struct HDF5Attributes: Sendable {
  let handle: Handle

  init(_ handle: Handle) {
    self.handle = handle
  }

  /// The names, in alphabetical order.
  public var names: [String] {
    get throws(HDF5Error) {
      try handle.perform("list the attributes of") { (attempt) throws(HDF5Error) in
        let count = try attempt(chdf5_attribute_count(handle.id))
        var names: [String] = []
        for index in 0..<hsize_t(count) { names.append(try name(at: index, attempt)) }
        return names
      }
    }
  }

  /// Whether there is an attribute `name`.
  public func exists(_ name: String) throws(HDF5Error) -> Bool {
    try handle.perform("look for attribute \(name) of") { (attempt) throws(HDF5Error) in
      try attempt(H5Aexists(handle.id, name)) > 0
    }
  }

  /// Removes attribute `name`.
  public func remove(_ name: String) throws(HDF5Error) {
    try handle.perform("remove attribute \(name) of") { (attempt) throws(HDF5Error) in
      try attempt(H5Adelete(handle.id, name))
    }
  }

  /// The shape of attribute `name`; empty for a single value.
  public func shape(_ name: String) throws(HDF5Error) -> [Int] {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      try shape(of: attribute, attempt)
    }
  }

  /// The type of attribute `name` in the file.
  public func datatype(_ name: String) throws(HDF5Error) -> HDF5Datatype {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      let type = try attempt(H5Aget_type(attribute))
      defer { H5Tclose(type) }
      return HDF5Datatype(type)
    }
  }

  func shape(of attribute: hid_t, _ attempt: Attempt) throws(HDF5Error) -> [Int] {
    let space = try attempt(H5Aget_space(attribute))
    defer { H5Sclose(space) }
    return try Dataspace.shape(of: space, attempt).current
  }

  /// Opens attribute `name` for reading.
  func withAttribute<Result>(
    _ name: String, _ body: (hid_t, Attempt) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try handle.perform("read attribute \(name) of") { (attempt) throws(HDF5Error) in
      let attribute = try attempt(H5Aopen(handle.id, name, chdf5_default()))
      defer { H5Aclose(attribute) }
      return try body(attribute, attempt)
    }
  }

  private func name(at index: hsize_t, _ attempt: Attempt) throws(HDF5Error) -> String {
    let length = try attempt(
      H5Aget_name_by_idx(
        handle.id, ".", H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, chdf5_default()))
    var bytes = [CChar](repeating: 0, count: length + 1)
    try attempt(
      H5Aget_name_by_idx(
        handle.id, ".", H5_INDEX_NAME, H5_ITER_INC, index, &bytes, bytes.count, chdf5_default()))
    return TextCoding.text(bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }
}
