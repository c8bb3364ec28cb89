import Foundation
import Testing

@testable import ClausiusHDF5Storage

/// Numbers that are the same in every run.
private struct Choices: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

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

/// A folder with a file that is written at random, and a model of what it must be.
private struct Scribble {
  let folder: URL
  let path: String
  var choices: Choices
  var model: [UInt8] = []
  var committed: [UInt8] = []

  init(_ seed: UInt64) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "file").path(percentEncoded: false)
    choices = Choices(state: seed)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a block anywhere, more often at the end.
  mutating func write(to file: JournaledFile) throws {
    let isNew = Bool.random(using: &choices) || model.isEmpty
    let start = isNew ? model.count : Int.random(in: 0..<model.count, using: &choices)
    let value = UInt8.random(in: 1...255, using: &choices)
    let bytes = [UInt8](repeating: value, count: Int.random(in: 1...40, using: &choices))
    if model.count < start + bytes.count {
      model += [UInt8](repeating: 0, count: start + bytes.count - model.count)
    }
    model.replaceSubrange(start..<start + bytes.count, with: bytes)
    let isRaw = Bool.random(using: &choices)
    let turn = Int.random(in: 1...4, using: &choices)
    try bytes.withUnsafeBytes { try file.write($0, at: start, isRaw: isRaw, turn: turn) }
  }

  mutating func commit(_ file: JournaledFile) throws {
    // Now and then the file becomes shorter, as when a dataset at its end is removed.
    if Int.random(in: 0..<5, using: &choices) == 0 { model.removeLast(model.count / 4) }
    file.flushedEnd = model.count
    try file.commit()
    committed = model
  }

  /// What is had back from copies of the file and its journal as they are now.
  ///
  /// A file without a base is known by its number, which a copy has not: there is nothing to copy.
  func recovered() throws -> [UInt8]? {
    if let journal = try Journal.read(of: path), journal.base == 0 { return nil }
    let copy = folder.appending(path: "copy").path(percentEncoded: false)
    for name in ["", ".journal"] {
      try? FileManager.default.removeItem(atPath: copy + name)
      if FileManager.default.fileExists(atPath: path + name) {
        try FileManager.default.copyItem(atPath: path + name, toPath: copy + name)
      }
    }
    let read = try read(copy)
    try HDF5File.recover(copy)
    #expect(!FileManager.default.fileExists(atPath: copy + ".journal"))
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: copy)))
    #expect(read == bytes)
    return bytes
  }

  /// The file as a reader sees it that knows the journal.
  private func read(_ path: String) throws -> [UInt8] {
    let file = try JournaledFile(path, flags: O_RDONLY, durability: .kill)
    var bytes = [UInt8](repeating: 0, count: file.length)
    var failure: (any Error)?
    bytes.withUnsafeMutableBytes { buffer in
      do { try file.read(buffer, at: 0) } catch { failure = error }
    }
    try file.close(end: 0)
    if let failure { throw failure }
    return bytes
  }
}

@Suite("A journaled file")
struct JournaledFileTests {
  @Test("After any writes the last commit is had back", arguments: 1...30)
  func lastCommit(seed: UInt64) throws {
    var scribble = try Scribble(seed)
    defer { scribble.remove() }
    let file = try JournaledFile(
      scribble.path, flags: O_RDWR | O_CREAT, durability: seed % 3 == 0 ? .power : .kill)
    try scribble.write(to: file)
    try scribble.commit(file)
    try file.synchronize()
    for _ in 0..<120 {
      switch Int.random(in: 0..<8, using: &scribble.choices) {
      case 0..<5: try scribble.write(to: file)
      case 5, 6: try scribble.commit(file)
      default:
        try scribble.commit(file)
        try file.synchronize()
      }
      if let recovered = try scribble.recovered() { #expect(recovered == scribble.committed) }
    }
    try scribble.commit(file)
    try file.close(end: scribble.model.count)
    #expect(try [UInt8](Data(contentsOf: URL(filePath: scribble.path))) == scribble.model)
    #expect(!FileManager.default.fileExists(atPath: scribble.path + ".journal"))
  }

  @Test("What waits is read as if it were written", arguments: 1...10)
  func readsWhatWaits(seed: UInt64) throws {
    var scribble = try Scribble(seed)
    defer { scribble.remove() }
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    for _ in 0..<60 {
      try scribble.write(to: file)
      var bytes = [UInt8](repeating: 0, count: scribble.model.count)
      try bytes.withUnsafeMutableBytes { try file.read($0, at: 0) }
      #expect(bytes == scribble.model)
    }
    try file.close(end: scribble.model.count)
  }

  @Test("A write that fails leaves the last commit")
  func abandoned() throws {
    var scribble = try Scribble(3)
    defer { scribble.remove() }
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    for _ in 0..<10 { try scribble.write(to: file) }
    try scribble.commit(file)
    try file.synchronize()
    try scribble.write(to: file)
    try scribble.commit(file)
    try scribble.write(to: file)
    file.abandon()
    for _ in 0..<10 { try scribble.write(to: file) }
    try file.close(end: scribble.model.count)
    #expect(try scribble.recovered() == scribble.committed)
  }

  @Test("A journal of another file is refused, and stays", arguments: [0, 5000])
  func otherFile(length: Int) throws {
    let scribble = try Scribble(4)
    defer { scribble.remove() }
    let url = URL(filePath: scribble.path)
    try Data(repeating: 1, count: length).write(to: url)
    let file = try JournaledFile(scribble.path, flags: O_RDWR, durability: .kill)
    try [UInt8](repeating: 7, count: 10).withUnsafeBytes {
      try file.write($0, at: 0, isRaw: false, turn: 1)
    }
    file.flushedEnd = max(10, length)
    try file.commit()
    // Another file comes to the name, as when a copy is brought back; the old number stays in use.
    let keeper = try SystemFile(scribble.path, O_RDONLY)
    defer { keeper.close() }
    file.abandon()
    try file.close(end: length)
    try FileManager.default.removeItem(at: url)
    let other = Data(repeating: 2, count: length + 1)
    try other.write(to: url)
    #expect {
      try HDF5File.recover(scribble.path)
    } throws: { error in
      "\(error)".contains("is the journal of another file")
    }
    #expect(FileManager.default.fileExists(atPath: scribble.path + ".journal"))
    #expect(try Data(contentsOf: url) == other)
    let reader = try JournaledFile(scribble.path, flags: O_RDONLY, durability: .kill)
    #expect(reader.length == other.count)
    try reader.close(end: 0)
  }

