import ClausiusEntropyMeasures

/// The warnings of many estimates: each kind once, as it was first seen, with the number of
/// estimates that carry it.
struct WarningTally: Sendable {
  private var entries: [(kind: String, example: String, count: Int)] = []
  private var estimates = 0

  mutating func add(_ estimate: Estimate) {
    estimates += 1
    for warning in estimate.warnings { count(kind: warning.kind, example: warning.description) }
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

extension EstimateWarning {
  /// The warning without its numbers.
  fileprivate var kind: String {
    switch self {
    case .undersampled: "undersampled"
    case .sparseCells: "sparse cells"
    case .noTemperature: "no temperature"
    case .excluded: "excluded"
    case .ties: "ties"
    case .shortSeries: "short series"
    case .fewMatches: "few matches"
    case .tooShort: "too short"
    case .blockWithoutValue: "block without value"
    case .undefinedFrames: "undefined frames"
    case .undefinedAxis: "undefined axis"
    case .undefinedCenter: "undefined center"
    case .coincidentSamples: "coincident samples"
    case .notSignificant: "not significant"
    case .belowResolution: "below resolution"
    case .unstatedParity: "unstated parity"
    case .unlikeParts: "unlike parts"
    case .sampledPairs: "sampled pairs"
    case .tiedCoordinates: "tied coordinates"
    case .fewerDimensions: "fewer dimensions"
    case .unlikeScales: "unlike scales"
    case .sharedSamples: "shared samples"
    case .emptyShells: "empty shells"
    case .correlatedModes: "correlated modes"
    case .tooFewSurrogates: "too few surrogates"
    case .undefinedSeries: "undefined series"
    }
  }
}
