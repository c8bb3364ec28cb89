import Foundation

/// A value that one thread at a time looks at and changes.
///
/// It lies behind a lock of the system, which the thread sanitizer sees. A `Mutex` of Swift that
/// threads wait for is handed over by the kernel on Linux; the sanitizer sees nothing of that, and
/// takes what the lock protects for a race.
public final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  /// The value `value`, which nobody else has.
  public init(_ value: sending Value) { self.value = value }

  /// Calls `body` with the value while no other thread has it, and returns what it returns.
  ///
  /// `body` must not ask for the same value again: it would wait for itself.
  ///
  /// - Throws: what `body` throws.
  public func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
