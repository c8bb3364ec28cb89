import ClausiusDeclarations
import Dispatch

/// Shows frames to another observer on a thread of its own, so that the system moves on meanwhile.
///
/// The other observer sees the same frames in the same order, one at a time. Waking a thread costs
/// as much as a step of a small system, so frames that follow each other within two milliseconds
/// are handed on together, up to 64 frames or half a megabyte; the next ones wait until those are
/// done with. An error of the other observer is thrown when frames are handed on again.
public final class BackgroundObserver: Observer, @unchecked Sendable {
  /// Touched only by the work under way, or by callers after ``settle()``.
  private let observer: any Observer
  private let queue = DispatchQueue(label: "clausius-frames")
  private let work = DispatchGroup()
  private let failure = Locked<(any Error)?>(nil)
  /// Frames that are not handed on yet.
  private var waiting: [Frame] = []
  private var waitingNumbers = 0
  private var lastHandover: ContinuousClock.Instant?
  private let longestWait: Duration

  private static let mostFrames = 64
  private static let mostNumbers = 1 << 16

  /// Shows frames to `observer`, which nobody else may use before ``settle()``; frames are handed
  /// on together when they come within `longestWait`.
  public init(_ observer: any Observer, longestWait: Duration = .milliseconds(2)) {
    self.observer = observer
    self.longestWait = longestWait
  }

  /// Takes a frame; hands it on with those that wait when the last ones were handed on long ago,
  /// or when there are many.
  public func observe(_ frame: borrowing Frame) throws {
    waiting.append(copy frame)
    waitingNumbers += frame.quantities.reduce(0) { $0 + $1.values.count }
    if waiting.count < Self.mostFrames, waitingNumbers < Self.mostNumbers, let lastHandover,
      ContinuousClock.now - lastHandover < longestWait
    {
      return
    }
    try handOver()
  }

  /// Waits until the frames before are done with, and hands on those that wait.
  private func handOver() throws {
    try finishWork()
    let frames = waiting
    waiting = []
    waitingNumbers = 0
    lastHandover = .now
    queue.async(group: work) { [self] in
      do {
        for frame in frames { try observer.observe(frame) }
      } catch {
        failure.withLock { $0 = error }
      }
    }
  }

  /// Waits until the frames that were handed on are done with.
  private func finishWork() throws {
    work.wait()
    let error = failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
    guard let error else { return }
    // Nothing is shown after a frame that failed.
    waiting = []
    waitingNumbers = 0
    throw error
  }

  /// Waits until every frame is done with.
  ///
  /// - Throws: what the other observer threw, once.
  public func settle() throws {
    if !waiting.isEmpty { try handOver() }
    try finishWork()
  }

  /// Saves what the other observer saves, after all frames; its error, if there is one, is thrown
  /// by the next ``settle()``.
  public func save(into archive: inout StateArchive) {
    do { try settle() } catch { failure.withLock { $0 = error } }
    observer.save(into: &archive)
  }

  /// Restores the other observer.
  public func restore(from archive: StateArchive) throws {
    try settle()
    try observer.restore(from: archive)
  }
}
