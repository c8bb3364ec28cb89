import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A diagnostic with its parameters, as a user asked for it.
public struct DiagnosticRequest: Sendable {
  /// The full text of the call, the name of the result in files and tables.
  public let text: String
  /// What is computed, with its parameters.
  public let diagnostic: any FrameMeasure
  /// Where the call stands.
  public let position: SourcePosition
  /// The words that the frames have for lengths and times.
  private var units = WorkingUnits()
  /// What tells it from other calls, however they are written.
  let identity: MeasureIdentity

  /// The call `text` of a diagnostic that has its parameters.
  init(text: String, diagnostic: any FrameMeasure, position: SourcePosition) {
    self.text = text
    self.diagnostic = diagnostic
    self.position = position
    identity = MeasureIdentity(diagnostic, text: text)
  }

  /// The unit of the values.
  public var unit: EntropyUnit { diagnostic.unit }

  /// The unit of the values in words, with those that the frames have for lengths and times.
  public var unitName: String { units.applied(to: diagnostic.unitName) }

  /// The unit of an estimate in words, with those that the frames have for lengths and times.
  func unitName(of estimate: Estimate) -> String {
    estimate.unit == diagnostic.unit ? unitName : units.applied(to: estimate.unit.rawValue)
  }

  /// The unit of the data that the values belong to, as entropies of densities do; `nil` for none.
  public var dataUnit: String? { diagnostic.dataUnit.map(units.applied) }

  /// Whether it is one number for all frames together.
  public var isOfWholeSeries: Bool { diagnostic.isOfWholeSeries }

  /// The words that values stand for; none where they are numbers.
  public var names: [String] { diagnostic.names }

  /// The words that values can stand for in trajectories of a family.
  public func names(of family: SystemFamily?) -> [String] { diagnostic.names(of: family) }

  /// The quantities that frames must carry.
  public var quantities: [String] { diagnostic.quantities }

  /// Whether it ends in a table of its own, such as a matrix of pairs.
  public var hasTable: Bool { diagnostic.hasTable }

  /// Checks that frames of this kind can be evaluated, before any is.
  ///
  /// - Parameters:
  ///   - quantities: the names of the quantities and observables that frames will carry.
  ///   - context: what stays the same over all frames.
  ///   - box: the space of the individuals.
  /// - Throws: what is missing, at the place of the call.
  public func check(
    quantities: [String], context: FrameContext, box: Box
  ) throws(Problems) {
    do throws(DiagnosticError) {
      try diagnostic.check(quantities: quantities, context: context)
      try diagnostic.check(context: context, box: box)
    } catch {
      throw Problems(
        Problem(error.prefixed(with: text).message, at: position, advice: error.advice))
    }
  }

  /// Checks that frames with these contents can be evaluated, before any is.
  ///
  /// - Throws: what is missing, at the place of the call.
  public func check(_ contents: FrameContents) throws(Problems) {
    try check(quantities: contents.names, context: contents.context, box: contents.box)
  }

  /// The call for frames with these contents: with what only they tell, and checked.
  ///
  /// - Throws: what is missing or does not suit, at the place of the call.
  public func fitted(to contents: FrameContents) throws(Problems) -> DiagnosticRequest {
    let measure: any FrameMeasure
    do throws(DiagnosticError) {
      measure = try diagnostic.fitted(to: contents)
    } catch {
      throw Problems(
        Problem(error.prefixed(with: text).message, at: position, advice: error.advice))
    }
    var fitted = DiagnosticRequest(text: text, diagnostic: measure, position: position)
    fitted.units = contents.workingUnits
    try fitted.check(contents)
    return fitted
  }

  /// Whether what it says of the frames is known only with the frames.
  var dependsOnFrames: Bool { diagnostic.dependsOnFrames }

  /// Whether frames with these contents can be evaluated.
  public func isPossible(for contents: FrameContents) -> Bool {
    do throws(Problems) {
      _ = try fitted(to: contents)
      return true
    } catch {
      return false
    }
  }

  /// What a frame lacks of what the call needs, and other frames have; `nil` where it lacks
  /// nothing.
  func lack(of frame: Frame) -> Undefined? {
    if !frame.missing.isEmpty, let missing = quantities.first(where: frame.missing.contains) {
      return .missing(missing)
    }
    let isEmpty = frame.context.attendance?.numbers.isEmpty ?? false
    return isEmpty && !quantities.isEmpty ? .nobodyPresent : nil
  }

  /// The value at a frame, computed once a frame.
  ///
  /// - Throws: ``DiagnosticError`` with the text of the call.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    if let lack = lack(of: frame.frame) {
      return Estimate(undefined: lack, unit: unit, samples: 0)
    }
    do throws(DiagnosticError) {
      var estimate = try frame.estimate(of: diagnostic, known: identity)
      estimate.state(missing: diagnostic.missingError)
      return estimate
    } catch {
      if let reason = error.undefined {
        return Estimate(undefined: reason, unit: unit, samples: 0)
      }
      throw error.prefixed(with: text)
    }
  }
}
