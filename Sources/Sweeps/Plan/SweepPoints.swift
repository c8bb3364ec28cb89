import ClausiusDeclarations
import ClausiusScenarios

/// The settings that a sweep runs, without the seeds of replicates.
enum SweepPoints: Sendable {
  /// Every value of each axis with every value of the others.
  case grid([SweepGrid.Axis])
  /// Settings one by one.
  case list(keys: [String], [SweepList.Entry])
  /// Points of a box.
  case random(SweepRandom)

  /// What `keys` name; no axis at all is one setting, that of the scenario.
  init(_ keys: SweepKeys, of scenario: Scenario) throws(Problems) {
    if let random = keys.random {
      self = .random(random)
    } else if let list = keys.list {
      let entries = try list.file.map { file throws(Problems) in
        try SettingsFile(file, namedAt: list.position, of: scenario).entries
      }
      let all = entries ?? list.entries
      try Self.requireDifferent(all)
      self = .list(keys: all.first?.settings.map(\.key) ?? [], all)
    } else {
      self = .grid(keys.grid.axes)
    }
  }

  /// Refuses a list that names a member twice.
  private static func requireDifferent(_ entries: [SweepList.Entry]) throws(Problems) {
    var seen: [[SweepList.Entry.Setting]: SourcePosition] = [:]
    for entry in entries {
      guard let first = seen.updateValue(entry.position, forKey: entry.settings) else { continue }
      throw Problems(
        Problem(
          "these settings are given twice", at: entry.position,
          advice: "the first time at \(first)"))
    }
  }

  /// Whether the settings lie on a grid.
  var isGrid: Bool { if case .grid = self { true } else { false } }

  /// The number of settings; one more than a sweep may have where there are more.
  var count: Int {
    switch self {
    case .grid(let axes):
      axes.reduce(1) { product, axis in
        min(product * axis.values.count, SweepKeys.largestCount + 1)
      }
    case .list(_, let entries): entries.count
    case .random(let random): random.count
    }
  }

  /// The keys that are set, with their values along a grid.
  var keys: [(key: String, values: [SweepValue], position: SourcePosition?)] {
    switch self {
    case .grid(let axes): axes.map { ($0.key, $0.values, $0.position) }
    case .list(let keys, let entries): keys.map { ($0, [], entries.first?.position) }
    case .random(let random): random.ranges.all.map { ($0.key, [], $0.position) }
    }
  }

  /// The values of setting `number`, in the order of ``keys``.
  func values(_ number: Int) -> [SweepValue] {
    switch self {
    case .grid(let axes):
      var rest = number
      let reversed = axes.reversed().map { axis in
        defer { rest /= axis.values.count }
        return axis.values[rest % axis.values.count]
      }
      return reversed.reversed()
    case .list(_, let entries): return entries[number].settings.map(\.value)
    case .random(let random): return BoxPoint.values(number, of: random)
    }
  }

  /// Where setting `number` stands; `nil` where its axes say that.
  func position(_ number: Int) -> SourcePosition? {
    if case .list(_, let entries) = self { entries[number].position } else { nil }
  }
}
