import Foundation
import Testing

@testable import ClausiusHDF5Storage

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

  @Test(
    "A copy of a file whose writer died in its first commit has the commit",
    arguments: [0, 300, 500])
  func copyOfFirstCommit(cut: Int) throws {
    let scribble = try Scribble(6)
    defer { scribble.remove() }
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    func write(_ value: UInt8, _ count: Int, at address: Int, isRaw: Bool) throws {
      try [UInt8](repeating: value, count: count).withUnsafeBytes {
        try file.write($0, at: address, isRaw: isRaw, turn: 1)
      }
    }
    try write(1, 100, at: 200, isRaw: true)
    try write(2, 200, at: 0, isRaw: false)
    try write(3, 200, at: 300, isRaw: false)
    file.flushedEnd = 500
    try file.commit()
    let whole = try Data(contentsOf: URL(filePath: scribble.path))
    // The copy as if some of the pages had not come to the file any more.
    let copy = scribble.folder.appending(path: "copy").path(percentEncoded: false)
    func copied(_ contents: Data) throws {
      try contents.write(to: URL(filePath: copy))
      try? FileManager.default.removeItem(atPath: copy + ".journal")
      try FileManager.default.copyItem(
        atPath: scribble.path + ".journal", toPath: copy + ".journal")
    }
    var died = whole
    died.replaceSubrange(0..<200, with: Data(count: 200))
    if cut > 0 { died = died.prefix(cut) }
    try copied(died)
    try HDF5File.recover(copy)
    #expect(try Data(contentsOf: URL(filePath: copy)) == whole)
    // A later state goes on behind the commit, another file has other raw data: both stay.
    var other = whole
    other[250] = 9
    for kept in [whole + Data(count: 1), other] {
      try copied(kept)
      #expect(throws: HDF5Error.self) { try HDF5File.recover(copy) }
      #expect(try Data(contentsOf: URL(filePath: copy)) == kept)
    }
    file.abandon()
    try file.close(end: 500)
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

  @Test(
    "A file of somebody else under the name of a journal stays",
    arguments: ["what I did today\n", "", nil])
  func foreignJournal(notes: String?) throws {
    var scribble = try Scribble(9)
    defer { scribble.remove() }
    let name = scribble.path + ".journal"
    if let notes {
      try Data(notes.utf8).write(to: URL(filePath: name))
    } else {
      #expect(mkfifo(name, 0o600) == 0)
    }
    let number = FileIdentity(path: name)
    #expect(!HDF5File.hasJournal(scribble.path))
    let file = try JournaledFile(scribble.path, flags: O_RDWR | O_CREAT, durability: .kill)
    #expect(throws: SystemError.self) { try scribble.write(to: file) }
    file.abandon()
    try file.close(end: 0)
    try HDF5File.create(scribble.path, existing: .replace).close()
    #expect(FileIdentity(path: name) == number)
    if let notes { #expect(try Data(contentsOf: URL(filePath: name)) == Data(notes.utf8)) }
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
