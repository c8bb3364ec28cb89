import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// Diagnostics over many frames, from a file and live.
@Suite struct AnalysisTests {
  private func requests(_ calls: [String]) throws -> [DiagnosticRequest] {
    try calls.map { try DiagnosticCatalog.standard.request($0, at: place) }
  }

  private func frames(_ count: Int) -> [Frame] {
    (0..<count).map { k in
      var frame = TestSchool.swarm(40, seed: UInt64(k)).frame
      frame.index = k
      frame.step = 10 * k
      frame.time = Double(k)
      return frame
    }
  }

  @Test func everyDiagnosticHasItsSeries() throws {
    let calls = ["polarization", "polarization_entropy(cells: 64)", "clusters(radius: 3)"]
    let analysis = Analysis(try requests(calls))
    var values = Moments()
    for frame in frames(30) {
      let estimates = try analysis.add(frame)
      #expect(estimates.count == 3)
      values.add(try #require(estimates[1].value))
    }
    #expect(analysis.results.map(\.name) == calls)
    #expect(analysis.results[1].series.count == 30)
    #expect(abs((analysis.results[1].series.mean ?? .nan) - values.mean) < 1e-14)
    #expect(analysis.results[0].unit == "1")
  }

  @Test func warningsAreSaidOnceWithTheirNumberOfFrames() throws {
    let analysis = Analysis(try requests(["polarization_entropy"]))
    for (k, frame) in frames(20).enumerated() {
      var frame = frame
      if k < 5 { frame.quantities[1].values = [Double](repeating: 0, count: 120) }
      try analysis.add(frame)
    }
    let result = analysis.results[0]
    #expect(result.series.undefinedSamples == 5)
    #expect(
      result.warnings.contains("undersampled: 40 samples for 288 outcomes (15 of 20 frames)"))
    #expect(result.warnings.contains("undefined: no individual moves (5 of 20 frames)"))
    #expect(result.warnings.contains("undefined in 5 frames, which are left out"))
  }

  @Test func liveDiagnosticsGiveTheSameNumbers() throws {
    let calls = try requests(["rotation", "oceanic_schooling_index", "clusters(radius: 2)"])
    let live = LiveDiagnostics(Analysis(calls))
    #expect(
      live.columns.map(\.name) == ["rotation", "oceanic_schooling_index", "clusters(radius: 2)"])
    #expect(live.columns.map(\.unit) == ["1", "1", "1"])
    #expect(live.quantities == ["position", "velocity"])
    let analysis = Analysis(calls)
    for frame in frames(4) {
      let estimates = try analysis.add(frame)
      #expect(try live.evaluate(frame) == estimates.map { $0.value ?? .nan })
    }
  }

  @Test func namesOfFramesAreNoLiveColumn() throws {
    let calls = try requests(["phase(radius: 9)", "rotation"])
    let analysis = Analysis(calls)
    let live = LiveDiagnostics(analysis)
    #expect(live.columns.map(\.name) == ["rotation"])
    for frame in frames(4) { #expect(try live.evaluate(frame).count == 1) }
    try analysis.finish()
    #expect(analysis.results[0].names?.count == 4)
    #expect(analysis.results[0].shares.reduce(0) { $0 + $1.share } == 1)
  }

  /// A file of an earlier program has the column, and it goes on as it began.
  @Test func aColumnThatAFileHoldsGoesOn() throws {
    let calls = try requests(["phase(radius: 9)", "rotation"])
    let live = LiveDiagnostics(Analysis(calls), keeping: ["phase(radius: 9)", "energy"])
    #expect(live.columns.map(\.name) == ["phase(radius: 9)", "rotation"])
    for frame in frames(3) {
      let code = try calls[0].evaluate(AnalyzedFrame(frame)).value
      #expect(try live.evaluate(frame)[0] == code)
    }
  }

  @Test func sharesAreCountedTheLargestFirst() {
    let result = SeriesResult(name: "phase", unit: "1", names: ["b", "a", "c", "a"])
    #expect(result.shares.map(\.name) == ["a", "b", "c"])
    #expect(result.shares.map(\.share) == [0.5, 0.25, 0.25])
    #expect(SeriesResult(name: "x", unit: "1").shares.isEmpty)
  }

  @Test func undefinedIsNotANumberInALiveSeries() throws {
    let live = LiveDiagnostics(Analysis(try requests(["shape_entropy"])))
    #expect(try live.evaluate(TestSchool.swarm(2).frame)[0].isNaN)
  }

  @Test func whatIsMissingIsFoundBeforeTheRun() throws {
    let school = TestSchool.swarm(5)
    let context = school.frame.context
    let rotation = try requests(["rotation"])[0]
    #expect(throws: Never.self) {
      try rotation.check(quantities: ["position", "velocity"], context: context, box: school.box)
    }
    let error = #expect(throws: (any Error).self) {
      try rotation.check(quantities: ["position"], context: context, box: school.box)
    }
    #expect("\(try #require(error))".contains("rotation: the frames carry no velocity"))
    let clusters = try requests(["clusters"])[0]
    #expect(throws: (any Error).self) {
      try clusters.check(quantities: ["position"], context: context, box: school.box)
    }
  }

  @Test func positionsThatAreNotFiniteAreNamed() throws {
    var frame = TestSchool.swarm(20).frame
    frame.quantities[0].values[22] = .nan
    for request in try requests(["cohesion_entropy", "rotation", "shape_entropy"]) {
      let error = #expect(throws: DiagnosticError.self) {
        try request.evaluate(AnalyzedFrame(frame))
      }
      #expect(error?.message.contains("the position of individual 7 in frame 0") == true)
    }
  }
}
