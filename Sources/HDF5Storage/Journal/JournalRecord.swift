/// One entry of a journal.
///
/// In the file: a word of the kind (its lower half) and a checksum of kind and length (its upper
/// half), the number of bytes of the content, the content, and a checksum over all of it. Every
/// checksum goes on from that of the entry before. Numbers are little-endian words of 64 bits.
enum JournalRecord: Equatable {
  /// What stood in blocks of the file that commits are going to write over.
  case before([PageMap.Page])
  /// A commit: the state of the file at the end of a flush.
  case commit(Commit)

  /// The state of the file at the end of a flush, as what changed since the commit before.
  struct Commit: Equatable {
    /// The length of the file.
    var end: Int
    /// Blocks that were written to the file itself, where nothing was before.
    var extents: [Extent] = []
    /// Blocks whose bytes stand here, written to the file after this record.
    var pages: [PageMap.Page] = []
  }

  /// A block that was written to the file itself.
  struct Extent: Equatable {
    var address: Int
    var count: Int
    var checksum: UInt64
    var range: Range<Int> { address..<address + count }
  }

  fileprivate enum Kind {
    static let before: UInt64 = 1
    static let commit: UInt64 = 2
  }

  /// The record as bytes; `checksum` is that of the record before, and becomes that of this one.
  func encoded(_ checksum: inout UInt64) -> [UInt8] {
    var content = ByteWriter()
    let kind: UInt64
    switch self {
    case .before(let pages):
      kind = Kind.before
      content.put(pages)
    case .commit(let commit):
      kind = Kind.commit
      content.put(commit.end)
      content.put(commit.extents.count)
      for extent in commit.extents {
        content.put(extent.address)
        content.put(extent.count)
        content.put(word: extent.checksum)
      }
      content.put(commit.pages)
    }
    var record = ByteWriter()
    record.put(word: JournalRecord.head(kind, content.bytes.count, after: checksum))
    record.put(content.bytes.count)
    record.bytes += content.bytes
    checksum = JournalRecord.checksum(record.bytes[...], after: checksum)
    record.put(word: checksum)
    return record.bytes
  }

  /// The first word of a record: its kind, and a checksum of kind and length.
  static func head(_ kind: UInt64, _ count: Int, after seed: UInt64) -> UInt64 {
    var words = ByteWriter()
    words.put(word: kind)
    words.put(count)
    return kind | checksum(words.bytes[...], after: seed) << 32
  }

  fileprivate static func checksum(_ bytes: ArraySlice<UInt8>, after seed: UInt64) -> UInt64 {
    var checksum = Checksum(seed: seed)
    bytes.withUnsafeBytes { checksum.add($0) }
    return checksum.value
  }
}

// MARK: - Reading

extension JournalRecord {
  /// The records of a journal that are as they were written.
  struct Chain: Equatable {
    /// The records up to the first that is other than it was written, and what stood before the
    /// commits behind it.
    var records: [JournalRecord] = []
    /// Whether a commit is other than it was written: it and all later ones are lost.
    var isBroken = false
  }

  /// The records of `bytes`; `checksum` is that before them. `nil` where nobody can tell what
  /// commits wrote over.
  ///
  /// A process that dies leaves a last record that is cut. A power failure leaves records that are
  /// nothing but zeros, or zeros in part; what stood before commits was on the device before those
  /// were carried out, and so were all records before it. So nothing counts behind a commit whose
  /// end never reached the device. Everything else is damage.
  static func decode(_ bytes: ArraySlice<UInt8>, after checksum: UInt64) -> Chain? {
    var chain = Chain()
    var rest = bytes
    var seeds = [checksum]
    var isBehindTorn = false
    while let entry = RawEntry(&rest, after: &seeds) {
      if entry.kind == .max, isBehindTorn { return chain }
      isBehindTorn = entry.kind == Kind.commit && entry.isTorn
      switch (entry.kind, entry.isWhole) {
      case (Kind.before, true): chain.add(entry.before)
      case (Kind.commit, true) where !chain.isBroken: chain.add(entry.commit)
      case (Kind.commit, true): break
      case (Kind.commit, false): chain.isBroken = true
      case (Kind.before, false) where rest.isEmpty: break
      case (0, _):
        chain.isBroken = true
        return chain
      default: return nil
      }
    }
    return chain
  }

