import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Suffix arrays, parsings, patterns and transforms against programs that follow the definitions
/// word by word.
@Suite struct ParsingTests {
  private static func text(_ seed: UInt64, _ count: Int, _ kinds: Int) -> [Int32] {
    var random = TestNumbers(seed: seed)
    return (0..<count).map { _ in Int32(random.integer(below: kinds)) }
  }

  @Test(arguments: [1, 2, 3, 10, 257], [1, 2, 5])
  func theSuffixesAreInOrder(count: Int, kinds: Int) {
    let text = Self.text(UInt64(count), count, kinds)
    let sorted = (0..<count).sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }
    #expect(SuffixArray(text, kinds: kinds).starts.map { Int($0) } == sorted)
  }

  @Test(arguments: [1, 2, 50, 400], [1, 2, 4])
  func theHistoryIsThatOfTheDefinition(count: Int, kinds: Int) {
    let text = Self.text(7, count, kinds)
    var (place, words) = (0, 0)
    while place < count {
      var length = 1
      // A word ends with the first symbol that makes it new; its earlier occurrence may begin
      // anywhere before.
      while place + length <= count,
        (0..<place).contains(where: {
          Array(text[$0..<$0 + length]) == Array(text[place..<place + length])
        })
      {
        length += 1
      }
      place += length
      words += 1
    }
    #expect(Parsing.exhaustiveHistory(text, kinds: kinds) == words)
  }

  @Test func theCrossParsingIsThatOfTheDefinition() {
    let (text, reference) = (Self.text(8, 300, 3), Self.text(9, 120, 3))
    var (place, words) = (0, 0)
    while place < text.count {
      var length = 0
      while place + length < text.count,
        (0..<max(0, reference.count - length)).contains(where: {
          Array(reference[$0...$0 + length]) == Array(text[place...place + length])
        })
      {
        length += 1
      }
      place += max(1, length)
      words += 1
    }
    #expect(Parsing.cross(text, by: reference, kinds: 3) == words)
  }

  @Test(arguments: 2...6, [1, 2, 5])
  func countedPatternsAreThoseOfTheSeriesSeenOnce(order: Int, delay: Int) {
    var random = TestNumbers(seed: 2)
    let series = (0..<203).map { _ in Double(random.integer(below: 9)) }
    var patterns = OrdinalPatterns(order: order, delay: delay)
    var counts = [Int](repeating: 0, count: patterns.outcomes)
    for value in series { if let pattern = patterns.add(value) { counts[pattern] += 1 } }
    #expect(OrdinalCounts(of: series, order: order, delay: delay).counts == counts)
    #expect(tiedWindows(series, order: order, delay: delay) == patterns.tiedWindows)
  }

  @Test(arguments: [2, 12, 30, 53, 101, 128])
  func theTransformIsTheSum(length: Int) throws {
    var random = TestNumbers(seed: 3)
    let series = random.uniforms(length)
    for (k, power) in try SpectralEntropy.power(series).enumerated() {
      let angles = series.indices.map { 2 * Double.pi * Double(k * $0 % length) / Double(length) }
      let real = zip(series, angles).reduce(0) { $0 + $1.0 * Double.cos($1.1) }
      let imaginary = zip(series, angles).reduce(0) { $0 + $1.0 * Double.sin($1.1) }
      #expect(agree(power, real * real + imaginary * imaginary, to: 1e-11))
    }
  }
}
