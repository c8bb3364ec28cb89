import ArgumentParser
import ClausiusRuns

/// `clausius resume FILE`: goes on with an interrupted run, or makes a finished one longer.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with an interrupted run, or make a finished one longer.",
    discussion: """
      The trajectory holds its scenario, so nothing else is needed. A resumed run writes the same numbers as one that \
      was never interrupted.
      """)

  @Argument(help: "The trajectory, with or without .partial.", completion: .file())
  var file: String

  @Option(help: "The new end of the run (run.duration).")
  var until: Double?

  @Option(help: "The number of threads (run.threads).")
  var threads: Int?

  @Flag(help: "No progress line and no summary: only the name of the trajectory.")
  var quiet = false

  @Option(help: "The form of the summary: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let catalogs = Catalogs.current
    let run = try Run(
      resuming: file, until: until, threads: threads, systems: catalogs.systems,
      diagnostics: catalogs.diagnostics, program: catalogs.program)
    let summary = try run.startWatched(isQuiet: quiet)
    switch format {
    case .table: Terminal.output(quiet ? summary.path : RunReport.table(summary))
    case .json: Terminal.output(try RunReport.json([summary]))
    }
  }
}
