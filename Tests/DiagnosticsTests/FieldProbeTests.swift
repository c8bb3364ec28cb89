import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// What is read off one place of a field, and what a series of it is worth.
@Suite struct FieldProbeTests {
  @Test(arguments: ["periodic", "antiperiodic", "neumann", "dirichlet", "{winding: 1}"])
  func wavesAreReadExactlyBetweenThePoints(boundary: String) throws {
    let length = 7.0
    let unit = Double.pi / length
    // Places are counted from the first end of the domain, -length/2.
    let wave: (Double) -> Double = { x in
      let y = x + length / 2
      return switch boundary {
      case "periodic": Double.sin(4 * unit * y + 0.3)
      case "antiperiodic": Double.sin(3 * unit * y + 0.3)
      case "neumann": Double.cos(5 * unit * y)
      case "dirichlet": Double.sin(5 * unit * y)
      default: Double.sin(4 * unit * y + 0.3) + 2 * unit * y
      }
    }
    let rate: (Double) -> Double = { x in
      boundary == "{winding: 1}" ? wave(x) - 2 * unit * (x + length / 2) : 2 * wave(x)
    }
    let parameters = boundary == "{winding: 1}" ? ["rise": 2 * Double.pi] : [:]
    for points in [24, 33] where points % 2 == 0 || boundary != "antiperiodic" {
      let field = TestField(
        points: points, length: length, boundary: boundary, parameters: parameters, phi: wave,
        pi: rate)
      for x in [-3.4, 0.123, 2.9, field.context.gridPoints[3]] {
        var probe = ProbeField()
        probe.at = x
        #expect(abs(try probe.value(field) - wave(x)) < 1e-13)
        var momentum = ProbeMomentum()
        momentum.at = x
        #expect(abs(try momentum.value(field) - rate(x)) < 1e-13)
      }
    }
  }

  @Test func thePlaceIsTheFirstProbeOrTheMiddle() throws {
    var field = TestField(points: 32, length: 2 * .pi, phi: { Double.sin($0) })
    #expect(abs(try ProbeField().value(field)) < 1e-14)
    field.context.parameters["probe_1"] = 0.7
    #expect(abs(try ProbeField().value(field) - Double.sin(0.7)) < 1e-14)
    var outside = ProbeField()
    outside.at = 4
    #expect(throws: DiagnosticError.self) {
      try outside.check(quantities: ["phi"], context: field.context)
    }
  }

  /// The fields of a series of values in the middle.
  private func series(_ values: [Double]) -> [TestField] {
    values.map { value in TestField(points: 8, length: 1, phi: { _ in value }) }
  }

  @Test func orderAndChaosAreToldApart() throws {
    var entropy = ClausiusDiagnostics.PermutationEntropy()
    entropy.order = 3
    var complexity = PermutationComplexity()
    complexity.order = 3
    let ramp = series((0..<50).map(Double.init))
    #expect(try entropy.value(over: ramp) == 0)
    #expect(try complexity.value(over: ramp) == 0)
    var x = 0.3
    let chaos = series(
      (0..<4000).map { _ in
        x = 4 * x * (1 - x)
        return x
      })
    // The logistic map at r = 4: 0.831445 and 0.165767 for an endless series.
    #expect(abs(try entropy.value(over: chaos) - 0.831445) < 0.01)
    #expect(abs(try complexity.value(over: chaos) - 0.165767) < 0.01)
  }

  @Test func aWholeSeriesIsOneNumber() throws {
    let requests = try ["permutation_entropy(order: 3)", "probe_field"].map {
      try DiagnosticCatalog.standard.request($0, at: place)
    }
    let analysis = Analysis(requests)
    for field in series([1, 5, 2, 4, 3, 3]) {
      let estimates = try analysis.add(field.frame)
      #expect(estimates[0].undefined == .wholeSeries)
      #expect(estimates[1].value != nil)
    }
    try analysis.finish()
    // The orders 021, 201, 021, 201, the last with a tie that keeps its order in time.
    let whole = try #require(analysis.results[0].whole?.value)
    #expect(abs(whole - Double.log(2) / Double.log(6)) < 1e-14)
    #expect(analysis.results[0].whole?.samples == 4)
    #expect(analysis.results[0].series.count == 1)
    #expect(analysis.results[0].warnings.contains("1 samples are tied with another"))
    #expect(analysis.results[1].whole == nil)
  }

  @Test func phaseSpaceIsMeasuredInItsOwnUnits() throws {
    var numbers = TestNumbers(seed: 4)
    let fields = (0..<20_000).map { _ in
      let (phi, pi) = (3 * numbers.uniform(), 2 * numbers.uniform())
      return TestField(points: 8, length: 1, phi: { _ in phi }, pi: { _ in pi })
    }
    // Evenly over 3 by 2: ln 6. Cells at the edges are partly empty, which adds up to a tenth.
    #expect(abs(try PhaseSpaceEntropy().value(over: fields) - Double.log(6)) < 0.08)
    // Values of successive frames are free of each other here: evenly over 3 by 3.
    let delayed = try DelayEmbeddingEntropy().value(over: fields)
    #expect(abs(delayed - Double.log(9)) < 0.12, "\(delayed - Double.log(9))")
    let still = [TestField](repeating: fields[0], count: 20)
    #expect(try PhaseSpaceEntropy().value(over: still).isNaN)
  }
}
