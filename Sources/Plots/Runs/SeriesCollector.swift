import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore

/// Diagnostics and observables of frame after frame.
public final class SeriesCollector: Collector {
  /// One of them over the frames.
  public struct Column {
    /// The full text of the call, or the name of the observable.
    public let name: String
    /// Its unit, "1" for none.
    public fileprivate(set) var unit: String
    /// The values; NaN where undefined. The places in ``words`` where frames are named rather than
    /// measured.
    public fileprivate(set) var values: [Double] = []
    /// The words that values stand for; none where they are numbers.
    public var words: [String] { request?.names ?? [] }
    /// What is to be said about all frames together.
    public fileprivate(set) var notes: [String] = []
    fileprivate let request: DiagnosticRequest?
    /// Names frames with regard to those before and after.
    fileprivate var record: (any SeriesRecord)?

    /// The value at a frame.
    fileprivate mutating func add(_ frame: AnalyzedFrame) throws {
      guard let request else {
        let observable = frame.frame.observables.first { $0.name == name }
        values.append(observable?.value ?? .nan)
        if let unit = observable?.unit { self.unit = unit }
        return
      }
      guard !request.names.isEmpty else {
        return values.append(try request.evaluate(frame).value ?? .nan)
      }
      if record == nil { record = request.diagnostic.makeRecord(for: frame.frame.context) }
      try record?.add(frame)
    }

    /// The names of the frames, which are known only after the last.
    fileprivate mutating func finish() {
      guard let record, let names = record.names else { return }
      values = names.map { name in words.firstIndex(of: name).map(Double.init) ?? .nan }
      notes = Array(record.notes.prefix(1)) + record.warnings
      self.record = nil
    }
  }

  /// The times of the frames.
  public private(set) var times: [Double] = []
  /// The diagnostics and observables.
  public private(set) var columns: [Column]

  /// Collects what `items` name.
  init(_ items: [SeriesItem]) {
    columns = items.map { Column(name: $0.name, unit: $0.unit, request: $0.request) }
  }

  /// Takes the values of a frame.
  public func add(_ frame: AnalyzedFrame) throws {
    times.append(frame.frame.time)
    for k in columns.indices { try columns[k].add(frame) }
  }

  /// Names the frames.
  public func finish() {
    for k in columns.indices { columns[k].finish() }
  }

  /// The values under a name.
  func values(_ name: String) -> [Double]? { columns.first { $0.name == name }?.values }
}

/// What a series is of.
struct SeriesItem {
  let name: String
  let unit: String
  let request: DiagnosticRequest?

  /// A diagnostic.
  init(_ request: DiagnosticRequest) {
    name = request.text
    unit = request.unit.rawValue
    self.request = request
  }

  /// An observable that the frames carry.
  init(observable name: String, unit: String = "1") {
    self.name = name
    self.unit = unit
    request = nil
  }

  /// The calls among `texts` that are possible for the frames of a run, in their order, none twice.
  static func possible(_ texts: [String], _ run: PlotRun) -> [SeriesItem] {
    var seen: Set<String> = []
    return texts.compactMap { text in
      guard seen.insert(text.filter { $0 != " " }).inserted,
        let request = try? request(text, run.catalog), !request.isOfWholeSeries,
        isPossible(request, run)
      else { return nil }
      return SeriesItem(request)
    }
  }

  /// Understands a call.
  static func request(
    _ text: String, _ catalog: DiagnosticCatalog
  ) throws(Problems) -> DiagnosticRequest {
    try catalog.request(text, at: SourcePosition(source: "--what", line: 1, column: 1))
  }

  private static func isPossible(_ request: DiagnosticRequest, _ run: PlotRun) -> Bool {
    do throws(Problems) {
      try request.check(quantities: run.quantities, context: run.context, box: run.box)
      return true
    } catch {
      return false
    }
  }
}
