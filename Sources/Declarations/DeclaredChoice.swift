/// Words of a scenario: an enumeration whose cases are the choices of a key.
///
/// The word of `nearestNeighbor` is `nearest_neighbor`. An enumeration of text has the words that
/// its raw values are (`case later = "2003"`).
public protocol DeclaredChoice: DeclaredValue, CaseIterable {
  /// The word in a scenario, a call or a file.
  var word: String { get }

  /// What the case selects, for `describe`.
  var about: String { get }
}

extension DeclaredChoice {
  /// The name of the case with `_` between its words.
  public var word: String { String(describing: self).inSnakeCase }

  /// The case of a word; `nil` for a word of none.
  public init?(word: String) {
    guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = found
  }

  /// One of the cases.
  public static var kind: ValueKind {
    .choice(allCases.map { ValueKind.Choice($0.word, $0.about) })
  }

  /// Reads one of the words; another word is answered with the nearest known one.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .scalar(let text, _) = node.content else { throw node.mismatch(kind) }
    guard let value = Self(word: text) else {
      let words = Self.allCases.map(\.word)
      throw Problems(
        Problem(
          expected: kind.inWords, found: node.whatItIs, at: node.position,
          advice: words.nearestName(to: text).map { "did you mean '\($0)'?" }))
    }
    self = value
  }

  /// The word.
  public var scenarioText: String { word }
}

extension DeclaredChoice where Self: RawRepresentable, RawValue == String {
  /// The raw value.
  public var word: String { rawValue }
}

extension String {
  /// The text with `_` and a small letter in place of each capital: `plugIn` is `plug_in`.
  fileprivate var inSnakeCase: String {
    reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }
}
