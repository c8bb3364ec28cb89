import CHDF5

/// A part of a dataset, ready to be read or written: its selection in the file and its shape in memory.
struct Transfer {
  var fileSpace: hid_t
  var memorySpace: hid_t
  var elementCount: Int
}

extension HDF5Dataset {
  /// Selects a part, all of it if `start` and `count` are absent, and hands it to `body`; `nil` if it is empty.
  func withTransfer<Result>(
    at start: [Int]?, count: [Int]?, _ attempt: Attempt,
    _ body: (Transfer) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let fileSpace = try attempt(H5Dget_space(handle.id))
    defer { H5Sclose(fileSpace) }
    let shape = try Dataspace.shape(of: fileSpace, attempt).current
    let first = start ?? shape.map { _ in 0 }
    let part = Hyperslab(
      start: first,
      count: count ?? zip(shape, first).map { $0 - $1 })
    try part.check(inside: shape, attempt)
    let elementCount = try Dataspace.elementCount(part.count, attempt)
    if elementCount > 0 { try part.select(in: fileSpace, attempt) }
    let memorySpace = try Dataspace.make(shape: part.count, attempt)
    defer { H5Sclose(memorySpace) }
    return try body(
      Transfer(fileSpace: fileSpace, memorySpace: memorySpace, elementCount: elementCount))
  }

  func requireNumeric(_ attempt: Attempt) throws(HDF5Error) -> HDF5Datatype {
    let type = try attempt(H5Dget_type(handle.id))
    defer { H5Tclose(type) }
    let datatype = HDF5Datatype(type)
    guard datatype.isNumeric else {
      throw attempt.failure(.wrongType, "the data are \(datatype), not numbers")
    }
    return datatype
  }
}
