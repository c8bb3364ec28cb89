import ClausiusDeclarations
import ClausiusScenarios
import Foundation
import Testing

@testable import ClausiusSweeps

@Suite("Refined sweeps")
struct RefinementTests {
  private static let words = "{grid: {couzin.orientation_width: [4, 0, 2]}, refine: {width: 0.5}}"

  /// Rows whose results `value` tells from the value of the axis and the number of the seed.
  private func rows(
    _ plan: SweepPlan, _ value: (Double, Int) -> MemberResult?
  ) -> [MemberRow?] {
    (0..<plan.count).map { number in
      let member = plan.member(number)
      let place = member.values[0].number ?? .nan
      let seeds = plan.keys.replicates ?? 1
      var row = MemberRow(
        identity: member.identity, status: .complete, settings: [], wallTime: 0)
      guard let result = value(place, number % seeds) else {
        row.status = .failed
        return row
      }
      row.results = [result]
      return row
    }
  }

  private func word(_ word: String) -> MemberResult {
    var result = MemberResult(.init(name: "polarization", unit: "1"))
    result.word = word
    return result
  }

  private func number(_ mean: Double, _ error: Double) -> MemberResult {
    var result = MemberResult(.init(name: "polarization", unit: "1"))
    (result.mean, result.standardError) = (mean, error)
    return result
  }

  /// The values of the axis after all generations.
  private func refined(
    _ sweep: String, _ value: (Double, Int) -> MemberResult?
  ) throws -> [Double] {
    var plan = try Sweeps.plan(sweep)
    for _ in 0..<100 {
      let middles = plan.middles(rows(plan, value))
      if middles.isEmpty { break }
      plan = try plan.adding(middles)
    }
    return plan.axes[0].values.compactMap(\.number)
  }

  @Test("Intervals whose ends have other words are split down to the width, others stay")
  func halving() throws {
    let values = try refined(Self.words) { place, _ in word(place < 1.3 ? "swarm" : "torus") }
    #expect(values == [0, 1, 1.5, 2, 4])
    let two = try refined(Self.words) { place, _ in word(abs(place - 2) < 1.2 ? "in" : "out") }
    #expect(two == [0, 0.5, 1, 2, 3, 3.5, 4])
    let none = try refined(Self.words) { _, _ in word("swarm") }
    #expect(none == [0, 2, 4])
  }

  @Test("Windows inside of windows are found, which bisection would miss")
  func windows() throws {
    let sweep =
      "{grid: {couzin.orientation_width: {from: 0, to: 4, count: 9}}, refine: {width: 0.01}}"
    let edges = [0.7, 1.1, 2.3, 2.9]
    let values = try refined(sweep) { place, _ in
      word(edges.count { $0 < place } % 2 == 0 ? "captured" : "escaped")
    }
    for edge in edges {
      let (below, above) = (values.last { $0 <= edge } ?? 0, values.first { $0 > edge } ?? 4)
      #expect(above - below <= 0.01)
    }
    #expect(values.count < 50)
  }

  @Test("A threshold counts only beyond three standard errors, and over seeds by their scatter")
  func threshold() throws {
    let one = "{grid: {couzin.orientation_width: [0, 4]}, refine: {threshold: 1, width: 1}}"
    #expect(try refined(one) { place, _ in number(place, 0.1) } == [0, 1, 2, 4])
    #expect(try refined(one) { place, _ in number(place, 0.5) } == [0, 4])
    let many =
      "{grid: {couzin.orientation_width: [0, 4]}, replicates: 4, refine: {threshold: 1, width: 2}}"
    let calm = try refined(many) { place, seed in number(place + 0.01 * Double(seed), 9) }
    #expect(calm == [0, 2, 4])
    #expect(try refined(many) { place, seed in number(place + 2 * Double(seed), 0) } == [0, 4])
  }

  @Test("The widest intervals come first where there is no room for all, seeds among them")
  func room() throws {
    let sweep =
      "{grid: {couzin.orientation_width: [0, 1, 8, 10]}, replicates: 2, refine: {count: 11}}"
    let values = try refined(sweep) { place, _ in word("\(place)") }
    #expect(values == [0, 1, 4.5, 8, 10])
  }

  @Test("An end that failed splits nothing")
  func failed() throws {
    let values = try refined(Self.words) { place, _ in place == 2 ? nil : word("\(place)") }
    #expect(values == [0, 2, 4])
  }

  @Test(
    "What cannot be refined or kept is refused at its place",
    arguments: [
      ("{grid: {couzin.orientation_width: [0, 4]}, refine: {}}", "give width, count, or both"),
      (
        "{grid: {couzin.orientation_width: [0, 4], couzin.speed: [1, 2]}, refine: {width: 1}}",
        "one axis"
      ),
      ("{grid: {couzin.boundary: [open, periodic]}, refine: {width: 1}}", "no numbers"),
      ("{replicates: 3, refine: {width: 1}}", "one axis"),
      (
        "{grid: {couzin.speed: [1, 2]}, refine: {width: 1, diagnostic: rotation}}",
        "does not measure 'rotation'"
      ),
      (
        "{replicates: 3, diagnostics: [phase], keep_where: {above: 1}}",
        "keep_where: phase names frames (intermediate, swarm, "
      ),
      ("{replicates: 3, diagnostics: [polarization], keep_where: {is: torus}}", "is a number"),
      ("{replicates: 3, keep_where: {}}", "nothing is asked"),
      ("{replicates: 3, keep_where: {is: torus, above: 1}}", "at once"),
      ("{replicates: 3, keep: series, keep_where: {above: 1}}", "both say what is kept"),
      ("{replicates: 3, keep_where: {diagnostic: polarisation, above: 1}}", "'polarization'?"),
    ])
  func refusals(sweep: String, message: String) throws {
    let found = #expect(throws: (any Error).self) {
      try Sweeps.plan(sweep).requireCalls()
    }
    #expect("\(try #require(found))".contains(message))
  }
}
