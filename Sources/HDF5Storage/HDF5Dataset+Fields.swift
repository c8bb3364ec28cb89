import CHDF5

/// Compound datasets: rows of named fields, as PyTables and h5py write tables.
extension HDF5Dataset {
  /// The names of the fields of a compound dataset, in their order; empty for any other.
  public var fieldNames: [String] {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        try withType(attempt) { (type) throws(HDF5Error) in
          guard H5Tget_class(type) == H5T_COMPOUND else { return [] }
          return (0..<UInt32(max(0, H5Tget_nmembers(type)))).map { Self.fieldName(type, $0) }
        }
      }
    }
  }

  /// The numbers of one field of a compound dataset, and their shape: that of the dataset, and of
  /// a field that holds lists the length of these.
  ///
  /// - Throws: ``HDF5Error/Reason/notFound`` without such a field, ``HDF5Error/Reason/wrongType``
  ///   if it holds no numbers, ``HDF5Error/Reason/wrongShape`` if they do not fit into the memory.
  public func readField(
    _ name: String
  ) throws(HDF5Error) -> (values: [Double], shape: [Int], isSinglePrecision: Bool) {
    try handle.perform("read field \(name) of") { (attempt) throws(HDF5Error) in
      try withField(name, attempt) { (field) throws(HDF5Error) in
        let inner = try Self.elementShape(field, attempt)
        let element = inner.isEmpty ? try attempt(H5Tcopy(field)) : try attempt(H5Tget_super(field))
        defer { H5Tclose(element) }
        let datatype = HDF5Datatype(element)
        guard datatype.isNumeric else {
          throw attempt.failure(.wrongType, "the data are \(datatype), not numbers")
        }
        let shape = try currentShape(attempt) + inner
        let values = try read(name, inner: inner, shape: shape, attempt)
        var isSingle = false
        if case .floatingPoint(32, _) = datatype { isSingle = true }
        return (values, shape, isSingle)
      }
    }
  }

  private func read(
    _ name: String, inner: [Int], shape: [Int], _ attempt: Attempt
  ) throws(HDF5Error) -> [Double] {
    let count = try Dataspace.elementCount(shape, attempt)
    try Memory.requireRoom(
      for: count, of: MemoryLayout<Double>.stride,
      stored: Int(clamping: H5Dget_storage_size(handle.id)), attempt)
    var values = [Double](repeating: 0, count: count)
    guard count > 0 else { return values }
    let memory = try Self.memoryType(name, inner: inner, attempt)
    defer { H5Tclose(memory) }
    CrashWatch.shared.limit.allow(numbers: count)
    try attempt(
      H5Dread(
        handle.id, memory, chdf5_whole_space(), chdf5_whole_space(), chdf5_default(), &values))
    return values
  }

  /// A compound type in memory of nothing but the numbers of a field.
  private static func memoryType(
    _ name: String, inner: [Int], _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    let element =
      inner.isEmpty
      ? try attempt(H5Tcopy(chdf5_native_double()))
      : try attempt(
        H5Tarray_create2(
          chdf5_native_double(), UInt32(inner.count), inner.map { hsize_t($0) }))
    defer { H5Tclose(element) }
    let memory = try attempt(H5Tcreate(H5T_COMPOUND, H5Tget_size(element)))
    do throws(HDF5Error) {
      try attempt(H5Tinsert(memory, name, 0, element))
      return memory
    } catch {
      H5Tclose(memory)
      throw error
    }
  }
}

extension HDF5Dataset {
  private func withType<Result>(
    _ attempt: Attempt, _ body: (hid_t) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let type = try attempt(H5Dget_type(handle.id))
    defer { H5Tclose(type) }
    return try body(type)
  }

  /// Hands the type of a field to `body`.
  private func withField<Result>(
    _ name: String, _ attempt: Attempt, _ body: (hid_t) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try withType(attempt) { (type) throws(HDF5Error) in
      let isCompound = H5Tget_class(type) == H5T_COMPOUND
      let names =
        isCompound
        ? (0..<UInt32(max(0, H5Tget_nmembers(type)))).map { Self.fieldName(type, $0) } : []
      guard let index = names.firstIndex(of: name) else {
        throw attempt.failure(
          .notFound, "there is no such field",
          advice: isCompound ? "fields: " + names.joined(separator: ", ") : nil)
      }
      let field = try attempt(H5Tget_member_type(type, UInt32(index)))
      defer { H5Tclose(field) }
      return try body(field)
    }
  }

  private static func fieldName(_ type: hid_t, _ index: UInt32) -> String {
    guard let name = H5Tget_member_name(type, index) else { return "" }
    defer { H5free_memory(name) }
    return String(cString: name)
  }

  /// The axes of a field that holds arrays.
  private static func elementShape(_ field: hid_t, _ attempt: Attempt) throws(HDF5Error) -> [Int] {
    guard H5Tget_class(field) == H5T_ARRAY else { return [] }
    var lengths = [hsize_t](repeating: 0, count: Int(chdf5_maximum_rank()))
    let rank = try attempt(H5Tget_array_dims2(field, &lengths))
    return lengths.prefix(Int(rank)).map { Int(clamping: $0) }
  }
}
