import CHDF5

extension HDF5Dataset {
  /// Reads a part of the dataset into memory that the caller owns; numbers of the file are
  /// converted to `Element`.
  ///
  /// Integers become floating-point numbers; floating-point numbers do not become integers.
  ///
  /// - Parameters:
  ///   - buffer: where the elements go, the last axis fastest; room for exactly as many as `count`
  ///     has.
  ///   - start: the first element along each axis; absent: the beginning.
  ///   - count: the number of elements along each axis; absent: up to the end.
  /// - Throws: ``HDF5Error/Reason/damaged`` if a checksum is wrong, ``HDF5Error/Reason/wrongType``
  ///   if the data are not such numbers, ``HDF5Error/Reason/wrongShape`` if the part is not inside
  ///   the dataset.
  public func read<Element: HDF5Element>(
    into buffer: UnsafeMutableBufferPointer<Element>, at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) {
    try handle.perform("read") { (attempt) throws(HDF5Error) in
      try requireConvertible(to: Element.self, attempt)
      try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        guard buffer.count == transfer.elementCount else {
          throw attempt.failure(
            .wrongShape,
            "there is room for \(buffer.count) elements, the part has \(transfer.elementCount)")
        }
        try read(transfer, into: buffer, attempt)
      }
    }
  }

  /// Reads a part of the dataset as an array, as ``read(into:at:count:)`` does into a buffer.
  ///
  /// - Throws: also ``HDF5Error/Reason/wrongShape`` if the part takes more than half of this
  ///   machine's memory, or more than a gibibyte that cannot have been made of what is stored.
  public func read<Element: HDF5Element>(
    as: Element.Type, at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) -> [Element] {
    try handle.perform("read") { (attempt) throws(HDF5Error) in
      try requireConvertible(to: Element.self, attempt)
      return try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        try Memory.requireRoom(
          for: transfer.elementCount, of: MemoryLayout<Element>.stride,
          stored: Int(clamping: H5Dget_storage_size(handle.id)), attempt)
        var values = [Element](repeating: Element(), count: transfer.elementCount)
        try values.withUnsafeMutableBufferPointer { (buffer) throws(HDF5Error) in
          try read(transfer, into: buffer, attempt)
        }
        return values
      }
    }
  }

  /// Reads the only number of a dataset that holds one.
  public func readScalar<Element: HDF5Element>(as: Element.Type) throws(HDF5Error) -> Element {
    let values = try read(as: Element.self)
    guard let value = values.first, values.count == 1 else {
      throw Attempt(operation: "read", file: handle.file.path, object: path).failure(
        .wrongShape, "there are \(values.count) values where one is needed")
    }
    return value
  }

  /// Reads texts of any kind: fixed or variable length, padded with zeros or spaces.
  public func readStrings(
    at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) -> [String] {
    try handle.perform("read") { (attempt) throws(HDF5Error) in
      let type = try attempt(H5Dget_type(handle.id))
      defer { H5Tclose(type) }
      guard HDF5Datatype(type).isText else {
        throw attempt.failure(.wrongType, "the data are \(HDF5Datatype(type)), not texts")
      }
      return try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        try Memory.requireRoom(
          for: transfer.elementCount, of: H5Tget_size(type),
          stored: Int(clamping: H5Dget_storage_size(handle.id)), attempt)
        guard transfer.elementCount > 0 else { return [] }
        return try TextCoding.read(
          count: transfer.elementCount, type: type, space: transfer.memorySpace, attempt
        ) { (memory) throws(HDF5Error) in
          try attempt(
            H5Dread(
              handle.id, type, transfer.memorySpace, transfer.fileSpace, chdf5_default(), memory))
        }
      }
    }
  }

  /// Reads the only text of a dataset that holds one.
  public func readString() throws(HDF5Error) -> String {
    let texts = try readStrings()
    guard let text = texts.first, texts.count == 1 else {
      throw Attempt(operation: "read", file: handle.file.path, object: path).failure(
        .wrongShape, "there are \(texts.count) texts where one is needed")
    }
    return text
  }

  private func read<Element: HDF5Element>(
    _ transfer: Transfer, into buffer: UnsafeMutableBufferPointer<Element>, _ attempt: Attempt
  ) throws(HDF5Error) {
    guard let base = buffer.baseAddress, transfer.elementCount > 0 else { return }
    let properties = try attempt(H5Pcreate(chdf5_dataset_transfer_class()))
    defer { H5Pclose(properties) }
    if Element.isInteger { try attempt(chdf5_refuse_lossy_conversion(properties)) }
    try attempt(
      H5Dread(
        handle.id, Element.memoryType, transfer.memorySpace, transfer.fileSpace, properties, base))
  }

  private func requireConvertible<Element: HDF5Element>(
    to: Element.Type, _ attempt: Attempt
  ) throws(HDF5Error) {
    let datatype = try requireNumeric(attempt)
    if Element.isInteger, case .floatingPoint = datatype {
      throw attempt.failure(.wrongType, "the data are \(datatype), integers are needed")
    }
  }
}
