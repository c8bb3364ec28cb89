/// What holds of an estimator whatever its parameters are.
///
/// An estimator states it in its own file, `static let traits: EstimatorTraits = [.density]`; every
/// part of the program that needs to know asks the type.
public struct EstimatorTraits: OptionSet, Sendable, Hashable {
  /// A bit for each trait.
  public let rawValue: Int

  /// The traits whose bits are set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The value is the entropy of a density: it changes with the unit of the data, which is
  /// reported beside it.
  public static let density = EstimatorTraits(rawValue: 1)

  /// The estimator sees patterns, words or steps of a series. Where a block is taken out and the
  /// rest is joined, the seam makes some that never occur; so standard errors come from
  /// `Subseries` and not from `BlockJackknife`.
  public static let seamless = EstimatorTraits(rawValue: 2)

  /// Where values are missing in a series, nothing that the estimator sees reaches across.
  public static let heedsBreaks = EstimatorTraits(rawValue: 8)

  /// An estimate scatters about the true value, and so beyond the bounds of it.
  public static let passesBounds = EstimatorTraits(rawValue: 4)

  /// Equal samples do harm, so that samples are never drawn twice for a standard error.
  public static let distinctSamples = EstimatorTraits(rawValue: 16)

  /// The estimator has no standard error of its own: that of `PartError` stands for it, the scatter
  /// of the values of eight parts of the data.
  public static let partsTellError = EstimatorTraits(rawValue: 32)

  /// The value is a number like those of the data, in their unit.
  public static let inUnitOfData = EstimatorTraits(rawValue: 64)

  /// The value does not depend on the order of the rows, and its standard error allows for the
  /// correlation of successive ones.
  public static let heedsOrder = EstimatorTraits(rawValue: 128)
}
