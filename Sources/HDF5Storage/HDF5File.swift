import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open HDF5 file.
///
/// The file closes when ``close()`` is called or when the last file, group or dataset that belongs
/// to it goes away; only ``close()`` reports what went wrong. Everything of this module may be used
/// from any thread: calls into HDF5 take turns.
///
/// Files are written in HDF5's earliest format, which every reader opens, and without times of
/// creation, so that the same data give the same bytes.
///
/// **A failed write.** When the disk is full or fails, the operation throws, and the file is
/// *abandoned*: every later operation throws, nothing more is written, and what is on the disk
/// stays as the last successful ``flush()`` left it.
///
/// **A killed process.** A file that is written with a ``Durability`` has a journal beside it,
/// `name.journal`: whenever the process dies, the file is what the last ``flush()`` made of it.
/// Readers of this module see that at once; opening the file for writing, or ``recover(_:)``,
/// brings it about on the disk for all others.
public final class HDF5File: Sendable {
  /// What to do when a file to be created exists.
  public enum Existing: Sendable {
    /// Throw ``HDF5Error/Reason/alreadyExists``.
    case refuse
    /// Replace it.
    case replace
  }

  /// What every flush survives. The numbers are those by which HDF5 hands them to the driver.
  public enum Durability: Int32, Sendable, Hashable, CaseIterable {
    /// The death of the process at any instant. A power failure costs what came after the last
    /// ``HDF5File/synchronize()``.
    case kill
    /// A power failure as well: every flush waits for the device.
    case power
  }

  /// The path, as given.
  public let path: String
  /// The group `/`.
  public let root: HDF5Group
  /// The attributes of the file: those of its root.
  public var attributes: HDF5Attributes { root.attributes }
  let file: OpenFile

  private init(_ file: OpenFile) throws(HDF5Error) {
    path = file.path
    self.file = file
    let id = try file.perform("open", on: nil) { (attempt) throws(HDF5Error) in
      try attempt(H5Gopen2(file.id, "/", chdf5_default()))
    }
    root = HDF5Group(Handle(id, in: file, path: "/", closedBy: { H5Gclose($0) }))
  }

  /// Creates a file and opens it for reading and writing.
  ///
  /// The file is locked until it is closed: a second writer gets ``HDF5Error/Reason/inUse``.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - existing: what to do when it exists.
  ///   - durability: what every flush survives; `nil` for a file that is of no use before it is
  ///     closed.
  public static func create(
    _ path: String, existing: Existing = .refuse, durability: Durability? = nil
  ) throws(HDF5Error) -> HDF5File {
    let attempt = Attempt(operation: "create", file: path)
    return try Library.shared.locked { () throws(HDF5Error) -> HDF5File in
      try Library.shared.requireNotLost(path, attempt)
      if existing == .replace {
        try requireUnlocked(path, attempt)
        // Of the file that goes; it must not be taken for one of the new file.
        try attempt.system { () throws(SystemError) in try Journal.remove(of: path) }
      }
      let flags = existing == .refuse ? chdf5_exclusive() : chdf5_truncate()
      let access = try makeAccess(isLocked: true, durability, attempt)
      defer { H5Pclose(access) }
      let id = try attempt(H5Fcreate(path, flags, chdf5_default(), access))
      return try HDF5File(
        OpenFile(id: id, path: path, isWritable: true, isJournaled: durability != nil))
    }
  }

  /// Opens a file for reading, also while another process writes it.
  ///
  /// No lock is taken, so a file in writing shows what its writer flushed last. Open it anew to see
  /// more. A file whose writer died shows its last flush. A netCDF file of the classic format is
  /// opened as a copy of it in HDF5's.
  public static func openForReading(_ path: String) throws(HDF5Error) -> HDF5File {
    try requireSeekable(path)
    if ClassicFile.isClassic(path) { return try openTranscribed(path) }
    let isOrphan = try hasReadableJournal(path)
    if isOrphan { try requireSoundJournal(path) }
    return try open(path, isWritable: false, durability: isOrphan ? .kill : nil)
  }

  /// HDF5 reads from many places of a file, which a pipe and a terminal do not have.
  private static func requireSeekable(_ path: String) throws(HDF5Error) {
    var status = stat()
    let exists = stat(path, &status) == 0
    let isStream = [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT)
    guard exists ? isStream : path == "-" else { return }
    throw HDF5Error(
      operation: "open", file: path, reason: .notHDF5,
      explanation: "an HDF5 or netCDF file cannot be read from a pipe or a device",
      advice: "save it to a file first, and name that")
  }

  /// Opens a file for reading and writing; a file whose writer died is recovered before.
  ///
  /// The file is locked until it is closed: a second writer gets ``HDF5Error/Reason/inUse``.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - durability: what every flush survives; `nil` for a file that is of no use before it is
  ///     closed.
  public static func openForWriting(
    _ path: String, durability: Durability? = nil
  ) throws(HDF5Error) -> HDF5File {
    let isRecovered = try recover(path)
    if durability != nil, !isRecovered { try stateWholeLength(path) }
    return try open(path, isWritable: true, durability: durability)
  }

