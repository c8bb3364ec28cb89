import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// What the significance of transfer is made of.
@Suite struct TransferPartsTests {
  private func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: arrays)
  }

  @Test("The largest score is worked out by hand")
  func largestScore() {
    let largest = LargestScore([[3, 1], [2, 0]], shifts: 2, share: 1)
    let found = [4.0, 3, 2, 1].map(largest.probability)
    let expected = [1.0 / 3, 5.0 / 9, 19.0 / 27, 23.0 / 27]
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    let some = LargestScore([[3, 1], [2, 0]], shifts: 2, share: 0.8)
    #expect(abs(some.probability(of: 3) - 25.0 / 36) < 1e-15)
    #expect(some.probability(of: 1) == 1)
  }

  @Test("The robust statistic of one column is worked out by hand")
  func robustStatistic() {
    var numbers = TestNumbers(seed: 11)
    let (next, source) = (numbers.uniforms(40), numbers.uniforms(40))
    var known = OrthonormalBasis()
    known.append([Double](repeating: 1, count: 40))
    let space = TargetSpace(of: [next], knowing: known)
    let (e, z) = (known.residual(of: next), known.residual(of: source))
    let square = OrthonormalBasis.product(z, z)
    let slope = OrthonormalBasis.product(e, z) / square
    var variance = 0.0
    for row in 0..<40 {
      let weight = 1 / 40.0 + z[row] * z[row] / square
      let left = (e[row] - slope * z[row]) / (1 - weight)
      variance += z[row] * z[row] * left * left / (square * square)
    }
    #expect(abs(space.robustStatistic(of: [source]) / (slope * slope / variance) - 1) < 1e-12)
    // Two surprises and two columns do not depend on the axes that they are written in.
    let more = numbers.uniforms(40)
    let both = TargetSpace(of: [next, more], knowing: known)
    let turned = TargetSpace(of: [zip(next, more).map { $0 - 2 * $1 }, next], knowing: known)
    let columns = [source, numbers.uniforms(40)]
    #expect(
      abs(both.robustStatistic(of: columns) / turned.robustStatistic(of: columns.reversed()) - 1)
        < 1e-9)
    #expect(both.robustStatistic(of: []) == 0)
    #expect(both.robustStatistic(of: [[Double](repeating: 2, count: 40)]) == 0)
  }

  @Test("A copy is found, also of rare large turns and where it is exact")
  func copies() {
    var numbers = TestNumbers(seed: 13)
    let count = 1000
    var known = OrthonormalBasis()
    known.append([Double](repeating: 1, count: count))
    let rare = (0..<count).map { _ -> Double in
      let turn = numbers.normal()
      return numbers.uniform() < 0.02 ? 20 * turn : 0.1 * turn
    }
    let copy = rare.map { $0 + 0.3 * numbers.normal() }
    let space = TargetSpace(of: [copy], knowing: known)
    #expect(SourceEvidence([rare], to: space).probability < 1e-4)
    // Both columns of the target follow, by a turn of the plane.
    let other = (0..<count).map { _ in numbers.normal() }
    let exact = TargetSpace(of: [zip(rare, other).map { $0 - $1 }, rare], knowing: known)
    #expect(SourceEvidence([rare, other], to: exact).probability < 1e-10)
  }

  @Test("Independent series that are restless at the same times give false alarms at the level")
  func commonScatter() {
    var numbers = TestNumbers(seed: 12)
    let (runs, count) = (600, 400)
    var known = OrthonormalBasis()
    known.append([Double](repeating: 1, count: count))
    var (alarms, steadyAlarms) = (0, 0)
    for _ in 0..<runs {
      // Calm by night and wide by day.
      let widths: [Double] = (0..<count).map { 1 + 0.9 * Double.sin(0.05 * Double($0)) }
      let (next, source) = (
        widths.map { $0 * numbers.normal() }, widths.map { $0 * numbers.normal() }
      )
      let space = TargetSpace(of: [next], knowing: known)
      if SourceEvidence([source], to: space).probability < 0.05 { alarms += 1 }
      let steady = SourceEvidence([source], to: space, heedsScatter: false)
      if steady.probability < 0.05 { steadyAlarms += 1 }
      #expect(steady.score == SourceEvidence([source], to: space).score)
    }
    // 30 are expected; the standard error is 5.3.
    #expect(alarms <= 46 && alarms >= 12, "\(alarms)")
    // What a variance that does not change would say.
    #expect(steadyAlarms > 60, "\(steadyAlarms)")
  }

  @Test("Chi-squared agrees with SciPy, and nothing is above infinity", arguments: 1...4)
  func chiSquared(freedom: Int) {
    let expected = [0.08326451666355042, 0.2231301601484298, 0.3916251762710877, 0.557825400371]
    let distribution = ChiSquared(freedom: freedom)
    #expect(abs(distribution.probability(above: 3) - expected[freedom - 1]) < 1e-12)
    #expect(distribution.probability(above: .infinity) == 0)
    #expect(distribution.probability(above: 0) == 1)
  }

  @Test("The test of Ljung and Box agrees with SciPy")
  func ljungBox() {
    let test = LjungBox([[1, -1, 2, 0, 1, 3, -2, 1, 0, 1]], order: 0)
    #expect(abs(test.statistic - 4.789925960932578) < 1e-12)
    #expect(abs(test.probability - 0.09117605415513315) < 1e-12)
    #expect(abs(test.excess - 0.15732514177693768) < 1e-12)
  }

  @Test("A rotation in space is a constant turn along its frame")
  func movingFrame() {
    let turn = SpatialRotation(first: 0.4, second: 1.1, third: 0.2)
    let vectors = (0..<50).flatMap { k -> [Double] in
      let v = turn(SIMD3(Double.cos(0.3 * Double(k)), Double.sin(0.3 * Double(k)), 0))
      return [v.x, v.y, v.z]
    }
    let frame = MovingFrame(vectors, dimension: 3)
    for axis in 0..<2 {
      #expect(frame.turns[axis].dropLast().allSatisfy { abs($0 - frame.turns[axis][0]) < 1e-12 })
    }
    let angle = (frame.turns[0][0] * frame.turns[0][0] + frame.turns[1][0] * frame.turns[1][0])
    #expect(abs(angle.squareRoot() - 0.3) < 1e-12)
  }

  @Test("A target that follows from its past, or knows too little of it, is told of")
  func doubtfulSurrogates() throws {
    let steps = (0..<300).map(Double.init)
    let (x, y) = (steps.map { Double.cos(0.13 * $0) }, steps.map { Double.cos(0.31 * $0) })
    let call = "transfer_entropy(method: linear, surrogates: 19)"
    #expect(try measure(call, [InputArray(x), InputArray(y)]).warnings.contains(.noInnovation))
    var numbers = TestNumbers(seed: 6)
    var (smooth, inner) = ([0.0], 0.0)
    for _ in 0..<600 {
      inner = 0.9 * inner + numbers.normal()
      smooth.append(0.9 * (smooth.last ?? 0) + inner)
    }
    let arrays = [InputArray(numbers.uniforms(601)), InputArray(smooth)]
    #expect(try measure(call, arrays).warnings.contains(.shortHistory(stated: 1, needed: 2)))
    let longer = "transfer_entropy(method: linear, surrogates: 19, target_history: 2)"
    #expect(
      try !measure(longer, arrays).warnings.contains {
        if case .shortHistory = $0 { true } else { false }
      })
  }
}
