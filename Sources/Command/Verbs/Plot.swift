import ArgumentParser
import ClausiusDeclarations
import ClausiusPlots
import ClausiusSweeps
import ClausiusTrajectories
import Foundation

/// `clausius plot FILE...`: pictures and movies of trajectories.
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw trajectories: pictures, movies, and the numbers behind them.",
    discussion: """
      Without options a picture of what matters most in this kind of trajectory. Several trajectories share one picture.

        \(ProgramName.current) plot output/torus.h5md
        \(ProgramName.current) plot output/torus.h5md --what snapshot,order_parameters -o mill.pdf
        \(ProgramName.current) plot output/torus.h5md --what snapshot -o mill.mp4
        \(ProgramName.current) plot seed-1.h5md seed-2.h5md --what 'polarization, rotation' --data
        \(ProgramName.current) plot output/zones/sweep.h5 --what 'rotation, phase'

      Of the table of a sweep, --what takes its columns. Of trajectories, --what takes figures ('\(ProgramName.current) list figures') and calls of diagnostics ('\(ProgramName.current) list diagnostics'). Needs gnuplot, and \
      ffmpeg for movies.
      """)

  @Argument(help: "Trajectories.", completion: .file())
  var files: [String]

  @Option(
    name: .shortAndLong,
    help:
      "The picture; its ending says the form: .png, .svg, .pdf, or a movie .gif, .mp4. Default: NAME.png beside the first trajectory.",
    completion: .file())
  var output: String?

  @Option(
    help:
      "Figures and calls of diagnostics, separated by commas; see '\(ProgramName.current) list figures'."
  )
  var what: String?

  @Flag(help: "Also write the numbers behind each figure, to NAME_FIGURE.csv beside the picture.")
  var data = false

  @Option(help: "Only frames from this time on.")
  var from: Double?

  @Option(help: "Only frames up to this time.")
  var to: Double?

  @Option(help: "Only every K-th frame; without it as many as a picture can show.")
  var every: Int?

  @Option(
    help: "The times, separated by commas, of figures that show single frames; else the last.")
  var at: String?

  @Flag(help: "Draw calls of diagnostics less their value at the first frame.")
  var relative = false

  @Option(help: "The width on paper in mm; else 85 for one column of panels, 170 for two.")
  var width: Double?

  @Option(help: "Panels beside each other; else one column for up to two panels, two for more.")
  var columns: Int?

  @Option(help: "Pixels an inch of .png (300 by default) and of movies (150).")
  var resolution: Double?

  @Option(help: "Pictures a second of a movie.")
  var rate = 25

  @Flag(help: "Compute diagnostics again that the run stored with every frame.")
  var recompute = false

  @OptionGroup var options: ReadingOptions

  func validate() throws {
    if let every, every < 1 { throw ValidationError("--every must be at least 1") }
    if let columns, !(1...6).contains(columns) {
      throw ValidationError("--columns must be from 1 to 6")
    }
    if let width, !(30...1000).contains(width) {
      throw ValidationError("--width must be from 30 to 1000 (millimeters)")
    }
    if let resolution, !(36...1200).contains(resolution) {
      throw ValidationError("--resolution must be from 36 to 1200 (pixels an inch)")
    }
    guard (1...120).contains(rate) else { throw ValidationError("--rate must be from 1 to 120") }
    if let from, let to, from > to { throw ValidationError("--from is later than --to") }
    _ = try times()
  }

  func run() throws {
    do {
      try draw()
    } catch let error as PlotError {
      switch error.kind {
      case .request: throw Failure(.wrongInput, error.description)
      case .program:
        throw Failure(Interruption.isRequested ? Interruption.status : .failed, error.description)
      case .storage: throw Failure(.storage, error.description)
      }
    }
  }
}

