import CHDF5

/// Between Swift strings and the bytes that HDF5 reads and writes.
enum TextCoding {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  /// Calls `write` with the memory form of `texts` for HDF5 type `type`.
  static func write(
    _ texts: [String], type: hid_t, _ attempt: Attempt,
    _ write: (UnsafeRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    if H5Tis_variable_str(type) > 0 {
      try writeVariable(texts, attempt, write)
    } else {
      try writeFixed(texts, length: H5Tget_size(type), attempt, write)
    }
  }

  /// Calls `read` with memory for `count` texts of HDF5 type `type`, and decodes what it left
  /// there.
  static func read(
    count: Int, type: hid_t, space: hid_t, _ attempt: Attempt,
    _ read: (UnsafeMutableRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) -> [String] {
    guard H5Tis_variable_str(type) > 0 else {
      return try readFixed(count: count, type: type, read)
    }
    return try readVariable(count: count, type: type, space: space, read)
  }

  // MARK: - Fixed length

  private static func writeFixed(
    _ texts: [String], length: Int, _ attempt: Attempt,
    _ write: (UnsafeRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.count * length)
    for text in texts {
      let utf8 = Array(text.utf8)
      guard utf8.count <= length else {
        throw attempt.failure(
          .wrongType, "the text \"\(text)\" is longer than the \(length) bytes there are for it")
      }
      bytes += utf8 + [UInt8](repeating: 0, count: length - utf8.count)
    }
    try bytes.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      guard let base = buffer.baseAddress else { return }
      try write(base)
    }
  }

  private static func readFixed(
    count: Int, type: hid_t, _ read: (UnsafeMutableRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) -> [String] {
    let length = H5Tget_size(type)
    var bytes = [UInt8](repeating: 0, count: count * length)
    try bytes.withUnsafeMutableBufferPointer { (buffer) throws(HDF5Error) in
      guard let base = buffer.baseAddress else { return }
      try read(base)
    }
    let isSpacePadded = H5Tget_strpad(type) == H5T_STR_SPACEPAD
    return (0..<count).map { index in
      let field = bytes[index * length..<(index + 1) * length].prefix { $0 != 0 }
      guard isSpacePadded else { return text(field) }
      let end = field.lastIndex { $0 != UInt8(ascii: " ") }
      return text(field[..<(end.map { $0 + 1 } ?? field.startIndex)])
    }
  }

  // MARK: - Variable length

  private static func writeVariable(
    _ texts: [String], _ attempt: Attempt,
    _ write: (UnsafeRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    // All texts in one block of memory, each ended by a zero, and the pointers to their beginnings.
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      guard !text.utf8.contains(0) else {
        throw attempt.failure(.wrongType, "a text holds a zero byte")
      }
      starts.append(bytes.count)
      bytes += text.utf8.map { CChar(bitPattern: $0) } + [0]
    }
    try bytes.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      guard let base = buffer.baseAddress else { return }
      let pointers = starts.map { base + $0 }
      try pointers.withUnsafeBufferPointer { (raw) throws(HDF5Error) in
        guard let first = raw.baseAddress else { return }
        try write(first)
      }
    }
  }

  private static func readVariable(
    count: Int, type: hid_t, space: hid_t,
    _ read: (UnsafeMutableRawPointer) throws(HDF5Error) -> Void
  ) throws(HDF5Error) -> [String] {
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    defer { _ = chdf5_reclaim(type, space, &pointers) }
    try pointers.withUnsafeMutableBufferPointer { (buffer) throws(HDF5Error) in
      guard let base = buffer.baseAddress else { return }
      try read(base)
    }
    return pointers.map { pointer in pointer.map { String(cString: $0) } ?? "" }
  }
}
