import ClausiusDeclarations
import RealModule

/// The rate of entropy production of a jump process from the numbers of its transitions: (1/dt)
/// sum_(i<j) (n_ij - n_ji)/n ln(n_ij/n_ji).
///
/// States whose parity is even (positions, chemical states). Nats per time in the unit of
/// `time_step`; at least 0, and 0 in equilibrium. Of the true rate it sees what samples dt apart
/// tell: for a driven cycle with k+ = 2, k- = 0.5 and dt = 0.05 that is 72 percent. Undefined when
/// a transition was seen whose reverse never was.
///
/// Bias: near equilibrium every independent cycle of the graph of transitions, of which there are
/// pairs - states + 1 since what flows into a state flows out of it, has a current that scatters
/// about 0 and adds 2/(n dt) on average. The standard error is that of what the steps do to the
/// value, summed over 20 blocks: a system that crosses between two states forth and back says
/// little by each crossing. Transitions on no cycle, which happen as often forth as back but for
/// one, have no part in it. Source: Schnakenberg 1976; Roldan and Parrondo 2010; Seifert 2012.
public struct MarkovEntropyProduction: RateEstimator, ReversalEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `surrogates` and `seed`.
  public static let keys: [Key<Self>] = [.timeStep(\.timeStep)] + Key.surrogateKeys

  /// Transitions do not reach across breaks.
  public static let traits: EstimatorTraits = [.heedsBreaks]

  /// States.
  public static let input = InputShape(
    "a series of states, whole numbers [n]", order: .series, takesSymbols: true)

  /// Parameters of a call on a trajectory: three states, each seen equally often.
  public static let example: String? = "of: polarization, bins: 3, binning: equal_counts"

  /// The entry `markov_entropy_production` of the catalog.
  public static let entry = catalogEntry(
    "markov_entropy_production",
    about: "the entropy production of a jump process from its transitions",
    formula: "(1/dt) sum_(i<j) (n_ij - n_ji)/n ln(n_ij/n_ji)", unit: .natPerTime,
    bounds: "0 and above",
    bias:
      "high by 2 (pairs - states + 1)/(n dt) near equilibrium, pairs those of states with transitions between "
      + "them; low when dt is not short beside the dwell times",
    source: "Schnakenberg 1976; Roldan and Parrondo 2010; Seifert 2012")

  /// States that stay as they are.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal { .even(path) }

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (states, kinds) = try arrays[0].symbols()
    guard kinds <= 4096 else { throw .badInput("\(kinds) states: at most 4096 are possible") }
    guard states.count > 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: states.count, needed: 2), unit: .natPerTime, samples: 0)
    }
    var counts = [Int](repeating: 0, count: kinds * kinds)
    let starts = arrays[0].stepStarts
    for t in starts { counts[Int(states[t]) * kinds + Int(states[t + 1])] += 1 }
    let steps = starts.count
    var sum = 0.0
    var influences = [Double](repeating: 0, count: kinds * kinds)
    for i in 0..<kinds {
      for j in 0..<i {
        let (forth, back) = (Double(counts[i * kinds + j]), Double(counts[j * kinds + i]))
        guard forth + back > 0 else { continue }
        guard forth > 0, back > 0 else {
          return Estimate(undefined: .irreversibleTransition, unit: .natPerTime, samples: steps)
        }
        let force = Double.log(forth / back)
        sum += (forth - back) * force
        // The derivatives of (a - b) ln(a/b) by a and b.
        influences[i * kinds + j] = force + 1 - back / forth
        influences[j * kinds + i] = -force + 1 - forth / back
      }
    }
    var estimate = Estimate(
      sum / (Double(steps) * timeStep), unit: .natPerTime, samples: steps, outcomes: kinds,
      bounds: .nonNegative)
    let graph = TransitionGraph(counts, states: kinds)
    for (i, j) in graph.bridges {
      (influences[i * kinds + j], influences[j * kinds + i]) = (0, 0)
    }
    guard graph.hasCycle else {
      estimate.state(missing: .because("the states have no cycle that anything could flow around"))
      return estimate
    }
    let ofSteps = starts.map { influences[Int(states[$0]) * kinds + Int(states[$0 + 1])] }
    estimate.take(error(ofSteps))
    return estimate
  }

  /// Blocks whose sums tell the error.
  private static let blocks = 20

  private func error(_ ofSteps: [Double]) -> Result<StandardError, MissingErrorFailure> {
    let count = ofSteps.count
    guard count >= 2 * Self.blocks else {
      return .failure(.init(reason: .tooFewSamples(found: count, needed: 2 * Self.blocks)))
    }
    var sums = Moments()
    for block in 0..<Self.blocks {
      let range = count * block / Self.blocks..<count * (block + 1) / Self.blocks
      sums.add(ofSteps[range].reduce(0, +))
    }
    let variance = Double(Self.blocks) * (sums.variance ?? 0)
    return .success(
      StandardError(
        variance.squareRoot() / (Double(count) * timeStep), by: .blockedInfluence))
  }
}

/// Which states a jump process goes between, as edges without a direction.
private struct TransitionGraph {
  private var neighbors: [[Int]]
  /// Edges that are on no cycle.
  private(set) var bridges: [(Int, Int)] = []
  /// Whether any edge is on a cycle.
  var hasCycle: Bool { bridges.count < edges }
  private var edges = 0

  init(_ counts: [Int], states: Int) {
    neighbors = (0..<states).map { i in
      (0..<states).filter { $0 != i && counts[i * states + $0] > 0 }
    }
    edges = neighbors.reduce(0) { $0 + $1.count } / 2
    findBridges()
  }

  /// An edge is a bridge where nothing below it leads back above it (Tarjan 1974).
  private mutating func findBridges() {
    var (order, lowest) = (
      [Int](repeating: -1, count: neighbors.count), [Int](repeating: 0, count: neighbors.count)
    )
    var visited = 0
    for root in neighbors.indices where order[root] < 0 {
      var path: [(state: Int, parent: Int, next: Int)] = [(root, -1, 0)]
      (order[root], lowest[root]) = (visited, visited)
      visited += 1
      while let (state, parent, next) = path.last {
        guard next < neighbors[state].count else {
          path.removeLast()
          guard parent >= 0 else { continue }
          lowest[parent] = min(lowest[parent], lowest[state])
          if lowest[state] > order[parent] { bridges.append((parent, state)) }
          continue
        }
        path[path.count - 1].next += 1
        let other = neighbors[state][next]
        if order[other] < 0 {
          (order[other], lowest[other]) = (visited, visited)
          visited += 1
          path.append((other, state, 0))
        } else if other != parent {
          lowest[state] = min(lowest[state], order[other])
        }
      }
    }
  }
}
