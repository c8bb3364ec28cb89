/// The order of finite numbers by value, equal ones by their place, in linear time: digits of
/// eleven bits, the lowest first (Knuth 1998, 5.2.5). Few numbers are compared with one another.
package struct SortedOrder {
  /// The places of the numbers from the smallest to the largest.
  package let places: [Int32]
  /// Below this many numbers, comparing them is faster than counting their digits.
  private static let fewNumbers = 1024

  /// The order of `numbers`, none of which is NaN.
  package init(_ numbers: [Double]) {
    let count = numbers.count
    precondition(count < Int(Int32.max))
    var keys = numbers.map(Self.key)
    var places = (0..<Int32(count)).map { $0 }
    if count < Self.fewNumbers {
      places.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
      self.places = places
      return
    }
    var (otherKeys, otherPlaces) = (keys, places)
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      guard var next = Self.starts(shift, keys) else { continue }
      Self.pass(shift, keys, places, &otherKeys, &otherPlaces, &next)
      swap(&keys, &otherKeys)
      swap(&places, &otherPlaces)
    }
    self.places = places
  }

  /// A whole number that has the same order as the number; the two zeros are equal.
  @inline(__always)
  private static func key(_ number: Double) -> UInt64 {
    let bits = (number == 0 ? 0 : number).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// Where the keys of each digit begin; `nil` when all keys have the same one.
  private static func starts(_ shift: UInt64, _ keys: [UInt64]) -> [Int]? {
    var starts = [Int](repeating: 0, count: 2049)
    for key in keys { starts[Int(key >> shift & 2047) + 1] += 1 }
    if let first = keys.first, starts[Int(first >> shift & 2047) + 1] == keys.count { return nil }
    for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
    return starts
  }

  private static func pass(
    _ shift: UInt64, _ keys: [UInt64], _ places: [Int32], _ newKeys: inout [UInt64],
    _ newPlaces: inout [Int32], _ next: inout [Int]
  ) {
    newKeys.withUnsafeMutableBufferPointer { newKeys in
      newPlaces.withUnsafeMutableBufferPointer { newPlaces in
        for (index, key) in keys.enumerated() {
          let digit = Int(key >> shift & 2047)
          newKeys[next[digit]] = key
          newPlaces[next[digit]] = places[index]
          next[digit] &+= 1
        }
      }
    }
  }
}
