import Foundation
import Synchronization

/// A request to stop that came from outside: Ctrl-C or SIGTERM.
///
/// The first signal asks the run to end cleanly; the second one ends the program at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// Listens for SIGINT and SIGTERM from now on; a file that may not grow is an error to report,
  /// not a signal to die of.
  static func listen() {
    signal(SIGXFSZ, SIG_IGN)
    unblock()
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// A program that was started with the signals blocked, as some test runners and schedulers do,
  /// would never see them.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether a signal has come.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// The exit status that belongs to the signal.
  static var status: ExitStatus {
    received.load(ordering: .relaxed) == SIGTERM ? .terminated : .interrupted
  }
}
