/// Why the head of a classic netCDF file cannot be read.
enum ClassicFailure: Error {
  /// It goes on behind the bytes that are there.
  case ended
  /// It is not as the format has it.
  case damaged(String)
}

/// Goes through the head of a classic netCDF file; numbers have the highest byte first, and what
/// counts is 4 bytes long, in version 5 it is 8.
struct ClassicCursor {
  private let bytes: [UInt8]
  private let version: UInt8
  private var position = 4

  /// Begins behind the first four bytes, the last of which is the version.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    version = bytes.count > 3 ? bytes[3] : 0
  }

  /// The next whole number of `size` bytes.
  mutating func bits(_ size: Int) throws(ClassicFailure) -> UInt64 {
    guard size <= bytes.count - position else { throw .ended }
    defer { position += size }
    return bytes[position..<position + size].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The next number that counts something.
  mutating func count() throws(ClassicFailure) -> Int {
    let bits = try bits(version == 5 ? 8 : 4)
    guard let count = Int(exactly: bits) else { throw .damaged("a length of \(bits)") }
    return count
  }

  /// The number of records; `nil` where the writer did not know it.
  mutating func records() throws(ClassicFailure) -> Int? {
    let bits = try bits(version == 5 ? 8 : 4)
    return bits == (version == 5 ? .max : 0xFFFF_FFFF) ? nil : Int(clamping: bits)
  }

  /// Where the values of a variable begin.
  mutating func offset() throws(ClassicFailure) -> Int {
    Int(clamping: try bits(version == 1 ? 4 : 8))
  }

  /// The next `size` bytes, and what fills them up to a multiple of 4.
  mutating func padded(_ size: Int) throws(ClassicFailure) -> [UInt8] {
    guard size <= bytes.count - position else { throw .ended }
    let values = Array(bytes[position..<position + size])
    position = min(bytes.count, position + (size + 3) / 4 * 4)
    return values
  }

  /// A name or a text.
  mutating func text() throws(ClassicFailure) -> String {
    String(decoding: try padded(count()), as: UTF8.self)
  }

  /// A type.
  mutating func type() throws(ClassicFailure) -> ClassicType {
    let number = try bits(4)
    guard let type = ClassicType(rawValue: number) else { throw .damaged("a type \(number)") }
    return type
  }

  /// A list of what `element` reads, which begins with `tag`; none where 0 stands in its place.
  mutating func list<Element>(
    _ tag: UInt64, _ element: (inout ClassicCursor) throws(ClassicFailure) -> Element
  ) throws(ClassicFailure) -> [Element] {
    let found = try bits(4)
    let count = try count()
    guard found == tag || found == 0 && count == 0 else {
      throw .damaged("the mark \(found) where \(tag) belongs")
    }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }
}
