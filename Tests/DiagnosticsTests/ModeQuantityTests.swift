import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The amplitudes of standing waves: canonical pairs of a field and its momentum.
@Suite struct ModeQuantityTests {
  private let place = SourcePosition(source: "test", line: 1, column: 1)

  private func amplitudes(_ field: TestField) throws -> [Double] {
    let quantity = try DiagnosticCatalog.standard.quantity(
      Node(.scalar(text: "mode_amplitude", isQuoted: false), at: place))
    return try quantity.rows(AnalyzedFrame(field.frame)).values
  }

  @Test(arguments: ["periodic", "antiperiodic", "neumann", "dirichlet"], [16, 17])
  func squaresAddUpToTheSquaredField(boundary: String, points: Int) throws {
    var random = TestNumbers(seed: 5)
    let field = TestField(
      points: points, length: 6, boundary: boundary, phi: { _ in random.normal() })
    let found = try amplitudes(field)
    #expect(found.count == points)
    let square = field.phi.reduce(0) { $0 + $1 * $1 } * 6 / Double(points)
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } - square) < 1e-12 * square)
  }

  /// A wave alone is one amplitude, sqrt(L/2) times its height; the constant sqrt(L) times its own.
  @Test(arguments: [
    ("periodic", 5, 3, 2.0), ("periodic", 6, 3, 2.0), ("antiperiodic", 4, 5, 1.0),
    ("antiperiodic", 5, 5, 1.0), ("neumann", 4, 4, 1.0), ("dirichlet", 4, 5, 1.0),
  ])
  func aWaveIsOneAmplitude(boundary: String, index: Int, wave: Int, unit: Double) throws {
    let length = 5.0
    let isSine = ["dirichlet 4", "periodic 6", "antiperiodic 5"].contains("\(boundary) \(index)")
    let field = TestField(
      points: 20, length: length, boundary: boundary,
      phi: { x in
        let angle = unit * Double.pi * Double(wave) / length * (x + length / 2)
        return 0.3 * (isSine ? Double.sin(angle) : Double.cos(angle))
      })
    for (k, value) in try amplitudes(field).enumerated() {
      #expect(abs(value - (k == index ? 0.3 * (length / 2).squareRoot() : 0)) < 1e-13, "\(k)")
    }
  }

  /// Free waves turn in their planes (q, omega q, p): each encloses 2 pi E/omega, whatever its
  /// phase.
  @Test func theEntropyOfFreeWavesIsThatOfTheirActions() throws {
    let (points, length, mass) = (8, 4.0, 1.3)
    var random = TestNumbers(seed: 6)
    let modes = (0..<points).map { k -> (frequency: Double, height: Double, phase: Double) in
      let wave = 2 * Double.pi * Double((k + 1) / 2) / length
      return (
        (wave * wave + mass * mass).squareRoot(), 0.5 + random.uniform(),
        2 * .pi * random.uniform()
      )
    }
    func sum(_ x: Double, _ values: [Double]) -> Double {
      values.enumerated().reduce(0) { total, mode in
        let (k, value) = (mode.offset, mode.element)
        let angle = 2 * Double.pi * Double((k + 1) / 2) / length * (x + length / 2)
        let isAlone = k == 0 || k == points - 1
        let shape = isAlone || k % 2 == 1 ? Double.cos(angle) : Double.sin(angle)
        return total + value * shape * ((isAlone ? 1 : 2) / length).squareRoot()
      }
    }
    let analysis = Analysis([
      try DiagnosticCatalog.standard.request(
        "gaussian_mode_entropy(of: mode_amplitude, to: mode_momentum)", at: place)
    ])
    for step in 0..<4000 {
      let time = 0.37 * Double(step)
      var field = TestField(
        points: points, length: length,
        phi: { x in sum(x, modes.map { $0.height * Double.cos($0.frequency * time + $0.phase) }) },
        pi: { x in
          sum(
            x,
            modes.map { -$0.height * $0.frequency * Double.sin($0.frequency * time + $0.phase) })
        })
      field.time = time
      try analysis.add(field.frame)
    }
    try analysis.finish()
    let expected = modes.reduce(0) { total, mode in
      total + Double.log(mode.height * mode.height * mode.frequency / 2) + 1
    }
    let value = try #require(analysis.results[0].whole?.value)
    #expect(abs(value - expected) < 0.01)
  }
}
