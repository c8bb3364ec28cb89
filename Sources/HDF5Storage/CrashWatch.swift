#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a signal handler needs to know: plain memory, since a handler may neither allocate nor take
/// a lock.
final class CrashWatch: @unchecked Sendable {
  static let shared = CrashWatch()

  private struct State {
    /// The file in use; `nil` outside of libhdf5.
    var path: UnsafePointer<CChar>?
    var thread = pthread_self()
    /// What every message begins with; `nil` until messages are asked for.
    var prefix: UnsafeMutablePointer<CChar>?
    var exitCode: Int32 = 1
    var longestReading = 10
    var readingSince = timespec()
  }

  private static let signals = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGVTALRM]
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
  private let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)

  private init() {
    state.initialize(to: State())
    previous.initialize(repeating: sigaction(), count: 64)
  }

  /// Runs `body`, which calls libhdf5 on the file at `path`; the library's lock is held.
  func watch<Result, Failure: Error>(
    _ path: UnsafePointer<CChar>, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = state.pointee.path
    state.pointee.thread = pthread_self()
    state.pointee.path = path
    defer { state.pointee.path = outer }
    return try body()
  }

  /// Runs `body`, which reads texts and should come to an end.
  func watchReading<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard state.pointee.prefix != nil else { return try body() }
    clock_gettime(CLOCK_MONOTONIC, &state.pointee.readingSince)
    setTimer(seconds: state.pointee.longestReading)
    defer { setTimer(seconds: 0) }
    return try body()
  }

  /// The timer counts the computing of all threads, so it may ring early.
  private var isReadingTooLong: Bool {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec - state.pointee.readingSince.tv_sec >= state.pointee.longestReading
  }

  private func setTimer(seconds: Int) {
    var time = itimerval()
    time.it_value.tv_sec = seconds
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &time, nil)
    #else
      setitimer(ITIMER_VIRTUAL, &time, nil)
    #endif
  }

  func install(prefix: String, exitCode: Int32, longestReading: Int) {
    free(state.pointee.prefix)
    state.pointee.prefix = strdup(prefix)
    state.pointee.exitCode = exitCode
    state.pointee.longestReading = longestReading
    var action = sigaction.running { CrashWatch.shared.handle($0) }
    for signal in CrashWatch.signals {
      var old = sigaction()
      sigaction(signal, &action, &old)
      if !old.runs(sameAs: action) { previous[Int(signal)] = old }
    }
  }

  private func handle(_ signal: Int32) {
    guard let path = state.pointee.path, let prefix = state.pointee.prefix,
      signal == SIGVTALRM || pthread_equal(state.pointee.thread, pthread_self()) != 0
    else { return passOn(signal) }
    if signal == SIGVTALRM && !isReadingTooLong { return setTimer(seconds: 1) }
    CrashWatch.print(prefix)
    CrashWatch.print("cannot use ")
    CrashWatch.print(path)
    CrashWatch.print(": the structure of the file is damaged (libhdf5 ")
    CrashWatch.print(signal == SIGVTALRM ? "searches it for ever" : "crashed on it")
    CrashWatch.print("); restore the file from a copy\n")
    _exit(state.pointee.exitCode)
  }

  /// Not a crash of libhdf5: the previous handler sees it when the instruction is repeated, or when
  /// it is raised again.
  private func passOn(_ signal: Int32) {
    guard signal != SIGVTALRM else { return }
    sigaction(signal, &previous[Int(signal)], nil)
    if signal == SIGABRT { raise(signal) }
  }

  private static func print(_ text: UnsafePointer<CChar>) {
    write(2, text, strlen(text))
  }

  private static func print(_ text: StaticString) {
    write(2, text.utf8Start, text.utf8CodeUnitCount)
  }
}
