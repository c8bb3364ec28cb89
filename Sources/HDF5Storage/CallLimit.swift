import Foundation
import Synchronization

/// Finds calls of libhdf5 that compute for ever: damage may close the ways of an index, a heap or a
/// list of free room to a ring, and libhdf5 1.10 goes round it, with more memory each time.
///
/// A thread of its own looks ten times a second whether the same call still goes on, and how long
/// its thread has computed since. Waiting for a slow disk is no computing.
final class CallLimit: Sendable {
  /// How often a call has begun or ended: odd while one goes on.
  private let changes = Atomic(0)
  /// The clock of the thread that calls.
  private let clock = Atomic<Int32>(0)
  /// The numbers that the call moves.
  private let numbers = Atomic(0)
  /// Whether memory counts: not while a file is written, when other threads of the run take some.
  private let countsMemory = Atomic(true)

  /// How a call looked when it was first seen.
  private struct Sight {
    var call = 0
    var time = 0.0
    var memory = 0
  }

  /// A call that takes memory for longer than this, in seconds, takes no more than `mostMemory`.
  private static let longestGrowth = 0.2
  private static let mostMemory = 256 << 20

  /// A call begins on this thread; the library's lock is held.
  ///
  /// - Parameter isWriting: whether it is a call on a file that this process writes.
  func begin(isWriting: Bool) {
    countsMemory.store(!isWriting, ordering: .relaxed)
    clock.store(Self.clockOfThisThread, ordering: .relaxed)
    numbers.store(0, ordering: .relaxed)
    changes.wrappingAdd(1, ordering: .releasing)
  }

  /// The call has ended.
  func end() { changes.wrappingAdd(1, ordering: .releasing) }

  /// The call moves so many numbers, each perhaps packed: a second more for every million, and the
  /// memory that they need.
  func allow(numbers count: Int) { numbers.store(count, ordering: .relaxed) }

  /// From now on runs `exceeded` when a call has computed for more than `seconds`.
  func enforce(seconds: Double, exceeded: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
      var sight = Sight()
      while true {
        Thread.sleep(forTimeInterval: 0.1)
        if self.isExceeded(seconds, &sight) { exceeded() }
      }
    }
  }

  private func isExceeded(_ seconds: Double, _ sight: inout Sight) -> Bool {
    let call = changes.load(ordering: .acquiring)
    guard call % 2 == 1 else { return false }
    let time = Self.time(of: clock.load(ordering: .relaxed))
    let count = numbers.load(ordering: .relaxed)
    if call != sight.call { sight = Sight(call: call, time: time, memory: Self.memory) }
    let computed = time - sight.time
    let isLong = computed > seconds + Double(count >> 20)
    let isLarge =
      countsMemory.load(ordering: .relaxed) && computed > Self.longestGrowth
      && Self.memory - sight.memory > Self.mostMemory + 64 * count
    return (isLong || isLarge) && changes.load(ordering: .acquiring) == call
  }
}

extension CallLimit {
  /// macOS has no clock of a thread that another one could read: there the time that passes counts.
  private static var clockOfThisThread: Int32 {
    #if canImport(Darwin)
      Int32(CLOCK_MONOTONIC.rawValue)
    #else
      var clock = clockid_t(0)
      return pthread_getcpuclockid(pthread_self(), &clock) == 0 ? clock : CLOCK_MONOTONIC
    #endif
  }

  /// Seconds.
  private static func time(of clock: Int32) -> Double {
    var time = timespec()
    #if canImport(Darwin)
      clock_gettime(clockid_t(UInt32(clock)), &time)
    #else
      clock_gettime(clock, &time)
    #endif
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// The memory of the process, in bytes; on macOS the most that it has had.
  private static var memory: Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      // The most memory would be that of the program that started this one, if it had more.
      let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii)) ?? ""
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return pages * sysconf(Int32(_SC_PAGESIZE))
    #endif
  }
}
