import ClausiusDeclarations
import ClausiusEntropyMeasures

/// Names the frames by words that a number in each stands for.
struct CategoryRecord: SeriesRecord {
  private let words: [String]
  private let code: @Sendable (AnalyzedFrame) throws(DiagnosticError) -> Double?
  private var found: [String] = []

  /// - Parameters:
  ///   - words: what 0, 1, 2, ... stand for.
  ///   - code: the number of a frame; `nil` where it has none.
  init(
    words: [String],
    code: @escaping @Sendable (AnalyzedFrame) throws(DiagnosticError) -> Double?
  ) {
    self.words = words
    self.code = code
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let place = try code(frame).flatMap { Int(exactly: $0) }
    found.append(place.flatMap { words.indices.contains($0) ? words[$0] : nil } ?? "")
  }

  /// The word of each frame; empty where its number stands for none.
  var names: [String]? { found }

  /// `first`, `last`, and `fractions`, the share of each word among the frames that have one.
  var details: [JSON.Member] {
    let named = found.filter { !$0.isEmpty }
    let fractions = words.map { word in
      JSON.Member(word, .number(named.isEmpty ? 0 : share(word, named)))
    }
    return [
      .init("first", named.first.map(JSON.text) ?? .null),
      .init("last", named.last.map(JSON.text) ?? .null), .init("fractions", .object(fractions)),
    ]
  }

  /// The shares of the words that occur, the largest first.
  var notes: [String] {
    let named = found.filter { !$0.isEmpty }
    let shares = words.filter(named.contains).map { ($0, share($0, named)) }
      .sorted { $0.1 > $1.1 }
    guard !shares.isEmpty else { return [] }
    let texts = shares.map { "\($0.0) in \(((1000 * $0.1).rounded() / 10).scenarioText) %" }
    return [texts.joined(separator: ", ") + " of the frames"]
  }

  private func share(_ word: String, _ named: [String]) -> Double {
    Double(named.count { $0 == word }) / Double(named.count)
  }

  /// How many frames have no word.
  var warnings: [String] {
    let count = found.count(where: \.isEmpty)
    return count == 0 ? [] : ["\(EstimateWarning.undefinedFrames(count))"]
  }
}
