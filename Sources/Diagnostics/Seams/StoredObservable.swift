import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A number that the run wrote with every frame, such as its energy, followed as a diagnostic.
///
/// It has no parameters and stands in no catalog: which observables there are is for a trajectory
/// to say.
struct StoredObservable: Diagnostic {
  /// The name of the observable.
  var observable = ""
  /// Its unit in natural units, "1" for none.
  var unitName = "1"
  /// Whether the name is the call of a diagnostic, which the run evaluated.
  var isCall = false
  /// The words that its values stand for; none where they are numbers.
  var names: [String] = []

  static let name = "observable"
  static let about = "a number that the run wrote with every frame"
  static let formula = "as the run computed it"
  static let unit = EntropyUnit.dimensionless
  static let bounds = "any number"
  static let source = "the trajectory"
  static let quantities: [String] = []
  static let keys: [Key<StoredObservable>] = []

  /// Values of calls are stored alone.
  var missingError: MissingError {
    isCall
      ? .because("the run stored the value without its error: say --recompute") : .exactForFrame
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains(observable) else { throw .missing(observable) }
  }

  /// The number of a frame; undefined where the run wrote none.
  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard let found = frame.frame.observables.first(where: { $0.name == observable }) else {
      throw .missing(observable)
    }
    guard !found.value.isNaN else {
      return Estimate(undefined: .notWritten, unit: Self.unit, samples: 0)
    }
    return Estimate(found.value, unit: Self.unit, samples: 1)
  }
}

extension StoredObservable {
  /// Names the frames, or follows by which convention the numbers were counted.
  func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    names.isEmpty
      ? conventions(context)
      : CategoryRecord(words: names) { (frame) throws(DiagnosticError) in
        frame.frame.observables.first { $0.name == observable }?.value
      }
  }

  private func conventions(_ context: FrameContext) -> ConventionRecord {
    ConventionRecord(observable: observable, timeStep: context.parameters["time_step"])
  }
}

/// The convention of an observable that states one, and the time step of the run that counted it.
private struct ConventionRecord: SeriesRecord {
  let observable: String
  let timeStep: Double?
  private var convention: [String: String] = [:]

  init(observable: String, timeStep: Double?) {
    self.observable = observable
    self.timeStep = timeStep
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    guard convention.isEmpty else { return }
    convention =
      frame.frame.observables.first { $0.name == observable }?.description.convention ?? [:]
  }

  var details: [JSON.Member] {
    guard !convention.isEmpty else { return [] }
    return ObservableDescription.conventionKeys.map { key in
      .init(key, convention[key].map(JSON.text) ?? .null)
    } + [.init("run_time_step", timeStep.map(JSON.number) ?? .null)]
  }
}

extension DiagnosticRequest {
  /// The series of an observable that a trajectory holds.
  ///
  /// - Parameters:
  ///   - name: the name of the observable.
  ///   - contents: what the frames carry, its unit and the meaning of its values among it.
  ///   - position: where the name stands, for messages.
  public static func observable(
    _ name: String, of contents: FrameContents, at position: SourcePosition
  ) -> DiagnosticRequest {
    DiagnosticRequest(
      text: name,
      diagnostic: StoredObservable(
        observable: name, unitName: contents.units[name] ?? "1",
        names: contents.meanings[name]?.words ?? []),
      position: position)
  }

  /// The same call, whose values the frames hold as the observable `column`.
  func stored(as column: String) -> DiagnosticRequest {
    DiagnosticRequest(
      text: text,
      diagnostic: StoredObservable(observable: column, unitName: unitName, isCall: true),
      position: position)
  }

  /// Whether the values of a call are taken from the file, where the run stored them.
  public var isStoredCall: Bool { (diagnostic as? StoredObservable)?.isCall ?? false }
}