  /// A copy of a file that was written at random, with several commits in its journal.
  private func died(_ scribble: inout Scribble) throws -> String {
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    for number in 0..<8 {
      for _ in 0..<3 { try scribble.write(to: file) }
      try scribble.commit(file)
      if number == 0 { try file.synchronize() }
    }
    let copy = scribble.path + ".died"
    for name in ["", ".journal"] {
      try FileManager.default.copyItem(atPath: scribble.path + name, toPath: copy + name)
    }
    file.abandon()
    try file.close(end: 0)
    return copy
  }

  @Test("An earlier state never comes back without a word", arguments: 1...40)
  func damagedJournal(seed: UInt64) throws {
    var scribble = try Scribble(seed)
    defer { scribble.remove() }
    let copy = try died(&scribble)
    let url = URL(filePath: copy + ".journal")
    var bytes = try Data(contentsOf: url)
    let place = Int.random(in: 0..<bytes.count, using: &scribble.choices)
    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &scribble.choices)
    try bytes.write(to: url)
    let said = HDF5File.lossOfFlushes(copy) != nil
    do {
      try HDF5File.recover(copy)
      let found = try [UInt8](Data(contentsOf: URL(filePath: copy)))
      #expect(said || found == scribble.committed, "byte \(place)")
    } catch let error as HDF5Error {
      #expect(error.reason == .damaged)
      #expect(throws: HDF5Error.self) { try HDF5File.requireSoundJournal(copy) }
    }
  }

  @Test("A file of somebody else under the name of a journal stays")
  func foreignJournal() throws {
    var scribble = try Scribble(9)
    defer { scribble.remove() }
    let url = URL(filePath: scribble.path + ".journal")
    let notes = Data("what I did today\n".utf8)
    try notes.write(to: url)
    #expect(!HDF5File.hasJournal(scribble.path))
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    #expect(throws: SystemError.self) { try scribble.write(to: file) }
    file.abandon()
    try file.close(end: 0)
    try HDF5File.create(scribble.path, existing: .replace).close()
    #expect(try Data(contentsOf: url) == notes)
  }

  @Test("A journal that does not begin as one is refused, and stays")
  func damagedHeader() throws {
    let scribble = try Scribble(6)
    defer { scribble.remove() }
    let owner = try SystemFile(scribble.path, O_RDWR | O_CREAT)
    defer { owner.close() }
    _ = try Journal(of: scribble.path, base: 0, owner: owner)
    let url = URL(filePath: scribble.path + ".journal")
    var bytes = try Data(contentsOf: url)
    bytes[9] ^= 1
    try bytes.write(to: url)
    #expect {
      try HDF5File.recover(scribble.path)
    } throws: { error in
      "\(error)".contains("is damaged")
    }
    #expect(FileManager.default.fileExists(atPath: url.path(percentEncoded: false)))
  }
}

@Suite("HDF5 files with a journal")
struct JournaledHDF5Tests {
  @Test("A file whose writer died shows its last flush", arguments: HDF5File.Durability.allCases)
  func killed(durability: HDF5File.Durability) throws {
    let scribble = try Scribble(5)
    defer { scribble.remove() }
    let file = try HDF5File.create(scribble.path, durability: durability)
    let dataset = try file.root.createDataset(
      "numbers", datatype: .float64, shape: [0], maximumShape: [nil], chunk: [4])
    try file.synchronize()
    for count in 1...20 {
      try dataset.setShape([count])
      try dataset.write([Double(count)], at: [count - 1], count: [1])
      if count % 3 == 0 { try file.flush() }
      // Not flushed, and then killed: a copy is what another process would find.
      let copy = scribble.folder.appending(path: "copy").path(percentEncoded: false)
      for name in ["", ".journal"] {
        try? FileManager.default.removeItem(atPath: copy + name)
        try FileManager.default.copyItem(atPath: scribble.path + name, toPath: copy + name)
      }
      guard count >= 3 else { continue }
      let expected = (1...count / 3 * 3).map(Double.init)
      let reading = try HDF5File.openForReading(copy)
      #expect(try reading.root.openDataset("numbers").read(as: Double.self) == expected)
      try reading.close()
      #expect(try HDF5File.recover(copy))
      let plain = try HDF5File.openForReading(copy)
      #expect(try plain.root.openDataset("numbers").read(as: Double.self) == expected)
      try plain.close()
    }
    try file.close()
    let whole = try HDF5File.openForReading(scribble.path)
    #expect(
      try whole.root.openDataset("numbers").read(as: Double.self) == (1...20).map(Double.init))
  }
}
