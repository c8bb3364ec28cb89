import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

@Suite("Information of occupied cells") struct OccupancyInformationTests {
  @Test("Cells are read back and forth")
  func order() throws {
    let particles = TestParticles(
      places: [SIMD3(0.5, 0.5, 0), SIMD3(0.5, 1.5, 0), SIMD3(2.5, 0.5, 0)],
      box: Box(lengths: [3, 2], boundary: .periodic))
    var diagnostic = OccupancyInformation()
    diagnostic.position = [3, 2]
    #expect(try diagnostic.symbols(AnalyzedFrame(particles.frame)) == [1, 0, 1, 0, 0, 1])
  }

  @Test("A picture has the density of its symbols, a movie that of all of them")
  func density() throws {
    let frames = (0..<3).map { seed in
      TestParticles.random(600, in: [30, 30], seed: UInt64(seed + 1))
    }
    var diagnostic = OccupancyInformation()
    diagnostic.position = [30, 30]
    let symbols = try frames.map { try diagnostic.symbols(AnalyzedFrame($0.frame)) }
    func density(_ symbols: [Double]) throws -> Double? {
      try ComputableInformationDensity().estimate(from: [InputArray(symbols)]).value
    }
    #expect(
      try frames[1].value("occupancy_information(position: [30, 30])") == density(symbols[1]))
    let movie = try whole("occupancy_information(position: [30, 30], movie: true)", frames)
    #expect(try movie.whole?.value == density(symbols.flatMap { $0 }))
  }

  @Test("Order takes information away")
  func ordered() throws {
    let call = "occupancy_information(position: [48, 48])"
    let slab = try TestParticles.slab(dense: 0.9, dilute: 0.05).value(call)
    let random = try TestParticles.random(1390, in: [48, 48]).value(call)
    #expect(slab < 0.7 * random)
  }

  @Test("Cells must fit the dimension of a box")
  func refusals() {
    let particles = TestParticles.random(9, in: [9, 9])
    let error = #expect(throws: Problems.self) {
      try particles.request("occupancy_information(position: [3, 3, 3])")
    }
    #expect(error?.description.contains("needs 2 numbers of cells") == true)
  }
}
