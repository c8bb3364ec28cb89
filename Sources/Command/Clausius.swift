import ArgumentParser
import ClausiusDatasets
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusHDF5Storage
import ClausiusRuns
import ClausiusSimulationCore
import ClausiusSweeps
import ClausiusTracks
import ClausiusTrajectories
import Foundation

/// The command `clausius`: its verbs, and what their errors mean to a shell.
public enum Clausius {
  /// Runs the verb that the command line names, and ends the process with the status of its
  /// outcome.
  public static func main() { Root.main(Catalogs()) }

  /// Runs the verb that the command line names, for the systems, diagnostics, estimators and
  /// figures of this engine and of packages.
  ///
  /// ```swift
  /// import ClausiusCommand
  ///
  /// Clausius.main(adding: Additions(of: "walkers", systems: [WalkersModel.self]))
  /// ```
  ///
  /// A name that is taken already ends the process with status 2 before any verb runs.
  public static func main(adding additions: Additions...) {
    do throws(NameClash) {
      var catalogs = Catalogs()
      for more in additions { catalogs = try catalogs.adding(more) }
      Root.main(catalogs)
    } catch {
      Terminal.message(error.description)
      Foundation.exit(ExitStatus.wrongInput.rawValue)
    }
  }

  /// Runs the verb that `arguments` name and returns the status that the process would end with.
  static func status(of arguments: [String]) -> Int32 {
    Root.status(of: arguments, Catalogs()).rawValue
  }
}

/// The verbs.
struct Root: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: commandName,
      abstract: "Simulates physical systems and measures their entropies.",
      discussion: """
        A scenario file says what to simulate; a run writes an HDF5 trajectory; diagnostics read it back.

          \(ProgramName.current) run scenarios/couzin/torus.yaml
          \(ProgramName.current) analyze output/torus.h5md --from 500

        Exit status: 0 fine, 1 a check or a run failed, 2 wrong command line or scenario, 3 file or disk; \
        128 and the number of the signal where one ended it.
        """,
      version: Catalogs.current.program.inWords,
      subcommands: [
        RunScenarios.self, Resume.self, Import.self, Analyze.self, Measure.self, Compare.self,
        Validate.self, SweepScenario.self,
        Plot.self, View.self, Inspect.self, Verify.self, Repair.self, List.self, Describe.self,
        Schema.self,
      ])
  }

  /// The name of the engine, or of the program of the package that adds to it.
  private static var commandName: String {
    Catalogs.current.program.additions.isEmpty
      ? "clausius" : URL(filePath: CommandLine.arguments[0]).lastPathComponent
  }

  static func main(_ catalogs: Catalogs) {
    RawOutput.occupyStandardStreams()
    Interruption.unblock()
    // A reader that goes away is an error of the write, which need not end a run.
    signal(SIGPIPE, SIG_IGN)
    HDF5CrashReport.install(prefix: "", exitCode: ExitStatus.storage.rawValue)
    let status = status(of: nil, catalogs)
    if status != .fine { Foundation.exit(status.rawValue) }
  }

  /// Runs the verb that `arguments`, or those of the process, name.
  static func status(of arguments: [String]?, _ catalogs: Catalogs) -> ExitStatus {
    Catalogs.$current.withValue(catalogs) {
      ProgramName.current = commandName
      do {
        try requireVerb((arguments ?? Array(CommandLine.arguments.dropFirst())).first)
        var command = try parseAsRoot(namingStandardInput(arguments))
        try command.run()
        return .fine
      } catch {
        return status(reporting: error)
      }
    }
  }

  /// Refuses a first word that is no verb, with the nearest.
  private static func requireVerb(_ word: String?) throws(Failure) {
    let verbs = configuration.subcommands.map { $0._commandName } + ["help"]
    guard let word, !word.hasPrefix("-"), !verbs.contains(word) else { return }
    let isFile = FileManager.default.fileExists(atPath: word)
    throw Failure(
      .wrongInput,
      isFile
        ? "\(word) is a file: say what to do with it, such as '\(ProgramName.current) "
          + "\(["yaml", "yml"].contains(URL(filePath: word).pathExtension) ? "run" : "inspect") "
          + "\(word)'"
        : "no verb is called '\(word)' ("
          + (verbs.nearestName(to: word).map { "did you mean '\($0)'?" }
            ?? "verbs: " + verbs.joined(separator: ", ")) + ")")
  }

  /// Spells `-:COLUMN`, a column of the standard input, as the parser does not take for an option.
  private static func namingStandardInput(_ arguments: [String]?) -> [String]? {
    let all = arguments ?? Array(CommandLine.arguments.dropFirst())
    guard all.contains(where: { $0.hasPrefix("-:") }) else { return arguments }
    return all.map { $0.hasPrefix("-:") ? "/dev/stdin" + $0.dropFirst() : $0 }
  }

  /// Tells the user what went wrong and returns the exit status that it means.
  static func status(reporting error: any Error) -> ExitStatus {
    switch error {
    case let failure as Failure:
      if !failure.message.isEmpty { Terminal.message(failure.message) }
      return failure.status
    case let error as RunError:
      Terminal.message(error.description)
      return ExitStatus(error.kind)
    case let error as DatasetError:
      Terminal.message(error.description)
      return error.kind == .request ? .wrongInput : .storage
    case let error as TrackError:
      Terminal.message(error.description)
      return .wrongInput
    case let error as SweepError:
      Terminal.message(error.description)
      return error.kind == .request ? .wrongInput : .storage
    case let problems as Problems:
      Terminal.message(problems.description)
      return .wrongInput
    case is Problem, is DiagnosticError:
      Terminal.message("\(error)")
      return .wrongInput
    case is HDF5Error, is TrajectoryError, is StateArchiveError:
      Terminal.message("\(error)")
      return .storage
    case let error as CocoaError:
      Terminal.message((error.filePath.map { $0 + ": " } ?? "") + error.systemReason)
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
