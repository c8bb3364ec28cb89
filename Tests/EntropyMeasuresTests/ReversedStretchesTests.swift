import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

@Suite("Surrogates without a direction of time") struct ReversedStretchesTests {
  /// A stationary process that looks the same backward, and a call that looks for a difference.
  enum Equilibrium: CaseIterable, Sendable {
    case coupled, oscillator, places, neighbors, states, words, steps, current

    var call: String {
      switch self {
      case .coupled, .places: "gaussian_entropy_production(time_step: 0.2, parity: even"
      case .oscillator: "gaussian_entropy_production(time_step: 0.2, parity: [1, -1]"
      case .neighbors: "neighbor_entropy_production(time_step: 0.2, parity: even"
      case .states: "markov_entropy_production(time_step: 0.2"
      case .words: "cross_parsing_entropy_production(time_step: 0.2"
      case .steps: "drift_entropy_production(time_step: 0.2"
      case .current: "uncertainty_bound(time_step: 0.2, block: 20"
      }
    }

    /// Its process; `nil` for symbols.
    private var process: LinearProcess {
      switch self {
      case .oscillator:
        LinearProcess(drift: [[0, 1], [-1, -0.5]], diffusion: [0, 0.5], parity: [1, -1])
      case .places:
        LinearProcess(
          drift: [[0, 0, 1, 0], [0, 0, 0, 1], [-1, -0.3, -0.5, 0], [-0.3, -2, 0, -0.5]],
          diffusion: [0, 0, 0.5, 0.5], parity: [1, 1, -1, -1])
      default:
        LinearProcess(drift: [[-1, 0.5], [0.5, -2]], diffusion: [1, 1], parity: [1, 1])
      }
    }

    func path(seed: UInt64) -> InputArray {
      switch self {
      case .coupled: return process.path(steps: 1500, every: 0.2, seed: seed)
      case .oscillator: return process.path(steps: 4000, every: 0.2, seed: seed)
      case .places: return process.path(steps: 4000, every: 0.2, seed: seed).columns(0..<2)
      case .neighbors: return process.path(steps: 500, every: 0.2, seed: seed).columns(0..<1)
      case .steps, .current:
        let x = process.path(steps: 2001, every: 0.2, seed: seed).column(0)
        return InputArray(zip(x.dropFirst(), x).map { $0 - $1 })
      case .states, .words:
        var random = TestNumbers(seed: seed)
        var state = 0
        return InputArray(
          (0..<2000).map { _ in
            let draw = random.integer(below: 8)
            state = draw == 0 ? (state + 1) % 3 : draw == 1 ? (state + 2) % 3 : state
            return Double(state)
          })
      }
    }
  }

  @Test("In equilibrium the probability is uniform: small ones are as rare as they say")
  func falseAlarms() throws {
    for equilibrium in Equilibrium.allCases {
      let repetitions = equilibrium == .neighbors ? 40 : 100
      var probabilities: [Double] = []
      for seed in 0..<UInt64(repetitions) {
        let estimate = try measure(
          equilibrium.call + ", surrogates: 19)", [equilibrium.path(seed: 7 + seed)])
        if let probability = estimate.null?.probability { probabilities.append(probability) }
      }
      let count = Double(probabilities.count)
      #expect(probabilities.count > repetitions * 3 / 5, "\(equilibrium)")
      let share = Double(probabilities.count { $0 <= 0.1 }) / count
      let mean = probabilities.reduce(0, +) / count
      // Standard errors of a share of 0.1 and of the mean of uniform numbers.
      #expect(share < 0.1 + 3 * (0.09 / count).squareRoot(), "\(equilibrium) \(share)")
      #expect(mean > 0.525 - 3 * (1 / 12.0 / count).squareRoot(), "\(equilibrium) \(mean)")
    }
  }

