import Foundation
import Testing

@testable import ClausiusHDF5Storage

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

  /// A file in writing, copied with its journal at one flush, and without at a later one.
  private func copied(
    _ scribble: Scribble, at first: Int, and last: Int, synchronizes: Bool
  ) throws -> (copy: String, later: Data) {
    let copy = scribble.folder.appending(path: "copy").path(percentEncoded: false)
    let file = try HDF5File.create(scribble.path, durability: .kill)
    let dataset = try file.root.createDataset(
      "numbers", datatype: .float64, shape: [0], maximumShape: [nil], chunk: [1024])
    try file.synchronize()
    func write(_ counts: ClosedRange<Int>) throws {
      for count in counts {
        try dataset.setShape([count])
        try dataset.write([Double(count)], at: [count - 1], count: [1])
        try file.flush()
      }
    }
    try write(1...first)
    let manager = FileManager.default
    try manager.copyItem(atPath: scribble.path + ".journal", toPath: copy + ".journal")
    if synchronizes { try file.synchronize() }
    try write(first + 1...last)
    try manager.copyItem(atPath: scribble.path, toPath: copy)
    let later = try Data(contentsOf: URL(filePath: copy))
    try file.close()
    return (copy, later)
  }

  @Test(
    "An older journal undoes nothing without keeping it",
    arguments: [(3, 4), (3, 9), (600, 601), (900, 1100)], [false, true])
  func olderJournal(flushes: (first: Int, last: Int), synchronizes: Bool) throws {
    let scribble = try Scribble(7)
    defer { scribble.remove() }
    let (copy, later) = try copied(
      scribble, at: flushes.first, and: flushes.last, synchronizes: synchronizes)
    let loss = try #require(HDF5File.lossOfFlushes(copy))
    #expect(loss.contains("holds more than its journal knows of"))
    let rights = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(try HDF5File.recover(copy))
    let kept = copy + FileMove.keptEnding
    #expect(try Data(contentsOf: URL(filePath: kept)) == later)
    for (path, count) in [(copy, flushes.first), (kept, flushes.last)] {
      let file = try HDF5File.openForReading(path)
      let numbers = try file.root.openDataset("numbers").read(as: Double.self)
      #expect(numbers == (1...count).map(Double.init))
      try file.close()
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == rights)
    }
    #expect(!FileManager.default.fileExists(atPath: copy + FileMove.recoveredEnding))
    // Another file takes a name of its own, and the same again none.
    for _ in 0..<2 { try FileMove.keep(copy, temporary: copy + FileMove.recoveredEnding) }
    #expect(FileIdentity(path: kept + "-2") == FileIdentity(path: copy))
    #expect(!FileManager.default.fileExists(atPath: kept + "-3"))
  }

  @Test("A journal of the first moment undoes nothing", arguments: [false, true])
  func firstJournal(isOfSameNumber: Bool) throws {
    let scribble = try Scribble(8)
    defer { scribble.remove() }
    let file = try HDF5File.create(scribble.path)
    try file.root.createDataset("numbers", datatype: .float64, shape: [2]).write([1.0, 2.0])
    try file.close()
    let whole = try Data(contentsOf: URL(filePath: scribble.path))
    // Whose file died at once: a whole one took its place, or its number.
    let other = scribble.folder.appending(path: "other").path(percentEncoded: false)
    let owner = try SystemFile(isOfSameNumber ? scribble.path : other, O_RDWR | O_CREAT)
    defer { owner.close() }
    _ = try Journal(of: scribble.path, base: 0, owner: owner)
    #expect {
      try HDF5File.recover(scribble.path)
    } throws: { error in
      "\(error)".contains("is the journal of another file")
    }
    #expect(try Data(contentsOf: URL(filePath: scribble.path)) == whole)
    #expect(HDF5File.hasJournal(scribble.path))
    let reading = try HDF5File.openForReading(scribble.path)
    #expect(try reading.root.openDataset("numbers").read(as: Double.self) == [1, 2])
    try reading.close()
  }
}
