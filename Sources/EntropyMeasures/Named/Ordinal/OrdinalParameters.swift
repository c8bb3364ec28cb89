import ClausiusDeclarations

extension Key {
  /// Values in a window.
  static func order(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("order", path, in: IntegerRange(2, 8), about: "values in a window, D")
  }

  /// Steps between the values of a window.
  static func delay(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("delay", path, in: .length, about: "steps between the values of a window")
  }
}

extension Estimate {
  /// The estimate for a series that holds no window.
  static func noWindow(_ series: [Double], order: Int, delay: Int, unit: EntropyUnit) -> Estimate {
    Estimate(
      undefined: .tooFewSamples(found: series.count, needed: (order - 1) * delay + 1), unit: unit,
      samples: 0)
  }

  /// The estimate with a warning when too few windows were counted for the patterns that are
  /// possible.
  func warned(windows: Int, patterns: Int, ties: Int) -> Estimate {
    var result = self
    result.ties = ties
    if windows < 5 * patterns { result.warn(.undersampled(samples: windows, outcomes: patterns)) }
    if ties > 0 { result.warn(.ties(samples: ties)) }
    return result
  }
}

/// How many windows of a series, each within one of its segments, hold two equal values.
func tiedWindows(_ series: [Double], in segments: [Range<Int>], order: Int, delay: Int) -> Int {
  segments.reduce(0) { $0 + tiedWindows(Array(series[$1]), order: order, delay: delay) }
}

/// How many windows of a series hold two equal values.
func tiedWindows(_ series: [Double], order: Int, delay: Int) -> Int {
  let windows = max(0, series.count - (order - 1) * delay)
  var tied = [Bool](repeating: false, count: windows)
  for lag in stride(from: delay, through: (order - 1) * delay, by: delay) {
    for t in 0..<series.count - lag where series[t] == series[t + lag] {
      // Windows that hold both values: those that begin so that both lie among their places.
      var start = t
      while start >= 0, t + lag - start <= (order - 1) * delay {
        if start < windows { tied[start] = true }
        start -= delay
      }
    }
  }
  return tied.count { $0 }
}
