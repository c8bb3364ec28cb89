import ClausiusEntropyMeasures

/// One of the entropies of a school, of which the ``OceanicSchoolingIndex`` is made: what is asked
/// for twice at a frame is computed once.
public protocol SchoolEntropy: Diagnostic, Hashable {
  /// Which definition is meant.
  var convention: Convention { get set }

  /// Computes the entropy of a frame.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what is needed.
  func entropy(of frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate
}

extension SchoolEntropy {
  /// The entropy of a frame.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.view()
    if let known = school.entropies[self] { return known }
    var estimate = try entropy(of: frame)
    if convention == .dewiKadita { estimate.state(missing: .asPublished) }
    school.entropies[self] = estimate
    return estimate
  }
}
