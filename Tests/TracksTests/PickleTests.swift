import Testing

@testable import ClausiusTracks

@Suite("Pickles that were not made by a tracker")
struct PickleTests {
  @Test(
    "Values in values are given up before they fill the stack",
    arguments: [("]", [0x85]), ("]", Array("a".utf8)), ("N}", Array("s".utf8))]
      as [(String, [UInt8])])
  func deep(value: String, wrap: [UInt8]) throws {
    // Tuples around each other, lists into lists, dictionaries into dictionaries.
    let count = 300_000
    let values = repeatElement(Array(value.utf8), count: wrap == [0x85] ? 1 : count)
    let bytes = values.flatMap(\.self) + repeatElement(wrap, count: count).flatMap(\.self)
    #expect(throws: Pickle.Damage.self) { try Pickle.read((bytes + Array(".".utf8))[...]) }
  }

  @Test("A long list is read in time that grows with its length")
  func long() throws {
    let bytes = Array("]q\0".utf8) + (0..<300_000).flatMap { _ in Array("K\u{1}a".utf8) }
    let value = try Pickle.read((bytes + Array(".".utf8))[...])
    #expect(value.parts?.count == 300_000)
    #expect(value.depth == 1)
  }

  @Test("The same bytes are not made to arrays again and again")
  func repeated() {
    func text(_ text: String) -> [UInt8] { [0x8C, UInt8(text.utf8.count)] + Array(text.utf8) }
    let data = [UInt8](repeating: 1, count: 100_000)
    let size = withUnsafeBytes(of: UInt32(data.count).littleEndian) { Array($0) }
    // numpy's dtype('u1') and 100,000 bytes are remembered, and made to an array each time.
    var bytes = Array("B".utf8) + size + data + Array("q\0".utf8)
    bytes += Array("cnumpy\ndtype\n".utf8) + text("u1") + [0x85] + Array("Rq\u{1}".utf8)
    let array =
      Array("cnumpy.core.numeric\n_frombuffer\n(h\0h\u{1}J".utf8) + size + [0x85] + text("C")
      + Array("tR".utf8)
    #expect(throws: Pickle.Damage.self) {
      try Pickle.read((bytes + (0..<5000).flatMap { _ in array } + Array(".".utf8))[...])
    }
    #expect(throws: Never.self) { try Pickle.read((bytes + array + Array(".".utf8))[...]) }
  }
}
