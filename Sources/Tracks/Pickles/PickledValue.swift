/// A value of Python as far as files of tracks hold them.
indirect enum PickledValue {
  case nothing
  case truth(Bool)
  case whole(Int)
  case real(Double)
  case text(String)
  case bytes([UInt8])
  case list([PickledValue], depth: Int)
  case dictionary([(key: PickledValue, value: PickledValue)], depth: Int)
  /// A function or a class, by its module and name.
  case global(String)
  /// A type of NumPy such as `<f8`.
  case type(String)
  case array(PickledArray)
  /// Whatever else.
  case other

  /// The value under a text.
  subscript(key: String) -> PickledValue? {
    guard case .dictionary(let entries, _) = self else { return nil }
    return entries.last { if case .text(key) = $0.key { true } else { false } }?.value
  }

  /// A number; `nil` for anything else.
  var number: Double? {
    switch self {
    case .whole(let value): Double(value)
    case .real(let value): value
    case .array(let array): array.values.count == 1 ? array.values[0] : nil
    default: nil
    }
  }

  /// A text; `nil` for anything else.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The parts of a list or a tuple; `nil` for anything else.
  var parts: [PickledValue]? { if case .list(let parts, _) = self { parts } else { nil } }

  /// How many lists and dictionaries lie in each other.
  var depth: Int {
    switch self {
    case .list(_, let depth), .dictionary(_, let depth): depth
    default: 0
    }
  }

  /// The bytes that an array, or bytes, take in memory.
  var size: Int {
    switch self {
    case .array(let array): 8 * array.values.count
    case .bytes(let bytes): bytes.count
    default: 0
    }
  }

  /// A list or a tuple of `parts`.
  static func nested(_ parts: [PickledValue]) -> PickledValue {
    .list(parts, depth: 1 + (parts.map(\.depth).max() ?? 0))
  }

  /// Adds parts to a list, without a copy of it; `false` for anything else.
  mutating func append(_ more: [PickledValue]) -> Bool {
    guard case .list(var parts, let depth) = self else { return false }
    self = .nothing
    parts += more
    self = .list(parts, depth: max(depth, 1 + (more.map(\.depth).max() ?? 0)))
    return true
  }

  /// Adds keys and values, one after the other, to a dictionary; to anything else nothing: those
  /// are the members of an object that is not understood.
  mutating func set(_ more: [PickledValue]) {
    guard case .dictionary(var entries, let depth) = self, more.count % 2 == 0 else { return }
    self = .nothing
    for place in stride(from: 0, to: more.count, by: 2) {
      entries.append((more[place], more[place + 1]))
    }
    self = .dictionary(entries, depth: max(depth, 1 + (more.map(\.depth).max() ?? 0)))
  }
}

/// An array of NumPy.
struct PickledArray {
  /// The numbers, the last axis fastest.
  var values: [Double]
  var shape: [Int]

  /// The numbers in the bytes of an array; `nil` for what are no floating-point or whole numbers of
  /// this size.
  init?(_ bytes: [UInt8], shape: [Int], type: String, isFortran: Bool) {
    let order = type.first == ">" ? ">" : "<"
    let kind = type.drop { "<>|=".contains($0) }
    guard let letter = kind.first, let size = Int(kind.dropFirst()), [1, 2, 4, 8].contains(size),
      shape.allSatisfy({ $0 >= 0 })
    else { return nil }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { return nil }
      count = product
    }
    guard bytes.count / size >= count, letter == "f" ? size >= 4 : "iub".contains(letter) else {
      return nil
    }
    let numbers = (0..<count).map { k -> Double in
      var bits: UInt64 = 0
      for j in 0..<size {
        bits = bits << 8 | UInt64(bytes[k * size + (order == ">" ? j : size - 1 - j)])
      }
      switch (letter, size) {
      case ("f", 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case ("f", _): return Double(bitPattern: bits)
      case ("i", _):
        let unused = UInt64(64 - 8 * size)
        return Double(Int64(bitPattern: bits << unused) >> unused)
      default: return Double(bits)
      }
    }
    self.shape = shape
    values = isFortran ? Self.reordered(numbers, shape) : numbers
  }

  /// Numbers whose first axis is fastest, with the last one fastest.
  private static func reordered(_ numbers: [Double], _ shape: [Int]) -> [Double] {
    numbers.indices.map { place in
      var (rest, source, stride) = (place, 0, 1)
      var strides: [Int] = []
      for length in shape {
        strides.append(stride)
        stride *= max(1, length)
      }
      for axis in shape.indices.reversed() {
        source += rest % max(1, shape[axis]) * strides[axis]
        rest /= max(1, shape[axis])
      }
      return numbers[source]
    }
  }
}
