import CHDF5

/// How much of what was written to a file still lies in HDF5's memory, as an upper bound.
///
/// HDF5 allocates and writes filtered chunks late, while flushing. If the disk is full then, it
/// goes on and writes the indices of chunks that it could not write: the file cannot be opened any
/// more. So the room is reserved before, and a full disk is noticed while the file is whole.
struct DiskRoom {
  /// The bytes that HDF5 keeps at most of a dataset before it writes them: the size of its chunk
  /// cache.
  private static let cacheSize = 1 << 20
  /// Room for indices and object headers that come with the data.
  private static let margin = 1 << 16

  /// Reserving takes long, so it is done for many writes at once.
  private static let step = 1 << 22

  private var pending: [hid_t: Int] = [:]
  private var lastSize = 0
  private var reservedEnd = 0

  /// Takes note of `bytes` that are about to be written to dataset `id`.
  mutating func add(_ bytes: Int, to id: hid_t) {
    pending[id] = min(pending[id] ?? 0, DiskRoom.cacheSize) + bytes
  }

  /// Everything is on the disk.
  mutating func flushed() {
    pending.removeAll(keepingCapacity: true)
  }

  /// Reserves room behind `fileSize`; returns the system's error number, 0 if it worked.
  mutating func reserve(fileSize: Int, descriptor: FileDescriptor) -> Int32 {
    // Where a file shrinks, the room behind it is given back.
    if fileSize < lastSize { reservedEnd = fileSize }
    lastSize = fileSize
    let bytes = pending.values.reduce(0, +)
    let end = fileSize + bytes + bytes / 64 + DiskRoom.margin
    guard end > reservedEnd else { return 0 }
    if reserve(upTo: end + DiskRoom.step, descriptor) == 0 { return 0 }
    return reserve(upTo: end, descriptor)
  }

  private mutating func reserve(upTo end: Int, _ descriptor: FileDescriptor) -> Int32 {
    let start = max(0, min(reservedEnd, lastSize) - DiskRoom.cacheSize)
    let status = chdf5_reserve(descriptor.number, Int64(start), Int64(end))
    if status == 0 { reservedEnd = end }
    return status
  }
}

extension OpenFile {
  /// Makes sure that the disk has room for everything in HDF5's memory.
  func reserveRoom(_ attempt: Attempt) throws(HDF5Error) {
    var size: hsize_t = 0
    try attempt(H5Fget_filesize(id, &size))
    let status = room.reserve(
      fileSize: Int(clamping: size), descriptor: try descriptor(attempt))
    guard status == 0 else { throw attempt.failure(systemError: status) }
  }
}
