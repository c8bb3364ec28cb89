import Testing

@testable import ClausiusPlots

/// Long series keep what one sees of them.
@Suite("Decimation") struct DecimationTests {
  @Test func shortSeriesStayWhole() {
    #expect(Decimation.kept([1, 2, 3, 4], bins: 1) == [0, 1, 2, 3])
  }

  @Test func everyBinKeepsItsCornersInOrder() {
    // Two bins of six: 0 5 1 -2 1 1 | 3 3 9 3 0 4
    let values: [Double] = [0, 5, 1, -2, 1, 1, 3, 3, 9, 3, 0, 4]
    #expect(Decimation.kept(values, bins: 2) == [0, 1, 3, 5, 6, 8, 10, 11])
  }

  @Test func undefinedValuesGiveWay() {
    let values: [Double] = [.nan, .nan, 7, .nan, .nan, 2, .nan, .nan]
    #expect(Decimation.kept(values, bins: 1) == [0, 2, 5, 7])
  }

  @Test func aSpikeOfAMillionIsKept() {
    var values = [Double](repeating: 0, count: 1_000_000)
    values[654_321] = 1
    values[123_456] = -1
    let kept = Decimation.kept(values, bins: 500)
    #expect(kept.count <= 2000)
    #expect(kept.contains(654_321) && kept.contains(123_456))
    #expect(kept == kept.sorted())
  }
}
