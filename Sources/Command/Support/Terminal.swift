import Foundation

/// The two streams of the command: numbers go to standard output, everything else to standard
/// error.
enum Terminal {
  /// Whether standard error is a terminal that a person looks at.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Whether standard output may carry colors: a terminal, and `NO_COLOR` is not set.
  static let hasColors =
    isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  /// Writes a line of results.
  static func output(_ text: String) { write(text + "\n") }

  /// Writes results as they are; a reader that has gone away, as `head` does, ends the program
  /// quietly, a full device with one line.
  static func write(_ text: String) {
    let reason = RawOutput.write(text, to: STDOUT_FILENO)
    guard reason != 0 else { return }
    if reason == EPIPE {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    message("standard output cannot be written: \(String(cString: strerror(reason)))")
    exit(ExitStatus.storage.rawValue)
  }

  /// Writes a line of news, warnings or errors; where nobody can read it the work goes on.
  static func message(_ text: String) { _ = RawOutput.write(text + "\n", to: STDERR_FILENO) }

  /// Writes over the current line of a terminal.
  static func overwrite(_ text: String) {
    _ = RawOutput.write("\r\u{1B}[2K" + text, to: STDERR_FILENO)
  }
}
