import ClausiusDeclarations
import ClausiusSimulationCore

/// The calls that a user asked for, or all that the frames of a trajectory allow.
public struct DiagnosticSelection: Sendable {
  private let asked: [SeriesCall]?
  private let convention: String?
  private let catalog: DiagnosticCatalog

  /// The calls in `text`, separated by commas; `nil` for everything that the frames allow.
  ///
  /// - Throws: calls that are not understood, and a convention that is unknown.
  public init(
    _ text: String?, convention: String? = nil, in catalog: DiagnosticCatalog
  ) throws(Problems) {
    if let convention, !catalog.conventions.contains(convention) {
      throw Problems(
        Problem(
          "--convention: unknown convention '\(convention)'",
          advice: "known: " + catalog.conventions.joined(separator: ", ")))
    }
    self.convention = convention
    self.catalog = catalog
    asked = try text.map { text throws(Problems) in try Self.calls(text, convention, catalog) }
  }

  private static func calls(
    _ text: String, _ convention: String?, _ catalog: DiagnosticCatalog
  ) throws(Problems) -> [SeriesCall] {
    var problems = Problems()
    let calls = CallList.split(text).compactMap { call in
      problems.collect { () throws(Problems) in
        try SeriesCall(
          call.text, at: SourcePosition(source: "--diagnostics", line: 1, column: call.column),
          convention: convention, in: catalog)
      }
    }
    try problems.throwIfAny()
    return calls
  }

  /// The family that the frames belong to.
  public func family(of contents: FrameContents) -> SystemFamily {
    catalog.family(of: contents).family
  }

  /// What frames of a file that names no system hold, and the family that they are taken for.
  public func words(for contents: FrameContents) -> String {
    "\(contents.inWords); family \(family(of: contents))"
  }

  /// Whether somebody chose the calls.
  public var isChosen: Bool { asked != nil }

  /// The calls that were asked for, which must be possible; without any, every one of `usual` that
  /// is.
  ///
  /// - Parameters:
  ///   - contents: what the frames carry.
  ///   - path: what messages call them.
  ///   - usual: what an analysis computes when nobody names any calls.
  /// - Throws: ``DiagnosticError`` when a call is not possible, or none is.
  public func requests(
    for contents: FrameContents, of path: String, usual: UsualCalls = .all
  ) throws -> [DiagnosticRequest] {
    guard let asked else { return try possible(contents, path, usual) }
    do throws(Problems) {
      return try asked.map { call throws(Problems) in try call.request(for: contents) }
    } catch {
      throw DiagnosticError(error.all.map { "\(path): \($0)" }.joined(separator: "\n"))
    }
  }

  private func possible(
    _ contents: FrameContents, _ path: String, _ usual: UsualCalls
  ) throws -> [DiagnosticRequest] {
    let position = SourcePosition(source: "diagnostics", line: 1, column: 1)
    let calls = usual.calls(of: contents, in: catalog)
    let requests = try calls.compactMap { text -> DiagnosticRequest? in
      let usual = try? SeriesCall(text, at: position, in: catalog).request(for: contents)
      guard usual != nil, convention != nil else { return usual }
      let call = try SeriesCall(text, at: position, convention: convention, in: catalog)
      return try? call.request(for: contents)
    }
    // Where no diagnostic is possible, the numbers that were written with the frames are.
    let stored = requests.isEmpty ? contents.observables + contents.numbersOfLists : []
    let observables = stored.compactMap { name in
      try? SeriesCall(name, at: position, in: catalog).request(for: contents)
    }
    guard !requests.isEmpty || !observables.isEmpty else {
      throw DiagnosticError(
        "\(path): no diagnostic can be computed from \(contents.names.joined(separator: ", "))")
    }
    return requests + observables
  }
}

/// What an analysis computes when nobody names any calls.
public enum UsualCalls: Sendable {
  /// All that suits the family.
  case all
  /// The order parameters of the family and its phase; all where it has none.
  case orderParameters

  fileprivate func calls(of contents: FrameContents, in catalog: DiagnosticCatalog) -> [String] {
    let family: DiagnosticFamily = catalog.family(of: contents)
    let order = family.orderParameters + (family.phase.map { [$0] } ?? [])
    return self == .all || order.isEmpty ? catalog.defaultCalls(contents) : order
  }
}

extension FrameContents {
  /// The calls of the single numbers of observables that are lists, in the order of the file.
  var numbersOfLists: [String] {
    lists.flatMap { list in
      NamedNumbers(QuantityDescription(list), context, dimension: box.spatialDimension).columns
        .map { "\(list.name)(component: \($0))" }
    }
  }
}
