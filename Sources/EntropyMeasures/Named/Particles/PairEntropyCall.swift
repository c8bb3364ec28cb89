import ClausiusDeclarations
import RealModule

/// The pair entropy of particles in a periodic box: s2 = -(rho/2) sum_b (g ln g - g + 1) v_b.
///
/// g_b is the number of pairs in shell b of volume v_b over that of an ideal gas, N(N - 1)/2 v_b/V;
/// shells of equal width reach to `reach`. k_B per particle, at most 0. A single frame of an ideal
/// gas reads -(number of shells)/(2N). One, two or three dimensions. Only particles within reach of
/// each other are compared.
///
/// With `smoothing` w it is the mean over particles of the local pair entropy: each particle has
/// its own g_i(r) = sum_j G_w(r - r_ij)/((N - 1)/V S(r)), S the surface of the sphere and G_w a
/// Gaussian of width w, and s2(i) = -(rho/2) sum_b (g_i ln g_i - g_i + 1) S(r_b) dr over the
/// middles of the shells. It tells ordered surroundings from disordered ones of particles that keep
/// apart: with w = 0.1 of the lattice constant a simple cubic lattice reads -2.8, shaken by 0.05
/// -2.0, a random packing of the same density -1.2 (reach 2.2). One particle sees few others, so
/// that it is below s2 by what they scatter, most for particles that come close (ideal gas -1.6),
/// and w near a third of the distance of neighbors fills the hole about each particle: compare at
/// equal w, reach and density only.
/// Source: Nettleton and Green 1958; Baranyai and Evans 1989; local: Piaggi and Parrinello 2017.
public struct PairEntropyCall: PeriodicEstimator {
  /// The sides of the box.
  public var periods: [Double] = []
  /// The radius of the last shell.
  public var reach: Double?
  /// The number of shells.
  public var bins = 50
  /// The width of the Gaussian that smooths the pair correlation of each particle; `nil` for the
  /// pair correlation of all.
  public var smoothing: Double?

  /// Fifty shells up to half the shortest side.
  public init() {}

  /// The keys `periods`, `reach`, `bins` and `smoothing`.
  public static let keys: [Key<Self>] = [
    Key(
      "periods", \.periods, as: .list(of: .real(.positive), count: 1...3), unit: "length",
      isRequired: true, about: "the sides of the box"),
    Key(
      "reach", \.reach, in: .positive, unit: "length",
      about:
        "the radius of the last shell; half the shortest side without it, less six times smoothing"),
    Key("bins", \.bins, in: IntegerRange(1, 1_000_000), about: "the number of shells"),
    Key(
      "smoothing", \.smoothing, in: .positive, unit: "length",
      about:
        "the width of the Gaussian that smooths each particle's own g: the mean local pair entropy"),
  ]

  /// Positions.
  public static let input = InputShape(
    "positions [n][d], d at most 3", rows: .others)

  /// Parameters of a call on a trajectory.
  public static let example: String? = "of: position"

  /// The entry `pair_correlation_entropy` of the catalog.
  public static let entry = catalogEntry(
    "pair_correlation_entropy",
    about: "the entropy that the correlation of pairs takes away, per particle",
    formula:
      "s2 = -(rho/2) sum_b (g ln g - g + 1) v_b, exact shells, N(N - 1)/2 pairs; smoothing: the mean of "
      + "s2(i) with g_i = sum_j G_w(r - r_ij) V/((N - 1) S(r))",
    bounds: "at most 0",
    bias:
      "a single frame of an ideal gas reads -bins/(2N); average g over frames before; empty shells count fully (warned of); with "
      + "smoothing low by what few neighbors scatter: compare at equal smoothing, reach and density only",
    source: "Nettleton and Green 1958; Baranyai and Evans 1989; local: Piaggi and Parrinello 2017")

  /// s2 of the positions.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let positions = arrays[0]
    guard positions.columns <= 3 else {
      throw .badInput("\(positions.name) has \(positions.columns) columns, positions at most 3")
    }
    let space = try positions.space(periods: periods)
    let shortest = periods.min() ?? 0
    let margin = (smoothing ?? 0) * LocalPairEntropy.kernelReach
    let reach = reach ?? shortest / 2 - margin
    guard reach > 0, reach + margin <= shortest / 2 else {
      let kernel = smoothing == nil ? "" : " and six times smoothing \(margin)"
      throw .badInput(
        "reach \(reach)\(kernel) is more than half the shortest side, \(shortest / 2)")
    }
    let particles = positions.rows
    guard particles >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: particles, needed: 2), unit: .nat, samples: particles)
    }
    if let smoothing {
      return LocalPairEntropy(
        positions, in: space, reach: reach, bins: bins, smoothing: smoothing
      ).estimate
    }
    let counts = PairCounts(positions, in: space, reach: reach, bins: bins).counts
    var estimate = Estimate(
      entropy(counts, particles: Double(particles), reach: reach), unit: .nat, samples: particles,
      outcomes: bins, bounds: Bounds(nil, 0))
    let empty = emptyShells(counts, particles: Double(particles), reach: reach)
    if empty > 0 { estimate.warn(.emptyShells(empty, of: bins)) }
    return estimate
  }

  /// Shells beyond the first pair that are empty although, or because, an ideal gas had fewer than
  /// five pairs in them: of exclusion they tell nothing.
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
