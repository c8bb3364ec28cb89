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
  /// quietly.
  static func write(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      exit(ExitStatus.storage.rawValue)
    }
  }

  /// Writes a line of news, warnings or errors.
  static func message(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Writes over the current line of a terminal.
  static func overwrite(_ text: String) {
    FileHandle.standardError.write(Data(("\r\u{1B}[2K" + text).utf8))
  }
}
