import Foundation

/// What the head of a `.npy` file says: a dictionary of Python.
struct NumPyHeader {
  /// The type of the numbers.
  let description: String
  /// Whether the first axis is fastest.
  let isFortran: Bool
  let shape: [Int]
  /// The product of the axes.
  let count: Int
  /// Where the numbers begin.
  let end: Int

  init(_ bytes: ArraySlice<UInt8>, path: String) throws(DatasetError) {
    let bad = DatasetError(.storage, "\(path): the head of the NumPy file is damaged")
    guard bytes.starts(with: NumPyArray.magic), let version = bytes.littleEndian(6, 1),
      (1...3).contains(version),
      let length = bytes.littleEndian(8, version == 1 ? 2 : 4)
    else { throw bad }
    let begin = bytes.startIndex + (version == 1 ? 10 : 12)
    guard let size = Int(exactly: length), size <= bytes.endIndex - begin else { throw bad }
    end = begin + size
    let text = String(decoding: bytes[begin..<end], as: UTF8.self)
    guard let type = Self.value("descr", in: text),
      let order = Self.value("fortran_order", in: text),
      let axes = Self.axes(Self.value("shape", in: text))
    else { throw bad }
    description = type.trimmingCharacters(in: ["'", "\""])
    isFortran = order.hasPrefix("True")
    shape = axes
    var product = 1
    for axis in axes {
      let (next, overflow) = product.multipliedReportingOverflow(by: axis)
      guard axis >= 0, !overflow else { throw bad }
      product = next
    }
    count = product
  }

  /// What stands behind a key: a text, a word, a list in parentheses or brackets.
  private static func value(_ key: String, in text: String) -> String? {
    guard let place = text.range(of: "'\(key)':") ?? text.range(of: "\"\(key)\":") else {
      return nil
    }
    let rest = text[place.upperBound...].drop { $0 == " " }
    guard let first = rest.first else { return nil }
    switch first {
    case "(": return rest.firstIndex(of: ")").map { String(rest[...$0]) }
    case "[": return "records"
    case "'", "\"":
      return rest.dropFirst().firstIndex(of: first).map { String(rest[...$0]) }
    default: return String(rest.prefix { $0 != "," && $0 != "}" })
    }
  }

  private static func axes(_ text: String?) -> [Int]? {
    guard let text, text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    let axes = parts.compactMap { Int($0) }
    return axes.count == parts.count ? axes : nil
  }
}
