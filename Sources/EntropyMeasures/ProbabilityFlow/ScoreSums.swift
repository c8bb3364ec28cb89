/// All that linear score matching needs of samples: sums that grow with the features and not with
/// the samples.
///
/// For a score s = sum_k c_k V_k everything is quadratic in c: <s D s> = c G c with G_kl = <V_k D
/// V_l>, <div D s> = c . <div D V>, <b . s> = c . <b . V>.
public struct ScoreSums: Sendable, Hashable {
  /// The number of features.
  public let features: Int
  /// The number of samples.
  public private(set) var samples = 0
  /// sum V_k D V_l, [features][features], on and below the diagonal.
  private(set) var gram: [Double]
  /// sum div D V_k.
  private(set) var divergences: [Double]
  /// sum b . V_k.
  private(set) var alongDrift: [Double]
  /// sum (V_k D V_k)^2, whose size beside the square of G_kk tells how few samples decide.
  private(set) var fourths: [Double]
  /// sum b D^-1 b.
  private(set) var driftSquare = 0.0
  /// sum div b.
  private(set) var driftDivergence = 0.0
  /// The sum of the rates that are known without learning.
  public private(set) var rate = 0.0

  /// The sums of no sample.
  public init(features: Int) {
    self.features = features
    gram = [Double](repeating: 0, count: features * features)
    divergences = [Double](repeating: 0, count: features)
    (alongDrift, fourths) = (divergences, divergences)
  }

  /// How many samples each feature is seen in, (sum_i q_i)^2/sum_i q_i^2 with q = V_k D V_k: all
  /// for a feature that is the same everywhere, one where a single sample decides.
  var seen: [Double] {
    (0..<features).map { k in
      let square = gram[k * features + k]
      return fourths[k] > 0 ? square * square / fourths[k] : 0
    }
  }

  /// The sums of all samples of several; there is at least one.
  init(_ parts: some Collection<ScoreSums>) {
    self.init(features: parts.first?.features ?? 0)
    for part in parts { add(part) }
  }

  /// Takes the samples that are `included`.
  public mutating func add(
    _ samples: ScoreSamples, where isIncluded: (_ sample: Int) -> Bool = { _ in true }
  ) {
    precondition(samples.features == features, "features differ")
    var rows: [Double] = []
    rows.reserveCapacity(samples.values.count)
    for sample in 0..<samples.count where isIncluded(sample) {
      self.samples += 1
      driftDivergence += samples.driftDivergences[sample]
      rate += samples.rates[sample]
      for k in 0..<features { divergences[k] += samples.divergences[sample * features + k] }
      var squares = [Double](repeating: 0, count: features)
      for place in sample * samples.coordinates..<(sample + 1) * samples.coordinates {
        let (drift, diffusivity) = (samples.drift[place], samples.diffusivities[place])
        guard diffusivity > 0 else { continue }
        driftSquare += drift * drift / diffusivity
        let root = diffusivity.squareRoot()
        let row = samples.values[place * features..<(place + 1) * features]
        for (k, value) in row.enumerated() { alongDrift[k] += drift * value }
        for (k, value) in row.enumerated() { squares[k] += diffusivity * value * value }
        rows += row.lazy.map { $0 * root }
      }
      for k in 0..<features { fourths[k] += squares[k] * squares[k] }
    }
    FullMatrices.addProducts(of: rows, to: &gram, size: features)
  }

  /// Takes all samples of `other`.
  public mutating func add(_ other: ScoreSums) {
    precondition(other.features == features, "features differ")
    samples += other.samples
    driftSquare += other.driftSquare
    driftDivergence += other.driftDivergence
    rate += other.rate
    for k in gram.indices { gram[k] += other.gram[k] }
    for k in 0..<features {
      divergences[k] += other.divergences[k]
      alongDrift[k] += other.alongDrift[k]
      fourths[k] += other.fourths[k]
    }
  }

  /// The sum of |b - D s|^2 = b D^-1 b - 2 b s + s D s over the samples.
  func plug(_ coefficients: [Double]) -> Double {
    driftSquare - 2 * Self.product(coefficients, alongDrift)
      + FullMatrices.quadraticForm(gram, coefficients)
  }

  /// The sum of b D^-1 b + 2 div b - s D s - 2 div D s over the samples.
  func bound(_ coefficients: [Double]) -> Double {
    driftSquare + 2 * driftDivergence - FullMatrices.quadraticForm(gram, coefficients)
      - 2 * Self.product(coefficients, divergences)
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
