import ClausiusDeclarations
import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

@Suite("Surrogates of a series")
struct SurrogateTests {
  private func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: arrays)
  }

  private func isSignificant(_ estimate: Estimate) -> Bool {
    !estimate.warnings.contains { if case .notSignificant = $0 { true } else { false } }
  }

  @Test("They hold the same values", arguments: SurrogateKind.allCases)
  func values(_ kind: SurrogateKind) {
    let series = (0..<203).map(Double.init)
    let surrogates = Surrogates(kind, seed: 4, length: 203, least: 3)
    for number in 0..<5 {
      let copy = surrogates.surrogate(number, of: series)
      #expect(copy != series && copy.sorted() == series)
    }
    #expect(surrogates.surrogate(0, of: series) != surrogates.surrogate(1, of: series))
  }

  @Test("Joined ends make the steps of a walk its own", arguments: SurrogateKind.allCases)
  func joined(_ kind: SurrogateKind) {
    var numbers = TestNumbers(seed: 2)
    var walk = [0.0]
    for _ in 0..<399 { walk.append(walk[walk.count - 1] + numbers.normal()) }
    let surrogates = Surrogates(kind, seed: 4, length: 400, least: 3)
    let copy = surrogates.surrogate(0, of: walk, joiningEnds: true)
    let steps = zip(copy.dropFirst(), copy).map { $0 - $1 }
    let zeros = steps.count { abs($0) < 1e-12 }
    #expect(zeros == (kind == .shifted ? 1 : 19))
    #expect((steps.map { abs($0) }.max() ?? .infinity) < 4)
  }

  @Test("Blocks of 20 make one seam less", arguments: [400, 61])
  func blocks(length: Int) {
    let series = (0..<length).map(Double.init)
    let copy = Surrogates(.blocks, seed: 9, length: length, least: 2).surrogate(0, of: series)
    let seams = zip(copy.dropFirst(), copy).count { $0 - $1 != 1 }
    // Two blocks that follow each other by chance make none.
    #expect((15...19).contains(seams))
  }

  /// One series of a first-order process with the coefficient 0.9.
  private func correlated(_ numbers: inout TestNumbers, _ count: Int, heavy: Bool) -> [Double] {
    var (series, last) = ([Double](), 0.0)
    for _ in 0..<count + 50 {
      let noise = numbers.normal()
      last = 0.9 * last + (heavy ? noise * noise * noise : noise)
      series.append(last)
    }
    return Array(series.dropFirst(50))
  }

  @Test(
    "Independent correlated series are called coupled in one of twenty",
    arguments: SurrogateKind.allCases, [false, true])
  func falseAlarms(_ kind: SurrogateKind, heavy: Bool) throws {
    var numbers = TestNumbers(seed: heavy ? 12 : 11)
    var alarms = 0
    let call = "transfer_entropy(method: linear, surrogates: 19, surrogate_kind: \(kind))"
    for _ in 0..<200 {
      let arrays = [
        correlated(&numbers, 150, heavy: heavy), correlated(&numbers, 150, heavy: heavy),
      ]
      if try isSignificant(measure(call, arrays.map { InputArray($0) })) { alarms += 1 }
    }
    // 10 are expected, with a standard deviation of 3.
    #expect((2...19).contains(alarms))
  }

  @Test("A coupling is found with blocks too")
  func power() throws {
    var numbers = TestNumbers(seed: 5)
    let x = correlated(&numbers, 300, heavy: false)
    let y = [0] + x.dropLast().map { 0.5 * $0 + numbers.normal() }
    let call = "transfer_entropy(method: linear, surrogates: 99, surrogate_kind: blocks)"
    #expect(try isSignificant(measure(call, [InputArray(x), InputArray(y)])))
  }
}
