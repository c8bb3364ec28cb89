import Foundation

/// What stands in a cell of numbers.
enum TableNumber: Equatable {
  case number(Double)
  /// Nothing, or a word for it: `NA`, `nan`, `null`, `-`.
  case missing
  case text

  private static let missingWords: Set<String> = [
    "na", "n/a", "#n/a", "<na>", "nan", "-nan", "+nan", "null", "none", "-", "--",
  ]
  private static let infinities: [String: Double] = [
    "inf": .infinity, "+inf": .infinity, "-inf": -.infinity, "infinity": .infinity,
    "+infinity": .infinity, "-infinity": -.infinity,
  ]

  /// Reads the bytes of a cell without the spaces around it. The exponent may follow an `e` or a
  /// `d` (Fortran); digits are not grouped.
  init(_ cell: UnsafeRawBufferPointer, _ mark: TableDialect.DecimalMark) {
    if let number = Self.decimal(cell, mark.byte) {
      self = .number(number)
    } else if cell.count > 9 {
      self = .text
    } else {
      let word = String(decoding: cell, as: UTF8.self).lowercased()
      if word.isEmpty || Self.missingWords.contains(word) {
        self = .missing
      } else {
        self = Self.infinities[word].map(TableNumber.number) ?? .text
      }
    }
  }

  /// The same of a text.
  init(_ text: String, _ mark: TableDialect.DecimalMark) {
    var text = text
    self = text.withUTF8 { TableNumber(UnsafeRawBufferPointer($0), mark) }
  }

  var isNumber: Bool { if case .number = self { true } else { false } }

  /// The decimal mark of a number whose digits are grouped by threes, `1.234,25` or `1,234.25`;
  /// `nil` for anything else. Such numbers tell how a table is written, and are not read.
  static func markOfGroupedDigits(_ text: String) -> TableDialect.DecimalMark? {
    guard text.utf8.contains(UInt8(ascii: ".")), text.utf8.contains(UInt8(ascii: ",")) else {
      return nil
    }
    if text.wholeMatch(of: /[+-]?\d{1,3}(\.\d{3})+,\d+/) != nil { return .comma }
    return text.wholeMatch(of: /[+-]?\d{1,3}(,\d{3})+\.\d+/) != nil ? .point : nil
  }

  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// A number in digits; `nil` for anything else and beyond the largest number. A product or
  /// quotient of two exact numbers is the nearest one (Clinger 1990); the C library rounds the
  /// rest.
  private static func decimal(_ cell: UnsafeRawBufferPointer, _ mark: UInt8) -> Double? {
    guard let parts = Digits(cell, mark) else { return nil }
    if parts.mantissa <= 1 << 53, abs(parts.exponent) < powers.count, parts.isExact {
      let (mantissa, power) = (Double(parts.mantissa), powers[abs(parts.exponent)])
      let value = parts.exponent < 0 ? mantissa / power : mantissa * power
      return parts.isNegative ? -value : value
    }
    return rounded(cell, mark)
  }

  private static func rounded(_ cell: UnsafeRawBufferPointer, _ mark: UInt8) -> Double? {
    let value = withUnsafeTemporaryAllocation(of: CChar.self, capacity: cell.count + 1) { text in
      for (index, byte) in cell.enumerated() {
        let plain = byte == mark ? UInt8(ascii: ".") : byte | 0x20 == 0x64 ? 0x65 : byte
        text.initializeElement(at: index, to: CChar(bitPattern: plain))
      }
      text.initializeElement(at: cell.count, to: 0)
      return text.baseAddress.map { strtod($0, nil) } ?? .nan
    }
    return value.isFinite ? value : nil
  }
}

/// The digits of a number: `mantissa` times 10 to the `exponent`.
private struct Digits {
  var mantissa: UInt64 = 0
  var exponent = 0
  var isNegative = false
  /// Whether the mantissa holds all digits.
  var isExact = true

  init?(_ cell: UnsafeRawBufferPointer, _ mark: UInt8) {
    var position = 0
    if let first = cell.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      position = 1
    }
    let whole = take(cell, &position, afterMark: false)
    var decimals = 0
    if position < cell.count, cell[position] == mark {
      position += 1
      decimals = take(cell, &position, afterMark: true)
      // A comma without digits on both sides ends a word.
      if mark == UInt8(ascii: ","), whole == 0 || decimals == 0 { return nil }
    }
    guard whole + decimals > 0, takeExponent(cell, &position), position == cell.count else {
      return nil
    }
  }

  private mutating func take(
    _ cell: UnsafeRawBufferPointer, _ position: inout Int, afterMark: Bool
  ) -> Int {
    let begin = position
    while position < cell.count {
      let digit = cell[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if mantissa < 100_000_000_000_000_000 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if afterMark { exponent -= 1 }
      } else {
        isExact = false
      }
      position += 1
    }
    return position - begin
  }

  /// Whether what follows is an exponent, or nothing.
  private mutating func takeExponent(
    _ cell: UnsafeRawBufferPointer, _ position: inout Int
  ) -> Bool {
    guard position < cell.count else { return true }
    let letter = cell[position] | 0x20
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "d") else { return false }
    position += 1
    var isNegative = false
    if position < cell.count, cell[position] == 0x2B || cell[position] == 0x2D {
      isNegative = cell[position] == 0x2D
      position += 1
    }
    let begin = position
    var power = 0
    while position < cell.count {
      let digit = cell[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      power = min(power * 10 + Int(digit), 100_000)
      position += 1
    }
    exponent += isNegative ? -power : power
    return position > begin
  }
}
