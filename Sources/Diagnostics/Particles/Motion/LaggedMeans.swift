import ClausiusEntropyMeasures

/// What is averaged over pairs of frames a lag apart.
enum LaggedProduct {
  /// The squared distance |b - a|^2.
  case squaredDifference
  /// The scalar product a.b.
  case scalarProduct

  /// The term of a component.
  @inline(__always)
  func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .squaredDifference: (b - a) * (b - a)
    case .scalarProduct: a * b
    }
  }
}

/// Means over individuals and beginnings of what a vector of every individual has become some
/// frames later.
struct LaggedMeans {
  /// What is known of one lag.
  struct Lag {
    /// The lag in frames.
    let frames: Int
    /// The mean over the individuals at each beginning, in order.
    var beginnings: [Double] = []
    /// The frames of the beginnings.
    var places: [Int] = []
    /// The sum over the beginnings of each individual.
    var sums: [Double]
    /// The beginnings of each individual.
    var counts: [Int]
  }

  private let product: LaggedProduct
  private let plan: LagPlan
  /// Numbers of a vector.
  private let width: Int
  /// The vectors of frames that may still be beginnings.
  private var kept: [Int: [Double]] = [:]
  private var known: [Int: Lag] = [:]
  private var planned: [LagPlan.Lag] = []
  private var plannedUpTo = 0

  /// Means of `product` at the lags of `plan`, of vectors of `width` numbers.
  init(_ product: LaggedProduct, plan: LagPlan, width: Int) {
    self.product = product
    self.plan = plan
    self.width = width
  }

  /// The lags with a value, ascending.
  var lags: [Lag] {
    known.values.filter { !$0.beginnings.isEmpty }.sorted { $0.frames < $1.frames }
  }

  /// Takes the vectors of a frame, [individuals][width]; those of the absent are not a number.
  mutating func add(_ vectors: [Double], frame: Int) {
    while planned.isEmpty || plannedUpTo < frame {
      plannedUpTo = max(16, 2 * plannedUpTo)
      planned = plan.lags(upTo: plannedUpTo)
    }
    kept[frame] = vectors
    for lag in planned where lag.frames <= frame && (frame - lag.frames) % lag.spacing == 0 {
      if let before = kept[frame - lag.frames] {
        compare(before, vectors, lag: lag.frames, beginning: frame - lag.frames)
      }
    }
    kept = kept.filter { plan.isNeeded($0.key, at: frame) }
  }

  /// Forgets the beginnings: what follows cannot be compared with what was.
  mutating func interrupt() { kept = [:] }

  private mutating func compare(
    _ before: [Double], _ after: [Double], lag frames: Int, beginning: Int
  ) {
    let count = min(before.count, after.count) / width
    // Taken out while it grows, so that nothing is copied.
    var lag =
      known.removeValue(forKey: frames)
      ?? Lag(
        frames: frames, sums: [Double](repeating: 0, count: count),
        counts: [Int](repeating: 0, count: count))
    var (sum, number) = (0.0, 0)
    before.withUnsafeBufferPointer { before in
      after.withUnsafeBufferPointer { after in
        for individual in 0..<min(count, lag.sums.count) {
          var value = 0.0
          for index in individual * width..<(individual + 1) * width {
            value += product(before[index], after[index])
          }
          guard !value.isNaN else { continue }
          lag.sums[individual] += value
          lag.counts[individual] += 1
          sum += value
          number += 1
        }
      }
    }
    if number > 0 {
      lag.beginnings.append(sum / Double(number))
      lag.places.append(beginning)
    }
    known[frames] = lag
  }
}

extension LaggedMeans.Lag {
  /// The mean over all beginnings.
  var mean: Double { beginnings.reduce(0, +) / Double(max(1, beginnings.count)) }

  /// The mean of each individual; `nil` of one that never was there.
  var individualMeans: [Double?] {
    zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil }
  }

  /// The standard error of the mean: the larger one of the scatter of the individuals and that of
  /// the beginnings, whose correlation blocking takes into account; `nil` where neither is known.
  var standardError: StandardError? {
    Self.error(overTime: beginnings, overIndividuals: individualMeans.compactMap { $0 })
  }

  /// The mean over that at another lag, with the standard error of the ratio m/b: that of the mean
  /// of (x - (m/b) y)/b, since both lags scatter together (Fieller 1954); `nil` where the other
  /// mean is 0.
  func ratio(to base: Self) -> (value: Double, error: StandardError?)? {
    guard base.mean != 0 else { return nil }
    let ratio = mean / base.mean
    let bases = Dictionary(
      zip(base.places, base.beginnings), uniquingKeysWith: { first, _ in first })
    func gap(_ x: Double, _ y: Double) -> Double { (x - ratio * y) / base.mean }
    return (
      ratio,
      Self.error(
        overTime: zip(places, beginnings).compactMap { place, x in bases[place].map { gap(x, $0) }
        },
        overIndividuals: zip(individualMeans, base.individualMeans).compactMap { x, y in
          x.flatMap { x in y.map { gap(x, $0) } }
        })
    )
  }

  private static func error(
    overTime beginnings: [Double], overIndividuals individuals: [Double]
  ) -> StandardError? {
    var series = RunningSeries()
    for value in beginnings { series.add(value) }
    let overTime = beginnings.count >= fewestBeginnings ? series.standardError : nil
    return [overTime, LaggedScatter.error(of: individuals)].compactMap { $0 }
      .max { $0.value < $1.value }
  }

  /// The fewest beginnings whose scatter tells an error.
  private static let fewestBeginnings = 8
}

/// The scatter of the means of individuals.
enum LaggedScatter {
  /// The fewest individuals whose scatter tells an error.
  private static let fewest = 8

  /// The standard error of the mean of independent numbers; `nil` for few.
  static func error(of values: [Double]) -> StandardError? {
    guard values.count >= fewest else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return StandardError((square / (count - 1) / count).squareRoot(), by: .independentSamples)
  }
}
