import Foundation
import Synchronization

/// A request to stop that came from outside: Ctrl-C, SIGTERM, a terminal that was closed (SIGHUP),
/// or a file that may not grow any more (SIGXFSZ).
///
/// The first signal asks the run to end cleanly; the second one ends the program at once, except
/// that of a file, which comes with every write.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// Listens for the signals from now on.
  ///
  /// A verb that writes listens as soon as there is something to end cleanly; before, while it only
  /// reads and prepares, a signal ends the program at once.
  static func listen() {
    for number in [SIGINT, SIGTERM] { heed(number) }
    // `nohup` asks for these to be passed over.
    for number in [SIGHUP, SIGXFSZ] where !isIgnored(number) { heed(number) }
  }

  /// Lets a signal end the program at once again, after work that ended cleanly.
  static func rest() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGXFSZ] where !isIgnored(number) {
      signal(number, SIG_DFL)
    }
  }

  private static func heed(_ number: Int32) {
    signal(number) { number in
      Interruption.received.store(number, ordering: .relaxed)
      if number != SIGXFSZ { signal(number, SIG_DFL) }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let former = signal(number, SIG_IGN)
    signal(number, former)
    return unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// A program that was started with the signals blocked, as some test runners and schedulers do,
  /// would never see them.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGXFSZ] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether a signal has come.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// The exit status that belongs to the signal.
  static var status: ExitStatus {
    ExitStatus(rawValue: 128 + received.load(ordering: .relaxed)) ?? .interrupted
  }
}
