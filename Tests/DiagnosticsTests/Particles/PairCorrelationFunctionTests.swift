import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

@Suite("The pair correlation function of all frames") struct PairCorrelationFunctionTests {
  private func rows(_ result: SeriesResult) throws -> [[Double]] {
    try #require(result.table).rows.map { $0.map { Double($0) ?? .nan } }
  }

  @Test("Of independent particles it is 1 in every shell")
  func idealGas() throws {
    let frames = (0..<40).map { TestParticles.random(300, in: [16, 20], seed: UInt64($0 + 1)) }
    let rows = try rows(whole("pair_correlation_function(range: 6, bins: 30)", frames))
    #expect(rows.count == 30)
    let deviations = rows.map { ($0[1] - 1) / $0[2] }
    #expect(deviations.allSatisfy { abs($0) < 5 }, "\(deviations)")
    let square = deviations.reduce(0) { $0 + $1 * $1 } / 30
    #expect(square > 0.4 && square < 2, "\(square)")
  }

  @Test("Of a lattice it is what is counted by hand, with an edge at contact")
  func lattice() throws {
    // Neighbors on a square lattice of spacing 1: 4 at 1, at sqrt 2 and at 2, 8 at sqrt 5.
    var lattice = TestParticles.lattice(12, spacing: 1)
    lattice.radius = 0.475
    let result = try whole("pair_correlation_function(range: 2.5, bins: 25)", [lattice])
    let rows = try rows(result)
    // Beyond contact all shells have one width.
    let width = rows[24][0] - rows[23][0]
    for (square, neighbors) in [(1.0, 4.0), (2, 4), (4, 4), (5, 8)] {
      let distance = square.squareRoot()
      let shell = try #require(rows.min { abs($0[0] - distance) < abs($1[0] - distance) })
      let expected = neighbors * 144 / 143 / (2 * Double.pi * shell[0] * width)
      #expect(abs(shell[1] - expected) < 1e-6 * expected, "\(distance): \(shell)")
    }
    #expect(rows.filter { $0[1] > 0 }.count == 4)
    #expect(rows.allSatisfy { $0[2].isNaN })
    let whole = try #require(result.whole)
    #expect(whole.value == rows.map { $0[1] }.max())
    #expect(whole.standardError == nil && whole.missingError != nil)
  }

  @Test("Shells agree with the diagnostic of one shell in one frame")
  func oneShell() throws {
    let frame = TestParticles.random(400, in: [12, 12])
    let rows = try rows(whole("pair_correlation_function(range: 3, bins: 3)", [frame]))
    // Particles of radius 0.5 are in contact at 1, which is an edge in any case.
    for (k, row) in rows.enumerated() {
      let alone = try frame.value("pair_correlation(from: \(k), to: \(k + 1))")
      #expect(abs(row[1] - alone) < 1e-6 * alone, "\(k)")
    }
  }

  @Test("The stated errors are those of the scatter, also where frames are correlated")
  func errors() throws {
    for isCorrelated in [false, true] {
      var (values, errors) = (Moments(), Moments())
      for repetition in 0..<60 {
        let frames = (0..<32).map { frame in
          let seed = isCorrelated ? frame / 2 : frame
          return TestParticles.random(60, in: [8, 8], seed: UInt64(repetition * 32 + seed + 1))
        }
        let row = try rows(whole("pair_correlation_function(range: 3, bins: 6)", frames))[3]
        values.add(row[1])
        errors.add(row[2])
      }
      let ratio = errors.mean / (try #require(values.variance)).squareRoot()
      #expect(ratio > 0.7 && ratio < 1.4, "correlated \(isCorrelated): \(ratio)")
    }
  }

  @Test("Frames that hardly change say that their error is a lower limit; like frames have none")
  func sameFrames() throws {
    let slow = (0..<24).map { TestParticles.random(80, in: [8, 8], seed: UInt64($0 / 8 + 1)) }
    let found = try whole("pair_correlation_function(range: 3, bins: 2)", slow)
    #expect(found.warnings.contains { $0.contains("lower limit") }, "\(found.warnings)")
    #expect(try whole("pair_correlation_function(range: 3)", [slow[0], slow[8]]).warnings.isEmpty)
    let same = (0..<8).map { _ in slow[0] }
    let constant = try whole("pair_correlation_function(range: 3, bins: 2)", same)
    #expect(constant.whole?.standardError == nil && constant.whole?.missingError != nil)
    #expect(try rows(constant).allSatisfy { $0[2].isNaN })
  }

  @Test("Frames with fewer than two particles have no pairs, and are told")
  func fewParticles() throws {
    let alone = TestParticles.random(1, in: [8, 8])
    let result = try whole("pair_correlation_function(range: 3)", [alone, alone])
    #expect(result.whole?.value == nil && result.whole?.samples == 1)
    let most = (0..<5).map { TestParticles.random(30, in: [8, 8], seed: UInt64($0 + 1)) }
    #expect(!(try whole("pair_correlation_function(range: 3)", most + [alone])).warnings.isEmpty)
  }

  @Test("Ranges beyond half of a period and open space are refused")
  func refusals() throws {
    let particles = TestParticles.random(50, in: [8, 8])
    #expect(throws: (any Error).self) {
      try particles.request("pair_correlation_function(range: 4.1)")
    }
    var open = particles
    open.box = Box.open(spatialDimension: 2)
    #expect(throws: (any Error).self) { try whole("pair_correlation_function", [open]) }
  }
}
