/// A unit as a product of powers, so that it is the same however writers spell it: `m/s`, `m s-1`
/// and `metre second^-1`; `um` and `µm`; `Angstrom`, `angstrom` and `Å`.
///
/// Prefixes are part of a unit: nm and m differ.
public struct UnitSpelling: Sendable, Hashable {
  /// The power of each unit; none where the unit is a plain number.
  public private(set) var powers: [String: Int] = [:]

  /// Reads a unit. What is not understood is a unit of its own.
  public init(_ text: String) {
    var groups: [Int] = []
    var next = 1
    var word = ""
    for character in text.replacing("**", with: "^").replacing("^(", with: "^") + " " {
      guard " */()·⋅×".contains(character) else {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        let (name, power) = Self.factor(word)
        if let name { powers[name, default: 0] += power * next * (groups.last ?? 1) }
        (word, next) = ("", 1)
      }
      if character == "/" { next = -1 }
      if character == "(" { groups.append(next * (groups.last ?? 1)) }
      if character == "(" { next = 1 }
      if character == ")" { _ = groups.popLast() }
    }
    powers = powers.filter { $0.value != 0 }
  }

  /// Whether two texts name one unit.
  public static func areSame(_ first: String, _ second: String) -> Bool {
    first == second || UnitSpelling(first) == UnitSpelling(second)
  }

  /// A factor such as `s-1`, `s^-1`, `s⁻¹` or `m2`; no name for a 1.
  private static func factor(_ word: String) -> (name: String?, power: Int) {
    let plain = String(word.map { superscripts[$0] ?? $0 })
    let name = plain.prefix { !"^+-0123456789".contains($0) }
    let rest = plain.dropFirst(name.count).drop { $0 == "^" }
    guard !name.isEmpty else { return (Double(plain) == 1 ? nil : plain, 1) }
    if rest.isEmpty { return (symbol(String(name)), 1) }
    return Int(rest).map { (symbol(String(name)), $0) } ?? (plain, 1)
  }

  private static let superscripts: [Character: Character] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
    "⁸": "8", "⁹": "9",
  ]

  private static let words = [
    "meter": "m", "metre": "m", "second": "s", "sec": "s", "gram": "g", "kelvin": "K",
    "angstrom": "Å", "ang": "Å", "mole": "mol", "joule": "J", "calorie": "cal",
    "electronvolt": "eV", "minute": "min", "hour": "h", "hr": "h", "day": "d", "radian": "rad",
    "degree": "deg", "volt": "V", "pascal": "Pa", "newton": "N", "watt": "W", "hertz": "Hz",
    "dalton": "Da", "amu": "Da", "pixel": "px", "frame": "frame",
  ]
  private static let prefixes = [
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c",
    "kilo": "k", "mega": "M", "giga": "G",
  ]
  private static let afterMicro: Set = [
    "m", "s", "g", "K", "J", "V", "L", "A", "N", "W", "Pa", "eV", "mol", "Hz",
  ]

  /// The symbol of a unit that may be written out.
  private static func symbol(_ name: String) -> String {
    if name == "Å" || name == "\u{212B}" { return "Å" }
    if let first = name.first, "uμµ".contains(first), afterMicro.contains(String(name.dropFirst()))
    {
      return "µ" + name.dropFirst()
    }
    let lower = name.lowercased()
    guard lower.count > 2 else { return name }
    for word in [lower, lower.hasSuffix("s") ? String(lower.dropLast()) : lower] {
      if let known = words[word] { return known }
      for (prefix, letter) in prefixes where word.hasPrefix(prefix) {
        if let known = words[String(word.dropFirst(prefix.count))] { return letter + known }
      }
    }
    return name
  }
}
