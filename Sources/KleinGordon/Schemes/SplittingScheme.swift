import Foundation

/// A composition of two flows, kick and drift, as a table: kick b_1, drift a_1, kick b_2, ...,
/// drift a_s, kick b_(s+1).
///
/// Each is symmetric, so that a step back undoes a step; the last kick and the first of the next
/// step use the same force, so that a step costs s forces.
struct SplittingTable: Sendable, Hashable {
  /// The order of the error in the time step.
  var order: Int
  /// b_1 ... b_(s+1)
  var kicks: [Double]
  /// a_1 ... a_s
  var drifts: [Double]

  /// Forces a step, s.
  var forces: Int { drifts.count }

  /// A symmetric table from its first half. The middle entry, which makes the sum 1, is filled in.
  ///
  /// - Parameters:
  ///   - kicks: b_1 ... b_m without the middle one (or the last of two equal middle ones).
  ///   - drifts: a_1 ... likewise.
  ///   - forces: s.
  init(order: Int, forces: Int, kicks: [Double], drifts: [Double]) {
    self.order = order
    self.kicks = Self.symmetric(kicks, count: forces + 1)
    self.drifts = Self.symmetric(drifts, count: forces)
  }

  /// The composition of Verlet steps of lengths w_1, w_2, ..., w_2, w_1, of which the middle one is
  /// filled in.
  init(order: Int, compositionOf weights: [Double]) {
    self.order = order
    let drifts = Self.symmetric(weights, count: 2 * weights.count + 1)
    kicks = zip([0] + drifts, drifts + [0]).map { ($0 + $1) / 2 }
    self.drifts = drifts
  }

  private static func symmetric(_ half: [Double], count: Int) -> [Double] {
    let sum = half.reduce(0, +)
    if count % 2 == 1 {
      precondition(half.count == count / 2)
      return half + [1 - 2 * sum] + half.reversed()
    }
    precondition(half.count == count / 2 - 1)
    return half + [0.5 - sum, 0.5 - sum] + half.reversed()
  }
}

extension SplittingTable {
  /// Verlet, Phys. Rev. 159 (1967) 98, in the form of Swope et al., J. Chem. Phys. 76 (1982) 637,
  /// eq. 4.
  static let stormerVerlet = SplittingTable(order: 2, kicks: [0.5, 0.5], drifts: [1])

  /// Yoshida, Phys. Lett. A 150 (1990) 262, eq. 2.11: w_1 = 1/(2 - 2^(1/3)).
  static let yoshida4 = SplittingTable(order: 4, compositionOf: [1 / (2 - cbrt(2.0))])

  /// Yoshida, Phys. Lett. A 150 (1990) 262, table 1, solution A; digits beyond the printed ones by
  /// Newton's method on the order conditions, in Hairer, Lubich, Wanner, Geometric Numerical
  /// Integration (2006), eq. V.3.11.
  static let yoshida6 = SplittingTable(
    order: 6,
    compositionOf: [
      0.78451361047755726381949763, 0.23557321335935813368479318, -1.17767998417887100694641568,
    ])

  /// Blanes and Moan, J. Comput. Appl. Math. 142 (2002) 313, table 3, method 6 of order 4 (SRKN,
  /// b): for quadratic drifts.
  static let blanesMoanSRKN6 = SplittingTable(
    order: 4, forces: 6, kicks: [0.0829844064174052, 0.396309801498368, -0.0390563049223486],
    drifts: [0.245298957184271, 0.604872665711080])

  /// Blanes and Moan, J. Comput. Appl. Math. 142 (2002) 313, table 2, S of order 6 with 10 stages.
  static let blanesMoanS10 = SplittingTable(
    order: 6, forces: 10,
    kicks: [
      0.0502627644003922, 0.413514300428344, 0.0450798897943977, -0.188054853819569,
      0.541960678450780,
    ],
    drifts: [0.148816447901042, -0.132385865767784, 0.067307604692185, 0.432666402578175])

  /// Blanes and Moan, J. Comput. Appl. Math. 142 (2002) 313, table 3, method 11 of order 6 (SRKN,
  /// b): for quadratic drifts.
  static let blanesMoanSRKN11 = SplittingTable(
    order: 6, forces: 11,
    kicks: [
      0.0414649985182624, 0.198128671918067, -0.0400061921041533, 0.0752539843015807,
      -0.0115113874206879,
    ],
    drifts: [
      0.123229775946271, 0.290553797799558, -0.127049212625417, -0.246331761062075,
      0.357208872795928,
    ])

  /// Kahan and Li, Math. Comp. 66 (1997) 1089, order 8 with 17 stages; in Hairer, Lubich, Wanner
  /// (2006), eq. V.3.13.
  static let kahanLi8 = SplittingTable(
    order: 8,
    compositionOf: [
      0.13020248308889008087881763, 0.56116298177510838456196441, -0.38947496264484728640807860,
      0.15884190655515560089621075, -0.39590389413323757733623154, 0.18453964097831570709183254,
      0.25837438768632204729397911, 0.29501172360931029887096624,
    ])

  private init(order: Int, kicks: [Double], drifts: [Double]) {
    self.order = order
    self.kicks = kicks
    self.drifts = drifts
  }
}
