/// Numbers in bytes, the lowest byte first; `nil` beyond their end.
extension ArraySlice<UInt8> {
  /// The unsigned number in `count` bytes, `offset` behind the first.
  func littleEndian(_ offset: Int, _ count: Int) -> UInt64? {
    guard offset >= 0, offset <= self.count - count else { return nil }
    let begin = startIndex + offset
    return self[begin..<begin + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
