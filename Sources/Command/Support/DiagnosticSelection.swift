import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore
import ClausiusTrajectories

/// The diagnostics that a user asked for, or all that a file allows.
struct DiagnosticSelection {
  private let asked: [AskedSeries]?
  private let catalog: DiagnosticCatalog
  private let convention: String?

  /// The calls in `text`, separated by commas; `nil` for everything that a file allows.
  ///
  /// - Throws: calls that are not understood, and a convention that is unknown.
  init(
    _ text: String?, convention: String? = nil, in catalog: DiagnosticCatalog
  ) throws(Problems) {
    self.catalog = catalog
    self.convention = try Self.known(convention, to: catalog)
    asked = try text.map { text throws(Problems) in try Self.calls(text, catalog, convention) }
  }

  private static func calls(
    _ text: String, _ catalog: DiagnosticCatalog, _ convention: String?
  ) throws(Problems) -> [AskedSeries] {
    var problems = Problems()
    let calls = CallList.split(text).compactMap { call in
      problems.collect { () throws(Problems) in
        try AskedSeries(
          call.text,
          at: SourcePosition(source: "--diagnostics", line: 1, column: call.column),
          in: catalog, convention: convention)
      }
    }
    try problems.throwIfAny()
    return calls
  }

  private static func known(
    _ convention: String?, to catalog: DiagnosticCatalog
  ) throws(Problems) -> String? {
    guard let convention else { return nil }
    let words = catalog.conventions
    if words.contains(convention) { return convention }
    throw Problems(
      Problem(
        "--convention: unknown convention '\(convention)'",
        advice: "known: " + words.joined(separator: ", ")))
  }

  /// The frames of a trajectory from one time to another, of which there must be one.
  static func window(
    of reader: TrajectoryReader, from: Double?, to: Double?
  ) throws -> Range<Int> {
    let window = reader.window(from: from, to: to)
    guard !window.isEmpty else {
      let first = reader.times.first ?? 0
      let last = reader.times.last ?? 0
      throw Failure(
        .wrongInput,
        "\(reader.path): no frame lies in the window; the file holds time \(first.timeText) to \(last.timeText)"
      )
    }
    return window
  }

  /// The calls that were asked for, which must be possible; without any, every diagnostic that is.
  func requests(for reader: TrajectoryReader) throws -> [DiagnosticRequest] {
    let quantities = reader.quantities.map(\.name) + reader.observables
    let box = try reader.box(frame: 0) ?? .open()
    if let asked {
      do throws(Problems) {
        return try asked.map { series throws(Problems) in
          let request = try series.request(reader.observableUnits)
          try request.check(quantities: quantities, context: reader.context, box: box)
          return request
        }
      } catch {
        throw Failure(
          .wrongInput, error.all.map { "\(reader.path): \($0)" }.joined(separator: "\n"))
      }
    }
    let position = SourcePosition(source: "diagnostics", line: 1, column: 1)
    let calls = catalog.defaultCalls(context: reader.context, box: box)
    let possible = try calls.compactMap { call -> DiagnosticRequest? in
      let plain = try catalog.request(call, at: position)
      guard isPossible(plain, quantities, reader.context, box) else { return nil }
      let request = try catalog.request(
        call, at: position, convention: convention)
      return isPossible(request, quantities, reader.context, box) ? request : nil
    }
    guard !possible.isEmpty else {
      throw Failure(
        .wrongInput,
        "\(reader.path): no diagnostic can be computed from \(quantities.joined(separator: ", "))")
    }
    return possible
  }

  private func isPossible(
    _ request: DiagnosticRequest, _ quantities: [String], _ context: FrameContext, _ box: Box
  ) -> Bool {
    do throws(Problems) {
      try request.check(quantities: quantities, context: context, box: box)
      return true
    } catch {
      return false
    }
  }
}