  /// A record as it stands in the file.
  private struct RawEntry {
    /// 0 for one that never reached the device.
    var kind: UInt64 = 0
    var content: ArraySlice<UInt8> = []
    /// Whether the content is as it was written.
    var isWhole = false
    /// Whether the end of the record, which is its checksum, is nothing but zeros.
    var isTorn = false

    /// Takes a record from the front of `rest`; `nil` at the end, and where the last one is cut.
    ///
    /// - Parameter seeds: what the checksum before may be: where a record is damaged, what it says
    ///   or what its content gives.
    init?(_ rest: inout ArraySlice<UInt8>, after seeds: inout [UInt64]) {
      var reader = ByteReader(rest)
      guard let word = reader.word(), let size = reader.word() else { return nil }
      let count = Int(exactly: size) ?? .max
      let named = word & 0xffff_ffff
      guard let seed = seeds.first(where: { JournalRecord.head(named, count, after: $0) == word })
      else {
        kind = word == 0 || size == 0 ? 0 : .max
        return
      }
      guard let content = reader.take(count), let stated = reader.word() else { return nil }
      let found = JournalRecord.checksum(rest[..<content.endIndex], after: seed)
      kind = named
      self.content = content
      isWhole = found == stated
      isTorn = !isWhole && stated == 0
      seeds = isWhole ? [found] : [stated, found]
      rest = reader.rest
    }

    var before: JournalRecord? {
      var body = ByteReader(content)
      return body.pages().map { .before($0) }
    }

    var commit: JournalRecord? {
      var body = ByteReader(content)
      return body.commit().map { .commit($0) }
    }
  }
}

extension JournalRecord.Chain {
  /// Adds a record; one whose checksum is right and whose content is none is of a mad writer.
  fileprivate mutating func add(_ record: JournalRecord?) {
    if let record { records.append(record) } else { isBroken = true }
  }
}

/// Numbers and blocks of bytes, one after the other.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func put(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ number: Int) { put(word: UInt64(bitPattern: Int64(number))) }

  mutating func put(_ pages: [PageMap.Page]) {
    put(pages.count)
    for page in pages {
      put(page.address)
      put(page.bytes.count)
      bytes.append(contentsOf: page.bytes)
    }
  }
}

/// Takes numbers and blocks of bytes from the front of a sequence; `nil` where it ends too early.
struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func word() -> UInt64? {
    guard let bytes = take(8) else { return nil }
    return UInt64(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
  }

  /// A number from 0 on.
  mutating func count() -> Int? { word().flatMap { Int(exactly: $0) } }

  /// The address and the length of a block whose end is an address, too.
  mutating func block() -> (address: Int, count: Int)? {
    guard let address = count(), let count = count(),
      !address.addingReportingOverflow(count).overflow
    else { return nil }
    return (address, count)
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func pages() -> [PageMap.Page]? {
    guard let number = count() else { return nil }
    var pages: [PageMap.Page] = []
    while pages.count < number {
      guard let block = block(), let bytes = take(block.count) else { return nil }
      pages.append(PageMap.Page(address: block.address, bytes: Array(bytes)))
    }
    return pages
  }

  mutating func commit() -> JournalRecord.Commit? {
    guard let end = count(), let number = count() else { return nil }
    var commit = JournalRecord.Commit(end: end)
    while commit.extents.count < number {
      guard let block = block(), let checksum = word() else { return nil }
      commit.extents.append(
        .init(address: block.address, count: block.count, checksum: checksum))
    }
    guard let pages = pages() else { return nil }
    commit.pages = pages
    return commit
  }
}
