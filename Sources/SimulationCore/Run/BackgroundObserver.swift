import Dispatch
import Synchronization

/// Shows frames to another observer on a thread of its own, so that the system moves on meanwhile.
///
/// The other observer sees the same frames in the same order, one at a time: a new frame waits
/// until it is done with the one before. An error of it is thrown by the next call of this one.
public final class BackgroundObserver: Observer, @unchecked Sendable {
  /// Touched only by the work under way, or by callers after ``settle()``.
  private let observer: any Observer
  private let queue = DispatchQueue(label: "clausius-frames")
  private let work = DispatchGroup()
  private let failure = Mutex<(any Error)?>(nil)

  /// Shows frames to `observer`, which nobody else may use before ``settle()``.
  public init(_ observer: any Observer) {
    self.observer = observer
  }

  /// Waits until the frame before is done with, and hands this one on.
  public func observe(_ frame: borrowing Frame) throws {
    try settle()
    let frame = copy frame
    queue.async(group: work) { [self] in
      do {
        try observer.observe(frame)
      } catch {
        failure.withLock { $0 = error }
      }
    }
  }

  /// Waits until every frame is done with.
  ///
  /// - Throws: what the other observer threw, once.
  public func settle() throws {
    work.wait()
    let error = failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
    if let error { throw error }
  }

  /// Saves what the other observer saves; its error, if there is one, is thrown by the next
  /// ``settle()``.
  public func save(into archive: inout StateArchive) {
    work.wait()
    observer.save(into: &archive)
  }

  /// Restores the other observer.
  public func restore(from archive: StateArchive) throws {
    try settle()
    try observer.restore(from: archive)
  }
}
