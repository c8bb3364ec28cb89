/// What tells a member of a sweep from the others: a hash of its values, whatever their order and
/// however many members there are beside it.
public struct MemberIdentity: Sendable, Hashable, CustomStringConvertible {
  private let number: UInt64

  /// The member whose keys have these values: FNV-1a with 64 bits over `key=value` lines in the
  /// order of the keys, with the last bits mixed as SplitMix64 does.
  ///
  /// Source: Fowler, Noll, Vo, RFC 9923; Steele, Lea, Flood, OOPSLA 2014.
  init(_ settings: [(key: String, value: String)]) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
      for byte in key.utf8 { add(byte) }
      add(UInt8(ascii: "="))
      for byte in value.utf8 { add(byte) }
      add(UInt8(ascii: "\n"))
    }
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
    number = hash ^ hash >> 31
  }

  /// The identity that is written as `text`, 16 hexadecimal digits.
  init?(_ text: String) {
    guard text.utf8.count == 16, let number = UInt64(text, radix: 16) else { return nil }
    self.number = number
  }

  /// 16 hexadecimal digits.
  public var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
