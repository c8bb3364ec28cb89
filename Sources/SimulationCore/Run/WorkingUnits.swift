import ClausiusDeclarations

/// The units in which somebody works: words for the unit of length and of time of a run, `cm` and
/// `s`.
///
/// Numbers stay as they are; the words stand in the file and on axes in place of "length" and
/// "time".
public struct WorkingUnits: Declared, Hashable {
  /// The unit of lengths; `nil` for none.
  public var length: String?
  /// The unit of times; `nil` for none.
  public var time: String?

  /// No units.
  public init() {}

  /// The keys of `units`.
  public static let keys = [
    Key("length", \WorkingUnits.length, about: "the unit of lengths, such as cm or body_length"),
    Key(
      "time", \WorkingUnits.time,
      about: "the unit of times, such as s, in which rates may be written: 40 deg/s"),
  ]

  /// Refuses words that would make another unit of a product or a power.
  public func contradictions() -> [Contradiction] {
    [("length", length), ("time", time)].compactMap { name, word in
      guard let word, word.isEmpty || word.contains(where: { " */^()".contains($0) }) else {
        return nil
      }
      return Contradiction(
        at: name, "'\(word)' is no word for a unit",
        advice: "write one word without spaces and operators, such as cm")
    }
  }

  /// A unit such as "length^2/time" in these units: "cm^2/s".
  public func applied(to unit: String) -> String {
    var result = ""
    var word = ""
    for character in unit + " " {
      if character.isLetter || character == "_" {
        word.append(character)
      } else {
        result += word == "length" ? length ?? word : word == "time" ? time ?? word : word
        result.append(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }
}
