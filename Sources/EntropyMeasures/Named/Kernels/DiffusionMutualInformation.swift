import ClausiusDeclarations
import ClausiusRandomNumbers
import RealModule

/// How much the diffusion over samples narrows when their class is known: S(all) - sum_y p(y)
/// S(samples of class y).
///
/// S is the diffusion spectral entropy with the same kernel. Nats. For clusters that are the
/// classes and many steps it is the entropy of the classes when they are equally frequent. With
/// `shuffles` the classes are dealt out again at random: the mean of the shuffled values, which is
/// not 0 because smaller samples have a smaller entropy, is subtracted, and their spread is the
/// standard error. Source: Liu et al. 2023 (2312.04823).
public struct DiffusionMutualInformation: DiffusionEstimator {
  /// The width of the kernel.
  public var width = 1.0
  /// Steps of the walk, t.
  public var steps = 1
  /// The power of the density that is divided out.
  public var alpha = 0.0
  /// Random deals of the classes whose mean is subtracted.
  public var shuffles = 0
  /// The seed of the deals.
  public var seed = 1

  /// One step of the plain random walk.
  public init() {}

  /// The keys `width`, `steps`, `alpha`, `shuffles` and `seed`.
  public static let keys: [Key<Self>] =
    walkKeys + [
      Key(
        "shuffles", \.shuffles, in: IntegerRange(0, 100_000),
        about: "random deals of the classes whose mean is subtracted"),
      Key("seed", \.seed, in: .nonNegative, about: "the seed of the deals"),
    ]

  /// Points and their classes.
  public static let input = InputShape(
    "two arrays: samples [n][d], classes [n] (whole numbers)", arrays: 2...2)

  /// The classes may be.
  public var takesCategories: Bool { true }

  /// Every part of the samples takes n^3 operations again.
  public var missingError: MissingError {
    .because("every part of the samples costs n^3 operations again: ask for it, error: jackknife")
  }

  /// Parameters of a call on a trajectory.
  public static let example: String? = "of: velocity, to: species, width: 1"

  /// The entry `diffusion_spectral_mutual_information` of the catalog.
  public static let entry = catalogEntry(
    "diffusion_spectral_mutual_information",
    about: "how much the diffusion over samples narrows when their class is known",
    formula: "S(x) - sum_y p(y) S(x | y), S the diffusion spectral entropy",
    bounds: "at most the entropy of the samples' diffusion; may be below 0",
    bias:
      "high: smaller samples have a smaller entropy (use shuffles); depends on the width; O(n^3)",
    source: "Liu et al. 2023; Coifman and Lafon 2006")

  /// The information.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    var (classes, kinds) = try arrays[1].symbols()
    guard classes.count == samples.rows else {
      throw .badInput(
        "\(samples.name) has \(samples.rows) rows and \(arrays[1].name) \(classes.count): one class a row"
      )
    }
    let all = try spectralEntropy(samples)
    let value = all - (try withinClasses(samples, classes, kinds))
    let random = CounterRandom(seed: UInt64(seed), stream: .surrogates)
    var moments = Moments()
    for shuffle in 0..<shuffles {
      for place in stride(from: classes.count - 1, to: 0, by: -1) {
        classes.swapAt(
          place, random.integer(below: place + 1, step: shuffle, individual: place))
      }
      moments.add(all - (try withinClasses(samples, classes, kinds)))
    }
    return Estimate(
      value - (shuffles > 0 ? moments.mean : 0), unit: .nat, samples: samples.rows, outcomes: kinds,
      standardError: shuffles > 1
        ? moments.variance.map { StandardError($0.squareRoot(), by: .surrogates) } : nil,
      bounds: Bounds(nil, Double.log(Double(max(1, samples.rows)))))
  }

  private func withinClasses(
    _ samples: InputArray, _ classes: [Int32], _ kinds: Int
  ) throws(EntropyError) -> Double {
    var members = [[Int]](repeating: [], count: kinds)
    for (row, kind) in classes.enumerated() { members[Int(kind)].append(row) }
    var sum = 0.0
    for rows in members {
      sum +=
        Double(rows.count) / Double(classes.count)
        * (try spectralEntropy(samples.rows(rows)))
    }
    return sum
  }
}
