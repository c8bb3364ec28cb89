import Foundation

/// The unit of a key whose values are angles, or angles per time: such values may carry a unit,
/// `15 deg`, `0.26 rad` or `40 deg/s`, and become those of the key.
struct AngleUnit {
  /// One angle of the key in radians.
  private let radians: Double
  /// What comes behind the slash, "time" or "time^(1/2)"; `nil` for angles alone.
  private let divisor: String?

  private static let words: [String: Double] = [
    "deg": .pi / 180, "degree": .pi / 180, "degrees": .pi / 180, "°": .pi / 180, "rad": 1,
    "radian": 1, "radians": 1,
  ]

  /// The unit of a key, such as "degree" or "radian/time"; `nil` where it is no angle.
  init?(ofKey unit: String) {
    let parts = unit.split(separator: "/", maxSplits: 1).map(String.init)
    guard let angle = parts.first, angle == "degree" || angle == "radian",
      let radians = Self.words[angle]
    else { return nil }
    self.radians = radians
    divisor = parts.count > 1 ? parts[1] : nil
  }

  /// The value, or the values in it, without units: numbers in the unit of the key.
  ///
  /// - Throws: an angle per something else than the key's is, each with its place.
  func plain(_ node: Node) throws(Problems) -> Node {
    var problems = Problems()
    switch node.content {
    // JSON knows texts only in quotes.
    case .scalar(let text, isQuoted: _):
      guard let angle = WrittenAngle(text) else { return node }
      try requireDivisor(of: angle, at: node)
      return Node(.scalar(text: number(of: angle), isQuoted: false), at: node.position)
    case .list(let nodes):
      let plain = nodes.compactMap { one in
        problems.collect { () throws(Problems) in try self.plain(one) }
      }
      try problems.throwIfAny()
      return Node(.list(plain), at: node.position)
    case .mapping(let entries):
      let plain = entries.compactMap { entry in
        problems.collect { () throws(Problems) in
          Node.Entry(key: entry.key, position: entry.position, value: try self.plain(entry.value))
        }
      }
      try problems.throwIfAny()
      return Node(.mapping(plain), at: node.position)
    }
  }

  /// The number in the unit of the key.
  private func number(of angle: WrittenAngle) -> String {
    let unit = angle.radians
    return unit == radians ? angle.digits : (angle.value * unit / radians).scenarioText
  }

  /// An angle with its own unit, as it was written: `40 deg/s`.
  private struct WrittenAngle {
    let digits: String
    let value: Double
    /// The word for the unit of the angle.
    let word: String
    /// One such unit in radians.
    let radians: Double
    /// What comes behind the slash; `nil` without one.
    let divisor: String?

    /// `nil` for a text that is no number with the unit of an angle.
    init?(_ text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      let angle = parts.first ?? ""
      word = String(angle.reversed().prefix { $0.isLetter || $0 == "°" }.reversed())
      digits = angle.dropLast(word.count).trimmingCharacters(in: .whitespaces)
      guard let radians = AngleUnit.words[word], let value = Double(digits), value.isFinite else {
        return nil
      }
      self.radians = radians
      self.value = value
      divisor = parts.count > 1 ? parts[1] : nil
    }
  }
}

// MARK: - What comes behind the slash

extension AngleUnit {
  /// Refuses an angle per anything where the key is an angle alone, and one per another time than
  /// the key's, "time" or the unit of time that the text states.
  private func requireDivisor(of angle: WrittenAngle, at node: Node) throws(Problems) {
    guard let written = angle.divisor else { return }
    guard let divisor else {
      throw Problems(
        Problem(
          expected: "an angle", found: node.whatItIs, at: node.position,
          advice: "write it without a time: '\(angle.digits) \(angle.word)'"))
    }
    let stated = node.timeUnit.map { divisor.replacing("time", with: $0) }
    guard written != divisor, written != stated else { return }
    throw Problems(
      Problem(
        expected: "an angle per \(divisor)", found: node.whatItIs, at: node.position,
        advice: advice(on: angle, per: written, stated: stated)))
  }

  private func advice(
    on angle: WrittenAngle, per written: String, stated: String?
  ) -> String {
    let divisor = divisor ?? "time"
    if let stated, stated != divisor {
      return "the unit of time is that of 'units': write the angle in \(angle.word)/\(stated)"
    }
    let plain = "write '\(angle.digits) \(angle.word)/\(divisor)'"
    let power = divisor.dropFirst("time".count)
    guard divisor.hasPrefix("time"), written.hasSuffix(power) else { return plain }
    let unit = written.dropLast(power.count)
    guard !unit.isEmpty, unit.allSatisfy({ $0.isLetter || $0 == "_" }) else { return plain }
    return plain + ", or name the unit of time in the scenario: 'units: {time: \(unit)}'"
  }
}

extension KeyDescription {
  /// What the key takes besides numbers in its own unit, where that is an angle: "a real number
  /// above 0, or an angle with a unit, such as 15 deg or 0.26 rad"; where it is an angle per time,
  /// 40 deg/s with the unit of time that the scenario states.
  public var angleKind: ValueKind? {
    guard AngleUnit(ofKey: unit) != nil else { return nil }
    return .either([kind, .text])
  }

  /// A value of the key, or the values in a node, with angles that carry a unit as plain numbers in
  /// that of the key.
  ///
  /// - Throws: an angle per something else than the key's, each with its place.
  public func withoutAngleUnits(_ node: Node) throws(Problems) -> Node {
    try AngleUnit(ofKey: unit)?.plain(node) ?? node
  }
}
