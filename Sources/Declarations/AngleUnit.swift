import Foundation

/// The unit of a key whose values are angles, or angles per time: such values may carry a unit,
/// `15 deg` or `0.26 rad`, and become those of the key.
struct AngleUnit {
  /// One unit of the key in radians.
  private let radians: Double

  private static let words: [String: Double] = [
    "deg": .pi / 180, "degree": .pi / 180, "degrees": .pi / 180, "°": .pi / 180, "rad": 1,
    "radian": 1, "radians": 1,
  ]

  /// The unit of a key, such as "degree" or "radian/time"; `nil` where it is no angle.
  init?(ofKey unit: String) {
    let angle = unit.split(separator: "/").first.map(String.init) ?? ""
    guard angle == "degree" || angle == "radian", let radians = Self.words[angle] else {
      return nil
    }
    self.radians = radians
  }

  /// The value, or the values in it, without units: numbers in the unit of the key.
  func plain(_ node: Node) -> Node {
    switch node.content {
    case .scalar(let text, isQuoted: false):
      guard let number = number(in: text) else { return node }
      return Node(.scalar(text: number, isQuoted: false), at: node.position)
    case .scalar: return node
    case .list(let nodes): return Node(.list(nodes.map(plain)), at: node.position)
    case .mapping(let entries):
      return Node(
        .mapping(
          entries.map { Node.Entry(key: $0.key, position: $0.position, value: plain($0.value)) }),
        at: node.position)
    }
  }

  /// The number of a text with a unit; `nil` for a text without one.
  private func number(in text: String) -> String? {
    let word = String(text.reversed().prefix { $0.isLetter || $0 == "°" }.reversed())
    let digits = text.dropLast(word.count).trimmingCharacters(in: .whitespaces)
    guard let unit = Self.words[word], let value = Double(digits), value.isFinite else {
      return nil
    }
    return unit == radians ? digits : (value * unit / radians).scenarioText
  }
}

extension KeyDescription {
  /// What the key takes besides numbers in its own unit, where that is an angle: "a real number
  /// above 0, or an angle with a unit, such as 15 deg or 0.26 rad".
  public var angleKind: ValueKind? {
    guard AngleUnit(ofKey: unit) != nil else { return nil }
    return .either([kind, .text])
  }
}
