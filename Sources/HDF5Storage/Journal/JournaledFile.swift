import Foundation

/// A file whose flushes are whole or not at all, whatever ends the process or the power.
///
/// New raw data go to the file at once, where nothing was before. Everything else (metadata, and
/// whatever writes over older bytes) waits in memory for the flush. A flush is a *commit*:
///
/// 1. what the commit is going to write over, where that was on the device at the last
///    synchronization, goes to the journal, and the journal to the device;
/// 2. a record goes to the journal: the new length, checksums of the new raw data, the pages that
///    waited;
/// 3. the pages go to the file, neighbors at once, in an order in which readers find a whole file
///    after almost each write.
///
/// ``JournalRecovery`` reads the journal when the process or the power failed. A synchronization
/// (at a checkpoint, at the end, or when the journal has grown long) begins the journal anew.
///
/// Sources: C. Mohan et al., ARIES, ACM Trans. Database Syst. 17, 94 (1992): what to undo and what
/// to redo; the rollback journal of SQLite.
final class JournaledFile {
  let file: SystemFile
  private let path: String
  private let durability: HDF5File.Durability
  /// `nil` before the first write, and of a file that is only read.
  private var journal: Journal?
  /// The file is only read, as its journal says that the last commit was.
  private var isRecovered = false
  /// Writes are swallowed: an earlier one failed.
  private var isAbandoned = false

  /// What waits for the next commit; of a file that is only read, what its journal has to say.
  private var pages = PageMap()
  /// Raw data written since the last commit.
  private var extents: [JournalRecord.Extent] = []

  /// The length when HDF5 flushed last. It flushes also in the middle of its work, such as the
  /// creation of a file: only its caller knows when the file is whole, and commits.
  var flushedEnd = 0
  /// The length at the last commit, and at the last synchronization.
  private var committedEnd = 0
  private var base = 0
  /// The length of the file itself.
  private var size = 0

  /// Since the last synchronization: the bytes of the base that are in the journal, the bytes
  /// beyond the base that were written at all, and those that are raw data in the file itself.
  private var saved = IndexSet()
  private var written = IndexSet()
  private var direct: [JournalRecord.Extent] = []
  private var directBytes = IndexSet()

  /// A journal that passes this length ends with a synchronization.
  private static let longestJournal = 64 << 20
  /// From this turn on pages lead to others.
  static let firstLeadingTurn = 300
  /// Pages with no more than this between them go to the file in one write.
  private static let longestGap = 128 << 10
  /// Pages that would take more than this together go in several.
  private static let longestStretch = 4 << 20

  /// Opens the file at `path`; `flags` as for `open`.
  init(_ path: String, flags: Int32, durability: HDF5File.Durability) throws(SystemError) {
    self.path = path
    self.durability = durability
    file = try SystemFile(path, flags)
    size = try file.size()
    committedEnd = size
    flushedEnd = size
    guard flags & O_ACCMODE == O_RDONLY, let recovery = try Self.recovery(of: file, path) else {
      return
    }
    pages = recovery.pages
    committedEnd = recovery.end
    isRecovered = true
  }

  /// What the journal of `file` at `path` says; `nil` where there is none, or one that is damaged
  /// or of another file, which says nothing of this one.
  private static func recovery(
    of file: SystemFile, _ path: String
  ) throws(SystemError) -> JournalRecovery? {
    do throws(SystemError) {
      return try Journal.read(of: path).flatMap { (contents) throws(SystemError) in
        try JournalRecovery(contents, of: file)
      }
    } catch  where error.number == EINVAL {
      return nil
    } catch {
      file.close()
      throw error
    }
  }

  /// The length for HDF5: also what waits counts.
  var length: Int {
    isRecovered ? committedEnd : max(size, committedEnd, pages.pages.last?.range.upperBound ?? 0)
  }

