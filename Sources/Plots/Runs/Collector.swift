import ClausiusDiagnostics
import ClausiusSimulationCore

/// What a figure keeps of the frames that pass by one after the other.
public protocol Collector: AnyObject {
  /// Takes what is wanted of the next frame.
  ///
  /// - Throws: `DiagnosticError` when the frame lacks it.
  func add(_ frame: AnalyzedFrame) throws
  /// Settles what is known only after the last frame.
  func finish()
}

extension Collector {
  /// Nothing waits for the last frame.
  public func finish() {}
}

/// Shows the frames of a run to several collectors in one pass.
enum Pass {
  /// A collector with the frames that it wants to see.
  struct Viewer {
    let collector: any Collector
    /// Every how many-th frame of the window.
    let stride: Int
  }

  /// Reads every frame that some collector wants, and the last one, once.
  ///
  /// - Throws: ``PlotError`` when a frame cannot be evaluated; what the reader throws.
  static func run(_ run: PlotRun, _ viewers: [Viewer]) throws {
    guard !viewers.isEmpty else { return }
    var frame = try run.reader.makeFrame()
    for index in run.window {
      let isLast = index == run.window.upperBound - 1
      let offset = index - run.window.lowerBound
      let wanting = viewers.filter { offset % $0.stride == 0 || (isLast && run.every == nil) }
      if wanting.isEmpty { continue }
      try run.reader.read(index, into: &frame)
      let analyzed = AnalyzedFrame(frame)
      do {
        for viewer in wanting { try viewer.collector.add(analyzed) }
      } catch let error as DiagnosticError {
        throw PlotError(.request, "\(run.reader.path): frame \(index): \(error)")
      }
    }
    for viewer in viewers { viewer.collector.finish() }
  }
}
