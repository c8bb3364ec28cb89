import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusReports
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Synchronization

/// `clausius analyze FILE...`: diagnostics of trajectories, ours or another simulator's.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute diagnostics from trajectories: order parameters, entropies.",
    discussion: """
      Reads any H5MD file. Every mean comes with a standard error that takes the correlation of successive frames into \
      account. Without --diagnostics everything that the file allows is computed.

        clausius analyze output/torus.h5md --from 1000
        clausius analyze run.h5md --diagnostics 'polarization, polarization_entropy(cells: 128)' --format json
        clausius analyze run.h5md -o run.csv
      """)

  @Argument(help: "Trajectories.", completion: .file())
  var files: [String]

  @Option(help: "Calls of diagnostics, separated by commas; see 'clausius list diagnostics'.")
  var diagnostics: String?

  @Option(help: "Only frames from this time on.")
  var from: Double?

  @Option(help: "Only frames up to this time.")
  var to: Double?

  @Option(help: "Only every K-th frame.")
  var every = 1

  @Option(
    help: """
      Which definition is meant where there are two: \
      \(DiagnosticCatalog.standard.conventions.joined(separator: ", ")).
      """)
  var convention: String?

  @Option(help: "The form: \(AnalysisFormat.allValueStrings.joined(separator: ", ")).")
  var format = AnalysisFormat.table

  @Option(
    name: .shortAndLong,
    help: """
      Write there: the values of every frame to a .csv or .h5 file, with the report still shown; the report itself to \
      any other file.
      """, completion: .file())
  var output: String?

  @Option(help: "Trajectories that are analyzed at the same time.")
  var jobs = 1

  @Flag(help: "Make velocities that a file lacks from differences of its positions.")
  var velocityFromDifferences = false

  func validate() throws {
    guard every >= 1 else { throw ValidationError("--every must be at least 1") }
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
    if let from, let to, from > to { throw ValidationError("--from is later than --to") }
    guard files.count == 1 || (format != .csv && !writesSeries) else {
      throw ValidationError("the values of every frame can be written for one trajectory at a time")
    }
  }

  func run() throws {
    let requests = try requests()
    let reports = try analyzeAll(requests)
    switch format {
    case .csv: break
    case .table:
      let hasColors = Terminal.hasColors && (output == nil || writesSeries)
      try report(reports.map { $0.table(hasColors: hasColors) }.joined(separator: "\n\n"))
    case .json:
      try report((reports.count == 1 ? reports[0].json : .list(reports.map(\.json))).text)
    }
  }

  private func report(_ text: String) throws {
    guard let output, !writesSeries else { return Terminal.output(text) }
    try Data((text + "\n").utf8).write(to: URL(filePath: output))
  }

  /// Whether `-o` names a file for the values of every frame rather than for the report.
  private var writesSeries: Bool {
    guard let output else { return false }
    return ["csv", "h5", "hdf5"].contains(URL(filePath: output).pathExtension.lowercased())
  }
}

// MARK: - One trajectory

extension Analyze {
  /// The calls that were asked for; `nil` for everything that a file allows.
  private func requests() throws(Problems) -> [DiagnosticRequest]? {
    guard let diagnostics else { return nil }
    let convention = try knownConvention()
    var problems = Problems()
    let requests = CallList.split(diagnostics).compactMap { call in
      problems.collect { () throws(Problems) in
        try DiagnosticCatalog.standard.request(
          call.text,
          at: SourcePosition(source: "--diagnostics", line: 1, column: call.column),
          convention: convention)
      }
    }
    try problems.throwIfAny()
    return requests
  }

  private func knownConvention() throws(Problems) -> String? {
    guard let convention else { return nil }
    let words = DiagnosticCatalog.standard.conventions
    if words.contains(convention) { return convention }
    throw Problems(
      Problem(
        "--convention: unknown convention '\(convention)'",
        advice: "known: " + words.joined(separator: ", ")))
  }

  private func analyzeAll(_ requests: [DiagnosticRequest]?) throws -> [AnalysisReport] {
    let outcomes = Mutex([Result<AnalysisReport, any Error>?](repeating: nil, count: files.count))
    ThreadPool(threads: min(jobs, files.count)).forEachBlock(count: files.count, blockSize: 1) {
      index, _ in
      let outcome = Result { try analyze(files[index], requests) }
      outcomes.withLock { $0[index] = outcome }
    }
    return try outcomes.withLock { $0 }.compactMap { try $0?.get() }
  }