  /// Reads from `address` on, as if everything that waits were written.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at address: Int) throws(SystemError) {
    try file.read(buffer, at: address)
    pages.overlay(buffer, at: address)
  }

  /// Takes `bytes` for `address`.
  ///
  /// - Parameters:
  ///   - isRaw: whether they are raw data, not metadata.
  ///   - turn: when their turn is in a commit.
  func write(
    _ bytes: UnsafeRawBufferPointer, at address: Int, isRaw: Bool, turn: Int
  ) throws(SystemError) {
    guard !isAbandoned, !bytes.isEmpty else { return }
    if journal == nil { try begin() }
    let range = address..<address + bytes.count
    if isRaw, address >= base, !written.intersects(integersIn: range) {
      try writeDirectly(bytes, range)
    } else {
      try gather(PageMap.Page(address: address, bytes: Array(bytes), turn: turn))
    }
    if range.upperBound > base {
      written.insert(integersIn: max(base, range.lowerBound)..<range.upperBound)
    }
  }

  private func writeDirectly(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) throws(SystemError) {
    try requireUncut()
    try file.write(bytes, at: range.lowerBound)
    size = max(size, range.upperBound)
    let extent = JournalRecord.Extent(
      address: range.lowerBound, count: range.count, checksum: Checksum.of(bytes))
    extents.append(extent)
    direct.append(extent)
    directBytes.insert(integersIn: range)
  }

  /// Lets `page` wait. Raw data of the file itself that it changes wait with it as a whole, so that
  /// no checksum in the journal is of bytes that are gone.
  private func gather(_ page: PageMap.Page) throws(SystemError) {
    if directBytes.intersects(integersIn: page.range) {
      for extent in direct.filter({ $0.range.overlaps(page.range) }) {
        pages.insert(.init(address: extent.address, bytes: try file.bytes(extent.range)))
        directBytes.remove(integersIn: extent.range)
      }
      direct.removeAll { $0.range.overlaps(page.range) }
      extents.removeAll { $0.range.overlaps(page.range) }
    }
    pages.insert(page)
  }

  // MARK: - Commits

  /// Makes the file, as HDF5 flushed it last, the state that is had back from now on.
  func commit() throws(SystemError) {
    guard !isAbandoned else { return }
    try requireUncut()
    let end = flushedEnd
    guard !pages.isEmpty || !extents.isEmpty || end != committedEnd else { return }
    if journal == nil { try begin() }
    try saveBase()
    if durability == .power { try file.synchronize() }
    try journal?.append(.commit(.init(end: end, extents: extents, pages: pages.pages)))
    if durability == .power { try journal?.synchronize() }
    try apply(end)
    extents.removeAll(keepingCapacity: true)
    pages.removeAll()
    committedEnd = end
    if let journal, journal.size > Self.longestJournal { try synchronizeBase() }
  }

  /// Saves the bytes of the base that the pages take, unless they are saved already.
  private func saveBase() throws(SystemError) {
    var old: [PageMap.Page] = []
    for page in pages.pages where page.address < base {
      var new = IndexSet(integersIn: page.range.clamped(to: 0..<base))
      new.subtract(saved)
      for range in new.rangeView {
        old.append(.init(address: range.lowerBound, bytes: try file.bytes(range)))
        saved.insert(integersIn: range)
      }
    }
    guard !old.isEmpty else { return }
    try journal?.append(.before(old))
    try journal?.synchronize()
  }

  /// Throws if somebody has cut the file.
  private func requireUncut() throws(SystemError) {
    guard try file.size() >= size else { throw SystemError("go on with", SystemError.fileCut) }
  }

  /// Writes the pages to the file: new ones first, since nothing leads to them yet; then by turns,
  /// those apart that lead to others, which are whole by then even if the last write is not.
  private func apply(_ end: Int) throws(SystemError) {
    if size < end {
      try file.setSize(end)
      size = end
    }
    try write(pages.filter { $0.turn < Self.firstLeadingTurn })
    try write(pages.filter { $0.turn >= Self.firstLeadingTurn })
  }

  /// Writes pages, neighbors at once with what stands between them, so that the death of the
  /// process comes between fewer.
  private func write(_ pages: PageMap) throws(SystemError) {
    let stretches = pages.stretches(
      over: Self.longestGap, longest: Self.longestStretch, within: committedEnd)
    for stretch in stretches.sorted(by: { ($0.turn, $0.address) < ($1.turn, $1.address) }) {
      // Where a device cannot read what stands between them, the pages are written alone.
      if stretch.pages.count > 1, var bytes = try? file.bytes(stretch.range) {
        bytes.withUnsafeMutableBytes { pages.overlay($0, at: stretch.address) }
        try file.write(bytes, at: stretch.address)
      } else {
        for page in pages.pages[stretch.pages] { try file.write(page.bytes, at: page.address) }
      }
      size = max(size, stretch.range.upperBound)
    }
  }

  // MARK: - Synchronizations

  /// Waits until the last commit is on the device, and begins the journal anew.
  func synchronize() throws(SystemError) {
    guard !isAbandoned, journal != nil else { return }
    try synchronizeBase()
  }

  private func begin() throws(SystemError) {
    if size > 0 { try file.synchronize() }
    base = size
    journal = try Journal(of: path, base: base, owner: file)
  }

  private func synchronizeBase() throws(SystemError) {
    try requireUncut()
    try file.synchronize()
    journal?.close()
    journal = nil
    journal = try Journal(of: path, base: committedEnd, owner: file)
    base = committedEnd
    saved = IndexSet()
    written = IndexSet()
    directBytes = IndexSet()
    direct.removeAll()
    try trim()
  }

  /// Cuts what the last commit left behind its end; only where the journal does not need it.
  private func trim() throws(SystemError) {
    guard size > committedEnd else { return }
    try file.setSize(committedEnd)
    size = committedEnd
  }

  /// Commits, waits until everything is on the device, and takes the journal away.
  func close(end: Int) throws(SystemError) {
    defer {
      file.close()
      journal?.close()
    }
    guard journal != nil, !isAbandoned else { return }
    flushedEnd = end
    try commit()
    try file.synchronize()
    try Journal.remove(of: path)
    guard size > committedEnd else { return }
    // As long as there is a journal, the file is at least as long as its base.
    do throws(SystemError) {
      try SystemFile.synchronizeFolder(of: path)
    } catch  where error.number == ENOENT {
      // The folder was moved, perhaps with a journal in it.
      return
    }
    try trim()
  }

  /// Swallows all writes from now on: the file stays at its last commit.
  func abandon() { isAbandoned = true }
}
