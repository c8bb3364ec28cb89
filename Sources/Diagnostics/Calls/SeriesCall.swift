import ClausiusDeclarations
import ClausiusSimulationCore

/// A series that somebody asks for before the frames are known: the call of a diagnostic, or a word
/// that may be an observable which the frames carry.
public struct SeriesCall: Sendable {
  private enum Meaning {
    /// A call that is understood.
    case diagnostic(DiagnosticRequest)
    /// Perhaps an observable; what is wrong when it is none.
    case name(String, Problems)
  }

  private let meaning: Meaning
  private let position: SourcePosition
  private let catalog: DiagnosticCatalog

  /// Understands a call; a plain word that is no diagnostic may be an observable.
  ///
  /// - Parameters:
  ///   - text: the call.
  ///   - position: where the text begins, for messages.
  ///   - convention: the word of the convention of calls that name none and know several.
  ///   - catalog: the diagnostics that there are.
  /// - Throws: what is wrong with a call.
  public init(
    _ text: String, at position: SourcePosition, convention: String? = nil,
    in catalog: DiagnosticCatalog
  ) throws(Problems) {
    self.position = position
    self.catalog = catalog
    do throws(Problems) {
      meaning = .diagnostic(try catalog.request(text, at: position, convention: convention))
    } catch {
      let name = text.trimmed
      guard catalog.entry(named: name) == nil, !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { throw error }
      meaning = .name(name, error)
    }
  }

  /// The request for frames with these contents; a number that they hold already is read.
  ///
  /// - Throws: the problem of a name that is neither a diagnostic nor an observable of the frames,
  ///   and of a diagnostic that cannot be computed from them.
  public func request(for contents: FrameContents) throws(Problems) -> DiagnosticRequest {
    switch meaning {
    case .diagnostic(let request):
      if let column = column(of: request, in: contents) { return request.stored(as: column) }
      try request.check(contents)
      return request
    case .name(let name, let problems):
      if contents.observables.contains(name) {
        return .observable(name, unit: contents.units[name] ?? "1", at: position)
      }
      throw unknown(name, problems, contents.observables.sorted())
    }
  }

  /// The observable that holds the values of a call, however either is written.
  private func column(of request: DiagnosticRequest, in contents: FrameContents) -> String? {
    guard request.kind == .numbers else { return nil }
    return contents.storedCalls.first { name in
      (try? catalog.request(name, at: position))?.identity == request.identity
    }
  }

  private func unknown(_ name: String, _ problems: Problems, _ held: [String]) -> Problems {
    let nearest = nearestName(to: name, among: held).map { "did you mean '\($0)'?" }
    let hint =
      held.isEmpty ? "" : "; the file holds the observables " + held.joined(separator: ", ")
    return Problems(
      problems.all.map { problem in
        Problem(
          problem.message, at: problem.position,
          advice: nearest ?? (problem.advice ?? "") + hint)
      })
  }
}

extension String {
  /// The text without spaces around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
