import ClausiusDeclarations

/// The parameters that estimators share.
struct SharedParameters: Declared {
  /// The number of blocks.
  var blocks: Int?
  /// How the standard error is found.
  var error: ErrorMethod?
  /// The number of bins.
  var bins: Int?
  /// The range of the bins: none, or the lower and the upper end.
  var range: [Double] = []
  /// Where the edges of the bins are.
  var binning = Binning.Edges.equalWidth
  /// The unit of the estimate.
  var unit = InformationUnit.nat

  init() {}

  static let keys: [Key<Self>] = [
    Key(
      "blocks", \.blocks, in: IntegerRange(2, 10_000),
      about:
        "blocks of rows, each left out in turn (of patterns, words and steps: each by itself), for the standard error of correlated samples"
    ),
    Key(
      "error", \.error,
      about:
        "how the standard error is found from the data, in place of the estimator's own: samples left "
        + "out in turn, n draws, or n blocks of rows"),
    Key(
      "bins", \.bins, in: IntegerRange(1, 1_000_000),
      about:
        "bins of each column, which make symbols of numbers: a row becomes the number of its cell"),
    Key(
      "range", \.range, as: .list(of: .real(.any), count: 0...2), unit: "that of the data",
      about: "the lower and the upper end of the bins; [] for the range of each column of the data"),
    Key("binning", \.binning, about: "where the edges of the bins are"),
    Key("unit", \.unit, about: "the unit of the estimate, its error and its bounds"),
  ]

  /// The parameters of estimators that are given `input` and estimate something in `unit`.
  static func names(for input: InputShape, _ unit: EntropyUnit) -> [String] {
    descriptions(for: input, unit).map(\.name)
  }

  /// The parameters of estimators that are given `input` and estimate something in `unit`.
  static func descriptions(for input: InputShape, _ unit: EntropyUnit) -> [KeyDescription] {
    keys.map(\.description).filter {
      switch $0.name {
      case "blocks": input.rows != .others
      case "error": true
      case "unit": unit.isOfInformation
      default: input.takesSymbols
      }
    }
  }

  /// How the standard error is found: as `error` or `blocks` says.
  func errorMethod(_ entries: [Node.Entry]) throws(Problems) -> ErrorMethod? {
    guard let error, blocks != nil else { return error ?? blocks.map { .blocks($0) } }
    throw Problems(
      Problem(
        "'blocks' and 'error' both say how the standard error is found",
        at: entries.first { $0.key == "blocks" }?.position,
        advice: "leave one out: error: \(error.scenarioText)"))
  }

  /// How symbols are made; `nil` where they are not.
  func binning(_ entries: [Node.Entry]) throws(Problems) -> Binning? {
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
    guard binning == .equalWidth else {
      throw problem("range", "quantiles have no range", "leave out 'range' or 'binning'")
    }
    guard range.count == 2, range[0] < range[1], (range[1] - range[0]).isFinite else {
      throw problem(
        "range", "the range of the bins is not a lower and an upper end", "write [0, 1]")
    }
    return Binning(bins: bins, range: (range[0], range[1]), edges: binning)
  }
}
