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
/// about 0 and adds 2/(n dt) on average. Source: Schnakenberg 1976; Roldan and Parrondo 2010;
/// Seifert 2012.
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
    var variance = 0.0
    for i in 0..<kinds {
      for j in 0..<i {
        let (forth, back) = (Double(counts[i * kinds + j]), Double(counts[j * kinds + i]))
        guard forth + back > 0 else { continue }
        guard forth > 0, back > 0 else {
          return Estimate(undefined: .irreversibleTransition, unit: .natPerTime, samples: steps)
        }
        let force = Double.log(forth / back)
        sum += (forth - back) * force
        // d/dn of (a - b) ln(a/b) is ln(a/b) + 1 - b/a, and likewise for b; counts scatter like
        // Poisson numbers.
        let (a, b) = (force + 1 - back / forth, -force + 1 - forth / back)
        variance += forth * a * a + back * b * b
      }
    }
    let time = Double(steps) * timeStep
    return Estimate(
      sum / time, unit: .natPerTime, samples: steps, outcomes: kinds,
      standardError: StandardError(variance.squareRoot() / time, by: .deltaMethod),
      bounds: .nonNegative)
  }
}
