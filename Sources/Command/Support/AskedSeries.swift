import ClausiusDeclarations
import ClausiusDiagnostics

/// A series that a user asked for: a call of a diagnostic, or a name that only a trajectory can
/// know.
enum AskedSeries {
  /// A diagnostic.
  case diagnostic(DiagnosticRequest)
  /// Perhaps an observable; what is wrong when it is none.
  case name(String, SourcePosition, Problems)

  /// Understands a call; a plain word that is no diagnostic may be an observable.
  ///
  /// - Throws: what is wrong with a call.
  init(
    _ text: String, at position: SourcePosition, in catalog: DiagnosticCatalog,
    convention: String?
  ) throws(Problems) {
    do throws(Problems) {
      self = .diagnostic(
        try catalog.request(text, at: position, convention: convention))
    } catch {
      let name = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      let isKnown = catalog.entry(named: name) != nil
      guard !isKnown, !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { throw error }
      self = .name(name, position, error)
    }
  }

  /// The request for a trajectory with these observables and their units.
  ///
  /// - Throws: the problem of a name that is neither a diagnostic nor an observable of the file.
  func request(_ observables: [String: String]) throws(Problems) -> DiagnosticRequest {
    switch self {
    case .diagnostic(let request): return request
    case .name(let name, let position, let problems):
      if let unit = observables[name] { return .observable(name, unit: unit, at: position) }
      let held = observables.keys.sorted()
      let nearest = nearestName(to: name, among: held).map { "did you mean '\($0)'?" }
      let hint =
        held.isEmpty ? "" : "; the file holds the observables " + held.joined(separator: ", ")
      throw Problems(
        problems.all.map { problem in
          Problem(
            problem.message, at: problem.position,
            advice: nearest ?? (problem.advice ?? "") + hint)
        })
    }
  }
}
