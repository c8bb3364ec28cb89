import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file driver by which HDF5 reads and writes a ``JournaledFile``.
enum JournalDriver {
  /// HDF5's number of the driver; negative when it refuses the driver.
  private static let id = chdf5_register_driver()

  /// Makes files that are opened with the properties `access` use the driver.
  static func use(
    in access: hid_t, _ durability: HDF5File.Durability, _ attempt: Attempt
  ) throws(HDF5Error) {
    var work = chdf5_driver_work(
      open: open, close: close, size: size, read: read, write: write, flush: flush, lock: lock,
      unlock: unlock, compare: compare)
    try attempt(chdf5_use_driver(access, attempt(id), &work, durability.rawValue))
  }

  /// The file of an open HDF5 file that uses the driver.
  static func file(handle: UnsafeMutableRawPointer) -> JournaledFile? {
    chdf5_driver_context(handle).map { journaled($0) }
  }

  private static func journaled(_ context: UnsafeMutableRawPointer) -> JournaledFile {
    Unmanaged<JournaledFile>.fromOpaque(context).takeUnretainedValue()
  }

  /// Runs `body` on the file; what the system says goes to HDF5's error stack.
  private static func attempt(
    _ context: UnsafeMutableRawPointer?, _ body: (JournaledFile) throws(SystemError) -> Void
  ) -> Int32 {
    guard let context else { return -1 }
    do throws(SystemError) {
      try body(journaled(context))
      return 0
    } catch {
      report(error)
      return -1
    }
  }

  private static func report(_ error: SystemError) {
    error.operation.withUTF8Buffer { operation in
      operation.withMemoryRebound(to: CChar.self) {
        chdf5_push_system_error($0.baseAddress, error.number)
      }
    }
  }

  private static let open:
    @convention(c) (
      UnsafePointer<CChar>?, UInt32, Int32, UnsafeMutablePointer<Int32>?
    ) -> UnsafeMutableRawPointer? = { path, flags, durability, descriptor in
      guard let path else { return nil }
      do throws(SystemError) {
        let file = try JournaledFile(
          String(cString: path), flags: systemFlags(flags),
          durability: .init(rawValue: durability) ?? .power)
        descriptor?.pointee = file.file.descriptor
        return Unmanaged.passRetained(file).toOpaque()
      } catch {
        report(error)
        return nil
      }
    }

  private static func systemFlags(_ flags: UInt32) -> Int32 {
    guard flags & chdf5_read_write() != 0 else { return O_RDONLY }
    var result = O_RDWR
    if flags & chdf5_truncate() != 0 { result |= O_TRUNC }
    if flags & chdf5_create() != 0 { result |= O_CREAT }
    if flags & chdf5_exclusive() != 0 { result |= O_EXCL }
    return result
  }

  private static let close: @convention(c) (UnsafeMutableRawPointer?, haddr_t) -> Int32 = {
    context, end in
    defer { if let context { Unmanaged<JournaledFile>.fromOpaque(context).release() } }
    return attempt(context) { (file) throws(SystemError) in try file.close(end: Int(end)) }
  }

  private static let size: @convention(c) (UnsafeMutableRawPointer?) -> haddr_t = { context in
    context.map { haddr_t(journaled($0).length) } ?? 0
  }

  private static let read:
    @convention(c) (
      UnsafeMutableRawPointer?, haddr_t, Int, UnsafeMutableRawPointer?
    ) -> Int32 = { context, address, count, buffer in
      attempt(context) { (file) throws(SystemError) in
        try file.read(.init(start: buffer, count: count), at: Int(address))
      }
    }

  private static let write:
    @convention(c) (
      UnsafeMutableRawPointer?, H5FD_mem_t, haddr_t, Int, UnsafeRawPointer?
    ) -> Int32 = { context, kind, address, count, bytes in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
      return attempt(context) { (file) throws(SystemError) in
        try file.write(
          bytes, at: Int(address), isRaw: kind == H5FD_MEM_DRAW, turn: turn(kind, bytes))
      }
    }

  /// When the turn of a block is: what leads to other blocks after those, so that a reader between
  /// two writes finds either the old or the new.
  ///
  /// The superblock, which states the length, comes first; then raw data and the indices of chunks
  /// from the root down (a node that is split keeps its entries until its parent knows the other
  /// half), since the shapes do not count what is new in them. Then what leads to objects: heaps,
  /// tables of names, and last the headers, which state the shapes.
  private static func turn(_ kind: H5FD_mem_t, _ bytes: UnsafeRawBufferPointer) -> Int {
    switch kind {
    case H5FD_MEM_SUPER: return 0
    case H5FD_MEM_DRAW: return 1
    case H5FD_MEM_BTREE where bytes.count > 5 && bytes.starts(with: "TREE".utf8):
      let (isOfChunks, level) = (bytes[4] == 1, Int(bytes[5]))
      return (isOfChunks ? 2 : JournaledFile.firstLeadingTurn + 1) + 255 - level
    case H5FD_MEM_OHDR: return JournaledFile.firstLeadingTurn + 300
    default: return JournaledFile.firstLeadingTurn
    }
  }

  private static let flush: @convention(c) (UnsafeMutableRawPointer?, haddr_t) -> Int32 = {
    context, end in
    attempt(context) { (file) throws(SystemError) in file.flushedEnd = Int(end) }
  }

  private static let lock: @convention(c) (UnsafeMutableRawPointer?, Bool) -> Int32 = {
    context, isExclusive in
    attempt(context) { (file) throws(SystemError) in
      try file.lock(isExclusive ? LOCK_EX : LOCK_SH)
    }
  }

  private static let unlock: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    attempt(context) { (file) throws(SystemError) in try file.lock(LOCK_UN) }
  }

  private static let compare:
    @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Int32 = {
      first, second in
      guard let first, let second else { return -1 }
      let numbers = [first, second].map { journaled($0).identity }
      if numbers[0] == numbers[1] { return 0 }
      return numbers[0].lexicographicallyPrecedes(numbers[1]) ? -1 : 1
    }
}

extension JournaledFile {
  /// Takes a lock of this process on the file, or gives it back.
  fileprivate func lock(_ operation: Int32) throws(SystemError) {
    guard flock(file.descriptor, operation | LOCK_NB) == 0 || errno == ENOSYS else {
      throw SystemError("lock")
    }
  }

  /// The device and the number on it.
  fileprivate var identity: [UInt64] {
    var information = stat()
    guard fstat(file.descriptor, &information) == 0 else { return [] }
    return [
      UInt64(truncatingIfNeeded: information.st_dev),
      UInt64(truncatingIfNeeded: information.st_ino),
    ]
  }
}
