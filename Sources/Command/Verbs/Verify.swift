import ArgumentParser
import ClausiusRuns

/// `clausius verify FILE`: runs the scenario of a trajectory again and compares.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the scenario of a trajectory again and compare every frame.",
    discussion: """
      The same program with the same kernels must give every bit; the first difference ends the run and is named. \
      Another build differs by rounding, which a chaotic system multiplies: frames agree while the largest difference \
      is at most 1e-8 of the largest number, and nothing is shown of those after the first that does not. \
      Nothing is written.

      Exit status: 0 all frames that were asked for agree, 1 they do not, 3 the file is damaged.
      """)

  @Argument(help: "The trajectory.", completion: .file())
  var file: String

  @Option(help: "Compare only so many frames, from the first on.")
  var frames: Int?

  @Option(help: "The number of threads (run.threads).")
  var threads: Int?

  @Flag(help: "No progress line.")
  var quiet = false

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func validate() throws {
    if let frames, frames < 1 { throw ValidationError("--frames must be at least 1") }
  }

  func run() throws {
    let catalogs = Catalogs.current
    let verification = try Verification(
      of: file, frames: frames, threads: threads, systems: catalogs.systems,
      diagnostics: catalogs.diagnostics, program: catalogs.program)
    Interruption.listen()
    for note in verification.notes { Terminal.message("note: \(note)") }
    let progress = Progress(isQuiet: quiet)
    defer { progress.finish() }
    let result = try verification.start(
      control: Run.Control(
        shouldStop: { Interruption.isRequested },
        progress: { progress.report($0, bytesWritten: $1) }))
    progress.finish()
    switch format {
    case .table: Terminal.output(VerificationReport.table(result))
    case .json: Terminal.output(VerificationReport.json(result))
    }
    if !result.isShown { throw Failure(.failed, "") }
  }
}
