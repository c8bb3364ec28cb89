import ClausiusDeclarations
import ClausiusScenarios

extension SweepPlan {
  /// The plan whose axis has more values, in ascending order.
  func adding(_ values: [SweepValue]) throws(Problems) -> SweepPlan {
    var keys = keys
    keys.grid.axes[0].values += values
    return try SweepPlan(scenario, keys)
  }

  /// The middles of the intervals that are to be split next, ascending; none where every interval
  /// is fine enough, or nothing happens in it.
  ///
  /// Of more than there is room for, those of the widest intervals come first.
  ///
  /// - Parameter rows: the row of each member; an interval with an end that failed is not split.
  func middles(_ rows: [MemberRow?]) -> [SweepValue] {
    guard let refine = keys.refine, let call = refine.diagnostic?.text ?? calls.first else {
      return []
    }
    let seeds = max(1, keys.replicates ?? 1)
    let places = axes[0].values.compactMap(\.number)
    let found = places.indices.map { index in
      MeasuredValue(
        of: (0..<seeds).compactMap { seed in
          rows[index * seeds + seed].flatMap {
            MeasuredValue($0.results, of: call, field: refine.field)
          }
        })
    }
    let intervals = zip(places.indices, places.indices.dropFirst()).filter { left, right in
      guard let one = found[left], let other = found[right] else { return false }
      return one.differs(from: other, across: refine.threshold)
    }
    let middles = intervals.map { left, right in
      (
        width: places[right] - places[left], place: places[left] / 2 + places[right] / 2,
        ends: (places[left], places[right])
      )
    }.filter { interval in
      interval.width > (refine.width ?? 0) * (1 + 1e-9) && interval.place > interval.ends.0
        && interval.place < interval.ends.1
    }
    let room = refine.count.map { max(0, $0 / seeds - places.count) } ?? middles.count
    let chosen = middles.sorted { ($1.width, $0.place) < ($0.width, $1.place) }.prefix(room)
    return chosen.map(\.place).sorted().map { SweepValue($0) }
  }

  /// Refuses a refinement or a condition that looks at what is not measured.
  func requireMeasured() throws(Problems) {
    for (name, call) in [
      ("refine", keys.refine.map(\.diagnostic)), ("keep_where", keys.keepWhere.map(\.diagnostic)),
    ] {
      guard let call else { continue }
      if let call, !calls.contains(call.text) {
        throw Problems(
          Problem(
            "\(name): the sweep does not measure '\(call.text)'", at: call.position,
            advice: calls.nearestName(to: call.text).map { "did you mean '\($0)'?" }
              ?? "it measures " + calls.joined(separator: ", ")))
      }
      if call == nil, calls.count > 1 {
        throw Problems(
          Problem(
            "\(scenario.path): \(name): the sweep measures several things",
            advice: "say which: diagnostic: \(calls[0])"))
      }
    }
    try requireKinds()
  }

  /// Refuses a threshold of words, and a word of numbers: nothing would ever be split or kept.
  private func requireKinds() throws(Problems) {
    if let refine = keys.refine, refine.field == nil, refine.threshold != nil {
      try requireKind("refine", refine.diagnostic, isNumber: true)
    }
    if let keep = keys.keepWhere, keep.field == nil {
      try requireKind("keep_where", keep.diagnostic, isNumber: keep.word == nil)
    }
  }

  private func requireKind(
    _ key: String, _ call: DiagnosticCall?, isNumber: Bool
  ) throws(Problems) {
    let text = call?.text ?? calls[0]
    let words = words(of: text)
    guard words.isEmpty != isNumber else { return }
    throw Problems(
      Problem(
        isNumber
          ? "\(key): \(text) names frames (\(words.joined(separator: ", "))), and has no number"
          : "\(key): \(text) is a number, and has no word",
        at: call?.position ?? SourcePosition(source: scenario.path, line: 1, column: 1),
        advice: isNumber ? "say a word that it must have" : "give 'above' or 'below'"))
  }

  /// The words that a call names frames by; none where it gives numbers.
  private func words(of text: String) -> [String] {
    let observable = scenario.model.offeredObservables.first { $0.name == text }
    if let observable { return observable.meaning.words }
    let call = (keys.diagnostics + scenario.diagnosticCalls).first { $0.text == text }
    return call.flatMap { scenario.request(for: $0) }?.names(of: type(of: scenario.model).family)
      ?? []
  }
}
