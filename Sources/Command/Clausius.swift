import ArgumentParser
import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// The command `clausius`: its verbs, and what their errors mean to a shell.
public enum Clausius {
  /// Runs the verb that the command line names, and ends the process with the status of its
  /// outcome.
  public static func main() { Root.main() }
}

/// The verbs.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clausius",
    abstract: "Simulates physical systems and measures their entropies.",
    discussion: """
      A scenario file says what to simulate; a run writes an HDF5 trajectory; diagnostics read it back.

        clausius run scenarios/couzin/torus.yaml
        clausius analyze output/torus.h5md --from 1000

      Exit status: 0 fine, 1 a check or a run failed, 2 wrong command line or scenario, 3 file or disk.
      """,
    version: Version.inWords,
    subcommands: [
      Run.self, Resume.self, Analyze.self, Measure.self, Compare.self, Validate.self, Plot.self,
      Inspect.self,
      Repair.self,
      List.self,
      Describe.self,
      Schema.self,
    ])

  static func main() {
    HDF5CrashReport.install(prefix: "", exitCode: ExitStatus.storage.rawValue)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Foundation.exit(status(reporting: error).rawValue)
    }
  }

  /// Tells the user what went wrong and returns the exit status that it means.
  private static func status(reporting error: any Error) -> ExitStatus {
    switch error {
    case let failure as Failure:
      if !failure.message.isEmpty { Terminal.message(failure.message) }
      return failure.status
    case let problems as Problems:
      Terminal.message(problems.description)
      return .wrongInput
    case let problem as Problem:
      Terminal.message(problem.description)
      return .wrongInput
    case is HDF5Error, is TrajectoryError, is CocoaError:
      Terminal.message("\(error)")
      return .storage
    default:
      // Help and version are errors to the parser, and fine to us.
      let isFine = exitCode(for: error).isSuccess
      let text = fullMessage(for: error)
      if isFine { Terminal.output(text) } else { Terminal.message(text) }
      return isFine ? .fine : isParserError(error) ? .wrongInput : .failed
    }
  }

  private static func isParserError(_ error: any Error) -> Bool {
    exitCode(for: error) == .validationFailure
  }
}
