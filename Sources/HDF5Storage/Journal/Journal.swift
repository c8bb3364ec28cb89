#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The journal of a file in writing: `name.journal` beside it.
///
/// It begins with the *base*: a length up to which the file was whole and on the device when the
/// journal began. The records tell how to bring back the base, and every commit since.
struct Journal {
  /// What a journal holds, up to its last whole record.
  struct Contents: Equatable {
    /// The length of the file at the last synchronization.
    var base: Int
    /// By what the file is known.
    var mark: JournalMark
    /// What happened since.
    var records: [JournalRecord]
    /// Whether commits are lost since, by damage or a power failure.
    var isBroken = false
  }

  /// Behind the name of a journal, until it is whole.
  private static let newEnding = ".new"
  private static let signature: [UInt8] = Array("CLJRNL2\n".utf8)

  private let file: SystemFile
  private var checksum: UInt64
  /// The length in bytes.
  private(set) var size: Int

  /// The path of the journal of the file at `path`: beside the file itself, where that is a link.
  static func path(of path: String) -> String { FileMove.destination(of: path) + ".journal" }

  /// Begins the journal of the file at `path`, which is whole and on the device up to `base`; the
  /// journal before it holds until the new one does.
  ///
  /// - Parameter owner: the file.
  /// - Throws: with `EEXIST` when somebody else's file has the name.
  init(of path: String, base: Int, owner: SystemFile) throws(SystemError) {
    let name = Journal.path(of: path)
    for other in [name, name + Self.newEnding]
    where try FilePresence.found(at: other) != .absent && !Journal.isOurs(other) {
      throw SystemError("open", EEXIST)
    }
    let file = try SystemFile(name + Self.newEnding, O_RDWR | O_CREAT | O_TRUNC)
    let header = Journal.header(base, try JournalMark(of: owner, base: base))
    self.file = file
    checksum = header.checksum
    size = header.bytes.count
    do throws(SystemError) {
      try file.write(header.bytes, at: 0)
      try file.synchronize()
      guard rename(name + Self.newEnding, name) == 0 else { throw SystemError("rename") }
      try SystemFile.synchronizeFolder(of: name)
    } catch {
      file.close()
      unlink(name + Self.newEnding)
      throw error
    }
  }

  /// Adds a record.
  mutating func append(_ record: JournalRecord) throws(SystemError) {
    // A record that is not written does not count for the checksum of the next.
    var next = checksum
    let bytes = record.encoded(&next)
    try file.write(bytes, at: size)
    checksum = next
    size += bytes.count
  }

  /// Waits until all records are on the device.
  func synchronize() throws(SystemError) { try file.synchronize() }

  /// Ends the use of the journal; the file stays.
  func close() { file.close() }

  /// Whether the file at `path` has a journal.
  static func exists(of path: String) -> Bool {
    isOurs(Journal.path(of: path))
  }

  /// Whether the file at `path` has a journal.
  ///
  /// - Throws: what kept its name from being looked up, or its beginning from being read.
  static func existsSurely(of path: String) throws(SystemError) -> Bool {
    try isSurelyOurs(Journal.path(of: path))
  }

  /// Whether a file that can be read begins as a journal, perhaps with a damaged byte. One under
  /// the name of a new journal may have no bytes yet.
  private static func isSurelyOurs(_ name: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      // A pipe would wait for its other side.
      let file = try SystemFile(name, O_RDONLY | O_NONBLOCK)
      defer { file.close() }
      guard try file.isRegular() else { return false }
      let head = try file.bytes(0..<min(file.size(), signature.count))
      if head.isEmpty { return name.hasSuffix(newEnding) }
      let wrong = zip(head, signature).count { $0 != $1 }
      return wrong <= (head.count < signature.count ? 0 : 1)
    } catch  where SystemError.ofAbsence.union([EISDIR, ENXIO]).contains(error.number) {
      return false
    }
  }

  /// Whether a file begins as a journal; one that cannot be read is taken for one.
  private static func isOurs(_ name: String) -> Bool {
    do throws(SystemError) { return try isSurelyOurs(name) } catch { return true }
  }

  /// Removes the journal of the file at `path`, if it has one, and what a killed process left of a
  /// new one; another file of the name stays.
  static func remove(of path: String) throws(SystemError) {
    let name = Journal.path(of: path)
    for own in [name, name + newEnding] where isOurs(own) {
      guard unlink(own) == 0 || errno == ENOENT else { throw SystemError("remove") }
    }
  }

  /// Gives the journal of the file at `path`, if it has one, the name of that of `other`.
  static func move(of path: String, to other: String) throws(SystemError) {
    let (name, target) = (Journal.path(of: path), Journal.path(of: other))
    guard isOurs(name) else { return }
    guard rename(name, target) == 0 else { throw SystemError("rename") }
  }

  /// Removes what a killed process left of a new journal.
  static func removeNew(of path: String) {
    let name = Journal.path(of: path) + newEnding
    if isOurs(name) { unlink(name) }
  }

  /// Reads the journal of the file at `path`; `nil` when there is none.
  ///
  /// - Throws: with `EINVAL` when it is damaged such that the file cannot be had back.
  static func read(of path: String) throws(SystemError) -> Contents? {
    guard exists(of: path) else { return nil }
    let file = try SystemFile(Journal.path(of: path), O_RDONLY)
    defer { file.close() }
    let bytes = try file.bytes(0..<file.size())
    var reader = ByteReader(bytes[...])
    guard let signature = reader.take(8), Array(signature) == Journal.signature,
      let base = reader.count(), let mark = JournalMark(&reader), let checksum = reader.word(),
      checksum == Journal.header(base, mark).checksum,
      let chain = JournalRecord.decode(reader.rest, after: checksum)
    else { throw SystemError("read", EINVAL) }
    return Contents(
      base: base, mark: mark, records: chain.records, isBroken: chain.isBroken)
  }

  private static func header(
    _ base: Int, _ mark: JournalMark
  ) -> (bytes: [UInt8], checksum: UInt64) {
    var writer = ByteWriter(bytes: signature)
    writer.put(base)
    mark.put(into: &writer)
    let checksum = writer.bytes.withUnsafeBytes { Checksum.of($0) }
    writer.put(word: checksum)
    return (writer.bytes, checksum)
  }
}
