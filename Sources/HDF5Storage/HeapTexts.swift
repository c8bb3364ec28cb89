import Foundation

extension HDF5File {
  /// The texts of variable length in the file at `path` in the order of their bytes, found without
  /// the structure of the file, which may be damaged.
  ///
  /// Source: HDF5 File Format Specification 3.0, section III.E: a heap collection begins with
  /// `GCOL`, a word of the version and its size; each object has a head of 16 bytes with its index,
  /// 0 for free room, and its length, and fills words of 8 bytes.
  public static func heapTexts(_ path: String) throws -> [String] {
    let bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    var texts: [String] = []
    var place = bytes.startIndex
    while let found = bytes.range(of: Data("GCOL\u{1}\0\0\0".utf8), in: place..<bytes.endIndex) {
      place = found.upperBound
      let objects = HeapObjects(bytes, after: found.upperBound)
      texts += objects.compactMap { String(validating: $0, as: UTF8.self) }
    }
    return texts
  }
}

/// The objects of a heap collection, from the word of its size on.
private struct HeapObjects: Sequence, IteratorProtocol {
  private let bytes: Data
  private var place: Int
  private let end: Int

  init(_ bytes: Data, after signature: Int) {
    self.bytes = bytes
    place = signature + 8
    let size = Self.number(bytes, at: signature, 8)
    end = Swift.min(bytes.endIndex, Swift.max(place, signature - 8 &+ size))
  }

  mutating func next() -> Data? {
    guard place + 16 <= end, Self.number(bytes, at: place, 2) != 0 else { return nil }
    let size = Self.number(bytes, at: place + 8, 8)
    guard size >= 0, size <= end - place - 16 else { return nil }
    defer { place += 16 + (size + 7) / 8 * 8 }
    return bytes[place + 16..<place + 16 + size]
  }

  /// A little-endian number of `count` bytes; 0 beyond the end.
  private static func number(_ bytes: Data, at place: Int, _ count: Int) -> Int {
    guard place + count <= bytes.endIndex else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
