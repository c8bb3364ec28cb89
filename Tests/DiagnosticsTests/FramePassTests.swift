import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Synchronization
import Testing

@testable import ClausiusDiagnostics

/// Frames in memory.
private struct RecordedFrames: FrameSource {
  var frames: [Frame]
  /// The frames that were read, in the order of reading.
  let reads = Reads()

  final class Reads {
    var indices: [Int] = []
  }

  struct Damaged: Error {}
  var damaged: Int?

  let path = "memory"
  var times: [Double] { frames.map(\.time) }

  func contents() -> FrameContents {
    FrameContents(
      context: frames[0].context, box: frames[0].box,
      quantities: frames[0].quantities.map(\.description.name))
  }

  func makeFrame() -> Frame { frames[0] }

  func read(_ index: Int, into frame: inout Frame) throws {
    if index == damaged { throw Damaged() }
    reads.indices.append(index)
    frame = frames[index]
  }
}

@Suite("A pass over frames")
struct FramePassTests {
  private static let calls = [
    "polarization", "nearest_neighbor_entropy", "clusters(radius: 3)", "phase(radius: 9)",
    "oceanic_schooling_index", "sample_entropy(of: polarization)",
  ]

  private func requests(_ calls: [String] = calls) throws -> [DiagnosticRequest] {
    try calls.map { try DiagnosticCatalog.standard.request($0, at: place) }
  }

  private func source(
    _ count: Int = 40,
    _ schools: (Int) -> TestSchool = { k in
      k % 3 == 0 ? .swarm(60, seed: UInt64(k)) : .parallel(60, cone: 0.1)
    }
  ) -> RecordedFrames {
    RecordedFrames(
      frames: (0..<count).map { k in
        var frame = schools(k).frame
        frame.index = k
        frame.time = Double(k)
        return frame
      })
  }

  @Test("What is found does not depend on the number of threads", arguments: [1, 2, 5])
  func threads(count: Int) throws {
    let source = source()
    let alone = Analysis(try requests(), keepsValues: true)
    for frame in source.frames { try alone.add(frame) }
    try alone.finish()
    let analysis = Analysis(try requests(), keepsValues: true)
    var pass = FramePass(over: source, threads: count)
    pass.show(0..<40, to: analysis)
    try pass.run()
    #expect(source.reads.indices == Array(0..<40))
    #expect(analysis.times == source.times)
    for (one, other) in zip(analysis.series, alone.series) {
      #expect(one.values.map(\.bitPattern) == other.values.map(\.bitPattern))
      #expect(one.result.series == other.result.series)
      #expect(one.result.names == other.result.names)
      #expect(one.result.whole == other.result.whole)
      #expect(one.result.warnings == other.result.warnings)
      #expect(one.result.details == other.result.details)
    }
    #expect(alone.series[3].result.names?.count == 40)
    #expect(alone.series[5].result.whole?.value != nil)
  }

  @Test("Followers see the frames that they want, each read once")
  func strides() throws {
    final class Seen: FrameFollower {
      var frames: [Int] = []
      var isFinished = false
      func add(_ frame: AnalyzedFrame) throws { frames.append(frame.frame.index) }
      func finish() throws { isFinished = true }
    }
    let source = source(20)
    let (even, fifth) = (Seen(), Seen())
    var pass = FramePass(over: source, threads: 3)
    pass.show(stride(from: 0, to: 20, by: 2), to: even)
    pass.show([0, 5, 10, 15, 19], to: fifth)
    try pass.run()
    #expect(even.frames == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
    #expect(fifth.frames == [0, 5, 10, 15, 19])
    #expect(source.reads.indices == [0, 2, 4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 19])
    #expect(even.isFinished && fifth.isFinished)
  }

  @Test("An error names source, frame and call, and frames before it have been seen")
  func errors() throws {
    for threads in [1, 3] {
      var source = source(30)
      source.frames[17].quantities[0].values[22] = .nan
      source.frames[19].quantities[0].values[1] = .nan
      var seen = 0
      let analysis = Analysis(try requests(["polarization", "rotation"])) { _, _ in seen += 1 }
      var pass = FramePass(over: source, threads: threads)
      pass.show(0..<30, to: analysis)
      let error = #expect(throws: DiagnosticError.self) { try pass.run() }
      #expect(
        error?.message.hasPrefix("memory: frame 17: rotation: the position of individual 7") == true
      )
      #expect(seen == 17)
      source = self.source(30)
      source.damaged = 4
      var broken = FramePass(over: source, threads: threads)
      broken.show(0..<30, to: Analysis(try requests(["rotation"])))
      #expect(throws: RecordedFrames.Damaged.self) { try broken.run() }
    }
  }

  @Test("A call is evaluated once a frame, however it is written and whoever asks")
  func shared() throws {
    let frame = AnalyzedFrame(TestSchool.swarm(20).frame)
    let calls = try requests(["polarization_entropy(cells: 64)", "polarization_entropy(cells:64)"])
    #expect(calls[0].identity == calls[1].identity)
    #expect(try calls[0].evaluate(frame) == calls[1].evaluate(frame))
    var diagnostic = PolarizationEntropy()
    diagnostic.cells = 64
    #expect(try frame.estimate(of: diagnostic) == calls[0].evaluate(frame))
    let other = try requests(["polarization_entropy"])[0]
    #expect(other.identity != calls[0].identity)
    let published = try DiagnosticCatalog.standard.request(
      "polarization_entropy", at: place, convention: "dewi_kadita")
    #expect(other.identity != published.identity)
  }

  @Test("A window without a frame is refused with the times of the file")
  func window() throws {
    let source = source(10)
    #expect(try source.frames(from: 2, to: 7.5, every: 2) == [2, 4, 6])
    #expect(try source.frames(from: nil, to: nil) == Array(0..<10))
    let error = #expect(throws: DiagnosticError.self) { try source.frames(from: 20, to: nil) }
    #expect(
      error?.message == "memory: no frame lies in the window; the file holds time 0 to 9")
  }
}
