/// Texts to be written, and how: fixed-length or variable-length, one or a list.
public struct HDF5Text: Sendable, Hashable {
  /// The texts; exactly one if ``isScalar``.
  public var values: [String]
  /// Whether this is a single value rather than a list.
  public var isScalar: Bool
  /// Whether every text takes the same number of bytes in the file.
  public var isFixedLength: Bool

  /// One text in fixed length: as many bytes as it has, marked as ASCII if it is.
  public static func fixed(_ text: String) -> HDF5Text {
    HDF5Text(values: [text], isScalar: true, isFixedLength: true)
  }

  /// A list of texts in fixed length: as many bytes as the longest has.
  public static func fixed(_ texts: [String]) -> HDF5Text {
    HDF5Text(values: texts, isScalar: false, isFixedLength: true)
  }

  /// One text in variable length, in UTF-8.
  public static func variable(_ text: String) -> HDF5Text {
    HDF5Text(values: [text], isScalar: true, isFixedLength: false)
  }

  /// A list of texts in variable length, in UTF-8.
  public static func variable(_ texts: [String]) -> HDF5Text {
    HDF5Text(values: texts, isScalar: false, isFixedLength: false)
  }

  /// The type that holds all of the texts.
  var datatype: HDF5Datatype {
    guard isFixedLength else { return .variableString }
    return .fixedString(length: max(1, values.map(\.utf8.count).max() ?? 1))
  }

  var shape: [Int] { isScalar ? [] : [values.count] }

  /// Fixed-length texts of plain ASCII are marked as such; variable-length ones are always UTF-8.
  var isASCII: Bool {
    isFixedLength && values.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } }
  }
}
