import Foundation

/// Reads pickles of Python without running anything that they name: numbers, texts, lists,
/// dictionaries and arrays of NumPy; what is built in another way is ``PickledValue/other``.
///
/// Source: PEP 307, PEP 3154, PEP 574; the operations of protocols 0 to 5.
struct Pickle {
  private let bytes: [UInt8]
  private var position = 0
  private var stack: [PickledValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickledValue] = [:]
  private var bytesMade = 0

  /// Lists in lists are given up at this depth, which no file of tracks has.
  private static let deepest = 100

  /// A pickle that ends early or holds an unknown operation.
  struct Damage: Error {}

  /// The value of a pickle.
  static func read(_ bytes: ArraySlice<UInt8>) throws(Damage) -> PickledValue {
    var pickle = Pickle(bytes: Array(bytes))
    while true {
      let operation = try pickle.take(1)[0]
      if operation == UInt8(ascii: ".") { return try pickle.pop() }
      try pickle.perform(operation)
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  // MARK: - Bytes

  private mutating func take(_ count: Int) throws(Damage) -> [UInt8] {
    guard count >= 0, count <= bytes.count - position else { throw Damage() }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  private mutating func whole(_ size: Int) throws(Damage) -> Int {
    let value = try take(size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let number = Int(exactly: value) else { throw Damage() }
    return number
  }

  private mutating func line() throws(Damage) -> String {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw Damage() }
    defer { position = end + 1 }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  // MARK: - The stack

  private mutating func pop() throws(Damage) -> PickledValue {
    guard let value = stack.popLast() else { throw Damage() }
    return value
  }

  private mutating func popToMark() throws(Damage) -> [PickledValue] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw Damage() }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  private mutating func popTuple(_ count: Int) throws(Damage) {
    guard stack.count >= count else { throw Damage() }
    let parts = Array(stack.suffix(count))
    stack.removeLast(count)
    try push(parts)
  }

  private mutating func append(_ parts: [PickledValue]) throws(Damage) {
    guard let top = stack.indices.last, stack[top].append(parts), stack[top].depth < Self.deepest
    else { throw Damage() }
  }

  private mutating func set(_ parts: [PickledValue]) throws(Damage) {
    guard let top = stack.indices.last else { throw Damage() }
    stack[top].set(parts)
    guard stack[top].depth < Self.deepest else { throw Damage() }
  }

  /// Puts a list or a tuple on the stack.
  private mutating func push(_ parts: [PickledValue]) throws(Damage) {
    let list = PickledValue.nested(parts)
    guard list.depth < Self.deepest else { throw Damage() }
    stack.append(list)
  }

  /// Puts what was computed from parts on the stack. Numbers that stand in a file take no more than
  /// eight times its bytes; a pickle that makes more of them makes the same ones again and again.
  private mutating func push(made value: PickledValue) throws(Damage) {
    bytesMade += value.size
    guard bytesMade <= 16 * bytes.count else { throw Damage() }
    stack.append(value)
  }

  private mutating func remember(_ key: Int) throws(Damage) {
    guard let value = stack.last else { throw Damage() }
    memo[key] = value
  }

  private mutating func recall(_ key: Int) throws(Damage) {
    guard let value = memo[key] else { throw Damage() }
    stack.append(value)
  }

  // MARK: - Operations

  private mutating func perform(_ operation: UInt8) throws(Damage) {
    switch UnicodeScalar(operation) {
    case "\u{80}": _ = try take(1)
    case "\u{95}": _ = try take(8)
    case "(": marks.append(stack.count)
    case "0": _ = try pop()
    case "1": _ = try popToMark()
    case "2":
      guard let top = stack.last else { throw Damage() }
      stack.append(top)
    case "N": stack.append(.nothing)
    case "\u{88}": stack.append(.truth(true))
    case "\u{89}": stack.append(.truth(false))
    default:
      if try performOnMemo(operation) { return }
      if try performOnScalar(operation) { return }
      if try performOnText(operation) { return }
      guard try performOnContainer(operation) else { throw Damage() }
    }
  }

  private mutating func performOnMemo(_ operation: UInt8) throws(Damage) -> Bool {
    switch UnicodeScalar(operation) {
    case "p": try remember(Int(try line()) ?? -1)
    case "q": try remember(try whole(1))
    case "r": try remember(try whole(4))
    case "\u{94}": try remember(memo.count)
    case "g": try recall(Int(try line()) ?? -1)
    case "h": try recall(try whole(1))
    case "j": try recall(try whole(4))
    default: return false
    }
    return true
  }

  private mutating func performOnScalar(_ operation: UInt8) throws(Damage) -> Bool {
    switch UnicodeScalar(operation) {
    case "I":
      let text = try line()
      stack.append(
        text == "00" ? .truth(false) : text == "01" ? .truth(true) : .whole(Int(text) ?? 0))
    case "L": stack.append(.whole(Int(try line().filter { $0 != "L" }) ?? 0))
    case "F": stack.append(.real(Double(try line()) ?? .nan))
    case "K": stack.append(.whole(try whole(1)))
    case "M": stack.append(.whole(try whole(2)))
    case "J": stack.append(.whole(Int(Int32(truncatingIfNeeded: try whole(4)))))
    case "\u{8A}": stack.append(Self.long(try take(try whole(1))))
    case "\u{8B}": stack.append(Self.long(try take(try whole(4))))
    case "G":
      let bits = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      stack.append(.real(Double(bitPattern: bits)))
    default: return false
    }
    return true
  }

  private static func long(_ bytes: [UInt8]) -> PickledValue {
    guard bytes.count <= 8 else { return .other }
    let isNegative = (bytes.last ?? 0) >= 0x80
    let bits = bytes.reversed().reduce(isNegative ? UInt64.max : 0) { $0 << 8 | UInt64($1) }
    return .whole(Int(Int64(bitPattern: bits)))
  }

  private mutating func performOnText(_ operation: UInt8) throws(Damage) -> Bool {
    func text(_ bytes: [UInt8]) -> PickledValue { .text(String(decoding: bytes, as: UTF8.self)) }
    switch UnicodeScalar(operation) {
    case "V", "S":
      let written = try line()
      let isQuoted = operation == UInt8(ascii: "S") && written.count > 1
      stack.append(.text(isQuoted ? String(written.dropFirst().dropLast()) : written))
    case "X": stack.append(text(try take(try whole(4))))
    case "\u{8C}": stack.append(text(try take(try whole(1))))
    case "\u{8D}": stack.append(text(try take(try whole(8))))
    case "U": stack.append(.bytes(try take(try whole(1))))
    case "T": stack.append(.bytes(try take(try whole(4))))
    case "C": stack.append(.bytes(try take(try whole(1))))
    case "B": stack.append(.bytes(try take(try whole(4))))
    case "\u{8E}", "\u{96}": stack.append(.bytes(try take(try whole(8))))
    default: return false
    }
    return true
  }

  private mutating func performOnContainer(_ operation: UInt8) throws(Damage) -> Bool {
    switch UnicodeScalar(operation) {
    case "]", ")", "\u{8F}": try push([])
    case "}": stack.append(.dictionary([], depth: 1))
    case "l", "t", "\u{91}": try push(try popToMark())
    case "d":
      let parts = try popToMark()
      stack.append(.dictionary([], depth: 1))
      try set(parts)
    case "\u{85}": try popTuple(1)
    case "\u{86}": try popTuple(2)
    case "\u{87}": try popTuple(3)
    case "a": try append([try pop()])
    case "e", "\u{90}": try append(try popToMark())
    case "s":
      let value = try pop()
      try set([try pop(), value])
    case "u": try set(try popToMark())
    case "c": stack.append(.global(try line() + "." + (try line())))
    case "\u{93}":
      let name = try pop()
      stack.append(.global((try pop().text ?? "") + "." + (name.text ?? "")))
    case "R", "\u{81}":
      let arguments = try pop().parts ?? []
      try push(made: Self.made(by: try pop(), arguments))
    case "\u{92}":
      _ = try pop()
      let arguments = try pop().parts ?? []
      try push(made: Self.made(by: try pop(), arguments))
    case "b":
      let state = try pop()
      try push(made: Self.built(try pop(), state))
    default: return false
    }
    return true
  }
}

// MARK: - What is made of parts

extension Pickle {
  /// What a function makes of its arguments, for the few that NumPy and texts need.
  private static func made(by function: PickledValue, _ arguments: [PickledValue]) -> PickledValue {
    guard case .global(let path) = function else { return .other }
    switch path.split(separator: ".").last ?? "" {
    case "encode":
      guard let text = arguments.first?.text else { return .other }
      let latin = text.unicodeScalars.map { UInt8(exactly: $0.value) }
      return latin.contains(nil) ? .other : .bytes(latin.compactMap { $0 })
    case "dtype": return arguments.first?.text.map(PickledValue.type) ?? .other
    case "scalar":
      guard arguments.count == 2, case .type(let type) = arguments[0],
        case .bytes(let bytes) = arguments[1],
        let array = PickledArray(bytes, shape: [], type: type, isFortran: false)
      else { return .other }
      return .array(array)
    case "_frombuffer":
      guard arguments.count == 4, case .bytes(let bytes) = arguments[0],
        case .type(let type) = arguments[1], let shape = shape(arguments[2])
      else { return .other }
      let isFortran = arguments[3].text == "F"
      return PickledArray(bytes, shape: shape, type: type, isFortran: isFortran)
        .map(PickledValue.array) ?? .other
    case "OrderedDict", "dict", "defaultdict": return .dictionary([], depth: 1)
    default: return .other
    }
  }

  /// What the state of an object makes of it.
  private static func built(_ object: PickledValue, _ state: PickledValue) -> PickledValue {
    guard let parts = state.parts else { return object }
    if case .type(let type) = object, parts.count > 1, let order = parts[1].text {
      return .type((order == "|" ? "" : order) + type)
    }
    // NumPy: (version, shape, type, is Fortran, data).
    guard case .other = object, parts.count == 5, let shape = shape(parts[1]),
      case .type(let type) = parts[2], case .truth(let isFortran) = parts[3]
    else { return object }
    if case .list = parts[4] { return parts[4] }
    guard case .bytes(let bytes) = parts[4] else { return object }
    return PickledArray(bytes, shape: shape, type: type, isFortran: isFortran)
      .map(PickledValue.array) ?? .other
  }

  private static func shape(_ value: PickledValue) -> [Int]? {
    value.parts?.map { if case .whole(let length) = $0 { length } else { -1 } }
  }
}
