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
  }

  private static let signals = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT]
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
  private let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
  /// The time that calls may take.
  let limit = CallLimit()

  private init() {
    state.initialize(to: State())
    previous.initialize(repeating: sigaction(), count: 64)
  }

  /// Runs `body`, which calls libhdf5 on the file at `path`; the library's lock is held.
  func watch<Result, Failure: Error>(
    _ path: UnsafePointer<CChar>, isWriting: Bool = false, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard state.pointee.path == nil else { return try body() }
    state.pointee.thread = pthread_self()
    state.pointee.path = path
    limit.begin(isWriting: isWriting)
    defer {
      limit.end()
      state.pointee.path = nil
    }
    return try body()
  }

  func install(prefix: String, exitCode: Int32, longestCall: Double) {
    if state.pointee.prefix == nil {
      limit.enforce(seconds: longestCall) { CrashWatch.shared.end("searches it for ever") }
    }
    free(state.pointee.prefix)
    state.pointee.prefix = strdup(prefix)
    state.pointee.exitCode = exitCode
    var action = sigaction.running { CrashWatch.shared.handle($0) }
    for signal in CrashWatch.signals {
      var old = sigaction()
      sigaction(signal, &action, &old)
      if !old.runs(sameAs: action) { previous[Int(signal)] = old }
    }
  }

  private func handle(_ signal: Int32) {
    if pthread_equal(state.pointee.thread, pthread_self()) != 0 { end("crashed on it") }
    passOn(signal)
  }

  /// Ends the process with a message; does nothing outside of libhdf5, or before messages are asked
  /// for.
  private func end(_ reason: StaticString) {
    guard let path = state.pointee.path, let prefix = state.pointee.prefix else { return }
    CrashWatch.print(prefix)
    CrashWatch.print("cannot use ")
    CrashWatch.print(path)
    CrashWatch.print(": the structure of the file is damaged (libhdf5 ")
    CrashWatch.print(reason)
    CrashWatch.print("); restore the file from a copy\n")
    _exit(state.pointee.exitCode)
  }

  /// Not a crash of libhdf5: the previous handler sees it when the instruction is repeated, or when
  /// it is raised again.
  private func passOn(_ signal: Int32) {
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