  private func analyze(_ file: String, _ asked: [DiagnosticRequest]?) throws -> AnalysisReport {
    let reader = try TrajectoryReader(
      file, options: .init(velocityFromDifferences: velocityFromDifferences))
    defer { reader.close() }
    let window = reader.window(from: from, to: to)
    guard !window.isEmpty else {
      let first = reader.times.first ?? 0
      let last = reader.times.last ?? 0
      throw Failure(
        .wrongInput,
        "\(file): no frame lies in the window; the file holds time \(first) to \(last)")
    }
    let requests = try applicable(asked, reader)
    let series = try makeSeries(file, requests)
    var analysis = Analysis(requests)
    try reader.forEachFrame(in: window, stride: every) { frame in
      do {
        let estimates = try analysis.add(copy frame)
        try series?.add(time: frame.time, estimates)
      } catch let error as DiagnosticError {
        throw Failure(.wrongInput, "\(file): frame \(frame.index): \(error)")
      }
    }
    analysis.finish()
    try series?.finish(names: analysis.results.map(\.names))
    let last = window.lowerBound + (window.count - 1) / every * every
    return AnalysisReport(
      file: file, system: reader.context.system, frames: (window.count - 1) / every + 1,
      window: reader.times[window.lowerBound]...reader.times[last],
      results: analysis.results.map {
        .init(
          name: $0.name, unit: $0.unit.rawValue, series: $0.series, warnings: $0.warnings,
          whole: $0.whole, names: $0.names, details: $0.details, notes: $0.notes)
      })
  }

  /// The calls that were asked for, which must be possible; without any, every diagnostic that is.
  private func applicable(
    _ asked: [DiagnosticRequest]?, _ reader: TrajectoryReader
  ) throws -> [DiagnosticRequest] {
    let quantities = reader.quantities.map(\.name) + reader.observables
    let box = try reader.box(frame: 0)
    if let asked {
      for request in asked {
        do throws(Problems) {
          try request.check(quantities: quantities, context: reader.context, box: box)
        } catch {
          throw Failure(
            .wrongInput, error.all.map { "\(reader.path): \($0)" }.joined(separator: "\n"))
        }
      }
      return asked
    }
    let convention = try knownConvention()
    let position = SourcePosition(source: "diagnostics", line: 1, column: 1)
    let calls = DiagnosticCatalog.standard.defaultCalls(context: reader.context, box: box)
    let possible = try calls.compactMap { call -> DiagnosticRequest? in
      let plain = try DiagnosticCatalog.standard.request(call, at: position)
      guard isPossible(plain, quantities, reader.context, box) else { return nil }
      let request = try DiagnosticCatalog.standard.request(
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

  private func makeSeries(_ file: String, _ requests: [DiagnosticRequest]) throws -> FrameSeries? {
    if format == .csv && (output == nil || !writesSeries) {
      guard let output else { return csv(requests) { Terminal.write($0) } }
      return try csv(output, requests)
    }
    guard let output, writesSeries else { return nil }
    if URL(filePath: output).pathExtension.lowercased() == "csv" {
      return try csv(output, requests)
    }
    return try SeriesHDF5(
      output, source: file, diagnostics: requests.map { ($0.text, $0.unit.rawValue) },
      words: requests.map(\.names))
  }

  private func csv(_ path: String, _ requests: [DiagnosticRequest]) throws -> SeriesCSV {
    try Data().write(to: URL(filePath: path))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    return csv(requests) { try handle.write(contentsOf: Data($0.utf8)) }
  }

  private func csv(
    _ requests: [DiagnosticRequest], write: @escaping (String) throws -> Void
  ) -> SeriesCSV {
    SeriesCSV(
      names: requests.map(\.text), isNamed: requests.map { !$0.names.isEmpty }, write: write)
  }
}

/// The forms of an analysis.
enum AnalysisFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case table
  /// One JSON document.
  case json
  /// One row a frame.
  case csv
}

/// A list of calls separated by commas, such as `polarization, renyi_entropy(order: 2)`.
enum CallList {
  /// The calls with the columns, from 1, at which they begin; commas inside parentheses and brackets belong to a call.
  static func split(_ text: String) -> [(text: String, column: Int)] {
    var calls: [(text: String, column: Int)] = []
    var current = ""
    var column = 1
    var depth = 0
    for (index, character) in text.enumerated() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        calls.append((current, column))
        current = ""
        column = index + 2
      } else {
        current.append(character)
      }
    }
    calls.append((current, column))
    return calls
  }
}
