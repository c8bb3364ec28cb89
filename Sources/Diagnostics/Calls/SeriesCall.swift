import ClausiusDeclarations
import ClausiusSimulationCore

/// A series that somebody asks for before the frames are known: the call of a diagnostic, or the
/// name of something that the frames may carry.
public struct SeriesCall: Sendable {
  private enum Meaning {
    /// A call that is understood.
    case diagnostic(DiagnosticRequest)
    /// Perhaps something that the frames carry; what is wrong when they do not.
    case name(NamedQuantity, Problems)
    /// Parameters that are wrong of something that the frames may carry; what is wrong when they do
    /// not.
    case wrong(name: String, Problems, Problems)
  }

  private let meaning: Meaning
  private let position: SourcePosition
  private let catalog: DiagnosticCatalog

  /// Understands a call; what is no diagnostic may be something that the frames carry.
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
      meaning = try Self.name(text, at: position, else: error, in: catalog)
    }
  }

  private static func name(
    _ text: String, at position: SourcePosition, else unknown: Problems,
    in catalog: DiagnosticCatalog
  ) throws(Problems) -> Meaning {
    let call = try CallParser.parse(text, at: position, naming: "a diagnostic")
    guard !catalog.isDiagnostic(call) else { throw unknown }
    do throws(Problems) {
      guard let quantity = try catalog.namedQuantity(text, at: position) else { throw unknown }
      return .name(quantity, unknown)
    } catch {
      guard catalog.quantities.entry(named: call.name) == nil else { throw error }
      return .wrong(name: call.name, error, unknown)
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
      // What a run wrote under a name is meant by it, rather than one number of all frames.
      if request.isOfWholeSeries, contents.observables.contains(request.text) {
        return written(request.text, in: contents)
      }
      return try request.fitted(to: contents)
    case .name(let quantity, let problems):
      let name = quantity.name
      if contents.observables.contains(quantity.text) {
        return written(quantity.text, in: contents)
      }
      guard contents.carries(name) || quantity.known != nil else {
        if let reason = catalog.family(of: contents).absence(name, contents) {
          throw Problems(Problem("the frames have no '\(name)': \(reason)", at: position))
        }
        throw unknown(name, problems, contents.observables.sorted())
      }
      return try DiagnosticRequest(
        text: quantity.text, diagnostic: NumberOfQuantity(quantity: quantity), position: position
      ).fitted(to: contents)
    case .wrong(let name, let problems, let unknown):
      guard contents.carries(name) else {
        throw self.unknown(name, unknown, contents.observables.sorted())
      }
      throw problems
    }
  }

  /// The series of an observable of the frames.
  private func written(_ name: String, in contents: FrameContents) -> DiagnosticRequest {
    .observable(name, of: contents, at: position)
  }

  /// The observable that holds the values of a call, however either is written.
  private func column(of request: DiagnosticRequest, in contents: FrameContents) -> String? {
    guard request.kind == .numbers else { return nil }
    return contents.storedCalls.first { name in
      (try? catalog.request(name, at: position))?.identity == request.identity
    }
  }

  private func unknown(_ name: String, _ problems: Problems, _ held: [String]) -> Problems {
    let nearest = held.nearestName(to: name).map { "did you mean '\($0)'?" }
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
