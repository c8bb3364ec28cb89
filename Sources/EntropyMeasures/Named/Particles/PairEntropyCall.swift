import ClausiusDeclarations
import RealModule

/// The pair entropy of particles in a periodic box: s2 = -(rho/2) sum_b (g ln g - g + 1) v_b.
///
/// g_b is the number of pairs in shell b of volume v_b over that of an ideal gas, N(N - 1)/2 v_b/V; shells of equal width reach to `reach`. k_B per particle,
/// at most 0. A single frame of an ideal gas reads -(number of shells)/(2N). One, two or three dimensions.
/// Source: Nettleton and Green 1958; Baranyai and Evans 1989.
public struct PairEntropyCall: NamedEstimator {
  /// The sides of the box.
  public var periods: [Double] = []
  /// The radius of the last shell.
  public var reach: Double?
  /// The number of shells.
  public var bins = 50

  /// Fifty shells up to half the shortest side.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key(
      "periods", \.periods, as: .list(of: .real(.positive), count: 1...3), unit: "length",
      isRequired: true, about: "the sides of the box"),
    Key(
      "reach", \.reach, in: .positive, unit: "length",
      about: "the radius of the last shell; half the shortest side without it"),
    Key("bins", \.bins, in: IntegerRange(1, 1_000_000), about: "the number of shells"),
  ]

  /// Positions.
  public static let input = InputShape(
    "positions [n][d], d at most 3", rows: .others)

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "pair_correlation_entropy",
    about: "the entropy that the correlation of pairs takes away, per particle",
    formula: "s2 = -(rho/2) sum_b (g ln g - g + 1) v_b, exact shells, N(N - 1)/2 pairs",
    bounds: "at most 0",
    bias:
      "a single frame of an ideal gas reads -bins/(2N); average g over frames before; empty shells count fully (warned of)",
    source: "Nettleton and Green 1958; Baranyai and Evans 1989")

  /// s2 of the positions.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let positions = arrays[0]
    let space = try positions.space(periods: periods)
    let shortest = periods.min() ?? 0
    let reach = reach ?? shortest / 2
    guard reach <= shortest / 2 else {
      throw .badInput("reach \(reach) is more than half the shortest side, \(shortest / 2)")
    }
    let particles = positions.rows
    guard particles >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: particles, needed: 2), unit: .nat, samples: particles)
    }
    let counts = PairCounts(positions, in: space, reach: reach, bins: bins).counts
    var estimate = Estimate(
      entropy(counts, particles: Double(particles), reach: reach), unit: .nat, samples: particles,
      outcomes: bins, bounds: Bounds(nil, 0))
    let empty = emptyShells(counts, particles: Double(particles), reach: reach)
    if empty > 0 { estimate.warn(.emptyShells(empty, of: bins)) }
    return estimate
  }

  /// Shells beyond the first pair that are empty although, or because, an ideal gas had fewer than five pairs in them: of exclusion they tell nothing.
  private func emptyShells(_ counts: [Int], particles: Double, reach: Double) -> Int {
    let dimension = periods.count
    let density = particles * (particles - 1) / 2 / periods.reduce(1, *)
    let ball = Double.exp(Metric.euclidean.logUnitBall(dimension: dimension))
    let first = counts.firstIndex { $0 > 0 } ?? 0
    return counts.indices.count { shell in
      guard shell > first, counts[shell] == 0 else { return false }
      let (inner, outer) = (Double(shell) / Double(bins), Double(shell + 1) / Double(bins))
      let volume =
        ball * (Double.pow(reach * outer, dimension) - Double.pow(reach * inner, dimension))
      return density * volume < 5
    }
  }

  private func entropy(_ counts: [Int], particles: Double, reach: Double) -> Double {
    let dimension = periods.count
    let volume = periods.reduce(1, *)
    let ball = Double.exp(Metric.euclidean.logUnitBall(dimension: dimension))
    func ballVolume(_ shell: Int) -> Double {
      ball * Double.pow(reach * Double(shell) / Double(bins), dimension)
    }
    let pairs = particles * (particles - 1) / 2
    var sum = 0.0
    for (shell, count) in counts.enumerated() {
      let shellVolume = ballVolume(shell + 1) - ballVolume(shell)
      let g = Double(count) / (pairs * shellVolume / volume)
      sum += ((g > 0 ? g * Double.log(g) : 0) - g + 1) * shellVolume
    }
    return -particles / volume / 2 * sum
  }
}

/// How many pairs of points lie in each of some shells of equal width.
private struct PairCounts {
  private(set) var counts: [Int]

  init(_ positions: InputArray, in space: Torus, reach: Double, bins: Int) {
    counts = [Int](repeating: 0, count: bins)
    let (points, dimension) = (positions.rows, space.dimension)
    let wrapped = (0..<points * dimension).map {
      space.wrapped(positions.values[$0], axis: $0 % dimension)
    }
    let perLength = Double(bins) / reach
    for i in 0..<points {
      for j in 0..<i {
        var square = 0.0
        for axis in 0..<dimension {
          let gap = abs(wrapped[i * dimension + axis] - wrapped[j * dimension + axis])
          let nearest = min(gap, space.periods[axis] - gap)
          square += nearest * nearest
        }
        guard square < reach * reach else { continue }
        counts[min(bins - 1, Int(square.squareRoot() * perLength))] += 1
      }
    }
  }
}
