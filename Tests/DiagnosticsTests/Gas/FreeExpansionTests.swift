import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// A million particles without collisions, from the left half of a 2 x 1 box into the whole.
@Suite struct FreeExpansionTests {
  private static let times = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20]
  private static let gains: [(cells: String, bias: Double, gains: [Double])] = [
    (
      "position: [16, 8], velocity: 0.5", 0.0065,
      [0.03421, 0.04097, 0.06972, 0.12855, 0.25030, 0.59303, 0.67929, 0.68647]
    ),
    (
      "position: [16, 8], velocity: 1", 0.0020,
      [0.03987, 0.05875, 0.12501, 0.24305, 0.48195, 0.67757, 0.68638, 0.69276]
    ),
    (
      "position: [8, 4], velocity: 0.5", 0.0017,
      [0.06284, 0.06842, 0.08622, 0.13944, 0.25709, 0.59420, 0.67945, 0.68655]
    ),
  ]

  /// Within three standard errors of the difference, and what Miller and Madow leave of the bias of
  /// the plug-in.
  @Test func theGainIsThatOfTheExactSolution() throws {
    var start = TestGas.ideal(1_000_000, in: [1, 1], boundary: .wall)
    start.box = Box(lengths: [2, 1], boundary: .wall)
    let first = try Self.values(start)
    for (k, time) in Self.times.enumerated() {
      let values = try Self.values(start.flown(time))
      for (table, (value, zero)) in zip(Self.gains, zip(values, first)) {
        let error = (value.error * value.error + zero.error * zero.error).squareRoot()
        #expect(abs(value.value - zero.value - table.gains[k]) < 3 * error + 0.2 * table.bias)
      }
    }
    // s(0) = ln A + 2 s_v(dv) with the binned Maxwellian.
    for (zero, dv) in zip(first, [0.5, 1, 0.5]) {
      #expect(abs(zero.value - 2 * Self.binnedMaxwellian(dv)) < 3 * zero.error + 0.001)
    }
  }

  /// Long after, the gain is ln 2 within the error for every coarse graining that is well sampled.
  @Test(arguments: [
    "position: [4, 2], velocity: 1", "position: [8, 4], velocity: 0.5",
    "position: [16, 8], velocity: 0.5",
  ])
  func theWholeGainIsThatOfTwiceTheVolume(cells: String) throws {
    var start = TestGas.ideal(1_000_000, in: [1, 1], boundary: .wall, seed: 5)
    start.box = Box(lengths: [2, 1], boundary: .wall)
    let end = start.flown(2000)
    let call = "boltzmann_entropy(\(cells), count: chao_wang_jost)"
    let (first, last) = (try start.estimate(call), try end.estimate(call))
    let errors = try [first, last].map { try #require($0.standardError).value }
    let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
    let gain = try #require(last.value) - (try #require(first.value))
    #expect(error < 0.0016)
    #expect(abs(gain - Double.log(2)) < 2 * error)
  }

  private static func values(_ gas: TestGas) throws -> [(value: Double, error: Double)] {
    let frame = AnalyzedFrame(gas.frame)
    return try gains.map { table in
      let request = try DiagnosticCatalog.standard.request(
        "boltzmann_entropy(\(table.cells), count: miller_madow)", at: place)
      let estimate = try request.evaluate(frame)
      return (try #require(estimate.value), try #require(estimate.standardError).value)
    }
  }

  private static func binnedMaxwellian(_ dv: Double) -> Double {
    (-40...39).reduce(0) { sum, cell in
      let low = Double.erf(Double(cell) * dv * Double.sqrt(0.5))
      let p = (Double.erf(Double(cell + 1) * dv * Double.sqrt(0.5)) - low) / 2
      return p > 0 ? sum - p * Double.log(p / dv) : sum
    }
  }
}
