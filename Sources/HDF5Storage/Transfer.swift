import CHDF5

/// A part of a dataset, ready to be read or written: its selection in the file and its shape in
/// memory.
struct Transfer {
  var part: Hyperslab
  /// The shape of the whole dataset.
  var shape: [Int]
  var elementCount: Int
  var fileSpace: hid_t
  var memorySpace: hid_t
}

extension HDF5Dataset {
  /// Selects a part and hands it to `body`; without `start` from the beginning, without `count` up
  /// to the end.
  func withTransfer<Result>(
    at start: [Int]?, count: [Int]?, _ attempt: Attempt,
    _ body: (Transfer) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let fileSpace = try attempt(H5Dget_space(handle.id))
    defer { H5Sclose(fileSpace) }
    let shape = try Dataspace.shape(of: fileSpace, attempt).current
    let first = start ?? shape.map { _ in 0 }
    let part = Hyperslab(start: first, count: count ?? zip(shape, first).map { $0 - $1 })
    try part.check(inside: shape, attempt)
    let elementCount = try Dataspace.elementCount(part.count, attempt)
    CrashWatch.shared.limit.allow(numbers: elementCount)
    if elementCount > 0 { try part.select(in: fileSpace, attempt) }
    let memorySpace = try Dataspace.make(shape: part.count, attempt)
    defer { H5Sclose(memorySpace) }
    return try body(
      Transfer(
        part: part, shape: shape, elementCount: elementCount, fileSpace: fileSpace,
        memorySpace: memorySpace))
  }

  /// Makes sure that the disk has room for a part that is about to be written, and for `textBytes`
  /// more.
  func reserveRoom(
    for transfer: Transfer, textBytes: Int = 0, _ attempt: Attempt
  ) throws(HDF5Error) {
    let extent = try chunkLengths(attempt).map { transfer.part.extent(inChunks: $0) }
    let type = try attempt(H5Dget_type(handle.id))
    defer { H5Tclose(type) }
    let elements = try Dataspace.elementCount(extent ?? transfer.shape, attempt)
    handle.file.room.add(elements * H5Tget_size(type) + textBytes, to: handle.id)
    try handle.file.reserveRoom(attempt)
  }

  func requireNumeric(_ attempt: Attempt) throws(HDF5Error) -> HDF5Datatype {
    let datatype = try datatype(attempt)
    guard datatype.isNumeric else {
      throw attempt.failure(.wrongType, "the data are \(datatype), not numbers")
    }
    return datatype
  }
}
