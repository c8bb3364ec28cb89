import CHDF5

extension HDF5Attributes {
  /// Reads one number; a list of one counts as one.
  ///
  /// - Throws: ``HDF5Error/Reason/notFound``, ``HDF5Error/Reason/wrongType`` if it is no number or
  ///   does not fit exactly into an integer `Element`, ``HDF5Error/Reason/wrongShape`` if there is
  ///   not exactly one.
  public func readScalar<Element: HDF5Element>(
    _ name: String, as: Element.Type
  ) throws(HDF5Error) -> Element {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      try only(try numbers(of: attribute, as: Element.self, attempt), attempt)
    }
  }

  /// Reads numbers of any rank as a list; a single value is a list of one.
  public func readArray<Element: HDF5Element>(
    _ name: String, as: Element.Type
  ) throws(HDF5Error) -> [Element] {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      try numbers(of: attribute, as: Element.self, attempt)
    }
  }

  /// Reads one text of any kind: fixed or variable length, padded with zeros or spaces.
  public func readString(_ name: String) throws(HDF5Error) -> String {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      try only(try texts(of: attribute, attempt), attempt)
    }
  }

  /// Reads texts of any kind and rank as a list; a single value is a list of one.
  public func readStrings(_ name: String) throws(HDF5Error) -> [String] {
    try withAttribute(name) { (attribute, attempt) throws(HDF5Error) in
      try texts(of: attribute, attempt)
    }
  }

  private func only<Value>(_ values: [Value], _ attempt: Attempt) throws(HDF5Error) -> Value {
    guard let value = values.first, values.count == 1 else {
      throw attempt.failure(
        .wrongShape, "there are \(values.count) values where one is needed")
    }
    return value
  }

  private func numbers<Element: HDF5Element>(
    of attribute: hid_t, as: Element.Type, _ attempt: Attempt
  ) throws(HDF5Error) -> [Element] {
    let type = try attempt(H5Aget_type(attribute))
    defer { H5Tclose(type) }
    switch HDF5Datatype(type) {
    case .integer where Element.isInteger:
      // Read in full width, so that a value that does not fit is noticed instead of clipped.
      return try fit(try values(of: attribute, as: Int64.self, attempt), attempt)
    case .integer:
      return try values(of: attribute, as: Element.self, attempt)
    case .floatingPoint where !Element.isInteger:
      return try values(of: attribute, as: Element.self, attempt)
    case let datatype:
      throw attempt.failure(
        .wrongType,
        "the value is \(datatype), \(Element.isInteger ? "integers are" : "numbers are") needed")
    }
  }

  private func fit<Element: HDF5Element>(
    _ wide: [Int64], _ attempt: Attempt
  ) throws(HDF5Error) -> [Element] {
    var values: [Element] = []
    for number in wide {
      guard let value = Element(exactly: number) else {
        throw attempt.failure(.wrongType, "\(number) does not fit into \(Element.self)")
      }
      values.append(value)
    }
    return values
  }

  private func values<Element: HDF5Element>(
    of attribute: hid_t, as: Element.Type, _ attempt: Attempt
  ) throws(HDF5Error) -> [Element] {
    let count = try Dataspace.elementCount(try shape(of: attribute, attempt), attempt)
    try Memory.requireRoom(for: count, of: MemoryLayout<Element>.stride, stored: 1 << 16, attempt)
    var values = [Element](repeating: Element(), count: count)
    if count > 0 { try attempt(H5Aread(attribute, Element.memoryType, &values)) }
    return values
  }

  private func texts(of attribute: hid_t, _ attempt: Attempt) throws(HDF5Error) -> [String] {
    let type = try attempt(H5Aget_type(attribute))
    defer { H5Tclose(type) }
    let datatype = HDF5Datatype(type)
    guard datatype.isText else {
      throw attempt.failure(.wrongType, "the value is \(datatype), a text is needed")
    }
    let space = try attempt(H5Aget_space(attribute))
    defer { H5Sclose(space) }
    let count = try Dataspace.elementCount(try shape(of: attribute, attempt), attempt)
    guard count > 0 else { return [] }
    try Memory.requireRoom(for: count, of: H5Tget_size(type), stored: 1 << 16, attempt)
    return try TextCoding.read(count: count, type: type, space: space, attempt) {
      (memory) throws(HDF5Error) in
      try attempt(H5Aread(attribute, type, memory))
    }
  }
}
