import Foundation
import Testing

@testable import ClausiusKleinGordon
@testable import ClausiusSpectra

@Suite struct TransformTests {
  @Test(arguments: [8, 12, 100, 243]) func `a single mode has a single coefficient`(n: Int) throws {
    let transform = try FourierTransform(.real, length: n)
    let values = AlignedRow(count: n + 16)
    let coefficients = AlignedRow(count: n + 16)
    for j in 0..<n { values[j] = 3 * cos(2 * .pi * Double(2 * j) / Double(n)) }
    transform.forward(values.base, into: coefficients.base)
    for k in 0...n / 2 {
      let expected = k == 2 ? 1.5 * Double(n) : 0
      #expect(abs(coefficients[2 * k] - expected) < 1e-12 * Double(n))
      #expect(abs(coefficients[2 * k + 1]) < 1e-12 * Double(n))
    }
    transform.backward(coefficients.base, into: values.base)
    #expect(abs(values[0] - 3 * Double(n)) < 1e-12 * Double(n))
  }

  private func transformed(_ transform: FourierTransform) -> [Double] {
    let values = AlignedRow(count: transform.length + 16)
    let coefficients = AlignedRow(count: transform.length + 16)
    for j in 0..<transform.length { values[j] = sin(Double(j * j)) }
    transform.forward(values.base, into: coefficients.base)
    return coefficients.array()
  }

  @Test(arguments: [128, 1001, 2000, 8192])
  func `a plan does not depend on the plans before it`(n: Int) throws {
    let first = transformed(try FourierTransform(.real, length: n))
    let others = try [n / 2, 2 * n, n].map {
      try FourierTransform(.real, length: $0, usesTable: false)
    }
    #expect(others.allSatisfy { $0.planChoice == .fixedRule })
    let plans = try #require(TransformPlanner.made(.real, n, usesTable: true))
    #expect(transformed(FourierTransform(.real, length: n, plans: plans)) == first)
  }

  /// Reading the table of plans takes longer than hundreds of steps: not in every frame.
  @Test func `plans of a length are made once`() throws {
    // Other tests plan at the same time, and may crowd out a plan between two calls.
    let share = try (0..<5).map { _ in
      try FourierTransform(.real, length: 272).plans === FourierTransform(.real, length: 272).plans
    }
    #expect(share.contains(true))
    let first = try FourierTransform(.real, length: 272)
    #expect(try FourierTransform(.complex, length: 272).plans !== first.plans)
    #expect(try FourierTransform(.real, length: 272, usesTable: false).plans !== first.plans)
    // Of many lengths the plans that are in use outlive those that give way.
    let numbers = transformed(first)
    for length in 300..<400 { _ = try FourierTransform(.real, length: length) }
    #expect(transformed(first) == numbers)
    #expect(transformed(try FourierTransform(.real, length: 272)) == numbers)
  }

  @Test func `a table has the usual lengths, a fixed rule the others`() throws {
    let usual = try FourierTransform(.real, length: 2048).planChoice
    // A build of FFTW for which there is no table uses the rule for all.
    #expect(usual == .table || usual == .fixedRule)
    #expect(try FourierTransform(.real, length: 1001).planChoice == .fixedRule)
    #expect(usual.description.contains("fftw"))
  }

  @Test func `text that is no wisdom gives no plan`() throws {
    let transform = try FourierTransform(.real, length: 64)
    #expect(transform.planned(by: "(fftw-0 nothing)") == nil)
    #expect(transform.planned(by: "") == nil)
  }

  /// FFTW ends the process on flags that do not fit: a damaged checkpoint may hold such.
  @Test(arguments: [
    "#x10bdd #x110bdd #x0", "#x110bdd #x10bdd #x0", "#x10bdd #x10bdd #x200",
    "#x10bdd #xfffffffffff #x0", "#x10bdd -#x1 #x0", "#x10bdd #X110BDD #x0",
  ])
  func `wisdom with flags that do not fit gives no plan`(flags: String) throws {
    let transform = try FourierTransform(.real, length: 64)
    let head = "(fftw-3.3.10 fftw_wisdom #x458a31c8 #x92381c4c #x4f974889 #xcd46f97e\n"
    let digest = "#xccf5caf4 #x6cb88627 #xa4b724f7 #xb42c28be"
    let wisdom = head + "  (fftw_codelet_r2cbIII_2 2 \(flags) \(digest))\n)\n"
    #expect(transform.planned(by: wisdom) == nil)
  }
}
