import Foundation

/// The characters of a table in UTF-8, without a byte order mark.
struct TableText {
  var bytes: [UInt8]
  var encoding: TableDialect.Encoding

  /// Decodes the bytes of a file.
  ///
  /// - Throws: ``DatasetError`` with `path` for what is no text.
  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = try Self.utf8(Array(bytes.dropFirst(3)), path: path)
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = try Self.utf16(bytes, path: path)
    } else {
      self = try Self.utf8(bytes, path: path)
    }
  }

  private init(bytes: [UInt8], encoding: TableDialect.Encoding) {
    self.bytes = bytes
    self.encoding = encoding
  }

  private static func utf8(_ bytes: [UInt8], path: String) throws(DatasetError) -> TableText {
    guard !bytes.contains(where: isControl) else { throw noText(path, bytes) }
    if let text = String(validating: bytes, as: UTF8.self) {
      return TableText(bytes: withPlainMinus(bytes, text), encoding: .utf8)
    }
    guard let text = String(bytes: bytes, encoding: .windowsCP1252) else {
      throw noText(path, bytes)
    }
    return TableText(bytes: Array(text.utf8), encoding: .windows1252)
  }

  /// The text with hyphens in place of the minus sign of Unicode, which some spreadsheets write.
  private static func withPlainMinus(_ bytes: [UInt8], _ text: String) -> [UInt8] {
    guard bytes.contains(0xE2), text.contains("\u{2212}") else { return bytes }
    return Array(text.replacing("\u{2212}", with: "-").utf8)
  }

  private static func utf16(_ bytes: [UInt8], path: String) throws(DatasetError) -> TableText {
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place -> UInt16 in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self)
    else { throw noText(path, bytes) }
    return TableText(bytes: Array(text.utf8), encoding: .utf16)
  }

  /// What no text holds: control characters other than tabs and ends of lines and pages.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B
  }

  private static func noText(_ path: String, _ bytes: [UInt8]) -> DatasetError {
    let isWide = bytes.count > 3 && (bytes[0] == 0) != (bytes[1] == 0)
    let advice = isWide ? " (UTF-16 without a byte order mark? save the file as UTF-8)" : ""
    return DatasetError(
      .request, "\(path): neither an HDF5 file, a NumPy file, nor a table of text" + advice)
  }
}
