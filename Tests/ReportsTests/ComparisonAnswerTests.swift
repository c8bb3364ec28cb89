import Testing

@testable import ClausiusReports

/// Numbers with their errors as people write them.
@Suite struct ComparisonAnswerTests {
  /// Value, error, and how the two are written.
  static let written: [(Double, Double?, String)] = [
    (0.5432, 0.0071, "0.543(7)"), (0.99684, 0.00021, "0.9968(2)"), (0.5432, 0.012, "0.543(12)"),
    (64.3564, 20.1, "60(20)"), (64.3564, 15.2, "64(15)"), (35.6436, 9.7, "36(10)"),
    (1234.5, 321, "1200(300)"), (-64.3564, 20.1, "-60(20)"), (-3, 20.1, "0(20)"), (2.5, nil, "2.5"),
    (2.5, 0, "2.5"),
  ]

  @Test(arguments: written.indices) func errorsStandInUnitsOfTheLastDigit(index: Int) {
    let (value, error, text) = Self.written[index]
    #expect(ComparisonAnswer.text(value, error) == text)
  }
}
