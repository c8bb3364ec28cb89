import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore
import Foundation

/// Several runs at the same time.
///
/// One that fails does not end the others. What became of them is told in their order, each as
/// soon as those before it have ended.
final class ConcurrentRuns: Sendable {
  private struct State {
    var outcomes: [Result<RunSummary, any Error>?]
    /// Of runs under way, the share of their time that has gone by.
    var shares: [Int: Double] = [:]
    var told = 0
    var line: ProgressLine
  }

  private let runs: [(scenario: Scenario, path: String)]
  private let state: Locked<State>

  /// Runs of scenarios that write to the paths.
  init(_ scenarios: [Scenario], writing paths: [String], isQuiet: Bool) {
    runs = zip(scenarios, paths).map { (scenario: $0, path: $1) }
    state = Locked(
      State(
        outcomes: Array(repeating: nil, count: scenarios.count),
        line: ProgressLine(isQuiet: isQuiet)))
  }

  /// Runs all, at most `jobs` at a time; after a signal no other begins.
  ///
  /// - Parameters:
  ///   - jobs: how many run at the same time; they share the processors.
  ///   - replacing: whether files of earlier runs may be replaced.
  ///   - tell: called for each, in their order.
  /// - Returns: how many never began.
  func start(
    jobs: Int, replacing: Bool, program: Program,
    tell: (Result<RunSummary, any Error>) -> Void
  ) -> Int {
    Interruption.listen()
    defer { Interruption.rest() }
    let jobs = min(jobs, runs.count)
    let threads = max(1, ThreadPool.availableThreads / jobs)
    ThreadPool(threads: jobs).forEachBlock(count: runs.count, blockSize: 1) { index, _ in
      guard !Interruption.isRequested else { return }
      let outcome = Result {
        var scenario = runs[index].scenario
        scenario.availableThreads = threads
        return try Run(scenario, output: runs[index].path, program: program)
          .start(replacing: replacing) { clock, _ in self.show(clock, of: index) }
      }
      state.withLock { state in
        state.outcomes[index] = outcome
        state.shares[index] = nil
        while state.told < runs.count, let next = state.outcomes[state.told] {
          state.line.finish()
          tell(next)
          state.told += 1
        }
      }
    }
    // A signal leaves runs that never began before some that did.
    return state.withLock { state in
      state.line.finish()
      for outcome in state.outcomes.dropFirst(state.told) {
        if let outcome { tell(outcome) }
      }
      return state.outcomes.count(where: { $0 == nil })
    }
  }

  private func show(_ clock: Clock, of index: Int) {
    state.withLock { state in
      state.shares[index] = Double(clock.tick) / Double(max(clock.grid.lastTick, 1))
      let (outcomes, shares) = (state.outcomes, state.shares)
      state.line.report { line(outcomes.count(where: { $0 != nil }), shares) }
    }
  }

  /// "3 of 8 runs ended; torus.h5md 40 %, mill.h5md 12 %"
  private func line(_ ended: Int, _ shares: [Int: Double]) -> String {
    let running = shares.sorted { $0.key < $1.key }.map { index, share in
      String(
        format: "%@ %.0f %%", URL(filePath: runs[index].path).lastPathComponent, 100 * share)
    }
    return "\(ended) of \(runs.count) runs ended; \(running.joined(separator: ", "))"
  }
}
