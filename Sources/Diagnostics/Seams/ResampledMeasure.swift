import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// How a diagnostic bears a frame with some of its individuals.
public enum IndividualSampling: Sendable, Hashable {
  /// Individuals may be left out, and be there twice: they are counted, or add up.
  case anyNumber
  /// Individuals may be left out; there twice they would count as one.
  case leavingOut
  /// Individuals may be drawn again; leaving out one moves the cells under all others.
  case drawing
  /// Leaving out an individual, or having it twice, moves the cells under all others.
  case movingCells
  /// Neighbors and pairs change with every individual that is left out.
  case whole
}

/// A diagnostic whose standard error comes from the individuals of a frame, in place of its own: it
/// is repeated with some of them.
///
/// `jackknife` leaves out each individual in turn, or one of 64 groups (Quenouille 1956);
/// `blocks(n)` one of n groups; `bootstrap(n)` draws as many individuals with replacement, n times
/// (Efron 1979). Groups are drawn at random, the same in every run: the order of individuals may be
/// that of their kinds. All of them take individuals as independent.
/// What rests on neighbors or pairs has no such error, and says so: each individual decides over
/// its neighbors' terms, and the sum of what single ones change is no scatter. The same holds where
/// every individual moves the axes or the ends of the cells, if only by little.
struct ResampledMeasure: FrameMeasure {
  private var base: any FrameMeasure
  private let method: ErrorMethod
  private let sampling: IndividualSampling
  /// The most groups of a jackknife.
  private static let mostGroups = 64

  init<D: Diagnostic>(_ base: D, _ method: ErrorMethod) {
    (self.base, self.method, sampling) = (base, method, D.sampling)
  }

  var unit: EntropyUnit { base.unit }
  var unitName: String { base.unitName }
  var missingError: MissingError { base.missingError }
  var isOfWholeSeries: Bool { base.isOfWholeSeries }
  var quantities: [String] { base.quantities }
  var dependsOnFrames: Bool { base.dependsOnFrames }

  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted = self
    fitted.base = try base.fitted(to: contents)
    return fitted
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try base.check(quantities: quantities, context: context)
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try base.check(context: context, box: box)
  }

  func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    base.makeRecord(for: context)
  }

  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    var estimate = try base.evaluate(frame)
    guard estimate.value != nil else { return estimate }
    (estimate.standardError, estimate.missingError) = (nil, nil)
    switch try outcome(frame.frame) {
    case .success(let error) where error.value.isFinite: estimate.standardError = error
    case .success: estimate.missingError = .fewDecide
    case .failure(let reason): estimate.missingError = reason.reason
    }
    return estimate
  }

  private struct Reason: Error { let reason: MissingError }

  /// Why the method tells no error of what the diagnostic computes.
  private var refusal: String? {
    let isBootstrap = if case .bootstrap = method { true } else { false }
    return switch sampling {
    case .anyNumber: nil
    case .leavingOut where isBootstrap:
      "individuals drawn twice would count as one: say error: jackknife"
    case .leavingOut: nil
    case .drawing where isBootstrap: nil
    case .drawing:
      "leaving out individuals moves the cells under all others: say error: bootstrap(100), or leave out 'error'"
    case .movingCells:
      "other individuals move the cells under all of them: leave out 'error'"
    case .whole:
      "neighbors and pairs change with individuals that are left out: leave out 'error'"
    }
  }

  private func outcome(
    _ frame: Frame
  ) throws(DiagnosticError) -> Result<StandardError, Reason> {
    let count = frame.context.individuals
    guard count > 0 else {
      return .failure(Reason(reason: .because("a field has no samples that could be left out")))
    }
    guard count >= 4 else {
      return .failure(Reason(reason: .tooFewSamples(found: count, needed: 4)))
    }
    if let reason = refusal { return .failure(Reason(reason: .because(reason))) }
    switch method {
    case .jackknife:
      let groups = min(count, Self.mostGroups)
      return try leavingOut(
        groups, of: frame, by: groups == count ? .jackknife : .groupJackknife)
    case .blocks(let blocks):
      return try leavingOut(min(blocks, count), of: frame, by: .blockJackknife)
    case .bootstrap(let draws): return try self.draws(draws, of: frame)
    }
  }

  /// (G - 1)/G times the sum of the squared deviations of the values without each of G groups.
  private func leavingOut(
    _ groups: Int, of frame: Frame, by method: StandardError.Method
  ) throws(DiagnosticError) -> Result<StandardError, Reason> {
    let count = frame.context.individuals
    let places = RowDraws.permutation(count)
    let parts = (0..<groups).map { left in (0..<count).filter { places[$0] % groups != left } }
    return try values(parts, of: frame)
      .map { moments in
        let variance = moments.squaredDeviations * Double(groups - 1) / Double(groups)
        return StandardError(variance.squareRoot(), by: method)
      }
  }

  private func draws(
    _ count: Int, of frame: Frame
  ) throws(DiagnosticError) -> Result<StandardError, Reason> {
    let individuals = frame.context.individuals
    let parts = (0..<count).map { RowDraws.withReplacement(individuals, draw: $0) }
    return try values(parts, of: frame).map { moments in
      StandardError((moments.variance ?? 0).squareRoot(), by: .bootstrap)
    }
  }

  private func values(
    _ parts: [[Int]], of frame: Frame
  ) throws(DiagnosticError) -> Result<Moments, Reason> {
    var moments = Moments()
    for part in parts {
      switch try base.evaluate(AnalyzedFrame(frame.with(individuals: part))).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason):
        return .failure(Reason(reason: .partWithoutValue(reason)))
      }
    }
    return .success(moments)
  }
}

/// The parameter that every diagnostic with a number at each frame takes beside its own.
struct ErrorParameter: Declared {
  /// How the standard error is found; `nil` for the diagnostic's own.
  var error: ErrorMethod?

  static let keys = [
    Key(
      "error", \ErrorParameter.error,
      about: "how the standard error is found from the individuals of a frame, in place of its own")
  ]

  /// The parameter of a call, and the call's other parameters.
  static func split(
    _ call: ParsedCall
  ) throws(Problems) -> (error: ErrorMethod?, entries: [Node.Entry]) {
    let own = call.entries.filter { $0.key == "error" }
    let read = try ErrorParameter(from: Node(.mapping(own), at: call.position))
    return (read.error, call.entries.filter { $0.key != "error" })
  }
}
