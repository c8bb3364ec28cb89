import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Numbers on a line counted by a directory of cells against counting all pairs, and sums that are
/// shared out.
@Suite struct SortedLineTests {
  /// Lines that an even division into cells suits badly.
  static let lines: [(name: String, make: @Sendable (inout TestNumbers) -> Double)] = [
    ("uniform", { $0.uniform() }),
    ("heavy tails", { Double.tan(.pi * ($0.uniform() - 0.5)) }),
    ("heavier tails", { Double.exp(400 * $0.normal() / 4) }),
    ("whole numbers", { Double($0.integer(below: 40)) }),
    ("tenths far from 0", { 1e6 + Double($0.integer(below: 400)) / 10 }),
    ("huge", { $0.normal() * 1e307 }),
    ("two places", { $0.uniform() < 0.5 ? 0 : 1 }),
    ("one place", { _ in 7 }),
    ("denormal", { Double($0.integer(below: 50)) * .leastNonzeroMagnitude }),
  ]

  @Test(arguments: lines.indices, [1, 2, 500, 5000])
  func theLineCountsAllPairs(line: Int, count: Int) {
    var random = TestNumbers(seed: 31)
    let numbers = (0..<count).map { _ in Self.lines[line].make(&random) }
    // Radii that end exactly at another number, between numbers, at once, beyond all.
    let radii = numbers.indices.map { number -> Double in
      let other = abs(numbers[random.integer(below: count)] - numbers[number])
      return [other, other * 1.5, other.nextUp, 0, .infinity, other / 64][number % 6]
    }
    let counts = SortedLine(numbers).counts(within: radii)
    for number in stride(from: 0, to: count, by: max(1, count / 200)) {
      let near = numbers.indices.count {
        $0 != number && abs(numbers[$0] - numbers[number]) < radii[number]
      }
      #expect(counts[number] == near, "\(Self.lines[line].name), number \(number)")
    }
  }

  @Test(arguments: lines.indices)
  func weightsOfIntervalsAreAddedUp(line: Int) {
    var random = TestNumbers(seed: 32)
    let numbers = (0..<300).map { _ in Self.lines[line].make(&random) }
    let radii = numbers.map { number in abs(numbers[random.integer(below: 300)] - number) * 1.1 }
    let weights = random.uniforms(300)
    let sorted = SortedLine(numbers)
    let intervals = sorted.intervals(within: radii)
    #expect(intervals.counts == sorted.counts(within: radii))
    let sums = sorted.sums(of: weights, over: intervals)
    for number in numbers.indices {
      let expected = numbers.indices.reduce(0.0) { sum, center in
        center != number && abs(numbers[center] - numbers[number]) < radii[center]
          ? sum + weights[center] : sum
      }
      #expect(abs(sums[number] - expected) < 1e-11, "\(Self.lines[line].name), number \(number)")
    }
  }

  @Test func tiedNumbersAreThoseThatOccurAgain() {
    func tied(_ numbers: [Double]) -> Set<Int> {
      var tied: Set<Int> = []
      SortedLine(numbers).forEachTied { tied.insert($0) }
      return tied
    }
    #expect(tied([3, 1, 3, 2, 0, -0.0, 5]) == [0, 2, 4, 5])
    #expect(tied([4, 4, 4]).isEmpty && tied([]).isEmpty && tied([1]).isEmpty)
  }

  @Test func momentsOfManyAreThoseOfOneAfterAnother() {
    var random = TestNumbers(seed: 8)
    for count in [0, 1, 2, 1024, 1025, 40_000] {
      let numbers = (0..<count).map { _ in 1e6 + random.normal() }
      var moments = Moments()
      for number in numbers { moments.add(number) }
      let together = Moments(of: numbers)
      #expect(together.count == count)
      #expect(abs(together.mean - moments.mean) <= 1e-8)
      #expect(
        abs(together.squaredDeviations - moments.squaredDeviations)
          <= 1e-8 * Double(count))
    }
  }

  @Test func covariancesOfManyRowsAreThoseOfTheDefinition() {
    var random = TestNumbers(seed: 9)
    let rows = (0..<30_000).flatMap { _ -> [Double] in
      let x = random.normal()
      return [x, 100 + 2 * x + random.normal()]
    }
    let found = Covariance(rows: rows, columns: 2, lost: 1)
    let columns = (0..<2).map { column in
      stride(from: column, to: rows.count, by: 2).map { rows[$0] }
    }
    let means = columns.map { $0.reduce(0, +) / 30_000 }
    for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let sum = (0..<30_000).reduce(0.0) {
        $0 + (columns[i][$1] - means[i]) * (columns[j][$1] - means[j])
      }
      #expect(abs(found.matrix[i][j] - sum / 29_999) < 1e-11)
    }
  }

  @Test func workIsSharedOutWithoutGapOrOverlap() {
    for count in [0, 1, 31, 33, 10_000] {
      let places = [Int](sharedOut: count, many: 2) { $0 }
      #expect(places == Array(0..<count))
    }
  }
}
