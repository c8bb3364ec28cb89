import ClausiusDeclarations
import ClausiusSimulationCore

/// One walk over the frames of a source, shown to several followers.
///
/// Frames are read one after the other; the calls of the followers are evaluated on all threads,
/// each frame by one; followers then see the frames in their order. What they see does not depend
/// on the number of threads, and memory does not grow with the number of frames: at most two frames
/// a thread are under way, more where frames are small.
///
/// ```swift
/// let analysis = Analysis(requests)
/// var pass = FramePass(over: reader)
/// pass.show(reader.frames(from: 100, to: nil), to: analysis)
/// try pass.run()
/// ```
public struct FramePass {
  /// A follower with the frames that it wants.
  private struct Viewer {
    let follower: any FrameFollower
    let requests: [DiagnosticRequest]
    let frames: Set<Int>
  }

  private let source: any FrameSource
  private let threads: Int
  private var viewers: [Viewer] = []

  /// Numbers of neighboring small frames that make the work of one thread worth its while.
  private static let valuesOfWork = 1 << 14

  /// A pass over `source` on `threads` threads.
  public init(over source: any FrameSource, threads: Int = ThreadPool.availableThreads) {
    self.source = source
    self.threads = max(1, threads)
  }

  /// Adds a follower that wants `frames`.
  public mutating func show(_ frames: some Sequence<Int>, to follower: any FrameFollower) {
    viewers.append(
      Viewer(follower: follower, requests: follower.requests, frames: Set(frames)))
  }

  /// Walks over every frame that some follower wants, once, and ends the followers.
  ///
  /// - Throws: ``DiagnosticError`` with the source and the frame; what reading throws.
  public func run() throws {
    let frames = viewers.reduce(into: Set<Int>()) { $0.formUnion($1.frames) }.sorted()
    let blank = try source.makeFrame()
    let values = blank.quantities.reduce(1) { $0 + $1.values.count }
    let batch = max(1, min(64, Self.valuesOfWork / values))
    var next = 0
    try ThreadPool(threads: min(threads, frames.count)).forEachInOrder(
      depth: 2 * threads,
      take: { () -> ArraySlice<AnalyzedFrame>? in
        guard next < frames.count else { return nil }
        let end = min(next + batch, frames.count)
        defer { next = end }
        return try frames[next..<end].map { try read($0, into: blank) }[...]
      },
      work: { batch in
        for frame in batch { prepare(frame) }
        return batch
      },
      handOn: { batch in for frame in batch { try show(frame) } })
    for viewer in viewers { try prefixingErrors(source.path) { try viewer.follower.finish() } }
  }

  private func read(_ index: Int, into blank: Frame) throws -> AnalyzedFrame {
    var frame = blank
    try source.read(index, into: &frame)
    return AnalyzedFrame(frame)
  }

  /// Evaluates what the followers will ask for.
  private func prepare(_ frame: AnalyzedFrame) {
    for viewer in viewers where viewer.frames.contains(frame.frame.index) {
      for request in viewer.requests { frame.prepare(request) }
    }
  }

  private func show(_ frame: AnalyzedFrame) throws {
    let index = frame.frame.index
    try prefixingErrors("\(source.path): frame \(index)") {
      for viewer in viewers where viewer.frames.contains(index) {
        try viewer.follower.add(frame)
      }
    }
  }

  private func prefixingErrors(_ place: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DiagnosticError {
      throw error.prefixed(with: place)
    }
  }
}
