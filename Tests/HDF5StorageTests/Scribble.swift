import Foundation
import Testing

@testable import ClausiusHDF5Storage

/// Numbers that are the same in every run.
struct Choices: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// A folder with a file that is written at random, and a model of what it must be.
struct Scribble {
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
  /// A file without a base is known by its number, which a copy has not; only one with raw data is
  /// known by those.
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
