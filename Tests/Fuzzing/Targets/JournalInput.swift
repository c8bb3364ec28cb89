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
    let records = JournalRecord.decode(reader.rest, after: checksum)
    let recovery = try? JournalRecovery(base: base, records, of: file)
    try? recovery?.write(to: file)
  }

  /// The journal with the checksum of its head and of every record set right.
  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var checksum: UInt64 = 0
    func seal(_ range: Range<Int>, seed: UInt64?) {
      checksum = bytes[range].withUnsafeBytes { block in
        var sum = seed.map { Checksum(seed: $0) }
        sum?.add(block)
        return sum?.value ?? Checksum.of(block)
      }
      withUnsafeBytes(of: checksum.littleEndian) {
        bytes.replaceSubrange(range.upperBound..<range.upperBound + 8, with: $0)
      }
    }
    guard bytes.count >= 24 else { return bytes }
    seal(0..<16, seed: nil)
    var begin = 24
    while begin + 24 <= bytes.count {
      let count = bytes[(begin + 8)..<(begin + 16)].withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
      }
      guard count <= UInt64(bytes.count - begin - 24) else { break }
      seal(begin..<begin + 16 + Int(count), seed: checksum)
      begin += 24 + Int(count)
    }
    return bytes
  }
}
