import Foundation

/// Words and numbers in the language of gnuplot, whatever the locale and whatever they contain.
enum GnuplotText {
  /// A number with a point, as every locale of gnuplot's reads it in a script; the nearest that it
  /// draws of those beyond its range, 0 for NaN.
  static func number(_ value: Double) -> String {
    value.isNaN ? "0" : max(-8e307, min(8e307, value)).description
  }

  /// A text as gnuplot takes it literally: in single quotes nothing is replaced; a quote itself
  /// stands in double quotes between two such pieces, since not every version reads doubled quotes.
  /// What does not print becomes a space.
  static func quoted(_ text: String) -> String {
    let printable = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: " "
          default: scalar
          }
        }))
    return "'" + printable.replacing("'", with: "'.\"'\".'") + "'"
  }

  /// Both ends of a range.
  static func range(_ range: ClosedRange<Double>) -> String {
    "[\(number(range.lowerBound)):\(number(range.upperBound))]"
  }

  /// The colors of a ramp as gnuplot takes them.
  static func palette(_ ramp: ColorScale.Ramp) -> String {
    let colors = Palette.ramp(ramp)
    let stops = colors.enumerated().map { k, color in
      "\(number(Double(k) / Double(colors.count - 1))) \(quoted(color))"
    }
    return "set palette defined (\(stops.joined(separator: ", ")))"
  }
}
