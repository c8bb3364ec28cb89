import ClausiusEntropyMeasures

/// The warnings of many estimates: each kind once, as it was first seen, with the number of
/// estimates that carry it.
struct WarningTally: Sendable {
  private var entries: [(kind: String, example: String, count: Int)] = []
  private var estimates = 0

  mutating func add(_ estimate: Estimate) {
    estimates += 1
    var seen: Set<String> = []
    for warning in estimate.warnings where seen.insert(warning.kind).inserted {
      count(kind: warning.kind, example: warning.description)
    }
    if case .undefined(let reason) = estimate.outcome {
      count(kind: "undefined: \(reason)", example: "undefined: \(reason)")
    }
  }

  var descriptions: [String] {
    entries.map { entry in
      entry.count == estimates
        ? entry.example : "\(entry.example) (\(entry.count) of \(estimates) frames)"
    }
  }

  private mutating func count(kind: String, example: String) {
    if let index = entries.firstIndex(where: { $0.kind == kind }) {
      entries[index].count += 1
    } else {
      entries.append((kind, example, 1))
    }
  }
}
