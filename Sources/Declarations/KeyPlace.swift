/// A key and the path that leads to it from a group of keys.
///
/// Where a key takes one of several groups that a word tells apart, `{kind: kink, ...}`, a path may
/// lead to another key in each: keys that are alike are one place, with the words of all.
public struct KeyPlace: Sendable, Hashable {
  /// The path: "start.velocity".
  public private(set) var path: String
  /// The key.
  public private(set) var key: KeyDescription
  /// The key whose word tells the groups apart, "kind"; `nil` where nothing does.
  private var wordKey: String?
  /// The words of the groups that have the key: "kink", "antikink"; none for the key of the words.
  private var words: [String] = []

  /// A key that is in no group of another.
  init(_ key: KeyDescription) {
    path = key.name
    self.key = key
  }

  /// Where the key is one: "kind: kink, antikink"; `nil` where it is one with any word.
  public var condition: String? {
    words.isEmpty ? nil : wordKey.map { $0 + ": " + words.joined(separator: ", ") }
  }

  /// The place below the key `start`, in one of its groups, whose first key is `first`.
  func below(_ start: String, inGroupOf first: KeyDescription?) -> KeyPlace {
    var place = self
    place.path = start + "." + path
    guard wordKey == nil, let first, case .choice(let choices) = first.kind, choices.count == 1
    else { return place }
    place.wordKey = first.name
    place.words = path == first.name ? [] : [choices[0].word]
    return place
  }

  /// Takes what another place says; `false` where it is of another key.
  mutating func take(_ other: KeyPlace) -> Bool {
    guard other.path == path, other.wordKey == wordKey else { return false }
    if wordKey != nil, words.isEmpty, case .choice(let known) = key.kind,
      case .choice(let more) = other.key.kind
    {
      key.kind = .choice(known + more)
      key.about = "which group of keys is meant"
      return true
    }
    guard other.key == key else { return false }
    words += other.words
    return true
  }
}

extension [KeyPlace] {
  /// The places with those joined that are of one key, in the order in which they first come.
  var joined: [KeyPlace] {
    reduce(into: []) { places, next in
      for index in places.indices where places[index].take(next) { return }
      places.append(next)
    }
  }
}
