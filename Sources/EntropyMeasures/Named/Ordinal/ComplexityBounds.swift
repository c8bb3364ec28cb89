import ClausiusDeclarations
import RealModule

/// A bound of the complexity-entropy plane of ordinal patterns, at an entropy or on the whole
/// curve.
///
/// Source: Martin, Plastino and Rosso 2006.
public protocol ComplexityBound: NamedEstimator {
  /// Values in a window, D.
  var order: Int { get set }
  /// The permutation entropy divided by ln D!.
  var entropy: Double? { get set }

  /// The bound at a normalized entropy, or the extreme of the whole curve.
  func bound(of plane: ComplexityPlane, at entropy: Double?) -> Double
}

extension ComplexityBound {
  /// Nothing.
  public static var input: InputShape { .nothing }

  /// The parameters of both bounds.
  static func boundKeys(
    order: WritableKeyPath<Self, Int> & Sendable, entropy: WritableKeyPath<Self, Double?> & Sendable
  ) -> [Key<Self>] {
    [
      .order(order),
      Key(
        "entropy", entropy, in: .fraction,
        about: "the entropy divided by ln D!; without it the extreme of the whole curve"),
    ]
  }

  /// The bound.
  public func estimate(from arrays: [InputArray]) -> Estimate {
    let patterns = (1...order).reduce(1, *)
    return Estimate(
      bound(of: ComplexityPlane(outcomes: patterns), at: entropy), unit: .dimensionless,
      samples: 0, outcomes: patterns, bounds: .unit)
  }
}

/// The largest Jensen-Shannon complexity that ordinal patterns can have, at an entropy or at all; a
/// pure number.
public struct LargestComplexity: ComplexityBound {
  /// Values in a window, D.
  public var order = 3
  /// The permutation entropy divided by ln D!.
  public var entropy: Double?

  /// Three values, anywhere on the curve.
  public init() {}

  /// The keys `order` and `entropy`.
  public static let keys = boundKeys(order: \.order, entropy: \.entropy)

  /// The entry `largest_complexity` of the catalog.
  public static let entry = catalogEntry(
    "largest_complexity", about: "the upper bound of the complexity-entropy plane",
    formula: "C of one probability p below n equal ones, zeros otherwise",
    unit: .dimensionless, bounds: "0 to 1", bias: "none: it is exact",
    source: "Martin, Plastino and Rosso 2006")

  /// The largest complexity at the entropy, or at all.
  public func bound(of plane: ComplexityPlane, at entropy: Double?) -> Double {
    entropy.map(plane.largest(at:)) ?? plane.largest
  }
}

/// The smallest Jensen-Shannon complexity that ordinal patterns can have at an entropy; a pure
/// number.
public struct SmallestComplexity: ComplexityBound {
  /// Values in a window, D.
  public var order = 3
  /// The permutation entropy divided by ln D!.
  public var entropy: Double?

  /// Three values, anywhere on the curve.
  public init() {}

  /// The keys `order` and `entropy`.
  public static let keys = boundKeys(order: \.order, entropy: \.entropy)

  /// The entry `smallest_complexity` of the catalog.
  public static let entry = catalogEntry(
    "smallest_complexity", about: "the lower bound of the complexity-entropy plane",
    formula: "C of one probability p above D! - 1 equal ones",
    unit: .dimensionless, bounds: "0 to 1", bias: "none: it is exact",
    source: "Martin, Plastino and Rosso 2006")

  /// The smallest complexity at the entropy, or 0, the smallest at all.
  public func bound(of plane: ComplexityPlane, at entropy: Double?) -> Double {
    entropy.map(plane.smallest(at:)) ?? 0
  }
}

/// The normalized permutation entropy that a periodic series can have: ln 2/ln D! for a ramp that
/// falls back, ln(2(2D - 3))/ln D! at most.
///
/// A series whose entropy lies above the largest is not periodic at its scale. A pure number.
/// Source: Weck et al. 2015; Hyman, Daniel and Schaffner 2025.
public struct PeriodicEntropy: NamedEstimator {
  /// Which end of the range.
  public enum Bound: String, DeclaredChoice {
    case smallest, largest

    /// What the case selects.
    public var about: String {
      switch self {
      case .smallest: "2 patterns"
      case .largest: "2 (2 D - 3) patterns"
      }
    }
  }

  /// Values in a window, D.
  public var order = 3
  /// Which end of the range.
  public var bound = Bound.largest

  /// The largest for three values.
  public init() {}

  /// The keys `order` and `bound`.
  public static let keys: [Key<Self>] = [
    .order(\.order), Key("bound", \.bound, about: "which end of the range"),
  ]

  /// Nothing.
  public static let input = InputShape.nothing

  /// The entry `periodic_entropy` of the catalog.
  public static let entry = catalogEntry(
    "periodic_entropy", about: "the range of the normalized permutation entropy of periodic series",
    formula: "ln 2/ln D! to ln(2(2D - 3))/ln D!", unit: .dimensionless, bounds: "0 to 1",
    bias: "none: it is exact", source: "Weck et al. 2015; Hyman, Daniel and Schaffner 2025")

  /// The end of the range.
  public func estimate(from arrays: [InputArray]) -> Estimate {
    let patterns = (1...order).reduce(1, *)
    let seen = bound == .smallest ? 2 : min(patterns, 2 * (2 * order - 3))
    return Estimate(
      Double.log(Double(seen)) / Double.log(Double(patterns)), unit: .dimensionless, samples: 0,
      outcomes: patterns, bounds: .unit)
  }
}
