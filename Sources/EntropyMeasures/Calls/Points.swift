import ClausiusDeclarations

extension InputArray {
  /// The space of the rows: open, or with one period an axis.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when the number of periods is neither 0 nor that of
  ///   the columns.
  func space(periods: [Double]) throws(EntropyError) -> Torus {
    guard columns >= 1 else { throw .badInput("\(name) has no columns") }
    if periods.isEmpty { return .open(dimension: columns) }
    guard periods.count == columns else {
      throw .badInput("\(name) has \(columns) columns and \(periods.count) periods were given")
    }
    return Torus(periods: periods)
  }

  /// The numbers of several arrays side by side.
  static func joined(_ arrays: [InputArray]) -> [Double] {
    let width = arrays.reduce(0) { $0 + $1.columns }
    var joined = [Double](repeating: 0, count: arrays[0].rows * width)
    joined.withUnsafeMutableBufferPointer { joined in
      let result = PerPoint(buffer: joined)
      shareOut(arrays[0].rows) { rows in
        var first = 0
        for array in arrays {
          let columns = array.columns
          for row in rows {
            for column in 0..<columns {
              result[row &* width &+ first &+ column] = array.values[row &* columns &+ column]
            }
          }
          first += columns
        }
      }
    }
    return joined
  }
}

extension IntegerRange {
  /// Steps, outcomes, columns: so many that no dataset has more, so few that sums do not overflow.
  static let length = IntegerRange(1, 1_000_000_000)
}

extension Key {
  /// The number of the neighbor whose distance is taken.
  static func neighbor(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key("k", path, in: IntegerRange(1, 1000), about: "which neighbor's distance is taken")
  }

  /// Periods of the axes.
  static func periods(_ path: WritableKeyPath<Root, [Double]> & Sendable) -> Key {
    Key(
      "periods", path, as: .list(of: .real(.nonNegative), count: 0...Int.max),
      unit: "that of the data",
      about: "the period of each axis, 0 for an open one; [] for open space")
  }

  /// Samples that are too near in time to be told apart from the sample itself.
  static func window(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key(
      "window", path, in: IntegerRange(0, 1_000_000_000),
      about: "samples this near in time are no neighbors of each other", source: "Theiler 1986")
  }
}

extension Estimate {
  /// The mean of contributions of independent samples with its standard error.
  init(
    mean contributions: [Double], plus constant: Double, scale: Double = 1,
    unit: EntropyUnit = .nat,
    bounds: Bounds = .unbounded, correction: BiasCorrection = .digamma
  ) {
    let moments = Moments(of: contributions)
    let mean = contributions.reduce(0, +) / Double(max(1, contributions.count))
    self.init(
      scale * mean + constant, unit: unit, samples: contributions.count, biasCorrection: correction,
      standardError: moments.squaredErrorOfMean.map {
        StandardError(abs(scale) * $0.squareRoot(), by: .independentSamples)
      }, bounds: bounds)
  }
}

extension Key {
  /// Columns of each variable.
  static func columns(_ path: WritableKeyPath<Root, [Int]> & Sendable) -> Key {
    Key(
      "columns", path, as: .list(of: .integer(.length), count: 0...Int.max),
      about: "columns of each variable when one array holds all; [] shares them out evenly")
  }
}
