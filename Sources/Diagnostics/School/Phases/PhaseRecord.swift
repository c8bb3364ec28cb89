import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The phases of a school over the frames; keeps five numbers a frame.
struct PhaseRecord: SeriesRecord {
  private let radius: Double?
  private let givenWindow: Double?
  private let givenDwell: Double?
  private var times: [Double] = []
  private var evidence: [PhaseEvidence?] = []
  private var memory = NeighborMemory()
  /// Of the first frame that has one.
  private var naturalTime: NaturalTime?

  /// A record that has seen no frame.
  ///
  /// - Parameters:
  ///   - radius: how far individuals of one group may be apart, or `nil` for one group of all.
  ///   - window: over how long evidence is averaged, or `nil` for 20 natural times.
  ///   - dwell: how long a phase must last, or `nil` for 20 natural times.
  init(radius: Double?, window: Double?, dwell: Double?) {
    self.radius = radius
    givenWindow = window
    givenDwell = dwell
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let school: School = try frame.view()
    var found = try PhaseEvidence(school, radius: radius)
    if naturalTime == nil, found != nil { naturalTime = try NaturalTime(school) }
    // Neighbors matter only between two parallel phases, and finding them is the larger part of the
    // work.
    if let evidence = found, Self.asksForNeighbors(evidence) {
      found?.keptNeighbors = try memory.add(school, time: frame.frame.time)
    } else {
      memory.clear()
    }
    times.append(frame.frame.time)
    evidence.append(found)
  }

  /// Whether a frame with this evidence may belong to one of two parallel phases.
  static func asksForNeighbors(_ evidence: PhaseEvidence) -> Bool {
    evidence.polarization > PhaseRule.aligned - 0.01
  }

  /// 20 natural times, but at most a tenth of what was seen.
  private var usualTime: Double {
    let seen = (times.last ?? 0) - (times.first ?? 0)
    return min(seen / 10, naturalTime.map { 20 * $0.seconds } ?? 0)
  }

  /// Over how long evidence is averaged.
  var window: Double { givenWindow ?? usualTime }
  /// How long a phase must last.
  var dwell: Double { givenDwell ?? usualTime }

  /// The phases of the frames.
  var sequence: PhaseSequence {
    PhaseSequence(times: times, evidence: evidence, window: window, dwell: dwell)
  }

  var names: [String]? { sequence.names.map(\.rawValue) }

  /// `last`, `fractions`, `transitions`, and the evidence with the thresholds that it was held
  /// against.
  var details: [JSON.Member] {
    let sequence = sequence
    let names = sequence.names
    let fractions = SchoolPhase.allCases.map { phase in
      JSON.Member(phase.rawValue, .number(share(phase, names)))
    }
    return [
      .init("first", names.first.map { .text($0.rawValue) } ?? .null),
      .init("last", names.last.map { .text($0.rawValue) } ?? .null),
      .init("fractions", .object(fractions)),
      .init(
        "transitions",
        .list(
          transitions(sequence).map {
            [
              "time": .number($0.time), "from": .text($0.from.rawValue),
              "to": .text($0.to.rawValue),
            ]
          })),
      .init("evidence", .list(summaries(names))),
      .init("window", .number(window)), .init("dwell", .number(dwell)),
      .init("radius", radius.map(JSON.number) ?? .null), .init("thresholds", PhaseRule.json),
    ]
  }

  private func share(_ phase: SchoolPhase, _ names: [SchoolPhase]) -> Double {
    names.isEmpty ? 0 : Double(names.count { $0 == phase }) / Double(names.count)
  }

  private func transitions(
    _ sequence: PhaseSequence
  ) -> [(time: Double, from: SchoolPhase, to: SchoolPhase)] {
    zip(sequence.stretches, sequence.stretches.dropFirst()).map { before, after in
      (times[after.frames.lowerBound], before.phase, after.phase)
    }
  }

  /// The mean evidence of the frames in each phase that occurred.
  private func summaries(_ names: [SchoolPhase]) -> [JSON] {
    SchoolPhase.allCases.compactMap { phase in
      let own = zip(names, evidence).compactMap { $0 == phase ? $1 : nil }
      guard let mean = PhaseEvidence(meanOf: own) else { return nil }
      return [
        "phase": .text(phase.rawValue), "polarization": .number(mean.polarization),
        "rotation": .number(mean.rotation),
        "largest_group": mean.largestGroup.map(JSON.number) ?? .null,
        "kept_neighbors": mean.keptNeighbors.map(JSON.number) ?? .null,
      ]
    }
  }

  /// The shares of the phases, and when they change.
  var notes: [String] {
    let sequence = sequence
    let names = sequence.names
    let shares = SchoolPhase.allCases.map { ($0, share($0, names)) }.filter { $0.1 > 0 }
      .sorted { $0.1 > $1.1 }
    guard let first = names.first else { return [] }
    var lines = [
      shares.map { "\($0.0.rawValue) in \(percent($0.1)) of the frames" }.joined(separator: ", ")
    ]
    let changes = transitions(sequence)
    if !changes.isEmpty {
      let shown = changes.prefix(12).map { "\($0.to.rawValue) from t = \($0.time.scenarioText)" }
      let more = changes.count > 12 ? ", and \(changes.count - 12) more" : ""
      lines.append("\(first.rawValue), \(shown.joined(separator: ", "))\(more)")
    }
    return lines
  }

  /// Without a radius nobody can tell whether the school has come apart.
  var warnings: [String] {
    guard radius == nil, !times.isEmpty else { return [] }
    return [
      "no radius is known: all individuals count as one group, fragmentation was not tested; write \"phase(radius: R)\""
    ]
  }

  private func percent(_ share: Double) -> String {
    ((share * 1000).rounded() / 10).scenarioText + " %"
  }
}
