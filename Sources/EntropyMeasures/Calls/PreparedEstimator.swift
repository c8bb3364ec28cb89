import ClausiusDeclarations

/// An estimator with what all estimators share: symbols made of numbers, and a standard error from
/// blocks.
public struct PreparedEstimator: Sendable {
  /// The estimator with its own parameters.
  public let estimator: any NamedEstimator
  /// The blocks that are left out in turn for the standard error of correlated samples; `nil` for
  /// the estimator's own standard error.
  public let blocks: Int?
  private let binning: Binning?

  /// The unit of the estimates.
  public var unit: EntropyUnit { estimator.unit }

  /// The estimator of `type` with the parameters of a mapping.
  ///
  /// - Throws: parameters that are unknown, missing or wrong, each with its place.
  init(_ type: any NamedEstimator.Type, from entries: [Node.Entry], at position: SourcePosition)
    throws(Problems)
  {
    let names = SharedParameters.names(for: type.input)
    let isShared = { (entry: Node.Entry) in names.contains(entry.key) }
    let shared = try SharedParameters(
      from: Node(.mapping(entries.filter(isShared)), at: position))
    binning = try shared.binning(entries)
    blocks = shared.blocks
    var own = entries.filter { !isShared($0) }
    if binning != nil, type.takesCountsOrSymbols {
      if let source = own.first(where: { $0.key == "of" }) {
        guard source.value.isScalar("symbols") else {
          throw Problems(
            Problem(
              "bins make symbols of numbers", at: source.position,
              advice: "leave out 'of', or 'bins'"))
        }
      } else {
        let symbols = Node(.scalar(text: "symbols", isQuoted: false), at: position)
        own.append(Node.Entry(key: "of", position: position, value: symbols))
      }
    }
    estimator = try type.make(from: Node(.mapping(own), at: position))
  }

  /// The estimate from `arrays`, after a check of their number and of every number.
  ///
  /// - Throws: ``EntropyError`` for the first thing about the arrays that does not suit.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let arrays = try binning?.symbols(of: arrays) ?? arrays
    var estimate = try estimator.checkedEstimate(from: arrays)
    estimate.timeStep = (estimator as? any RateEstimator)?.timeStep
    if estimator.isOfDensity { estimate.dataUnit = Self.unit(of: arrays) }
    guard let blocks, estimate.value != nil else { return estimate }
    guard estimator.rowsAreSamples else {
      throw .badInput("the rows of its data are no samples, so that there are no blocks")
    }
    let found =
      estimator.bearsSeams
      ? try BlockJackknife(blocks: blocks).error(of: arrays, estimator.estimate)
      : try Subseries(blocks: blocks).error(of: arrays, estimator.estimate)
    switch found {
    case .success(let error): estimate.standardError = error
    case .failure(let gap):
      estimate.standardError = nil
      estimate.warn(.blockWithoutValue(gap.reason))
    }
    return estimate
  }
}

/// An estimator of a rate in time, which is told the time between samples.
protocol RateEstimator: NamedEstimator {
  /// The time between samples.
  var timeStep: Double { get }
}

extension MarkovEntropyProduction: RateEstimator {}
extension GaussianEntropyProduction: RateEstimator {}
extension NeighborEntropyProduction: RateEstimator {}
extension DriftEntropyProduction: RateEstimator {}
extension UncertaintyBound: RateEstimator {}
extension CrossParsingProduction: RateEstimator {}
extension CorrelationEntropy: RateEstimator {}
extension KolmogorovSinai: RateEstimator {}

extension PreparedEstimator {
  /// The units of the arrays, each once; `nil` where one is not known.
  private static func unit(of arrays: [InputArray]) -> String? {
    var units: [String] = []
    for array in arrays {
      guard let unit = array.unit else { return nil }
      if !units.contains(unit) { units.append(unit) }
    }
    return units.isEmpty ? nil : units.joined(separator: ", ")
  }
}

extension NamedEstimator {
  /// Whether the value is the entropy of a density, which changes with the unit of the data.
  fileprivate var isOfDensity: Bool {
    [
      KozachenkoLeonenko.entry, RenyiNearestNeighbor.entry, KernelDensityEntropy.entry,
      SpacingEntropy.entry,
    ]
    .contains { $0.name == Self.entry.name }
  }
}

/// The parameters that estimators share.
struct SharedParameters: Declared {
  /// The number of blocks.
  var blocks: Int?
  /// The number of bins.
  var bins: Int?
  /// The range of the bins: none, or the lower and the upper end.
  var range: [Double] = []
  /// Where the edges of the bins are.
  var binning = Binning.Edges.equal_width

  init() {}

  static let keys: [Key<Self>] = [
    Key(
      "blocks", \.blocks, in: IntegerRange(2, 10_000),
      about:
        "blocks of rows, each left out in turn (of patterns, words and steps: each by itself), for the standard error of correlated samples"
    ),
    Key(
      "bins", \.bins, in: IntegerRange(1, 1_000_000),
      about:
        "bins of each column, which make symbols of numbers: a row becomes the number of its cell"),
    Key(
      "range", \.range, as: .list(of: .real(.any), count: 0...2), unit: "that of the data",
      about: "the lower and the upper end of the bins; [] for the range of each column of the data"),
    Key("binning", \.binning, about: "where the edges of the bins are"),
  ]

  /// The parameters of estimators that are given `input`.
  static func names(for input: InputShape) -> [String] {
    descriptions(for: input).map(\.name)
  }

  /// What a user is told about the parameters of estimators that are given `input`.
  static func descriptions(for input: InputShape) -> [KeyDescription] {
    keys.map(\.description).filter {
      $0.name == "blocks" ? input.rows != .others : input.takesSymbols
    }
  }

  /// How symbols are made; `nil` where they are not.
  fileprivate func binning(_ entries: [Node.Entry]) throws(Problems) -> Binning? {
    func problem(_ key: String, _ message: String, _ advice: String) -> Problems {
      let place = entries.first { $0.key == key }?.position
      return Problems(Problem(message, at: place, advice: advice))
    }
    guard let bins else {
      for key in ["range", "binning"] where entries.contains(where: { $0.key == key }) {
        throw problem(key, "'\(key)' is for bins", "say how many: bins: 8")
      }
      return nil
    }
    guard !range.isEmpty else { return Binning(bins: bins, range: nil, edges: binning) }
    guard binning == .equal_width else {
      throw problem("range", "quantiles have no range", "leave out 'range' or 'binning'")
    }
    guard range.count == 2, range[0] < range[1], (range[1] - range[0]).isFinite else {
      throw problem(
        "range", "the range of the bins is not a lower and an upper end", "write [0, 1]")
    }
    return Binning(bins: bins, range: (range[0], range[1]), edges: binning)
  }
}

extension NamedEstimator {
  /// Whether a parameter says that the data are counts or symbols.
  fileprivate static var takesCountsOrSymbols: Bool {
    keys.contains { key in
      guard key.description.name == "of", case .choice(let choices) = key.description.kind else {
        return false
      }
      return choices.contains { $0.word == "symbols" }
    }
  }

  static func make(from node: Node) throws(Problems) -> any NamedEstimator { try Self(from: node) }
}

extension Node {
  /// Whether this is the word `text`.
  fileprivate func isScalar(_ text: String) -> Bool {
    guard case .scalar(let own, _) = content else { return false }
    return own == text
  }
}
