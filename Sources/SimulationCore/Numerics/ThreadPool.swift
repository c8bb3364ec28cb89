import CProcessor
import Foundation
import Synchronization

/// Threads that live as long as the run and share out the blocks of a loop.
///
/// Work is cut into blocks whose size does not depend on the number of threads, and every block writes its own results:
/// what is computed never depends on who computed it. A pool of one thread runs everything on the caller.
public final class ThreadPool: Sendable {
  /// The number of threads that work, the caller among them.
  public let threads: Int
  private let shared: Shared

  /// A pool of `threads` (at least 1); `threads - 1` workers are started and wait.
  public init(threads: Int) {
    self.threads = max(1, threads)
    shared = Shared(workers: max(1, threads) - 1)
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
  /// Callers on several threads take turns. `body` must not call the pool again: it would wait for itself.
  ///
  /// - Parameters:
  ///   - count: the number of elements.
  ///   - blockSize: elements a block; fixed by the caller so that results do not depend on the number of threads.
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
private final class Shared: Sendable {
  private let workers: Int
  private let generation = Atomic<Int>(0)
  private let nextBlock = Atomic<Int>(0)
  private let running = Atomic<Int>(0)
  private let isStopping = Atomic<Bool>(false)
  private let blocks = Atomic<Int>(0)
  private let gate = NSCondition()
  private let caller = Mutex<Void>(())
  /// Written only by the caller while no worker runs; the release of `generation` publishes it.
  private nonisolated(unsafe) var job: ((Int) -> Void)?

  /// A worker looks this often for new work before it sleeps: about 20 microseconds, the gap between the phases of a step.
  private static let spins = 4000

  init(workers: Int) { self.workers = workers }

  func distribute(blocks count: Int, _ body: (Int) -> Void) {
    caller.withLock { _ in
      withoutActuallyEscaping(body) { body in
        job = body
        blocks.store(count, ordering: .relaxed)
        nextBlock.store(0, ordering: .relaxed)
        running.store(workers, ordering: .relaxed)
        gate.lock()
        generation.add(1, ordering: .releasing)
        gate.broadcast()
        gate.unlock()
        takeBlocks()
        while running.load(ordering: .acquiring) > 0 { clausius_spin_hint() }
        job = nil
      }
    }
  }

  func workerLoop() {
    var seen = 0
    while true {
      waitForGeneration(after: seen)
      if isStopping.load(ordering: .acquiring) { return }
      seen += 1
      takeBlocks()
      running.subtract(1, ordering: .releasing)
    }
  }

  func stop() {
    gate.lock()
    isStopping.store(true, ordering: .releasing)
    generation.add(1, ordering: .releasing)
    gate.broadcast()
    gate.unlock()
  }

  private func takeBlocks() {
    guard let job else { return }
    let count = blocks.load(ordering: .relaxed)
    while true {
      let block = nextBlock.add(1, ordering: .relaxed).oldValue
      if block >= count { return }
      job(block)
    }
  }

  private func waitForGeneration(after seen: Int) {
    for _ in 0..<Self.spins {
      if generation.load(ordering: .acquiring) != seen { return }
      clausius_spin_hint()
    }
    gate.lock()
    while generation.load(ordering: .acquiring) == seen { gate.wait() }
    gate.unlock()
  }
}
