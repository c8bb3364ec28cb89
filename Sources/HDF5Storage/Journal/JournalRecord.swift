/// One entry of a journal.
///
/// In the file: the kind, the number of bytes of the content, the content, and a checksum over all
/// of it and the checksum before. Every number is a little-endian word of 64 bits.
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

  private enum Kind {
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
    record.put(word: kind)
    record.put(content.bytes.count)
    record.bytes += content.bytes
    checksum = JournalRecord.checksum(record.bytes[...], after: checksum)
    record.put(word: checksum)
    return record.bytes
  }

  /// The records of `bytes` up to the first that is not whole; `checksum` is that before them.
  static func decode(_ bytes: ArraySlice<UInt8>, after checksum: UInt64) -> [JournalRecord] {
    var records: [JournalRecord] = []
    var rest = bytes
    var checksum = checksum
    while let record = next(&rest, &checksum) { records.append(record) }
    return records
  }

  private static func next(
    _ rest: inout ArraySlice<UInt8>, _ checksum: inout UInt64
  ) -> JournalRecord? {
    var reader = ByteReader(rest)
    guard let kind = reader.word(), let count = reader.count(), let content = reader.take(count)
    else { return nil }
    checksum = Self.checksum(rest[..<content.endIndex], after: checksum)
    guard reader.word() == checksum else { return nil }
    rest = reader.rest
    var body = ByteReader(content)
    switch kind {
    case Kind.before: return body.pages().map { .before($0) }
    case Kind.commit: return body.commit().map { .commit($0) }
    default: return nil
    }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>, after seed: UInt64) -> UInt64 {
    var checksum = Checksum(seed: seed)
    bytes.withUnsafeBytes { checksum.add($0) }
    return checksum.value
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
