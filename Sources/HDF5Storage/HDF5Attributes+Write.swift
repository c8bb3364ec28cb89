import CHDF5

extension HDF5Attributes {
  /// Writes one number.
  public func write<Element: HDF5Element>(_ name: String, _ value: Element) throws(HDF5Error) {
    try write(name, [value], shape: [])
  }

  /// Writes a list of numbers.
  public func write<Element: HDF5Element>(_ name: String, _ values: [Element]) throws(HDF5Error) {
    try write(name, values, shape: [values.count])
  }

  /// Writes one text or a list of texts, of fixed or variable length.
  public func write(_ name: String, _ text: HDF5Text) throws(HDF5Error) {
    try handle.perform("write attribute \(name) of") { (attempt) throws(HDF5Error) in
      let type = try text.datatype.makeType(attempt, isASCII: text.isASCII)
      defer { H5Tclose(type) }
      try create(name, type: type, shape: text.shape, attempt) {
        (attribute) throws(HDF5Error) in
        try TextCoding.write(text.values, type: type, attempt) { (memory) throws(HDF5Error) in
          try attempt(H5Awrite(attribute, type, memory))
        }
      }
    }
  }

  private func write<Element: HDF5Element>(
    _ name: String, _ values: [Element], shape: [Int]
  ) throws(HDF5Error) {
    try handle.perform("write attribute \(name) of") { (attempt) throws(HDF5Error) in
      let type = try Element.datatype.makeType(attempt)
      defer { H5Tclose(type) }
      try create(name, type: type, shape: shape, attempt) { (attribute) throws(HDF5Error) in
        guard !values.isEmpty else { return }
        try attempt(H5Awrite(attribute, Element.memoryType, values))
      }
    }
  }

  private func create(
    _ name: String, type: hid_t, shape: [Int], _ attempt: Attempt,
    _ write: (hid_t) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    let space = try Dataspace.make(shape: shape, attempt)
    defer { H5Sclose(space) }
    if try attempt(H5Aexists(handle.id, name)) > 0 {
      try attempt(H5Adelete(handle.id, name))
    }
    let attribute = try attempt(
      H5Acreate2(handle.id, name, type, space, chdf5_default(), chdf5_default()))
    defer { H5Aclose(attribute) }
    try write(attribute)
  }
}

extension HDF5Attributes {
  /// Copies all attributes, whatever their types, to another object of the same file.
  ///
  /// - Parameters:
  ///   - other: those of the other object.
  ///   - left: names of those that stay behind.
  public func copy(
    to other: HDF5Attributes, except left: Set<String> = []
  ) throws(HDF5Error) {
    for name in try names where !left.contains(name) {
      try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
        let type = try attempt(H5Aget_type(attribute))
        defer { H5Tclose(type) }
        let space = try attempt(H5Aget_space(attribute))
        defer { H5Sclose(space) }
        let count = Int(try attempt(H5Sget_simple_extent_npoints(space)))
        let bytes = UnsafeMutableRawPointer.allocate(
          byteCount: max(1, count * H5Tget_size(type)), alignment: 16)
        defer { bytes.deallocate() }
        try attempt(H5Aread(attribute, type, bytes))
        defer { H5Dvlen_reclaim(type, space, chdf5_default(), bytes) }
        let copy = try attempt(
          H5Acreate2(other.handle.id, name, type, space, chdf5_default(), chdf5_default()))
        defer { H5Aclose(copy) }
        try attempt(H5Awrite(copy, type, bytes))
      }
    }
  }
}
