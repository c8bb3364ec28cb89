/// Parsings of a series of symbols into words seen before, in linear time.
enum Parsing {
  /// The number of words of the exhaustive history of Lempel and Ziv 1976: each word is the
  /// shortest that does not occur earlier, where the earlier occurrence may overlap the word; the
  /// last word may be incomplete.
  static func exhaustiveHistory(_ text: [Int32], kinds: Int) -> Int {
    let (before, after) = SuffixArray(text, kinds: kinds).earlierNeighbors()
    var (place, words) = (0, 0)
    while place < text.count {
      place += longest(text, at: place, before[place], after[place]) + 1
      words += 1
    }
    return words
  }

  /// The number of words of the cross-parsing of Ziv and Merhav 1993: each word is the longest that
  /// occurs in `reference`, at least one symbol.
  static func cross(_ text: [Int32], by reference: [Int32], kinds: Int) -> Int {
    // A symbol of its own keeps words from running out of the reference.
    let joined = reference.map { $0 + 1 } + [0] + text.map { $0 + 1 }
    let boundary = reference.count + 1
    let (before, after) = SuffixArray(joined, kinds: kinds + 1).neighbors(below: boundary)
    var (place, words) = (boundary, 0)
    while place < joined.count {
      place += max(1, longest(joined, at: place, before[place], after[place]))
      words += 1
    }
    return words
  }

  private static func longest(
    _ text: [Int32], at place: Int, _ first: Int32, _ second: Int32
  ) -> Int {
    max(match(text, place, Int(first)), match(text, place, Int(second)))
  }

  /// How many symbols two places share.
  private static func match(_ text: [Int32], _ place: Int, _ other: Int) -> Int {
    guard other >= 0 else { return 0 }
    var length = 0
    while place + length < text.count, text[place + length] == text[other + length] { length += 1 }
    return length
  }
}
