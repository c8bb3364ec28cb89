@testable import ClausiusHDF5Storage

/// A journal: after a first byte of 0 as it is, else with the checksums that belong to it, so that
/// its contents are reached.
struct JournalInput {
  private let journal: [UInt8]

  init(_ input: [UInt8]) {
    let bytes = Array(input.dropFirst())
    journal = input.first == 0 ? bytes : Self.sealed(bytes)
  }

  /// Brings a file to the last commit of the journal, which is taken for its own.
  func read() {
    let path = Scratch.write((0..<4096).map { UInt8(truncatingIfNeeded: $0 / 7) }, to: "file.h5")
    var reader = ByteReader(journal[...])
    guard reader.take(8) != nil, let base = reader.count(), let checksum = reader.word() else {
      return
    }
    guard base <= 4096, let file = try? SystemFile(path, 2) else { return }
    defer { file.close() }
    guard let chain = JournalRecord.decode(reader.rest, after: checksum) else { return }
    let recovery = try? JournalRecovery(base: base, chain.records, of: file)
    try? recovery?.write(to: file)
  }

  /// The journal with the checksums of its head and of every record set right.
  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 24 else { return bytes }
    var bytes = bytes
    var checksum = bytes[0..<16].withUnsafeBytes { Checksum.of($0) }
    bytes.put(checksum, at: 16)
    var begin = 24
    while begin + 24 <= bytes.count {
      let (kind, count) = (bytes.word(at: begin) & 0xff, bytes.word(at: begin + 8))
      guard count <= UInt64(bytes.count - begin - 24) else { break }
      bytes.put(JournalRecord.head(kind, Int(count), after: checksum), at: begin)
      let end = begin + 16 + Int(count)
      var sum = Checksum(seed: checksum)
      bytes[begin..<end].withUnsafeBytes { sum.add($0) }
      checksum = sum.value
      bytes.put(checksum, at: end)
      begin = end + 8
    }
    return bytes
  }
}

extension [UInt8] {
  fileprivate func word(at place: Int) -> UInt64 {
    self[place..<place + 8].withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
    }
  }

  fileprivate mutating func put(_ word: UInt64, at place: Int) {
    Swift.withUnsafeBytes(of: word.littleEndian) {
      replaceSubrange(place..<place + 8, with: $0)
    }
  }
}
