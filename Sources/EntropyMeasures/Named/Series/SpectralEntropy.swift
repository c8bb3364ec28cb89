import ClausiusDeclarations
import ClausiusSpectra
import RealModule

/// The entropy of the power spectrum of a series: -sum P ln P with P = |X_k|^2/sum.
///
/// k runs from 0 to n/2. With `one_sided` frequencies that stand for two, all but 0 and n/2, count
/// twice; with `remove_mean` the mean is taken off before. Nats, 0 (one frequency) to ln of the
/// number of bins, or divided by it. White noise reads ln n_bins - (1 - gamma). Fewer than 50
/// values are warned of: white noise then scatters by more than 0.1 nat. Other definitions (Welch
/// averages, windows) give other numbers for the same series. The standard error takes the
/// ordinates as independent: measured 0.9 to 1.03 of the scatter for linear processes of 2000
/// samples or more, 0.6 for 256 correlated ones, 0.5 for the square of a Gaussian process, 0.4 for
/// a random walk; none where lines stand above the noise. There are no blocks: leaving out rows
/// changes every frequency at once, and the block jackknife would read 3.7 times the scatter.
/// Source: Inouye et al. 1991; standard error: Brillinger 1981.
public struct SpectralEntropy: NamedEstimator {
  /// Whether the mean is taken off before.
  public var removeMean = true
  /// Whether frequencies that stand for two count twice.
  public var oneSided = true
  /// Whether the entropy is divided by the logarithm of the number of bins.
  public var normalized = false

  /// The one-sided spectrum without the mean.
  public init() {}

  /// The keys `remove_mean`, `one_sided` and `normalized`.
  public static let keys: [Key<Self>] = [
    Key("remove_mean", \.removeMean, about: "whether the mean is taken off before"),
    Key("one_sided", \.oneSided, about: "whether frequencies that stand for two count twice"),
    Key("normalized", \.normalized, about: "whether the entropy is divided by ln n_bins"),
  ]

  /// A series, of which no part is a sample.
  public static let input = InputShape("a series [n]", order: .series, rows: .others)

  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }

  /// The entry `spectral_entropy` of the catalog.
  public static let entry = catalogEntry(
    "spectral_entropy", about: "the entropy of the power spectrum of a series",
    formula: "-sum P ln P, P = |X_k|^2/sum, k = 0 ... n/2", bounds: "0 to ln n_bins, or 0 to 1",
    bias: "white noise: ln n_bins - (1 - gamma), a periodogram never becomes flat; "
      + "standard error for linear processes, none where lines stand above the noise; "
      + "fewer than 50 values are warned of",
    source: "Inouye et al. 1991; standard error: Brillinger 1981")

  /// The entropy of the spectrum.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let given = try arrays[0].line()
    // Squares of very large or small numbers are none; a power of two changes no digit.
    let scale = given.binaryScale
    let series = given.map { $0 * scale }
    let unit: EntropyUnit = normalized ? .dimensionless : .nat
    guard series.count >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: series.count, needed: 2), unit: unit, samples: series.count
      )
    }
    guard !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: unit, samples: series.count)
    }
    let mean = removeMean ? series.reduce(0, +) / Double(series.count) : 0
    var power = try Self.power(series.map { $0 - mean })
    if oneSided {
      for k in 1..<(series.count + 1) / 2 { power[k] *= 2 }
    }
    let largest = Double.log(Double(power.count))
    let entropy = Shannon().entropy(of: try Distribution(weights: power))
    let total = power.reduce(0, +)
    let variance = OrdinateVariance.value(
      power.map { $0 / total }, entropy: entropy, samples: series.count)
    var estimate = Estimate(
      entropy, unit: .nat, samples: series.count, outcomes: power.count,
      standardError: variance.map { StandardError($0.squareRoot(), by: .independentOrdinates) },
      bounds: Bounds(0, largest))
    if series.count < Self.enough {
      estimate.warn(.tooShort(samples: series.count, needed: Self.enough))
    }
    return normalized ? estimate.divided(by: largest) : estimate
  }

  /// Values from which the entropy of white noise scatters by less than 0.1 nat, 0.5/sqrt(n_bins).
  private static let enough = 50

  /// |X_k|^2 for k = 0, ..., n/2.
  static func power(_ series: [Double]) throws(EntropyError) -> [Double] {
    let bins = series.count / 2 + 1
    let (values, spectrum) = (AlignedRow(series), AlignedRow(count: 2 * bins))
    do throws(TransformError) {
      // Any length may come, once: planning by measurement would take longer than the transform.
      try FourierTransform(.real, length: series.count, usesTable: false)
        .forward(values.base, into: spectrum.base)
    } catch {
      throw .badInput("\(error)")
    }
    return (0..<bins).map { k in
      spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]
    }
  }
}
