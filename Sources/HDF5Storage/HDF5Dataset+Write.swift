import CHDF5

extension HDF5Dataset {
  /// What HDF5 stores at most with each text of variable length: the header of an object in the
  /// global heap.
  private static let bytesAroundText = 32

  /// Writes a part of the dataset in one call of HDF5; numbers are converted to the type of the
  /// file.
  ///
  /// A part that is exactly one chunk goes to the disk as one piece: that is the way to write a
  /// growing dataset.
  ///
  /// - Parameters:
  ///   - buffer: the elements, the last axis fastest; as many as `count` has.
  ///   - start: the first element along each axis; absent: the beginning.
  ///   - count: the number of elements along each axis; absent: up to the end.
  public func write<Element: HDF5Element>(
    _ buffer: UnsafeBufferPointer<Element>, at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) {
    try handle.perform("write") { (attempt) throws(HDF5Error) in
      _ = try requireNumeric(attempt)
      try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        guard buffer.count == transfer.elementCount else {
          throw attempt.failure(
            .wrongShape,
            "\(buffer.count) elements were given for a part of \(transfer.elementCount)")
        }
        guard let base = buffer.baseAddress, transfer.elementCount > 0 else { return }
        try reserveRoom(for: transfer, attempt)
        try attempt(
          H5Dwrite(
            handle.id, Element.memoryType, transfer.memorySpace, transfer.fileSpace,
            chdf5_default(), base))
      }
    }
  }

  /// Writes a part of the dataset from an array, as ``write(_:at:count:)`` does from a buffer.
  public func write<Element: HDF5Element>(
    _ values: [Element], at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) {
    try values.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      try write(buffer, at: start, count: count)
    }
  }

  /// Writes one number into a dataset that holds a single value.
  public func write<Element: HDF5Element>(_ value: Element) throws(HDF5Error) {
    try write([value])
  }

  /// Writes a part of the dataset from bytes that are as the file is to store them.
  func writeStored(
    _ bytes: [UInt8], at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) {
    try handle.perform("write") { (attempt) throws(HDF5Error) in
      let type = try attempt(H5Dget_type(handle.id))
      defer { H5Tclose(type) }
      try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        let (size, overflow) = transfer.elementCount.multipliedReportingOverflow(
          by: H5Tget_size(type))
        guard !overflow, size == bytes.count else {
          throw attempt.failure(.wrongShape, "\(bytes.count) bytes were given for \(size)")
        }
        guard size > 0 else { return }
        try reserveRoom(for: transfer, attempt)
        try attempt(
          H5Dwrite(
            handle.id, type, transfer.memorySpace, transfer.fileSpace, chdf5_default(), bytes))
      }
    }
  }

  /// Writes texts into a part of a dataset of texts.
  ///
  /// - Throws: ``HDF5Error/Reason/wrongType`` if a text is longer than the fixed length of the
  ///   dataset.
  public func write(
    _ texts: [String], at start: [Int]? = nil, count: [Int]? = nil
  ) throws(HDF5Error) {
    try handle.perform("write") { (attempt) throws(HDF5Error) in
      let type = try attempt(H5Dget_type(handle.id))
      defer { H5Tclose(type) }
      guard HDF5Datatype(type).isText else {
        throw attempt.failure(.wrongType, "the data are \(HDF5Datatype(type)), not texts")
      }
      try withTransfer(at: start, count: count, attempt) { (transfer) throws(HDF5Error) in
        guard texts.count == transfer.elementCount else {
          throw attempt.failure(
            .wrongShape,
            "\(texts.count) texts were given for a part of \(transfer.elementCount)")
        }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count + HDF5Dataset.bytesAroundText }
        try reserveRoom(for: transfer, textBytes: bytes, attempt)
        try TextCoding.write(texts, type: type, attempt) { (memory) throws(HDF5Error) in
          try attempt(
            H5Dwrite(
              handle.id, type, transfer.memorySpace, transfer.fileSpace, chdf5_default(), memory))
        }
      }
    }
  }
}