extension Plot {
  private func draw() throws {
    let path = output ?? Self.folder(of: files[0]) + "\(defaultName).png"
    let format = try PictureFormat(path: path)
    try requireTools(format)
    try OutputPath.prepare(path, for: .picture(format), inputs: files)
    // Ctrl-C ends gnuplot and ffmpeg; the temporary folder then goes the usual way.
    Interruption.listen()
    if files.contains(where: SweepData.isSweep) { return try drawSweep(format, path) }
    let catalogs = Catalogs.current
    let runs = try files.map {
      try PlotRun(
        $0, from: from, to: to, every: every, reading: options.reading,
        catalog: catalogs.diagnostics, trusting: recompute ? nil : .current)
    }
    defer {
      for run in runs {
        for note in run.reader.notes + run.reader.presence.notes {
          Terminal.message("\(run.reader.path): \(note)")
        }
        run.reader.close()
      }
    }
    runs.label()
    let plotter = try Plotter(
      runs, names: names, times: try times(), isRelative: relative, catalog: catalogs.figures)
    for warning in plotter.warnings { Terminal.message(warning) }
    for run in runs {
      if let warning = run.earlyStart(of: names) {
        Terminal.message("\(run.reader.path): \(warning)")
      }
    }
    let renderer = Renderer(
      resolution: resolution ?? (format.isMovie ? 150 : 300), rate: rate)
    if format.isMovie {
      try film(plotter, renderer, format, path)
    } else {
      let page = laidOut(try plotter.page())
      try writeData(page, beside: path)
      try renderer.draw(page, format: format, to: path)
    }
    Terminal.output(path)
  }

  /// A picture of the table of a sweep, which has no frames to choose.
  private func drawSweep(_ format: PictureFormat, _ path: String) throws {
    guard files.count == 1, !format.isMovie, from == nil, to == nil, every == nil, at == nil,
      !relative
    else {
      throw Failure(
        .wrongInput,
        "the table of a sweep is drawn alone, as a picture, without --from, --to, --every, --at "
          + "and --relative")
    }
    let page = laidOut(try SweepPicture(SweepData(files[0]), names: names).page())
    try writeData(page, beside: path)
    try Renderer(resolution: resolution ?? 300, rate: rate).draw(page, format: format, to: path)
    Terminal.output(path)
  }

  private func film(
    _ plotter: Plotter, _ renderer: Renderer, _ format: PictureFormat, _ path: String
  ) throws {
    if data { try writeData(try plotter.page(), beside: path) }
    let movie = try plotter.movie()
    Terminal.message("drawing \(movie.count) pictures")
    try renderer.film(movie.count, format: format, to: path) { number in
      if Interruption.isRequested { throw Failure(Interruption.status, "interrupted; no movie") }
      return laidOut(try movie.page(number))
    }
  }

  /// Without the programs there is no picture; the numbers can be had without them.
  private func requireTools(_ format: PictureFormat) throws {
    if data { return }
    try Tool.gnuplot.find()
    if format.isMovie { try Tool.ffmpeg.find() }
  }

  private func laidOut(_ page: Page) -> Page {
    var page = page
    page.columns = columns
    page.width = width
    return page
  }

  private func writeData(_ page: Page, beside path: String) throws {
    guard data else { return }
    let stem = path.dropLast(URL(filePath: path).pathExtension.count + 1)
    for figure in page.figures {
      let file = "\(stem)_\(figure.name).csv"
      try OutputPath.requireReplaceable(file, by: .csv)
      let table = try OutputFile(file)
      try FigureTable(figure).writeCSV { try table.write($0) }
      try table.finish()
      Terminal.output(file)
    }
  }

  private var names: [String]? {
    what.map { CallList.split($0).map { $0.text.trimmingCharacters(in: .whitespaces) } }
  }

  private func times() throws -> [Double] {
    try at?.split(separator: ",").map { text in
      guard let time = Double(text.trimmingCharacters(in: .whitespaces)), time.isFinite else {
        throw ValidationError("--at: '\(text)' is no time")
      }
      return time
    } ?? []
  }

  /// The folder in which a file lies, with a slash behind it; empty for the working folder.
  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  /// The names of the files, and of the figures that are asked for.
  private var defaultName: String {
    let names = files.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    let runs =
      names.count <= 3
      ? names.joined(separator: "_") : "\(names[0])_and_\(names.count - 1)_more"
    let figures = self.names?.map { name in name.prefix { $0 != "(" } } ?? []
    var seen: Set<Substring> = []
    return ([Substring(runs)] + figures.filter { seen.insert($0).inserted }).joined(separator: "_")
  }
}
