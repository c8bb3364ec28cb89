/// How a table is written: what stands between its cells, what marks decimals, where its names are.
public struct TableDialect: Sendable, Hashable, CustomStringConvertible {
  /// How characters are stored.
  public enum Encoding: String, Sendable, Hashable {
    /// UTF-8, with a byte order mark or without.
    case utf8 = "UTF-8"
    /// UTF-16 with a byte order mark.
    case utf16 = "UTF-16"
    /// One byte for a character: text that is not UTF-8, as older spreadsheets write it.
    case windows1252 = "Windows-1252"
  }

  /// What stands between two cells.
  public enum Separator: String, Sendable, Hashable, CaseIterable {
    case tab = "tabs"
    case semicolon = "semicolons"
    case comma = "commas"
    case bar = "bars"
    /// Any number of spaces and tabs.
    case spaces
    /// Nothing: a line is a cell.
    case none = "one column"

    /// The byte; `nil` for spaces and for nothing.
    var byte: UInt8? {
      switch self {
      case .tab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .comma: UInt8(ascii: ",")
      case .bar: UInt8(ascii: "|")
      case .spaces, .none: nil
      }
    }
  }

  /// What stands before the decimals of a number.
  public enum DecimalMark: String, Sendable, Hashable {
    case point = "decimal points"
    case comma = "decimal commas"

    var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
  }

  /// How characters are stored.
  public internal(set) var encoding = Encoding.utf8
  /// What stands between two cells.
  public internal(set) var separator = Separator.comma
  /// What stands before the decimals of a number.
  public internal(set) var decimalMark = DecimalMark.point
  /// The number of lines with names above the numbers.
  public internal(set) var headerLines = 0
  /// The number of lines above the names that are no part of the table.
  public internal(set) var linesAbove = 0
  /// What begins a line that is no part of the table; `nil` where no line does.
  public internal(set) var commentPrefix: Character?
  /// The number of lines that are left out as comments; one that names the columns does not count.
  public internal(set) var commentLines = 0

  /// In words: `semicolons, decimal commas, 1 header line`.
  public var description: String {
    var words = [separator.rawValue]
    if encoding != .utf8 { words.append(encoding.rawValue) }
    if decimalMark == .comma { words.append(decimalMark.rawValue) }
    words.append(headerText)
    if linesAbove > 0 { words.append("\(linesAbove) lines above it left out") }
    if let commentPrefix { words.append("comments after \(commentPrefix)" + commentCount) }
    return words.joined(separator: ", ")
  }

  private var commentCount: String {
    switch commentLines {
    case 0: ""
    case 1: " (1 line left out)"
    default: " (\(commentLines) lines left out)"
    }
  }

  private var headerText: String {
    switch headerLines {
    case 0: "no header line"
    case 1: "1 header line"
    default: "\(headerLines) header lines"
    }
  }
}
