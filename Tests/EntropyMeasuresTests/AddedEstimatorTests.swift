import ClausiusDeclarations
import Foundation
import Testing

@testable import ClausiusEntropyMeasures

/// The estimator of docs/adding-an-estimator.md: what it says of itself is all that is needed.
@Suite struct AddedEstimatorTests {
  private let position = SourcePosition(source: "test", line: 1, column: 1)

  private func prepared(_ keys: (String, String)...) throws -> PreparedEstimator {
    try PreparedEstimator(
      GaussianEntropy.self,
      from: keys.map { key, value in
        Node.Entry(
          key: key, position: position,
          value: Node(.scalar(text: value, isQuoted: false), at: position))
      }, at: position)
  }

  private var samples: InputArray {
    var samples = InputArray([1, -1, 2, -2, 3, -3, 4, -4])
    samples.unit = "length"
    return samples
  }

  @Test("the entropy is that of the normal density with the variance of the samples")
  func value() throws {
    let variance = 60.0 / 7
    let exact = (1 + Double.log(2 * .pi) + Double.log(variance)) / 2
    #expect(abs(try #require(prepared().estimate(from: [samples]).value) - exact) < 1e-14)
  }

  @Test("a density is reported with the unit of its data, without an entry in a list")
  func unitOfTheData() throws {
    #expect(try prepared().estimate(from: [samples]).dataUnit == "length")
  }

  @Test("blocks come with rows that are samples")
  func blocks() throws {
    let estimate = try prepared(("blocks", "4")).estimate(from: [samples])
    #expect(estimate.standardError?.method == .blockJackknife)
  }

  @Test("the page shows the code that is tested")
  func page() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let page = try String(
      contentsOf: folder.appending(path: "../../docs/adding-an-estimator.md"), encoding: .utf8)
    let code = try String(
      contentsOf: folder.appending(path: "GaussianEntropy.swift"), encoding: .utf8)
    let declaration = try #require(code.range(of: "/// Differential entropy"))
    #expect(page.contains(code[declaration.lowerBound...]))
  }
}
