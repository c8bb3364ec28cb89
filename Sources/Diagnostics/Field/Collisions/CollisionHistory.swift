import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The collisions of every member over the frames: its last state, and when it bounced.
struct CollisionHistory: SeriesRecord {
  private let context: FrameContext
  private var states: [CollisionState] = []
  /// The times of the bounces of each member; `nil` for one that fell between two frames with
  /// another, or before the first.
  private var times: [[Double?]] = []

  init(_ context: FrameContext) { self.context = context }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    states = try CollisionState.states(of: frame.frame)
    if times.count != states.count { times = states.map { _ in [] } }
    for (k, state) in states.enumerated() {
      if state.bounces < times[k].count { times[k].removeLast(times[k].count - state.bounces) }
      while times[k].count < state.bounces {
        let isLast = times[k].count == state.bounces - 1
        times[k].append(isLast && state.lastBounceTime.isFinite ? state.lastBounceTime : nil)
      }
    }
  }

  /// `members`: for each the parameter that tells it apart, its outcome, bounces, outgoing velocity
  /// and bounce times.
  var details: [JSON.Member] {
    [JSON.Member("members", .list(states.indices.map { JSON.object(member($0)) }))]
  }

  private func member(_ k: Int) -> [JSON.Member] {
    let state = states[k]
    return parameters(k).map { JSON.Member($0.name, .number($0.value)) } + [
      .init("outcome", .text(state.outcome.word)), .init("bounces", .integer(state.bounces)),
      .init("outgoing_velocity", .number(state.outgoingVelocity)),
      .init("bounce_times", .list(times[k].map { $0.map(JSON.number) ?? .null })),
    ]
  }

  /// The scanned parameters of a member, or those of the only start.
  private func parameters(_ k: Int) -> [(name: String, value: Double)] {
    let scanned = context.properties.sorted { $0.key < $1.key }
      .compactMap { name, values in k < values.count ? (name, values[k]) : nil }
    if !scanned.isEmpty { return scanned }
    return context.parameters["start_velocity"].map { [("velocity", $0)] } ?? []
  }

  /// One field in words, or the members of an ensemble counted.
  var notes: [String] {
    guard states.count == 1, let state = states.first else {
      let words = [CollisionState.Outcome.captured, .escaped, .passed, .undecided].compactMap {
        outcome in
        let count = states.count { $0.outcome == outcome }
        return count > 0 ? "\(count) \(outcome.word)" : nil
      }
      return words.isEmpty ? [] : [words.joined(separator: ", ")]
    }
    let seen = times[0].map { $0.map(short) ?? "?" }.joined(separator: ", ")
    let bounces = state.bounces == 1 ? "1 bounce" : "\(state.bounces) bounces"
    let velocity =
      state.outgoingVelocity.isFinite
      ? "; outgoing velocity \(short(state.outgoingVelocity))" : ""
    return [
      "\(state.outcome.word), \(bounces)" + (seen.isEmpty ? "" : " at t = \(seen)") + velocity
    ]
  }

  private func short(_ value: Double) -> String { ((value * 1e5).rounded() / 1e5).scenarioText }
}
