import ClausiusDeclarations
import RealModule

/// The entropy of the order of the values in small windows of a field, such as phi(x, t): -sum p ln
/// p over the (rows columns)! orders.
///
/// Windows are read row by row; of equal values the one that is read first is the smaller. Nats, 0
/// to ln (rows columns)!, or divided by it. The standard error is that of up to 20 blocks of
/// neighboring rows of windows, each left out in turn.
/// Source: Ribeiro et al. 2012; complexity of the same patterns: `quantity: complexity`.
public struct SpatialPermutationEntropy: NamedEstimator {
  /// What is computed from the patterns.
  public enum Quantity: String, DeclaredChoice {
    case entropy, complexity

    /// What the case selects.
    public var about: String {
      switch self {
      case .entropy: "the permutation entropy"
      case .complexity: "the complexity of Jensen and Shannon, a pure number"
      }
    }
  }

  /// Rows of a window.
  public var rows = 2
  /// Columns of a window.
  public var columns = 2
  /// Rows between the values of a window.
  public var rowDelay = 1
  /// Columns between the values of a window.
  public var columnDelay = 1
  /// Whether the entropy is divided by its largest value.
  public var normalized = false
  /// What is computed from the patterns.
  public var quantity = Quantity.entropy

  /// Windows of two by two.
  public init() {}

  /// The keys `rows`, `columns`, `row_delay`, `column_delay`, `normalized` and `quantity`.
  public static let keys: [Key<Self>] = [
    Key("rows", \.rows, in: IntegerRange(1, 8), about: "rows of a window"),
    Key("columns", \.columns, in: IntegerRange(1, 8), about: "columns of a window"),
    Key("row_delay", \.rowDelay, in: .length, about: "rows between the values of a window"),
    Key(
      "column_delay", \.columnDelay, in: .length, about: "columns between the values of a window"),
    Key("normalized", \.normalized, about: "whether the entropy is divided by ln (rows columns)!"),
    Key("quantity", \.quantity, about: "what is computed from the patterns"),
  ]

  /// A field.
  public static let input = InputShape.field

  /// Nats, or a pure number when normalized or for the complexity.
  public var unit: EntropyUnit { normalized || quantity == .complexity ? .dimensionless : .nat }

  /// The entry `spatial_permutation_entropy` of the catalog.
  public static let entry = catalogEntry(
    "spatial_permutation_entropy",
    about: "the entropy of the order of the values in windows of a field",
    formula: "-sum p ln p over the (rows columns)! orders of a window; stable ties",
    bounds: "0 to ln (rows columns)!, or 0 to 1", bias: "as permutation_entropy",
    source: "Ribeiro et al. 2012")

  /// Windows with too few or too many values.
  public func contradictions() -> [Contradiction] {
    (2...8).contains(rows * columns)
      ? []
      : [Contradiction(at: "rows", "a window holds \(rows * columns) values, 2 to 8 are possible")]
  }

  /// The entropy of the field.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let field = arrays[0]
    guard field.shape.count == 2 else {
      throw .badInput("\(field.name) has \(field.shape.count) axes, a field has 2")
    }
    let width = field.columns
    let across = width - (columns - 1) * columnDelay
    let down = field.rows - (rows - 1) * rowDelay
    guard across > 0, down > 0 else {
      return Estimate(undefined: .tooFewSamples(found: 0, needed: 1), unit: unit, samples: 0)
    }
    let patterns = patterns(field, in: 0..<down, across: across)
    let blocks = BlockedWeights(
      Self.blocks(down).map { self.patterns(field, in: $0, across: across).map(Double.init) })
    let occupancy = Occupancy(counts: patterns)
    if quantity == .complexity {
      let plane = JensenShannonComplexity(outcomes: patterns.count)
      var estimate = Estimate(
        plane.value(of: Distribution(occupancy)), unit: .dimensionless, samples: across * down,
        outcomes: patterns.count, bounds: .unit)
      estimate.take(blocks.standardError { plane.value(of: Distribution($0.occupancy)) })
      return estimate
    }
    var estimate = Estimate(
      entropy: Shannon().entropy(of: Distribution(occupancy)), Shannon(), of: occupancy,
      corrected: .none, error: nil)
    estimate.take(blocks.standardError(of: \.shannonOfShares))
    return
      (normalized ? estimate.divided(by: Double.log(Double(patterns.count))) : estimate)
      .warned(windows: across * down, patterns: patterns.count, ties: 0)
  }

  /// How often each pattern occurs among the windows that begin in some rows.
  private func patterns(_ field: InputArray, in rows: Range<Int>, across: Int) -> [Int] {
    let width = field.columns
    var patterns = OrdinalCounts(
      offsets: (0..<self.rows).flatMap { row in
        (0..<columns).map { row * rowDelay * width + $0 * columnDelay }
      })
    for row in rows { patterns.add(field.values, from: row * width..<row * width + across) }
    return patterns.counts
  }

  /// Up to 20 blocks of neighboring rows; none where there are fewer than six rows.
  private static func blocks(_ rows: Int) -> [Range<Int>] {
    let blocks = min(BlockedWeights.mostBlocks, rows)
    return (0..<blocks).map { $0 * rows / blocks..<($0 + 1) * rows / blocks }
  }
}
