import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Standard errors that calls of diagnostics ask for.
@Suite("Errors from the individuals of a frame") struct ResampledErrorTests {
  private static let place = SourcePosition(source: "test", line: 1, column: 1)

  private func request(_ call: String) throws -> DiagnosticRequest {
    try DiagnosticCatalog.standard.request(call, at: Self.place)
  }

  private func school(_ count: Int, _ source: inout TestNumbers) -> AnalyzedFrame {
    func noise() -> SIMD3<Double> { SIMD3(source.normal(), source.normal(), source.normal()) }
    let positions = (0..<count).map { _ in noise() }
    let velocities = (0..<count).map { _ in 0.5 * noise() + SIMD3(1, 0, 0) }
    return AnalyzedFrame(TestSchool(positions: positions, velocities: velocities).frame)
  }

  @Test(
    "They are the scatter of the values",
    arguments: [
      "polarization(error: jackknife)", "polarization(error: bootstrap(60))",
      "polarization(error: blocks(20))", "polarization_entropy(error: bootstrap(60))",
      "angular_momentum_entropy(error: bootstrap(60))", "shape_entropy(error: blocks(30))",
    ])
  func scatter(call: String) throws {
    let request = try request(call)
    var source = TestNumbers(seed: 3)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      let estimate = try request.evaluate(school(120, &source))
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    let ratio = errors.mean / (try #require(values.variance)).squareRoot()
    #expect((0.65...1.5).contains(ratio), "\(call): \(ratio)")
  }

  @Test("The value stays, and the method is named")
  func value() throws {
    var source = TestNumbers(seed: 5)
    let frame = school(100, &source)
    let plain = try request("polarization").evaluate(frame)
    #expect(plain.standardError == nil)
    for (method, word) in [
      ("jackknife", StandardError.Method.groupJackknife), ("bootstrap(20)", .bootstrap),
      ("blocks(10)", .blockJackknife),
    ] {
      let own = try request("polarization(error: \(method))").evaluate(frame)
      #expect(own.value == plain.value)
      #expect(own.standardError?.method == word)
    }
  }

  @Test(
    "What rests on neighbors has a reason in place of an error",
    arguments: [
      "clusters(radius: 0.5, error: bootstrap(20))", "cohesion_entropy(error: jackknife)",
      "nearest_neighbor_entropy(error: blocks(20))",
    ])
  func neighbors(call: String) throws {
    var source = TestNumbers(seed: 7)
    let estimate = try request(call).evaluate(school(100, &source))
    #expect(estimate.value != nil && estimate.standardError == nil)
    #expect(estimate.missingError?.description.hasPrefix("neighbors and pairs change") == true)
  }

  @Test(
    "What moves its cells with every individual has a reason, too",
    arguments: [
      "polarization_entropy(error: jackknife)", "polarization_entropy(error: blocks(20))",
      "angular_momentum_entropy(error: jackknife)",
      "depth_stratification_entropy(error: jackknife)",
      "depth_stratification_entropy(error: bootstrap(20))",
    ])
  func cells(call: String) throws {
    var source = TestNumbers(seed: 7)
    let estimate = try request(call).evaluate(school(100, &source))
    #expect(estimate.value != nil && estimate.standardError == nil)
    #expect(estimate.missingError?.description.contains("the cells under all") == true)
  }

  @Test("Names of frames and numbers of all frames take no error of a frame")
  func series() {
    for call in ["phase(error: jackknife)", "transfer_entropy_matrix(error: jackknife)"] {
      #expect(throws: Problems.self) { try request(call) }
    }
    #expect(throws: Problems.self) { try request("polarization(error: guess)") }
  }
}
