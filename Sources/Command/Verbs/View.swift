import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusTrajectories
import ClausiusViewer
import Foundation

/// `clausius view FILE --export PAGE.html`: a page that shows a trajectory in a browser.
struct View: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a page that shows a trajectory in a browser.",
    discussion: """
      One HTML file that opens from disk anywhere: individuals in space, fields over time, and every series of the file \
      as a chart, linked with the time that is shown. It needs no server and loads nothing.

        \(ProgramName.current) view output/torus.h5md --export torus.html
        \(ProgramName.current) view run.h5md --export run.html --diagnostics 'polarization, shape_entropy'

      Frames are left out where the page would become larger than --max-size, then individuals; the page says so. Series \
      are never thinned.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  @Option(help: "The page that is written, such as torus.html.", completion: .file())
  var export: String?

  @Option(help: "The most bytes of the page, such as 50MB or 2GB.")
  var maxSize = ByteCount(50_000_000)

  @Option(help: "Only every K-th frame, and the last.")
  var every = 1

  @Option(
    help: """
      Calls of diagnostics that the page shows too, separated by commas, see \
      '\(ProgramName.current) list diagnostics'; without it those that the run stored.
      """)
  var diagnostics: String?

  @OptionGroup var options: ReadingOptions

  func validate() throws {
    guard every >= 1 else { throw ValidationError("--every must be at least 1") }
    guard export != nil else {
      throw ValidationError(
        "say where the page goes: \(ProgramName.current) view \(file) --export PAGE.html")
    }
  }

  func run() throws {
    do {
      try write()
    } catch let error as ViewerError {
      throw Failure(
        error.kind == .request ? .wrongInput : .storage, "\(file): \(error.description)")
    }
  }
}

extension View {
  private func write() throws {
    guard let export else { return }
    try OutputPath.prepare(export, for: .page, inputs: [file], option: "--export PAGE.html")
    let catalog = Catalogs.current.diagnostics
    let reader = try TrajectoryReader(file, options: options.reading)
    defer { reader.close() }
    let series = try series(reader, catalog)
    let source = try ViewedFile(reader, catalog)
    let page = try PageExport(
      reader, source.description, series: series,
      options: .init(mostBytes: maxSize.bytes, every: every))
    for note in reader.notes { Terminal.message("\(file): \(note)") }
    for note in page.notes { Terminal.message(note) }
    let output = try OutputFile(export)
    try page.write { try output.write($0) }
    try output.finish()
    Terminal.output(export)
  }

  /// The series of the calls that were asked for.
  private func series(
    _ reader: TrajectoryReader, _ catalog: DiagnosticCatalog
  ) throws -> [PageSeries] {
    guard let diagnostics else { return [] }
    let selection = try DiagnosticSelection(diagnostics, in: catalog)
    let contents = try reader.contents(trusting: nil)
    let requests = try selection.requests(for: contents, of: reader.path)
    for request in requests {
      try request.requireValueAtEachFrame(advice: "a chart cannot be drawn of it")
    }
    let analysis = Analysis(requests, keepsValues: true)
    var pass = FramePass(over: reader)
    pass.show(0..<reader.frameCount, to: analysis)
    try pass.run()
    return analysis.series.map { series in
      PageSeries(
        series.request.text, unit: series.request.unitName, values: series.values,
        standardErrors: series.standardErrors, words: series.request.names)
    }
  }
}
