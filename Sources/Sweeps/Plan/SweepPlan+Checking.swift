import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore

extension SweepPlan {
  /// How many members are read before the start; of more, as many that lie evenly among all.
  public static let mostChecked = 20_000
  /// How many problems are reported.
  private static let mostProblems = 10

  /// The scenario of a member, on one thread unless the scenario names its threads.
  ///
  /// - Throws: what is wrong with it, with the name of the member and the place of its axis.
  public func scenario(of member: SweepMember) throws(Problems) -> Scenario {
    let overrides = member.overrides
    let threads = scenario.run.threads == nil ? [ScenarioOverride.threads(1)] : []
    let found: Scenario
    do throws(Problems) {
      found = try scenario.member(setting: overrides + threads)
    } catch {
      throw Problems(error.all.map { placed($0, member, overrides) })
    }
    guard keys.keep != .series || found.every == scenario.every else {
      throw Problems(
        Problem(
          "\(member.inWords): has frames every \(found.every.scenarioText), the scenario every "
            + "\(scenario.every.scenarioText): series need the same times",
          at: position(of: member, axis: 0), advice: "set 'output.every'"))
    }
    return found
  }

  private func placed(
    _ problem: Problem, _ member: SweepMember, _ overrides: [ScenarioOverride]
  ) -> Problem {
    let axis = overrides.firstIndex { $0.option == problem.position?.source }
    let place = axis.map { position(of: member, axis: $0) } ?? problem.position
    return Problem("\(member.inWords): \(problem.message)", at: place, advice: problem.advice)
  }

  /// Reads the members, so that what is wrong with one is known before anything is written; of more
  /// than ``mostChecked`` those that lie evenly among all.
  ///
  /// - Throws: what is wrong with the first of them.
  public func checkMembers(threads: Int = ThreadPool.availableThreads) throws(Problems) {
    let numbers = checkedNumbers
    let found = Locked<[(number: Int, problems: Problems)]>([])
    ThreadPool(threads: threads).forEachBlock(count: numbers.count, blockSize: 64) { _, range in
      for index in range {
        guard found.withLock({ $0.count }) < Self.mostProblems else { return }
        do throws(Problems) {
          _ = try scenario(of: member(numbers[index]))
        } catch {
          found.withLock { $0.append((numbers[index], error)) }
        }
      }
    }
    let first = found.withLock { $0 }.min { $0.number < $1.number }
    if let first { throw first.problems.inOrder }
  }

  private var checkedNumbers: [Int] {
    guard count > Self.mostChecked else { return Array(0..<count) }
    return (0..<Self.mostChecked).map { index in
      Int(Double(index) * Double(count - 1) / Double(Self.mostChecked - 1))
    }
  }
}