  @Test("The mean of surrogates is the bias and what stretches keep; a driven pair stands out")
  func gyrator() throws {
    let gyrator = LinearProcess(
      drift: [[-1, -0.6], [-0.6, -2]], diffusion: [1, 3], parity: [1, 1])
    let path = gyrator.path(steps: 20_000, every: 0.1, seed: 2)
    let call = "gaussian_entropy_production(time_step: 0.1, parity: even"
    let estimate = try measure(call + ", surrogates: 99)", [path])
    let null = try #require(estimate.null)
    // d(d - 1)/(n dt), and of m stretches, each of which goes around, one mth of the value; with
    // the scatter of chi squared of one degree of freedom.
    let value = try #require(estimate.value)
    let expected = 0.001 + value * Double(null.stretch) / 20_000
    #expect(abs(try #require(null.mean) - expected) < 0.6 * expected)
    let spread = 2.0.squareRoot() * expected
    #expect(abs(try #require(null.standardDeviation) - spread) < 0.6 * spread)
    #expect(null.probability == 0.01 && null.reaching == 0 && null.surrogates == 99)
    #expect(estimate.warnings.isEmpty)
    #expect(estimate.value == (try measure(call + ")", [path])).value)
    #expect(try measure(call + ", surrogates: 99)", [path]) == estimate)
    #expect(try measure(call + ", surrogates: 99, seed: 2)", [path]).null?.mean != null.mean)
  }

  @Test("A series that does not forget has a null without a probability, and a warning")
  func walk() throws {
    var random = TestNumbers(seed: 5)
    var (x, y) = (0.0, 0.0)
    let rows = (0..<1000).flatMap { _ in
      x += random.normal()
      y += random.normal()
      return [x, y]
    }
    let estimate = try measure(
      "gaussian_entropy_production(time_step: 1, parity: even, surrogates: 9)",
      [InputArray(rows, shape: [1000, 2])])
    #expect(estimate.null?.mean != nil && estimate.null?.probability == nil)
    #expect(estimate.warnings == [.longMemory(stretch: 200)])
  }

  @Test("Every step of a surrogate is one of the series or of its reversal, and none is lost")
  func steps() throws {
    let path = InputArray((0..<60).map { Double($0 * $0) }, shape: [30, 2])
    var broken = path
    broken.breaks = [11]
    for path in [path, broken] {
      let reversal = Reversal(parity: [1, -1], isOfStates: true, multiple: 4)
      let stretches = ReversedStretches([path], reversal)
      let surrogate = stretches.surrogate(3, of: path, .init(seed: 1, stream: .surrogates))
      func steps(_ array: InputArray, _ parity: [Double]) -> (Set<[Double]>, Set<[Double]>) {
        let (forward, backward) = array.steps(parity: parity)
        let cut = { (rows: [Double]) in
          Set(stride(from: 0, to: rows.count, by: 4).map { Array(rows[$0..<$0 + 4]) })
        }
        return (cut(forward), cut(backward))
      }
      let (forward, backward) = steps(path, [1, -1])
      let found = steps(surrogate, [1, -1]).0
      #expect(found.count == path.stepStarts.count)
      #expect(found.isSubset(of: forward.union(backward)))
      #expect(!found.isSubset(of: forward) && !found.isSubset(of: backward))
    }
  }

  @Test("Series of several places are turned together: copies tell no more than one")
  func copies() throws {
    let path = Equilibrium.coupled.path(seed: 3)
    let estimator = try EstimatorCatalog.standard.request(
      Equilibrium.coupled.call + ", surrogates: 39)",
      at: .init(source: "test", line: 1, column: 1)
    ).estimator
    let estimate = try estimator.estimate(from: [path])
    let both = try estimator.null(of: [[path], [path]], values: [estimate.value, estimate.value])
    #expect(both?.mean == estimate.null?.mean)
    #expect(both?.probability == estimate.null?.probability)
    #expect(try estimator.withoutSurrogates.estimate(from: [path]).null == nil)
    // Places of different lengths do not share their times.
    let short = path.rows(Array(0..<1400))
    #expect(
      try estimator.null(of: [[path], [short]], values: [1, 1])?.probability == nil)
  }
}