  /// Makes a file state its whole length: a writer without a journal that was killed may have
  /// stated less than it used, and what is written next must not go where something is.
  private static func stateWholeLength(_ path: String) throws(HDF5Error) {
    let attempt = Attempt(operation: "open", file: path)
    try Library.shared.locked { () throws(HDF5Error) in
      try Library.shared.requireNotLost(path, attempt)
      let id = try open(path, isWritable: true, isLocked: true, nil, attempt)
      try CrashWatch.shared.watch(path) { () throws(HDF5Error) in
        let status = chdf5_state_whole_length(id)
        try attempt(H5Fclose(id))
        try attempt(status)
      }
    }
  }

  /// Brings a file whose writer died to its last flush, and takes the journal away; does nothing
  /// with any other file.
  ///
  /// - Returns: whether there was something to do.
  /// - Throws: ``HDF5Error`` when the file is in use or cannot be written; the journal stays then.
  @discardableResult
  public static func recover(_ path: String) throws(HDF5Error) -> Bool {
    let attempt = Attempt(operation: "recover", file: path)
    return try Library.shared.locked { () throws(HDF5Error) -> Bool in
      guard Journal.exists(of: path) else { return false }
      try JournalRecovery.recover(path, attempt)
      return true
    }
  }

  /// Whether the writer of the file at `path` died: only with its journal is the file whole.
  public static func hasJournal(_ path: String) -> Bool {
    Journal.exists(of: path) && !FileIdentity.isLocked(path)
  }

  /// Whether the writer of the file at `path` died; ``hasJournal(_:)`` takes a journal that cannot
  /// be read for one.
  ///
  /// - Throws: ``HDF5Error`` when the system does not show whether there is a journal.
  public static func hasReadableJournal(_ path: String) throws(HDF5Error) -> Bool {
    let attempt = Attempt(operation: "read", file: Journal.path(of: path))
    return try attempt.system { () throws(SystemError) in try Journal.existsSurely(of: path) }
      && !FileIdentity.isLocked(path)
  }

  /// What the last flushes of a file whose writer died have lost, in words; `nil` where they are
  /// whole, or nothing can be told.
  ///
  /// The death of a process costs no flush. A power failure may cost those since the last
  /// ``synchronize()``, and so does damage of the journal.
  public static func lossOfFlushes(_ path: String) -> String? {
    guard hasJournal(path), let journal = try? Journal.read(of: path),
      let file = try? SystemFile(path, O_RDONLY)
    else { return nil }
    defer { file.close() }
    let found: JournalRecovery?
    do throws(SystemError) { found = try JournalRecovery(journal, of: file) } catch { return nil }
    guard let recovery = found else {
      return "\(Journal.path(of: path)) is the journal of another file or moment: the file is read "
        + "as it is"
    }
    guard recovery.hasLoss else { return nil }
    if recovery.isBehind {
      return
        "the file holds more than its journal knows of, by a power failure or since the journal "
        + "is an older copy: what an earlier flush wrote is used; whoever recovers it in its place "
        + "keeps the file as it was as \(FileMove.destination(of: path))\(FileMove.keptEnding), or "
        + "with a number behind that"
    }
    return "the last flushes are not whole, by a power failure or damage of the journal: what an "
      + "earlier one wrote is used"
  }

  /// Whether the journal of a file whose writer died is that of another file or moment, so that
  /// nobody knows whether all of the file is there.
  public static func hasForeignJournal(_ path: String) -> Bool {
    guard hasJournal(path), let journal = try? Journal.read(of: path),
      let file = try? SystemFile(path, O_RDONLY)
    else { return false }
    defer { file.close() }
    do throws(SystemError) { return try JournalRecovery(journal, of: file) == nil } catch {
      return false
    }
  }

  /// Gives a file that cannot be read, with its journal, another name: its own with
  /// ``FileMove/keptEnding``, or with a number behind that where another file has it.
  ///
  /// - Returns: the name.
  public static func setAside(_ path: String) throws(HDF5Error) -> String {
    let place = FileMove.destination(of: path)
    return try Attempt(operation: "rename", file: path).system { () throws(SystemError) in
      var name = place + FileMove.keptEnding
      var number = 1
      while true {
        let reason = FileMove.rename(place, to: name, replacing: nil)
        if reason == 0 { break }
        guard reason == EEXIST else { throw SystemError("rename", reason) }
        number += 1
        name = "\(place)\(FileMove.keptEnding)-\(number)"
      }
      try Journal.move(of: place, to: name)
      try SystemFile.synchronizeFolder(of: place)
      return name
    }
  }

