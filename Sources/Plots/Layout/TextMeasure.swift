/// How much room text takes, estimated from the widths of a wide sans-serif face, so that there is
/// always enough.
enum TextMeasure {
  /// Millimeters in a point.
  static let point = 25.4 / 72
  /// The height of a line of text, in millimeters.
  static func lineHeight(_ points: Double) -> Double { 1.3 * points * point }

  /// The width of `text`, in millimeters.
  static func width(_ text: String, points: Double) -> Double {
    text.reduce(0) { $0 + share($1) } * points * point
  }

  /// Breaks text into lines of at most `width` millimeters, at spaces where there are any.
  static func lines(_ text: String, width: Double, points: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = String(word)
      let joined = line.isEmpty ? rest : line + " " + rest
      if self.width(joined, points: points) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while self.width(rest, points: points) > width, rest.count > 1 {
        let room = max(1, Int(width / (0.65 * points * point)))
        lines.append(String(rest.prefix(room)))
        rest = String(rest.dropFirst(room))
      }
      line = rest
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The width of a character in units of the font's size.
  private static func share(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!": 0.32
    case " ", "f", "t", "r", "(", ")", "[", "]", "-", "/": 0.4
    case "m", "w", "M", "W", "@", "%": 0.95
    case "a"..."z", "0"..."9", "_": 0.63
    case "A"..."Z": 0.72
    default: character.isASCII ? 0.65 : character.utf8.count > 2 ? 1 : 0.72
    }
  }
}
