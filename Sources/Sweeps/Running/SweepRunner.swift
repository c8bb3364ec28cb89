import ClausiusDeclarations
import Foundation

/// Runs members of a sweep on several threads, each on one, and writes a row for each.
///
/// A member that fails is a row too, with the command that repeats it; the others go on, unless
/// more than half of the first 20 fail.
public final class SweepRunner: Sendable {
  /// How far the members are that are run now.
  public struct Progress: Sendable, Hashable {
    /// How many are to be run.
    public var members: Int
    /// How many were run to their end.
    public var complete = 0
    /// How many failed.
    public var failed = 0
    /// Seconds since the start.
    public var seconds = 0.0

    /// How many are done.
    public var done: Int { complete + failed }
  }

  /// How it ended.
  public enum Ending: Sendable, Hashable {
    /// All members are done.
    case finished
    /// A request to stop was heeded; members that were under way are run again.
    case stopped
    /// Too many members failed.
    case hopeless
  }

  private struct State {
    var next = 0
    var progress: Progress
    var isHopeless = false
    var isStopped = false
    var failure: (any Error)?

    var mustEnd: Bool { isHopeless || isStopped || failure != nil }
  }

  private static let firstMembers = 20

  let sweep: Sweep
  private let members: [Int]
  private let jobs: Int
  private let writer: RowWriter
  /// Takes the values at every frame, where they are kept.
  let seriesWriter: RowWriter?
  private let shouldStop: @Sendable () -> Bool
  private let state: Locked<State>

  /// Prepares to run `members`, by their numbers.
  ///
  /// - Parameters:
  ///   - sweep: the sweep, which has begun.
  ///   - members: the numbers of the members.
  ///   - part: where the rows go; two processes cannot run the same part at once.
  ///   - jobs: how many members run at the same time.
  ///   - shouldStop: asked before every step; `true` ends the sweep so that it can be resumed.
  /// - Throws: ``SweepError`` where another process runs the part, or the disk fails.
  public init(
    _ sweep: Sweep, members: [Int], part: SweepPart, jobs: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(SweepError) {
    self.sweep = sweep
    self.members = members
    self.jobs = max(1, min(jobs, members.count))
    self.shouldStop = shouldStop
    seriesWriter =
      sweep.plan.keys.keep == .series ? try RowWriter(sweep.folder.series(of: part)) : nil
    writer = try RowWriter(sweep.folder.rows(of: part), after: seriesWriter)
    state = Locked(State(progress: Progress(members: members.count)))
  }

  /// Runs the members.
  ///
  /// - Parameter progress: called several times a second, on the thread of the caller.
  /// - Throws: ``SweepError`` of the disk.
  public func run(progress: (Progress) -> Void = { _ in }) throws -> (Ending, Progress) {
    let start = ContinuousClock.now
    // The next generation of a refinement takes the same files.
    defer {
      writer.release()
      seriesWriter?.release()
    }
    let group = DispatchGroup()
    for worker in 0..<jobs {
      group.enter()
      let thread = Thread { [self] in
        work()
        group.leave()
      }
      thread.name = "clausius-member-\(worker)"
      thread.stackSize = 8 << 20
      thread.start()
    }
    while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      progress(current(since: start))
    }
    try writer.synchronize()
    let (failure, isHopeless, isStopped) = state.withLock {
      ($0.failure, $0.isHopeless, $0.isStopped)
    }
    if let failure { throw failure }
    return (isHopeless ? .hopeless : isStopped ? .stopped : .finished, current(since: start))
  }

  private func current(since start: ContinuousClock.Instant) -> Progress {
    var progress = state.withLock { $0.progress }
    progress.seconds = (ContinuousClock.now - start) / .seconds(1)
    return progress
  }

  private func work() {
    while let number = nextMember() {
      do {
        guard let row = try row(of: sweep.plan.member(number)) else {
          return state.withLock { $0.isStopped = true }
        }
        try writer.add(row.line(of: sweep.manifest.hash))
        count(row)
      } catch {
        return state.withLock { $0.failure = $0.failure ?? error }
      }
    }
  }

  private func nextMember() -> Int? {
    let isToStop = shouldStop()
    return state.withLock { state in
      guard state.next < members.count, !state.mustEnd else { return nil }
      if isToStop {
        state.isStopped = true
        return nil
      }
      state.next += 1
      return members[state.next - 1]
    }
  }

  private func count(_ row: MemberRow) {
    state.withLock { state in
      if row.status == .failed {
        state.progress.failed += 1
        let few = state.progress.done <= Self.firstMembers
        if few, state.progress.failed > Self.firstMembers / 2 { state.isHopeless = true }
      } else {
        state.progress.complete += 1
      }
    }
  }

  /// Whether members that are under way are to stop.
  var mustEnd: Bool { shouldStop() || state.withLock { $0.mustEnd } }
}
