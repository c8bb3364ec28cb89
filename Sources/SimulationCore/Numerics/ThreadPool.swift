import ClausiusDeclarations
import CProcessor
import Foundation
import Synchronization

/// Threads that live as long as the run and share out the blocks of a loop.
///
/// Work is cut into blocks whose size does not depend on the number of threads, and every block
/// writes its own results: what is computed never depends on who computed it. A pool of one thread
/// runs everything on the caller.
public final class ThreadPool: Sendable {
  /// The number of threads that work, the caller among them.
  public let threads: Int
  private let shared: Shared

  /// A pool of `threads` (at least 1); `threads - 1` workers are started and wait.
  public init(threads: Int) {
    self.threads = max(1, threads)
    shared = Shared()
    for worker in 1..<max(1, threads) {
      let thread = Thread { [shared] in shared.workerLoop() }
      thread.name = "clausius-\(worker)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  deinit { shared.stop() }

  /// The number of processors that this process may use.
  public static var availableThreads: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Calls `body` once for every block of `0..<count`, on all threads; returns when all are done.
  ///
  /// Callers on several threads take turns. `body` must not call the pool again: it would wait for
  /// itself.
  ///
  /// - Parameters:
  ///   - count: the number of elements.
  ///   - blockSize: elements a block; fixed by the caller so that results do not depend on the
  ///     number of threads.
  ///   - body: the work of one block; it must write only what belongs to its block.
  public func forEachBlock(
    count: Int, blockSize: Int, _ body: (_ block: Int, _ range: Range<Int>) -> Void
  ) {
    let blocks = (count + blockSize - 1) / blockSize
    func run(_ block: Int) {
      body(block, block * blockSize..<min(count, (block + 1) * blockSize))
    }
    guard threads > 1, blocks > 1 else {
      for block in 0..<blocks { run(block) }
      return
    }
    shared.distribute(blocks: blocks, run)
  }
}

/// What the caller and the workers share: one job at a time, handed out block by block.
///
/// The caller waits for the blocks that others have begun and for nothing else: a worker that
/// sleeps, or that the machine has given to another process, holds up nobody, and the caller then
/// does all blocks itself.
private final class Shared: Sendable {
  /// The number of blocks of the job in the upper half, the next block to be taken in the lower;
  /// equal when there is nothing to do. Whoever moves the lower half on owns that block of the job
  /// that is under way.
  private let ticket = Atomic<UInt64>(0)
  private let done = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  private let gate = NSCondition()
  private let caller = Locked(())
  /// Written only by the caller while no block is under way; the ticket publishes it.
  private nonisolated(unsafe) var job: ((Int) -> Void)?

  /// A worker looks this often for new work before it sleeps: some tens of microseconds, the gap
  /// between the phases of a step.
  private static let spins = 4000

  func distribute(blocks count: Int, _ body: (Int) -> Void) {
    precondition(count <= Int(UInt32.max))
    caller.withLock { _ in
      withoutActuallyEscaping(body) { body in
        job = body
        done.store(0, ordering: .relaxed)
        ticket.store(UInt64(count) << 32, ordering: .sequentiallyConsistent)
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 { wakeAll() }
        takeBlocks()
        while done.load(ordering: .acquiring) < count { clausius_spin_hint() }
        job = nil
      }
    }
  }

  func workerLoop() {
    while !isStopping.load(ordering: .acquiring) {
      waitForWork()
      takeBlocks()
    }
  }

  func stop() {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    wakeAll()
  }

  private func takeBlocks() {
    while let block = nextBlock() {
      job?(block)
      done.add(1, ordering: .releasing)
    }
  }

  /// Takes the next block of the job, or `nil` when all are taken.
  private func nextBlock() -> Int? {
    var current = ticket.load(ordering: .acquiring)
    while current & 0xFFFF_FFFF < current >> 32 {
      let (isTaken, found) = ticket.weakCompareExchange(
        expected: current, desired: current + 1, ordering: .acquiringAndReleasing)
      if isTaken { return Int(current & 0xFFFF_FFFF) }
      current = found
    }
    return nil
  }

  private var hasWork: Bool {
    let current = ticket.load(ordering: .sequentiallyConsistent)
    return current & 0xFFFF_FFFF < current >> 32
      || isStopping.load(ordering: .sequentiallyConsistent)
  }

  private func waitForWork() {
    for _ in 0..<Self.spins {
      if hasWork { return }
      clausius_spin_hint()
    }
    gate.lock()
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while !hasWork { gate.wait() }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    gate.unlock()
  }

  private func wakeAll() {
    gate.lock()
    gate.broadcast()
    gate.unlock()
  }
}
