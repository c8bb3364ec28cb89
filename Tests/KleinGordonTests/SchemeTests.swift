import Foundation
import Testing

@testable import ClausiusKleinGordon

@Suite struct SchemeTests {
  @Test(arguments: TimeScheme.allCases) func `the table is symmetric and sums to one`(
    scheme: TimeScheme
  ) {
    let table = scheme.table
    #expect(table.kicks.count == table.drifts.count + 1)
    #expect(table.kicks == table.kicks.reversed())
    #expect(table.drifts == table.drifts.reversed())
    let (kicks, drifts): (Double, Double) = (table.kicks.reduce(0, +), table.drifts.reduce(0, +))
    #expect(abs(kicks - 1) < 1e-15)
    #expect(abs(drifts - 1) < 1e-15)
  }

  @Test(arguments: TimeScheme.allCases) func `the conditions up to the order hold to 1e-14`(
    scheme: TimeScheme
  ) {
    // On an oscillator the map of a step is a polynomial in the step: its coefficients up to the
    // order are those of the exact rotation. Conditions that only a nonlinear force sees are left
    // to the slopes of the error.
    let table = scheme.table
    var matrix = [[[1.0], [0.0]], [[0.0], [1.0]]]
    func add(_ a: [Double], _ factor: Double, _ b: [Double]) -> [Double] {
      // a + factor tau b
      let shifted = [0] + b.map { factor * $0 }
      let count = max(a.count, shifted.count)
      return (0..<count).map { ($0 < a.count ? a[$0] : 0) + ($0 < shifted.count ? shifted[$0] : 0) }
    }
    for column in 0..<2 {
      var (u, p) = (matrix[column][0], matrix[column][1])
      for stage in table.drifts.indices {
        p = add(p, -table.kicks[stage], u)
        u = add(u, table.drifts[stage], p)
      }
      p = add(p, -table.kicks[table.forces], u)
      matrix[column] = [u, p]
    }
    var factorial = 1.0
    for power in 0...table.order {
      if power > 0 { factorial *= Double(power) }
      let cosine = [1, 0, -1, 0][power % 4] / factorial
      let sine = [0, 1, 0, -1][power % 4] / factorial
      func coefficient(_ row: [Double]) -> Double { power < row.count ? row[power] : 0 }
      #expect(abs(coefficient(matrix[0][0]) - cosine) < 1e-14)
      #expect(abs(coefficient(matrix[0][1]) + sine) < 1e-14)
      #expect(abs(coefficient(matrix[1][0]) - sine) < 1e-14)
      #expect(abs(coefficient(matrix[1][1]) - cosine) < 1e-14)
    }
  }

  @Test(arguments: TimeScheme.allCases) func `the error falls as the order says`(
    scheme: TimeScheme
  ) throws {
    let breather = with(BreatherStart()) { $0.frequency = 0.8 }
    let model = model(
      .sineGordon(SineGordonPotential()), .breather(breather), points: 512, length: 100,
      scheme: scheme)
    func error(_ step: Double) throws -> Double {
      let system = try run(model, timeStep: step, duration: 24)
      let exact = system.geometry.positions.map { breather.state(x: $0, time: 24).phi }
      return largestDifference(system.phi, exact)
    }
    // Steps at which the error lies well above rounding and the space's own error.
    let step =
      switch scheme {
      case .stormerVerlet: 24.0 / 1024
      case .yoshida4, .exponentialSplitting, .exponentialSplitting4: 24.0 / 512
      case .yoshida6, .blanesMoanSRKN6: 24.0 / 256
      case .blanesMoanS10, .blanesMoanSRKN11, .kahanLi8, .exponentialSplitting6: 24.0 / 128
      }
    let slope = log2(try error(step) / error(step / 2))
    #expect(abs(slope - Double(scheme.table.order)) < 0.15, "measured \(slope)")
  }

  @Test func `limits of stability`() {
    #expect(abs(TimeScheme.stormerVerlet.stabilityLimit - 2) < 1e-6)
    #expect(abs(TimeScheme.yoshida4.stabilityLimit - 1.573) < 1e-3)
    #expect(abs(TimeScheme.blanesMoanSRKN11.stabilityLimit - 3.14) < 5e-3)
  }

  @Test(arguments: TimeScheme.allCases) func `steps back undo steps`(scheme: TimeScheme) throws {
    let start = with(KinkAntikinkStart()) { $0.velocity = 0.3 }
    let model = model(
      .phi4(Phi4Potential()), .kinkAntikink(start), points: 256, length: 80, scheme: scheme)
    let step = scheme == .stormerVerlet ? 0.05 : 0.1
    let system = try run(model, timeStep: step, duration: 0)
    let before = (system.phi, system.pi)
    try advance(system, timeStep: step, steps: 500)
    system.reverseMomentum()
    try advance(system, timeStep: step, steps: 500)
    #expect(largestDifference(system.phi, before.0) < 1e-10)
    #expect(largestDifference(system.pi, before.1.map { -$0 }) < 1e-10)
  }
}
