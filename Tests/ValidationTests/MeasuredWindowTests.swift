import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusScenarios
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusValidation

@Suite("Statistics of a window")
struct MeasuredWindowTests {
  private typealias Statistic = ClausiusScenarios.Expectation.Statistic

  private func window(_ values: [Double]) -> MeasuredWindow {
    MeasuredWindow(times: values.indices.map { 0.5 * Double($0) }, values: values)
  }

  private func value(
    _ statistic: Statistic, of values: [Double], threshold: Double? = nil
  ) -> Double? {
    window(values).measure(statistic, threshold: threshold).value
  }

  @Test("Statistics of known values")
  func statistics() {
    let values = [3.0, 1, 4, 1, 6]
    #expect(value(.mean, of: values) == 3)
    #expect(value(.minimum, of: values) == 1)
    #expect(value(.maximum, of: values) == 6)
    #expect(value(.first, of: values) == 3)
    #expect(value(.final, of: values) == 6)
    #expect(value(.change, of: values) == 3)
    #expect(abs((value(.standardDeviation, of: values) ?? 0) - 4.5.squareRoot()) < 1e-14)
  }

  @Test("Nothing is measured in an empty window, and undefined frames are left out")
  func empty() {
    for statistic in Statistic.allCases {
      #expect(window([]).measure(statistic, threshold: 1).value == nil)
    }
    #expect(value(.mean, of: [1, .nan, 3]) == 2)
    #expect(value(.final, of: [1, 3, .nan]) == 3)
  }

  @Test("What is undefined says why")
  func reasons() {
    #expect(window([]).reason(.mean, threshold: nil) == "no frame lies in the window")
    #expect(
      window([.nan, .nan]).reason(.mean, threshold: nil)
        == "undefined at all 2 frames of the window")
    #expect(
      window([.nan, 2]).reason(.slope, threshold: nil)
        == "the window has one value, 2, at t = 0.5")
    #expect(
      window([0, 1, 2]).reason(.crossingTime, threshold: 3)
        == "3 is never crossed: the values lie between 0 and 2")
  }

  /// The time, with an error of 0.3 at first and of 0.4 at last.
  private struct Reading: Diagnostic {
    static let name = "reading"
    static let about = "the time"
    static let formula = "t"
    static let unit = EntropyUnit.dimensionless
    static let bounds = "any number"
    static let source = "none"
    static let quantities: [String] = []
    static let keys: [Key<Reading>] = []

    func evaluate(_ frame: AnalyzedFrame) -> Estimate {
      let error = frame.frame.time == 0 ? 0.3 : frame.frame.time == 2 ? 0.4 : nil
      return Estimate(
        frame.frame.time, unit: .dimensionless, samples: 1,
        standardError: error.map { StandardError($0, by: .blocking) })
    }
  }

  @Test("The error of a change is that of both ends of a series")
  func changeError() throws {
    let catalog = try DiagnosticCatalog.standard.adding([Reading.self])
    let call = try catalog.request(
      "reading", at: SourcePosition(source: "test", line: 1, column: 1))
    var series = TrackedSeries(call, keepsValues: true)
    let times = [0.0, 1, 2]
    for time in times {
      var frame = Frame(
        context: FrameContext(system: "test", individuals: 0), box: nil, quantities: [])
      frame.time = time
      try series.add(AnalyzedFrame(frame))
    }
    let window = MeasuredWindow(series, times: times)
    #expect(window.measure(.change, threshold: nil) == .init(value: 2, standardError: 0.5))
    #expect(window.measure(.final, threshold: nil).standardError == 0.4)
    #expect(window.measure(.first, threshold: nil).standardError == 0.3)
    #expect(window.measure(.mean, threshold: nil).value == 1)
  }

  @Test("A straight line has its slope, without error")
  func slope() throws {
    let line = (0..<100).map { 2 - 3 * 0.5 * Double($0) }
    let measured = window(line).measure(.slope, threshold: nil)
    #expect(abs(try #require(measured.value) + 3) < 1e-12)
    #expect(try #require(measured.standardError) < 1e-12)
    #expect(value(.slope, of: [1]) == nil)
  }

  /// Noise of variance s^2 at n equally spaced times of spacing h: var b = 12 s^2/(h^2 n^3).
  @Test("The error of a slope of noise is what it scatters by")
  func slopeError() throws {
    var state: UInt64 = 7
    var squares = 0.0
    var errors = 0.0
    for _ in 0..<200 {
      let noise = (0..<256).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
      }
      let measured = window(noise).measure(.slope, threshold: nil)
      let slope = try #require(measured.value)
      let error = try #require(measured.standardError)
      squares += slope * slope / 200
      errors += error * error / 200
    }
    let exact = 12 * (1.0 / 12) / (0.25 * 256 * 256 * 256)
    #expect(abs(squares / exact - 1) < 0.3)
    #expect(abs(errors / exact - 1) < 0.3)
  }

  @Test("A threshold is crossed between frames")
  func crossing() {
    #expect(value(.crossingTime, of: [0, 1, 2], threshold: 1.5) == 0.75)
    #expect(value(.crossingTime, of: [2, 1, 0, 3], threshold: 0.5) == 0.75)
    #expect(value(.crossingTime, of: [1, 1, 2], threshold: 1) == 0)
    #expect(value(.crossingTime, of: [0, 1, 2], threshold: 3) == nil)
  }
}
