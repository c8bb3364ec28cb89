import Testing

@testable import ClausiusPlots

@Suite("Axes of extreme numbers") struct ExtremeRangeTests {
  private func range(_ values: [Double], isLogarithmic: Bool = false) -> ClosedRange<Double> {
    Extent.of(Axis("y", isLogarithmic: isLogarithmic), values: [values])
  }

  @Test(
    "Ends are finite and differ",
    arguments: [
      [1e308, 1e308], [-1e308, 1e308], [Double.leastNonzeroMagnitude, .leastNonzeroMagnitude],
      [0, 0], [-1.7e308, -1.6e308],
      [.nan, .infinity], [1e20, 1e20],
    ])
  func ends(values: [Double]) {
    let range = range(values)
    #expect(range.lowerBound > -8.1e307)
    #expect(range.upperBound < 8.1e307)
    #expect(range.lowerBound < range.upperBound)
  }

  @Test("An axis around one small number reaches from -1 to 1")
  func smallNumber() {
    #expect(range([.leastNonzeroMagnitude]) == -1...1)
  }

  @Test("Points whose errors are unknown fit on the axis as well")
  func unknownErrors() {
    let curve = Curve("", x: [0, 1, 2], y: [1, 5, -3], errors: [0.5, .nan, .nan])
    #expect(Layer.curve(curve).values(1) == [0.5, 1.5, 5, 5, -3, -3])
  }

  @Test("Logarithmic ends have logarithms")
  func logarithmic() {
    #expect(range([.leastNonzeroMagnitude], isLogarithmic: true).lowerBound > 0)
    #expect(Ticks.logarithmic(range([1e-300, 1e300], isLogarithmic: true), atMost: 5).count > 1)
  }

  @Test("Scripts hold finite numbers")
  func scripts() {
    #expect(GnuplotText.number(.infinity) == "8e+307")
    #expect(GnuplotText.number(-.infinity) == "-8e+307")
    #expect(GnuplotText.number(.nan) == "0")
    #expect(GnuplotText.number(0.25) == "0.25")
  }
}
