import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A number that follows from how often each order of successive values of the field comes at one
/// place.
protocol OrdinalDiagnostic: ProbeDiagnostic {
  /// Values in a window, D.
  var order: Int { get set }

  /// Frames between them, tau.
  var delay: Int { get set }

  /// The number that belongs to a distribution over `outcomes` = D! orders.
  func value(of distribution: Distribution, outcomes: Int) -> Double
}

extension OrdinalDiagnostic {
  /// One number for all frames.
  public static var isOfWholeSeries: Bool { true }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Counts the orders.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    OrdinalRecord(diagnostic: self)
  }
}

/// How often each order has come in the frames so far.
private struct OrdinalRecord<D: OrdinalDiagnostic>: SeriesRecord {
  let diagnostic: D
  private var patterns: OrdinalPatterns
  private var counts = BlockedCounts()

  init(diagnostic: D) {
    self.diagnostic = diagnostic
    patterns = OrdinalPatterns(order: diagnostic.order, delay: diagnostic.delay)
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    if let pattern = patterns.add(try diagnostic.field(frame)) { counts.add(pattern) }
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let outcomes = patterns.outcomes
    guard counts.samples > 0 else {
      let needed = (diagnostic.order - 1) * diagnostic.delay + 1
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: needed), unit: D.unit, samples: 0)
    }
    let diagnostic = diagnostic
    let value = { (occupancy: Occupancy) in
      diagnostic.value(of: Distribution(occupancy), outcomes: outcomes)
    }
    var estimate = Estimate(
      value(counts.occupancy(outcomes: outcomes)), unit: D.unit, samples: counts.samples,
      outcomes: outcomes, standardError: counts.standardError(value), bounds: .unit)
    if counts.samples < 10 * outcomes {
      estimate.warn(.undersampled(samples: counts.samples, outcomes: outcomes))
    }
    if patterns.tiedWindows > 0 { estimate.warn(.ties(samples: patterns.tiedWindows)) }
    return estimate
  }
}

extension Key {
  /// The key `order` of ordinal patterns.
  static func patternOrder(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("order", path, in: IntegerRange(2, 8), about: "values in a window, D")
  }

  /// The key `delay` of ordinal patterns.
  static func patternDelay(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("delay", path, in: IntegerRange(1, 1_000_000), about: "analyzed frames between them, tau")
  }
}
