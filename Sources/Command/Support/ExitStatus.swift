import ClausiusRuns

/// How the command ends; scripts rely on these numbers.
enum ExitStatus: Int32 {
  /// Everything worked.
  case fine = 0
  /// A check or a run failed.
  case failed = 1
  /// The command line or the scenario is wrong.
  case wrongInput = 2
  /// A file or the disk failed.
  case storage = 3
  /// Ended because the terminal was closed (SIGHUP); the run can be resumed.
  case hungUp = 129
  /// Ended by Ctrl-C; the run can be resumed.
  case interrupted = 130
  /// Ended by SIGTERM; the run can be resumed.
  case terminated = 143
  /// Ended because a file may not grow any more (SIGXFSZ); the run can be resumed.
  case fileTooLarge = 153
}

extension ExitStatus {
  /// What the end of a run means to a shell.
  init(_ kind: RunError.Kind) {
    self =
      switch kind {
      case .request: .wrongInput
      case .storage: .storage
      case .brokenInvariant: .failed
      case .interrupted: Interruption.status
      case .fileTooLarge: .fileTooLarge
      }
  }
}

/// An end that is not fine: what the user reads, and the exit status.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  /// A failure of `status` with one message, lines of which may hold several problems.
  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