  /// Throws when a file's journal is so damaged that the file cannot be had back with it.
  public static func requireSoundJournal(_ path: String) throws(HDF5Error) {
    _ = try JournalRecovery.readJournal(of: path, Attempt(operation: "open", file: path))
  }

  /// Whether a journal says that nothing of the file at `path` was flushed to the device yet.
  public static func isUnbegun(_ path: String) -> Bool {
    guard let journal = try? Journal.read(of: path) else { return false }
    return journal.base == 0
  }

  /// Opens a classic netCDF file: a copy in HDF5's format in the folder for temporary files, which
  /// has no name any more when this returns.
  private static func openTranscribed(_ path: String) throws(HDF5Error) -> HDF5File {
    let source = try ClassicFile(path)
    let copy = try TemporaryName(Attempt(operation: "copy", file: path))
    return try withExtendedLifetime(copy) { () throws(HDF5Error) in
      let file = try create(copy.path, existing: .replace)
      try ClassicTranscription.write(source, to: file.root)
      try file.close()
      return try open(copy.path, isWritable: false, durability: nil, shownAs: path)
    }
  }

  private static func open(
    _ path: String, isWritable: Bool, durability: Durability?, shownAs name: String? = nil
  ) throws(HDF5Error) -> HDF5File {
    let attempt = Attempt(operation: "open", file: path)
    return try Library.shared.locked { () throws(HDF5Error) -> HDF5File in
      try Library.shared.requireNotLost(path, attempt)
      var id = hid_t(-1)
      do throws(HDF5Error) {
        id = try open(path, isWritable: isWritable, isLocked: isWritable, durability, attempt)
      } catch {
        guard !isWritable, error.libraryStack.contains(where: ErrorStack.isLockingMismatch) else {
          throw error
        }
        // This process writes the file too: HDF5 shares one opening and wants the same locking for
        // both.
        id = try open(path, isWritable: false, isLocked: true, durability, attempt)
      }
      return try HDF5File(
        OpenFile(
          id: id, path: name ?? path, isWritable: isWritable, isJournaled: durability != nil))
    }
  }

  private static func open(
    _ path: String, isWritable: Bool, isLocked: Bool, _ durability: Durability?, _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    let access = try makeAccess(isLocked: isLocked, durability, attempt)
    defer { H5Pclose(access) }
    let flags = isWritable ? chdf5_read_write() : chdf5_read_only()
    return try CrashWatch.shared.watch(path) { () throws(HDF5Error) in
      try attempt(H5Fopen(path, flags, access))
    }
  }

  /// Whether `path` names a file that starts as an HDF5 file does; `false` if it cannot be read.
  public static func isHDF5(_ path: String) -> Bool {
    Library.shared.locked { CrashWatch.shared.watch(path) { H5Fis_hdf5(path) > 0 } }
  }

  /// Whether ``openForReading(_:)`` knows the format of the file at `path`: HDF5, netCDF-4 with it,
  /// and the classic one of netCDF.
  public static func canRead(_ path: String) -> Bool {
    isHDF5(path) || ClassicFile.isClassic(path)
  }

  /// Gives everything written so far to the operating system, so that other processes can read it.
  public func flush() throws(HDF5Error) {
    try file.perform("flush", on: nil) { (attempt) throws(HDF5Error) in
      try file.flush(attempt)
    }
  }

  /// Flushes and waits until the data are on the device (`fsync`): afterwards they survive a power
  /// failure.
  public func synchronize() throws(HDF5Error) {
    try file.perform("synchronize", on: nil) { (attempt) throws(HDF5Error) in
      try file.flush(attempt)
      try file.synchronize(attempt)
    }
  }

  /// Flushes and closes the file and everything opened from it.
  ///
  /// - Throws: ``HDF5Error`` if something could not be written, also if an earlier write failed.
  ///   Does nothing if the file is closed already.
  public func close() throws(HDF5Error) {
    try Library.shared.locked { () throws(HDF5Error) in try file.close() }
  }

  /// Throws if another process writes the file at `path`: HDF5 would empty it first and notice the
  /// lock then.
  private static func requireUnlocked(_ path: String, _ attempt: Attempt) throws(HDF5Error) {
    guard !FileIdentity.isLocked(path) else { throw attempt.failure(systemError: EAGAIN) }
  }

  private static func makeAccess(
    isLocked: Bool, _ durability: Durability?, _ attempt: Attempt
  ) throws(HDF5Error) -> hid_t {
    let access = try attempt(H5Pcreate(chdf5_file_access_class()))
    do throws(HDF5Error) {
      try attempt(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG))
      try attempt(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, chdf5_latest_format()))
      try attempt(chdf5_set_file_locking(access, isLocked))
      if let durability { try JournalDriver.use(in: access, durability, attempt) }
      return access
    } catch {
      H5Pclose(access)
      throw error
    }
  }
}
