import ClausiusDeclarations
import Foundation
import Synchronization
import Testing

@testable import ClausiusSimulationCore

@Suite("Thread pools")
struct ThreadPoolTests {
  @Test(
    "Every element is in exactly one block, and blocks do not depend on the threads",
    arguments: 1...4, [(0, 8), (1, 8), (8, 8), (9, 8), (1000, 7), (5, 100), (64, 1)])
  func blocks(threads: Int, size: (count: Int, blockSize: Int)) {
    let pool = ThreadPool(threads: threads)
    let visits = Locked([Int: [Range<Int>]]())
    pool.forEachBlock(count: size.count, blockSize: size.blockSize) { block, range in
      visits.withLock { $0[block, default: []].append(range) }
    }
    let expected = stride(from: 0, to: size.count, by: size.blockSize).map {
      [$0..<min(size.count, $0 + size.blockSize)]
    }
    let found = visits.withLock { $0 }
    #expect(found.count == expected.count)
    #expect(expected.indices.allSatisfy { found[$0] == expected[$0] })
  }

  @Test("A pool has at least one thread, and one thread means the caller")
  func caller() {
    #expect(ThreadPool(threads: 0).threads == 1)
    #expect(ThreadPool(threads: 3).threads == 3)
    #expect(ThreadPool.availableThreads >= 1)
    let pool = ThreadPool(threads: 1)
    let here = Thread.current
    var threads: Set<ObjectIdentifier> = []
    pool.forEachBlock(count: 10, blockSize: 1) { _, _ in
      threads.insert(ObjectIdentifier(Thread.current))
    }
    #expect(threads == [ObjectIdentifier(here)])
  }

  @Test("Several threads do work")
  func workers() {
    let pool = ThreadPool(threads: 3)
    let seen = Locked(Set<ObjectIdentifier>())
    pool.forEachBlock(count: 60, blockSize: 1) { _, _ in
      seen.withLock { _ = $0.insert(ObjectIdentifier(Thread.current)) }
      Thread.sleep(forTimeInterval: 0.001)
    }
    #expect(seen.withLock { $0.count } > 1)
    #expect(seen.withLock { $0.count } <= 3)
  }

  @Test("Sums by blocks have the same bits for any number of threads")
  func determinism() {
    let values = (0..<10_000).map { 1 / Double($0 + 1) }
    let sums = (1...4).map { threads -> UInt64 in
      let pool = ThreadPool(threads: threads)
      var partial = [Double](repeating: 0, count: 79)
      partial.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let partial = buffer
        pool.forEachBlock(count: values.count, blockSize: 128) { block, range in
          for i in range { partial[block] += values[i] }
        }
      }
      return partial.reduce(0, +).bitPattern
    }
    #expect(Set(sums).count == 1)
  }

  @Test("Many short jobs, one after another, lose nothing", arguments: 2...4)
  func stress(threads: Int) {
    let pool = ThreadPool(threads: threads)
    let total = Atomic<Int>(0)
    for job in 0..<5000 {
      pool.forEachBlock(count: job % 13, blockSize: 2) { _, range in
        total.add(range.reduce(0, +), ordering: .relaxed)
      }
    }
    let expected = (0..<5000).reduce(0) { $0 + ($1 % 13) * ($1 % 13 - 1) / 2 }
    #expect(total.load(ordering: .relaxed) == expected)
  }

  @Test("Workers that went to sleep wake up again")
  func sleeping() {
    let pool = ThreadPool(threads: 2)
    let total = Atomic<Int>(0)
    for _ in 0..<5 {
      Thread.sleep(forTimeInterval: 0.01)
      pool.forEachBlock(count: 100, blockSize: 1) { _, _ in total.add(1, ordering: .relaxed) }
    }
    #expect(total.load(ordering: .relaxed) == 500)
  }

  @Test("Pools come and go, beside and inside each other's lives")
  func lifetimes() {
    let outer = ThreadPool(threads: 2)
    let total = Atomic<Int>(0)
    for _ in 0..<100 {
      let inner = ThreadPool(threads: 3)
      outer.forEachBlock(count: 4, blockSize: 1) { _, _ in
        inner.forEachBlock(count: 5, blockSize: 1) { _, _ in total.add(1, ordering: .relaxed) }
      }
    }
    for threads in 1...4 { _ = ThreadPool(threads: threads) }
    #expect(total.load(ordering: .relaxed) == 2000)
  }

  @Test("Callers on several threads take turns")
  func callers() async {
    let pool = ThreadPool(threads: 2)
    let totals = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let total = Atomic<Int>(0)
          for _ in 0..<200 {
            pool.forEachBlock(count: 10, blockSize: 3) { _, range in
              total.add(range.count, ordering: .relaxed)
            }
          }
          return total.load(ordering: .relaxed)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(totals == [Int](repeating: 2000, count: 8))
  }
}
