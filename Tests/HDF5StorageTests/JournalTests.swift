import Foundation
import Testing

@testable import ClausiusHDF5Storage

@Suite("The journal of a file in writing")
struct JournalTests {
  @Test("Pages over each other read as writes one after the other")
  func pages() {
    var choices = Choices(state: 1)
    var map = PageMap()
    var model = [UInt8](repeating: 0, count: 300)
    for value in 1...200 {
      let start = Int.random(in: 0..<280, using: &choices)
      let bytes = [UInt8](repeating: UInt8(value), count: Int.random(in: 1...20, using: &choices))
      map.insert(.init(address: start, bytes: bytes))
      model.replaceSubrange(start..<start + bytes.count, with: bytes)
      var read = [UInt8](repeating: 0, count: 300)
      read.withUnsafeMutableBytes { map.overlay($0, at: 0) }
      #expect(read == model)
      for (page, next) in zip(map.pages, map.pages.dropFirst()) {
        #expect(page.range.upperBound <= next.address)
      }
    }
  }

  @Test("Neighbors are written at once; new pages first, and never with older ones")
  func stretches() {
    var map = PageMap()
    for (address, turn) in [(0, 1), (40, 9), (100, 3), (1000, 4), (1500, 2), (1540, 5), (9000, 7)] {
      map.insert(.init(address: address, bytes: Array(repeating: 1, count: 20), turn: turn))
    }
    func stretches(_ gap: Int, _ end: Int, longest: Int = .max) -> [PageMap.Stretch] {
      map.stretches(over: gap, longest: longest, within: end)
    }
    // 40 bytes lie between 60 and 100, 20 between 1520 and 1540.
    #expect(
      stretches(40, 1510) == [
        .init(range: 0..<120, turn: 9, pages: 0..<3),
        .init(range: 1000..<1020, turn: 4, pages: 3..<4),
        .init(range: 1500..<1520, turn: 2, pages: 4..<5),
        .init(range: 1540..<1560, turn: 0, pages: 5..<6),
        .init(range: 9000..<9020, turn: 0, pages: 6..<7),
      ])
    #expect(stretches(39, 0).map(\.range.count) == [60, 20, 20, 60, 20])
    #expect(stretches(40, 0, longest: 119).map(\.range.count) == [60, 20, 20, 60, 20])
    #expect(stretches(40, 0, longest: 59).map(\.range.count) == [20, 20, 20, 20, 20, 20, 20])
    #expect(stretches(10_000, 20_000) == [.init(range: 0..<9020, turn: 9, pages: 0..<7)])
    #expect(PageMap().stretches(over: 10, longest: .max, within: 0).isEmpty)
  }

  @Test("A checksum sees every flipped bit and every cut")
  func checksum() {
    var choices = Choices(state: 2)
    let bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &choices) }
    func sum(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { Checksum.of($0) } }
    let sums =
      [sum(bytes)]
      + bytes.indices.flatMap { k in
        (0..<8).map { bit in
          var other = bytes
          other[k] ^= 1 << bit
          return sum(other)
        }
      } + (0..<100).map { sum(Array(bytes.prefix($0))) }
      + (1..<40).map { sum(bytes + [UInt8](repeating: 0, count: $0)) }
    #expect(Set(sums).count == sums.count)
  }

  private static let records: [JournalRecord] = [
    .before([.init(address: 96, bytes: [1, 2, 3])]),
    .commit(
      .init(
        end: 500, extents: [.init(address: 200, count: 30, checksum: .max)],
        pages: [.init(address: 0, bytes: [9]), .init(address: 300, bytes: [])])),
    .before([.init(address: 7, bytes: [5])]),
    .commit(.init(end: 600)),
  ]

  /// The records one after the other, the checksum before them being 7, and where each ends.
  private static let (bytes, ends): ([UInt8], [Int]) = {
    var checksum: UInt64 = 7
    var (bytes, ends) = ([UInt8](), [Int]())
    for record in records {
      bytes += record.encoded(&checksum)
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }()

  @Test("Records are read up to one that is cut, as the death of a process leaves it")
  func cutRecords() {
    #expect(JournalRecord.decode(Self.bytes[...], after: 7) == .init(records: Self.records))
    for length in 0..<Self.bytes.count {
      let whole = Self.ends.filter { $0 <= length }.count
      let chain = JournalRecord.decode(Self.bytes[..<length], after: 7)
      #expect(chain == .init(records: Array(Self.records.prefix(whole))))
    }
  }

  @Test("A flipped bit anywhere is noticed")
  func flippedBits() {
    #expect(JournalRecord.decode(Self.bytes[...], after: 8) == nil)
    for bit in 0..<8 * Self.bytes.count {
      var changed = Self.bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      let chain = JournalRecord.decode(changed[...], after: 7)
      #expect(chain?.isBroken ?? true, "bit \(bit)")
    }
  }

  @Test("Behind a damaged commit what stood before the later ones is still known")
  func damagedCommit() {
    var changed = Self.bytes
    changed[Self.ends[0] + 20] ^= 4
    let kept = [Self.records[0], Self.records[2]]
    #expect(
      JournalRecord.decode(changed[...], after: 7) == .init(records: kept, isBroken: true))
    changed[Self.ends[1] + 20] ^= 4
    #expect(JournalRecord.decode(changed[...], after: 7) == nil, "nothing can be undone")
  }

  @Test("Records that a power failure kept from the device are lost, and that is said")
  func zeros() {
    for (number, start) in ([0] + Self.ends.dropLast()).enumerated() {
      var changed = Self.bytes
      let end = Self.ends[number]
      changed.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
      #expect(
        JournalRecord.decode(changed[...], after: 7)
          == .init(records: Array(Self.records.prefix(number)), isBroken: true))
    }
  }

  @Test("A commit whose end a power failure kept from the device ends what counts")
  func tornCommit() {
    let (start, end) = (Self.ends[0], Self.ends[1])
    for first in [start + 16, start + 20, end - 8] {
      var changed = Self.bytes
      changed.replaceSubrange(first..<end, with: repeatElement(0, count: end - first))
      let chain = JournalRecord.decode(changed[...], after: 7)
      #expect(chain?.isBroken == true)
      #expect(chain?.records.first == Self.records[0])
      // Where only its checksum is gone, its content tells that of the records behind it.
      #expect(chain?.records.count == (first == end - 8 ? 2 : 1))
    }
  }

  @Test("Blocks that end beyond every address are no blocks")
  func blocksBeyondAddresses() {
    let huge = JournalRecord.commit(
      .init(end: 9, extents: [.init(address: .max, count: 1, checksum: 0)]))
    let page = JournalRecord.before([.init(address: .max, bytes: [1])])
    for record in [huge, page] {
      var checksum: UInt64 = 7
      let bytes = record.encoded(&checksum)
      #expect(JournalRecord.decode(bytes[...], after: 7)?.records == [])
    }
  }

  @Test("A commit with a block that is larger than the file is lost")
  func hugeBlock() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try SystemFile(folder.appending(path: "file").path(), O_RDWR | O_CREAT)
    defer { file.close() }
    try file.write([1, 2, 3], at: 0)
    let huge = JournalRecord.Commit(
      end: 9, extents: [.init(address: 0, count: 1 << 50, checksum: 0)])
    let found = try JournalRecovery(
      Journal.Contents(base: 3, mark: JournalMark(of: file, base: 3), records: [.commit(huge)]),
      of: file)
    let recovery = try #require(found)
    #expect(recovery.end == 3)
    #expect(recovery.lostCommits == 1)
  }
}
