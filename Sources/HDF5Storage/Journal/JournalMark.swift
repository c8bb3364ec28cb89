/// By what a journal knows its file: another file may have come to the name.
///
/// A file with a base is known by a sample of the base, which the journal can always bring back:
/// its first bytes, and blocks over its whole length. A file without one is known by its number on
/// the device; a copy, which has another number, by the raw data of its first commit.
struct JournalMark: Equatable {
  private var sample: UInt64
  private var number: UInt64

  private static let firstBytes = 4096
  private static let blocks = 64
  private static let blockSize = 256

  /// The mark of `file`, whose first `base` bytes are whole, or are with `pages` over them.
  init(of file: SystemFile, base: Int, with pages: PageMap = PageMap()) throws(SystemError) {
    var checksum = Checksum(seed: UInt64(base))
    let starts = [0] + (0..<Self.blocks).map { $0 * (base / Self.blocks) }
    for (index, start) in starts.enumerated() {
      let length = min(index == 0 ? Self.firstBytes : Self.blockSize, base - start)
      var bytes = try file.bytes(start..<start + length)
      bytes.withUnsafeMutableBytes { pages.overlay($0, at: start) }
      bytes.withUnsafeBytes { checksum.add($0) }
    }
    sample = checksum.value
    number = try file.number()
  }

  /// The mark that `reader` is at; `nil` where it ends too early.
  init?(_ reader: inout ByteReader) {
    guard let sample = reader.word(), let number = reader.word() else { return nil }
    (self.sample, self.number) = (sample, number)
  }

  func put(into writer: inout ByteWriter) {
    writer.put(word: sample)
    writer.put(word: number)
  }

  /// Whether both are of one file.
  func isOfSameFile(as other: JournalMark, base: Int) -> Bool {
    base > 0 ? sample == other.sample : number == other.number
  }
}
