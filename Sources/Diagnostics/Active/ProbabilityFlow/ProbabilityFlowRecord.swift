import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Follows frames, learns the probability flow from them, and reports it.
struct ProbabilityFlowRecord: SeriesRecord {
  private let call: ProbabilityFlow
  private var learner: FlowLearner?
  private var report: FlowReport?
  /// Frames that wait until the edges of hats are known.
  private var waiting: [Frame] = []
  private var hats: HatEdges

  init(_ call: ProbabilityFlow) {
    self.call = call
    hats = HatEdges(hats: call.hats, range: call.range)
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    if learner != nil {
      try learner?.add(frame.frame)
      return
    }
    waiting.append(frame.frame)
    let setup = try FlowSetup(call, frame.frame)
    if setup.needsEdges {
      hats.add(try FlowFrame(frame.frame, motion: setup.motion, range: 1))
      guard let edges = hats.edges else { return }
      learner = try setup.learner(edges: edges)
    } else {
      learner = try setup.learner(edges: call.edges ?? [])
    }
    for frame in waiting { try learner?.add(frame) }
    waiting = []
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    guard let learner else {
      throw DiagnosticError(
        "\(hats.hats) hats need \(hats.needed) contacts to find their edges; there are "
          + "\(hats.contacts) in \(waiting.count) frames",
        advice: "write more frames, or ask for fewer hats or for edges")
    }
    let flow = try learner.learned()
    let report = FlowReport(flow, last: call.velocities ? learner.last : nil)
    self.report = report
    return report.estimate(of: call.field)
  }

  var details: [JSON.Member] { report?.details ?? [] }
  var notes: [String] { report?.notes ?? [] }
  var warnings: [String] { report?.warnings ?? [] }
  var table: RecordTable? { report?.table }
}

/// What a call means for the frames of a run.
struct FlowSetup {
  let motion: ActiveMotion
  private let call: ProbabilityFlow
  private let sets: [FlowFeature]
  private let context: FrameContext
  private let box: Box

  init(_ call: ProbabilityFlow, _ frame: Frame) throws(DiagnosticError) {
    try self.init(call, frame.context, box: frame.space)
  }

  /// - Throws: ``DiagnosticError`` for a motion or features that are not supported.
  init(_ call: ProbabilityFlow, _ context: FrameContext, box: Box) throws(DiagnosticError) {
    motion = try ActiveMotion(context, box: box)
    sets = call.features ?? FlowFeature.usual(for: context, motion: motion)
    for set in sets { try set.check(context, box: box, motion: motion) }
    (self.call, self.context, self.box) = (call, context, box)
  }

  /// Whether the edges of hats must be found from frames.
  var needsEdges: Bool { sets.contains(.pair) && call.edges == nil }

  func learner(edges: [Double]) throws(DiagnosticError) -> FlowLearner {
    try FlowLearner(
      sets.map { $0.features(context, box: box, motion: motion, edges: edges) },
      motion: motion, densities: call.densities, ridge: call.ridge)
  }
}
