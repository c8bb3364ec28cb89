import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// What diagnostics of one family compute from a frame only once: headings, neighbors, clusters.
public protocol FrameView: AnyObject {
  /// The view of a frame; nothing is computed before it is asked for.
  ///
  /// - Throws: ``DiagnosticError`` when the frame lacks what every diagnostic of the family needs.
  init(_ frame: Frame) throws(DiagnosticError)
}

/// A frame together with what has been computed from it, shared by all diagnostics that see it.
///
/// It is used by one thread at a time.
public final class AnalyzedFrame {
  /// The frame.
  public let frame: Frame
  private var views: [ObjectIdentifier: any FrameView] = [:]
  private var outcomes: [MeasureIdentity: Result<Estimate, DiagnosticError>] = [:]
  private var ofSpecies: [Int: AnalyzedFrame] = [:]

  /// A frame from which nothing has been computed yet.
  public init(_ frame: Frame) { self.frame = frame }

  /// The frame as a family of diagnostics sees it; the same object at every call.
  ///
  /// - Throws: as the view's initializer.
  public func view<View: FrameView>(_ type: View.Type = View.self) throws(DiagnosticError) -> View {
    if let view = views[ObjectIdentifier(type)] as? View { return view }
    let view = try View(frame)
    views[ObjectIdentifier(type)] = view
    return view
  }

  /// The individuals of one species by themselves, as a frame of their own; the frame as it is
  /// without a species.
  ///
  /// - Throws: ``DiagnosticError`` when the frame tells no species; none of the given number is no
  ///   error, since its individuals may be absent from this frame alone.
  public func only(species: Int?) throws(DiagnosticError) -> AnalyzedFrame {
    guard let species else { return self }
    if let known = ofSpecies[species] { return known }
    guard let kinds = frame.context.properties["species"] else { throw .noSpecies }
    let part = AnalyzedFrame(
      frame.with(individuals: kinds.indices.filter { kinds[$0] == Double(species) }))
    ofSpecies[species] = part
    return part
  }

  /// The value of a diagnostic at this frame, computed once however often it is asked for.
  ///
  /// - Throws: as the diagnostic; the same at every call.
  public func estimate(of diagnostic: some Diagnostic) throws(DiagnosticError) -> Estimate {
    try estimate(of: diagnostic, known: MeasureIdentity(diagnostic))
  }

  func estimate(
    of measure: any FrameMeasure, known identity: MeasureIdentity
  ) throws(DiagnosticError) -> Estimate {
    if let known = outcomes[identity] { return try known.get() }
    do throws(DiagnosticError) {
      let estimate = try measure.evaluate(self)
      outcomes[identity] = .success(estimate)
      return estimate
    } catch {
      outcomes[identity] = .failure(error)
      throw error
    }
  }

  /// Computes what `request` will ask for; an error comes when it does.
  func prepare(_ request: DiagnosticRequest) {
    _ = try? request.evaluate(self)
    if request.lack(of: frame) == nil { try? request.diagnostic.prepare(self) }
  }
}

/// What tells two computations apart: equal identities give equal values at the same frame.
struct MeasureIdentity: Hashable, @unchecked Sendable {
  // Made only of diagnostics and texts, both of which are Sendable, which AnyHashable forgets.
  private let value: AnyHashable

  /// A diagnostic is the same as another with the same parameters.
  init(_ diagnostic: some Diagnostic) { value = AnyHashable(diagnostic) }

  /// Whatever is no diagnostic is the same as what has the same text, apart from spaces.
  init(_ measure: any FrameMeasure, text: String) {
    let diagnostic = (measure as? any Diagnostic).map { AnyHashable($0) }
    value = diagnostic ?? AnyHashable(text.filter { $0 != " " })
  }
}
