import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusReports
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// `clausius analyze FILE...`: diagnostics of trajectories, ours or another simulator's.
struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute diagnostics from trajectories: order parameters, entropies.",
    discussion: """
      Reads H5MD files of any program, AMBER's netCDF files and fields in netCDF files. Every mean comes with a standard error that takes the correlation of successive frames into \
      account. Without --diagnostics everything that the file allows is computed.

        \(ProgramName.current) analyze output/torus.h5md --from 500
        \(ProgramName.current) analyze run.h5md --diagnostics 'polarization, polarization_entropy(cells: 128)' --format json
        \(ProgramName.current) analyze run.h5md -o run.csv
      """)

  @Argument(help: "Trajectories.", completion: .file())
  var files: [String]

  @Option(
    help: """
      Calls of diagnostics, separated by commas, see '\(ProgramName.current) list diagnostics'; or names of observables that the run \
      wrote, such as energy, see '\(ProgramName.current) inspect FILE'.
      """)
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
      \(Catalogs.current.diagnostics.conventions.joined(separator: ", ")).
      """)
  var convention: String?

  @Option(help: "The form: \(AnalysisFormat.allValueStrings.joined(separator: ", ")).")
  var format = AnalysisFormat.table

  @Option(
    name: .shortAndLong,
    help: """
      Write there: the values of every frame to a .csv or .h5 file, with the report still shown (for several \
      trajectories a .csv holds the summary); the report itself to any other file.
      """, completion: .file())
  var output: String?

  @Option(help: "Trajectories that are analyzed at the same time.")
  var jobs = 1

  @Option(help: "Threads that evaluate frames, of all trajectories together; else all processors.")
  var threads: Int?

  @Flag(
    help: """
      One long table of comma-separated values: a row for each trajectory and diagnostic, with the parameters that \
      differ.
      """)
  var summary = false

  @Flag(help: "Compute diagnostics again that the run stored with every frame.")
  var recompute = false

  @OptionGroup var options: ReadingOptions

  func validate() throws {
    guard every >= 1 else { throw ValidationError("--every must be at least 1") }
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if let from, let to, from > to { throw ValidationError("--from is later than --to") }
    guard files.count == 1 || !writesSeries else {
      throw ValidationError(
        "the values of every frame are written to HDF5 for one trajectory at a time; several make "
          + "a summary: -o NAME.csv")
    }
    guard !summary || format != .json else {
      throw ValidationError("--summary is a table of CSV: leave out --format json")
    }
  }

  func run() throws {
    if let output { try OutputPath.prepare(output, for: outputForm(output), inputs: files) }
    let selection = try DiagnosticSelection(
      diagnostics, convention: convention, in: Catalogs.current.diagnostics)
    let reports = try analyzeAll(selection)
    if writesSummary { return try write(SummaryTable(reports)) }
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
    try OutputFile.write(text + "\n", to: output)
  }

  private func outputForm(_ output: String) -> OutputForm {
    if writesSummary { return .csv }
    if writesSeries { return Self.isCSV(output) ? .csv : .series }
    return format.form
  }

  /// Whether the report is the long table of all trajectories.
  private var writesSummary: Bool {
    summary || (files.count > 1 && (format == .csv || output.map(Self.isCSV) ?? false))
  }

  private func write(_ table: SummaryTable) throws {
    guard let output else { return Terminal.write(table.csv) }
    try OutputFile.write(table.csv, to: output)
  }

  /// Whether `-o` names a file for the values of every frame rather than for the report.
  private var writesSeries: Bool {
    guard let output, !writesSummary else { return false }
    return ["csv", "h5", "hdf5"].contains(URL(filePath: output).pathExtension.lowercased())
  }
}

// MARK: - One trajectory

extension Analyze {
  private func analyzeAll(_ selection: DiagnosticSelection) throws -> [AnalysisReport] {
    let outcomes = Locked([Result<AnalysisReport, any Error>?](repeating: nil, count: files.count))
    ThreadPool(threads: min(jobs, files.count)).forEachBlock(count: files.count, blockSize: 1) {
      index, _ in
      let outcome = Result { try analyze(files[index], selection) }
      outcomes.withLock { $0[index] = outcome }
    }
    return try outcomes.withLock { $0 }.compactMap { try $0?.get() }
  }

  private func analyze(_ file: String, _ selection: DiagnosticSelection) throws -> AnalysisReport {
    let reader = try TrajectoryReader(
      file, options: options.reading)
    defer { reader.close() }
    let frames = try reader.frames(from: from, to: to, every: every)
    let contents = try reader.contents(trusting: recompute || writesErrors ? nil : .current)
    let requests = try requests(selection, contents, reader)
    sayWhatHasNoColumn(requests)
    let target = try seriesFile(requests)
    let rows = try makeSeries(reader, requests, target)
    let analysis = Analysis(requests) { try rows?.add(time: $0, $1) }
    var pass = FramePass(over: reader, threads: threadsOfEach)
    pass.show(frames, to: analysis)
    try pass.run()
    let results = analysis.results
    try rows?.finish(names: results.map(\.names))
    try target?.finish()
    if writesTable(requests), let table = results.first?.table { try write(table) }
    var report = AnalysisReport(
      file: file, system: reader.context.system,
      family: selection.family(of: contents).name,
      holds: reader.context.system.isEmpty ? selection.words(for: contents) : "",
      frames: frames.count,
      window: Self.window(frames.map { reader.times[$0] }), results: results)
    report.notes = reader.notes + reader.presence.notes
    report.parameters = reader.record?.parameters ?? []
    report.overrides = reader.record?.overrides ?? []
    if let warning = StationaryRates.warning(
      requests.map(\.text), in: contents, from: report.window.lowerBound)
    {
      report.notes.append(warning)
    }
    // A table of values has no place for them.
    if format == .csv || writesSummary {
      for note in report.notes { Terminal.message("\(file): \(note)") }
    }
    return report
  }

  /// Says which calls are one number of all frames, where a file holds the values of each.
  private func sayWhatHasNoColumn(_ requests: [DiagnosticRequest]) {
    guard writesSeries || (format == .csv && !writesSummary), !writesTable(requests) else { return }
    let whole = requests.filter(\.isOfWholeSeries).map(\.text)
    guard !whole.isEmpty else { return }
    Terminal.message(
      "note: \(whole.joined(separator: ", ")): one number of all frames, which no frame has; the "
        + "report has it, and --summary")
  }

  /// The calls for a file; where they do not suit it, what was noticed about it may say why.
  private func requests(
    _ selection: DiagnosticSelection, _ contents: FrameContents, _ reader: TrajectoryReader
  ) throws -> [DiagnosticRequest] {
    do {
      return try selection.requests(for: contents, of: reader.path)
    } catch {
      for note in reader.notes { Terminal.message("\(reader.path): \(note)") }
      throw error
    }
  }

  /// Whether the standard error of every value is wanted, which no run stores.
  private var writesErrors: Bool { writesSeries && output.map(Self.isCSV) == false }

  /// The earliest and the latest of the times, which need not grow in a file of another writer.
  private static func window(_ times: [Double]) -> ClosedRange<Double> {
    (times.min() ?? 0)...(times.max() ?? 0)
  }

  /// The threads that one trajectory gets.
  private var threadsOfEach: Int {
    max(1, (threads ?? ThreadPool.availableThreads) / min(jobs, files.count))
  }

  /// Whether the rows to be written are those of a table that ends the one diagnostic asked for.
  private func writesTable(_ requests: [DiagnosticRequest]) -> Bool {
    !writesSummary && requests.count == 1 && requests[0].hasTable
      && (format == .csv || output.map(Self.isCSV) ?? false)
  }

  private func write(_ table: RecordTable) throws {
    let text = CSVText.lines([table.columns] + table.rows)
    guard let output else { return Terminal.write(text) }
    try OutputFile.write(text, to: output)
  }

  private static func isCSV(_ path: String) -> Bool {
    URL(filePath: path).pathExtension.lowercased() == "csv"
  }

  /// Where the values of every frame go, if they go to a file.
  private func seriesFile(_ requests: [DiagnosticRequest]) throws -> OutputFile? {
    guard let output, !writesSummary, format == .csv || writesSeries, !writesTable(requests) else {
      return nil
    }
    guard Self.isCSV(output) || !writesSeries || OutputFile.isPlain(output) else {
      throw Failure(.wrongInput, "\(output) is no plain file: HDF5 needs one")
    }
    return try OutputFile(output)
  }

  private func makeSeries(
    _ reader: TrajectoryReader, _ requests: [DiagnosticRequest], _ target: OutputFile?
  ) throws -> FrameSeries? {
    if writesTable(requests) || writesSummary { return nil }
    if format == .csv, let table = requests.first(where: \.hasTable) {
      throw Failure(.wrongInput, "\(table.text) is a table of its own: ask for it alone")
    }
    guard let target else {
      return format == .csv ? csv(requests) { Terminal.write($0) } : nil
    }
    guard writesSeries, !Self.isCSV(target.path) else {
      return csv(requests) { try target.write($0) }
    }
    return try SeriesHDF5(
      target.handOver(), source: reader.path, timeUnit: reader.fileUnits.time ?? "1",
      calls: requests.map {
        .init(name: $0.text, unit: $0.unitName, dataUnit: $0.dataUnit, words: $0.names)
      })
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

  /// The form of a file that holds it.
  var form: OutputForm {
    switch self {
    case .table: .table
    case .json: .json
    case .csv: .csv
    }
  }
}
